// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "report/exchange_index.h"
#include "report/text.h"
#include "report/text_layout.h"
#include "report/text_style.h"
#include "sworn/report.h"

namespace sworn::report {

/// What every part of the text report is made from.
struct Page {
  const Report& report;
  Style style;
  std::size_t width = 100;
  bool is_verbose = false;
  const ExchangeIndex& exchanges;

  /// More than 40 operations: everything is bounded so that the whole stays on a screen or two.
  [[nodiscard]] bool is_long() const { return !is_verbose && report.operations.size() > 40; }
};

/// The columns before the text: severities and labels stand in them to the right.
inline constexpr std::size_t label_columns = 8;
inline constexpr std::size_t gutter_columns = label_columns + 2;

/// `text` wrapped behind a label; no line when it is empty.
void append_field(const Page& page,
                  Lines& lines,
                  std::string_view label,
                  std::string_view text,
                  std::size_t most_lines);
/// `text` to the right of the label columns, without colour.
[[nodiscard]] std::string label(std::string_view text);
[[nodiscard]] std::string gutter();

// The parts, in their order. An empty part is left out.

[[nodiscard]] Lines head_part(const Page& page);
[[nodiscard]] Lines problem_part(const Page& page);
/// Of a run that only verifies credentials: which work, and where.
[[nodiscard]] Lines credential_part(const Page& page);
/// At most `budget` rows where the page is long, the gravest whole and the rest in a line each.
[[nodiscard]] Lines finding_part(const Page& page, std::size_t budget);
/// Of a review: operation, declared requirement, declared refusals, where the requirement stands.
[[nodiscard]] Lines contract_part(const Page& page);
/// Of a check.
[[nodiscard]] Lines operation_part(const Page& page);
[[nodiscard]] Lines inconclusive_part(const Page& page);
/// What the baseline has and is no more.
[[nodiscard]] Lines gone_part(const Page& page);
[[nodiscard]] Lines coverage_part(const Page& page);
[[nodiscard]] Lines verdict_part(const Page& page);

}  // namespace sworn::report
