// SPDX-License-Identifier: Apache-2.0
#include "cli/baseline.h"

#include "base/file.h"

namespace sworn::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{64} * 1024 * 1024;

const char* name_of(ReportKind kind) {
  switch (kind) {
    case ReportKind::check:
      break;
    case ReportKind::review:
      return "sworn review";
    case ReportKind::diff:
      return "sworn diff";
  }
  return "sworn check or replay";
}

}  // namespace

std::optional<Error> refuse_baseline(const Options& options) {
  if (options.write_baseline.empty()) return std::nullopt;
  if (options.verify_auth) {
    return Error{"--write-baseline is of no use with --verify-auth",
                 {},
                 "nothing is judged but the credentials"};
  }
  if (options.shard.count > 1) {
    return Error{"--write-baseline needs a whole run, and --shard makes a part of one",
                 {},
                 "merge the recordings and give --write-baseline to sworn replay"};
  }
  return std::nullopt;
}

Result<std::optional<diff::Baseline>> load_baseline(const Options& options, ReportKind kind) {
  if (options.baseline.empty()) return std::optional<diff::Baseline>();
  const Result<std::string> text = base::read_file(options.baseline, most_bytes);
  if (!text) {
    Error error = text.error();
    if (error.hint.empty()) error.hint = "--write-baseline FILE writes one";
    return error;
  }
  Result<diff::Baseline> baseline = diff::read_baseline(*text, options.baseline);
  if (!baseline) return baseline.error();
  if (baseline->kind != kind) {
    return Error{std::string("this baseline is one of ") + name_of(baseline->kind),
                 {options.baseline, 0, 0, ""},
                 std::string("give one of ") + name_of(kind)};
  }
  return std::optional<diff::Baseline>(std::move(*baseline));
}

Result<void> keep_baseline(const Report& report,
                           const std::string& shortcoming,
                           const diff::Baseline* previous,
                           const Options& options) {
  if (options.write_baseline.empty()) return {};
  if (!shortcoming.empty()) {
    return Error{"no baseline is written: " + shortcoming,
                 {},
                 options.write_baseline + " is left as it was"};
  }
  return base::write_file(options.write_baseline, diff::write_baseline(report, previous));
}

}  // namespace sworn::cli
