// SPDX-License-Identifier: Apache-2.0
#include "cli/option_value.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "report/format.h"

namespace sworn::cli {
namespace {

constexpr std::uint64_t most_limit = 1'000'000'000;
constexpr std::uint64_t most_depth = 1000;

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

std::string set_spec_limit(const std::string& text, SpecLimits& limits) {
  const std::size_t equals = text.find('=');
  const std::string name = text.substr(0, equals);
  const std::pair<std::string, std::optional<std::size_t>*> known[] = {{"bytes", &limits.bytes},
                                                                       {"depth", &limits.depth},
                                                                       {"values", &limits.values},
                                                                       {"files", &limits.files}};
  const auto found =
      std::ranges::find_if(known, [&](const auto& limit) { return limit.first == name; });
  if (found == std::end(known) || equals == std::string::npos) {
    return "expected bytes=N, depth=N, values=N or files=N, got " + quoted(text);
  }
  std::string digits = text.substr(equals + 1);
  std::size_t unit = 1;
  constexpr std::string_view units = "KMG";
  const std::size_t which = digits.empty() ? std::string_view::npos : units.find(digits.back());
  if (name == "bytes" && which != std::string_view::npos) {
    unit = std::size_t{1} << (10 * (which + 1));
    digits.pop_back();
  }
  // Deeper nesting would need more stack than a thread has.
  const std::uint64_t most = name == "depth" ? most_depth : most_limit;
  if (std::string fault = whole_fault(digits, 1, most); !fault.empty()) return fault;
  std::size_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  *found->second = value * unit;
  return "";
}

std::string set_shard(const std::string& text, Shard& shard) {
  constexpr int most_shards = 1000;
  const std::size_t slash = text.find('/');
  const auto number = [](std::string_view digits) {
    int value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, fault] = std::from_chars(digits.data(), end, value);
    return fault == std::errc() && stop == end ? value : 0;
  };
  const std::string_view view(text);
  const Shard given{number(view.substr(0, slash)),
                    slash == std::string::npos ? 0 : number(view.substr(slash + 1))};
  if (given.count < 1 || given.count > most_shards || given.index < 1 ||
      given.index > given.count) {
    return "expected I/N with I from 1 to N, like 1/3, got " + quoted(text);
  }
  shard = given;
  return "";
}

Result<ReportTarget> report_target(const std::string& text) {
  const std::size_t equals = text.find('=');
  ReportTarget target{text.substr(0, equals), ""};
  if (report::format_named(target.format) == nullptr) {
    return Error{"--report: unknown format " + quoted(target.format),
                 {},
                 "the formats are " + base::join(report::format_names(), ", ")};
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
