// SPDX-License-Identifier: Apache-2.0
#include "cli/review_command.h"

#include "cli/delivery.h"
#include "cli/document.h"
#include "cli/settings.h"
#include "diff/review.h"

namespace sworn::cli {

ExitCode review_command(const Options& options, const Console& console) {
  const Result<Outputs> outputs = prepare_outputs(options, ReportKind::review);
  if (!outputs) return refuse(console, outputs.error());
  const Result<TextSettings> settings = gather_for_text(options, console, "review");
  if (!settings) return refuse(console, settings.error());
  if (settings->spec.empty()) {
    return refuse(console, {"no SPEC given: which OpenAPI file?", {}, "sworn review openapi.yaml"});
  }
  const Result<Contract> contract = load_document(settings->spec, options);
  if (!contract) return refuse(console, contract.error());
  Report report = diff::review(*contract,
                               {.rules = options.rules,
                                .skip_rules = options.skip_rules,
                                .severity = severities_of(settings->policy),
                                .suppressions = suppressions_of(settings->policy),
                                .baseline = outputs->known_findings()});
  return deliver(
      std::move(report), {.gate = {.fail_on = settings->fail_on}}, *outputs, options, console);
}

}  // namespace sworn::cli
