// SPDX-License-Identifier: Apache-2.0
#include "cli/review_command.h"

#include "cli/baseline.h"
#include "cli/conclusion.h"
#include "cli/document.h"
#include "cli/publish.h"
#include "cli/settings.h"
#include "diff/review.h"

namespace sworn::cli {

ExitCode review_command(const Options& options, const Console& console) {
  const std::vector<ReportTarget> targets = targets_of(options);
  if (auto error = refuse_targets(targets)) return refuse(console, *error);
  if (auto error = refuse_baseline(options)) return refuse(console, *error);
  const auto loaded = load_baseline(options, ReportKind::review);
  if (!loaded) return refuse(console, loaded.error());
  const diff::Baseline* const baseline = *loaded ? &**loaded : nullptr;
  const Result<TextSettings> settings = gather_for_text(options, console, "review");
  if (!settings) return refuse(console, settings.error());
  if (settings->spec.empty()) {
    return refuse(console, {"no SPEC given: which OpenAPI file?", {}, "sworn review openapi.yaml"});
  }
  const Result<Contract> contract = load_document(settings->spec, options);
  if (!contract) return refuse(console, contract.error());
  const Report report = diff::review(*contract,
                                     {.rules = options.rules,
                                      .skip_rules = options.skip_rules,
                                      .severity = severities_of(settings->policy),
                                      .suppressions = suppressions_of(settings->policy),
                                      .baseline = baseline});
  if (auto published = publish(report, targets, options, console, settings->fail_on); !published) {
    return refuse(console, published.error());
  }
  return conclude_text(report, settings->fail_on, baseline, options, console);
}

}  // namespace sworn::cli
