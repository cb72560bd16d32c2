// SPDX-License-Identifier: Apache-2.0
#include "cli/diff_command.h"

#include "cli/baseline.h"
#include "cli/conclusion.h"
#include "cli/document.h"
#include "cli/publish.h"
#include "cli/settings.h"
#include "diff/compare.h"

namespace sworn::cli {
namespace {

diff::Side side_named(const std::string& name) {
  if (name == "owner") return diff::Side::owner;
  if (name == "client") return diff::Side::client;
  return diff::Side::both;
}

}  // namespace

ExitCode diff_command(const Options& options, const Console& console) {
  const std::vector<ReportTarget> targets = targets_of(options);
  if (auto error = refuse_targets(targets)) return refuse(console, *error);
  if (options.old_spec.empty() || options.spec.empty()) {
    return refuse(console,
                  {options.old_spec.empty() ? "no OLD and NEW given: which OpenAPI files?"
                                            : "no NEW given: compare with which OpenAPI file?",
                   {},
                   "sworn diff main.yaml openapi.yaml"});
  }
  if (options.old_spec == "-" && options.spec == "-") {
    return refuse(console, {"OLD and NEW cannot both be standard input", {}, "give one a file"});
  }
  if (auto error = refuse_baseline(options)) return refuse(console, *error);
  const auto loaded = load_baseline(options, ReportKind::diff);
  if (!loaded) return refuse(console, loaded.error());
  const diff::Baseline* const baseline = *loaded ? &**loaded : nullptr;
  const Result<TextSettings> settings = gather_for_text(options, console, "change");
  if (!settings) return refuse(console, settings.error());
  const Result<Contract> before = load_document(options.old_spec, options);
  if (!before) return refuse(console, before.error());
  const Result<Contract> after = load_document(options.spec, options);
  if (!after) return refuse(console, after.error());
  const Report report = diff::compare(*before,
                                      *after,
                                      {.rules = options.rules,
                                       .skip_rules = options.skip_rules,
                                       .severity = severities_of(settings->policy),
                                       .side = side_named(options.side),
                                       .suppressions = suppressions_of(settings->policy),
                                       .baseline = baseline});
  if (auto published = publish(report, targets, options, console, settings->fail_on); !published) {
    return refuse(console, published.error());
  }
  return conclude_text(report, settings->fail_on, baseline, options, console);
}

}  // namespace sworn::cli
