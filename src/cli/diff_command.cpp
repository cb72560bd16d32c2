// SPDX-License-Identifier: Apache-2.0
#include "cli/diff_command.h"

#include "cli/delivery.h"
#include "cli/document.h"
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
  const Result<Outputs> outputs = prepare_outputs(options, ReportKind::diff);
  if (!outputs) return refuse(console, outputs.error());
  const Result<TextSettings> settings = gather_for_text(options, console, "change");
  if (!settings) return refuse(console, settings.error());
  const Result<Contract> before = load_document(options.old_spec, options);
  if (!before) return refuse(console, before.error());
  const Result<Contract> after = load_document(options.spec, options);
  if (!after) return refuse(console, after.error());
  Report report = diff::compare(*before,
                                *after,
                                {.rules = options.rules,
                                 .skip_rules = options.skip_rules,
                                 .severity = severities_of(settings->policy),
                                 .side = side_named(options.side),
                                 .suppressions = suppressions_of(settings->policy),
                                 .baseline = outputs->known_findings()});
  return deliver(
      std::move(report), {.gate = {.fail_on = settings->fail_on}}, *outputs, options, console);
}

}  // namespace sworn::cli
