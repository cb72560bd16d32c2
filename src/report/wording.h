// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/report.h"

namespace sworn::report {

/// In falling order.
inline constexpr std::array<Severity, 5> severities = {
    Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info};

/// What the two forms of a finding and its reason are called in this kind of report.
struct FormNames {
  std::string_view declared;
  std::string_view observed;
  std::string_view explanation;
};
[[nodiscard]] FormNames form_names(ReportKind kind);

/// The counted findings of one severity.
[[nodiscard]] int number_of(const Summary& summary, Severity severity);
/// Of all severities.
[[nodiscard]] int number_of_all(const Summary& summary);

/// "1 critical, 2 high findings", or what it means that there are none: "no mismatch found",
/// "could not test".
[[nodiscard]] std::string result_in_words(const Report& report);
/// "examined 6 of 8 operations, score 58 (D), 2 known and 1 suppressed not counted"; "" where there
/// is nothing to say.
[[nodiscard]] std::string extent_in_words(const Report& report);

/// What took points, "-15 session-fixation (high)", what took the most first.
[[nodiscard]] std::vector<std::string> score_parts_by_weight(const Summary& summary);

/// "2 known and 1 suppressed not counted", or "" where all are.
[[nodiscard]] std::string uncounted_in_words(const Report& report);

/// `text`, its first letter a capital, to stand as a heading.
[[nodiscard]] std::string capitalized(std::string_view text);

/// Why the absence of a finding says nothing: the run was stopped, could not test, or looked at
/// credentials alone. Empty for a run that can be compared with others.
[[nodiscard]] std::vector<std::string> gaps_of(const Report& report);

}  // namespace sworn::report
