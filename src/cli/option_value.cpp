// SPDX-License-Identifier: Apache-2.0
#include "cli/option_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"

namespace sworn::cli {
namespace {

const std::vector<std::string> report_formats = {"text", "json"};

std::string quoted(const std::string& text) {
  return "'" + base::printable(base::shorten(text, 60)) + "'";
}

}  // namespace

std::string positive_fault(const std::string& text) {
  double value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
  const bool is_good = fault == std::errc() && stop == end && std::isfinite(value) && value > 0;
  return is_good ? "" : "expected a number above 0, got " + quoted(text);
}

std::string whole_fault(const std::string& text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value);
  if (fault == std::errc() && stop == end && value >= least && value <= most) return "";
  return "expected a whole number from " + std::to_string(least) + " to " + std::to_string(most) +
         ", got " + quoted(text);
}

std::string choice_fault(const std::string& text, const std::vector<std::string>& names) {
  if (std::ranges::find(names, text) != names.end()) return "";
  const std::string near = base::nearest(text, names);
  return "unknown value " + quoted(text) +
         (near.empty() ? ", expected " + base::join(names, ", ") : ", did you mean " + near + "?");
}

Result<ReportTarget> report_target(const std::string& text) {
  const std::size_t equals = text.find('=');
  ReportTarget target{text.substr(0, equals), ""};
  if (std::ranges::find(report_formats, target.format) == report_formats.end()) {
    return Error{"--report: unknown format " + quoted(target.format),
                 {},
                 "the formats are " + base::join(report_formats, " and ")};
  }
  if (equals == std::string::npos) return target;
  target.file = text.substr(equals + 1);
  if (target.file.empty()) {
    return Error{"--report: no file after '='", {}, "give --report " + target.format + "=FILE"};
  }
  if (target.file == "-") target.file.clear();
  return target;
}

}  // namespace sworn::cli
