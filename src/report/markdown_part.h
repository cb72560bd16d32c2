// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "report/cause.h"
#include "report/exchange_index.h"
#include "sworn/report.h"

namespace sworn::report {

// Parts of the Markdown report, each bounded and ending in an empty line; "" where there is nothing
// to say.

/// What the other parts need of a report.
struct MarkdownPage {
  const Report& report;
  const ExchangeIndex& exchanges;
};

/// Marker, result, document and target.
[[nodiscard]] std::string markdown_head(const MarkdownPage& page);
/// Why the run cannot be trusted.
[[nodiscard]] std::string markdown_gaps(const MarkdownPage& page);
/// One row of the table of causes.
[[nodiscard]] std::string markdown_row(const Cause& cause);
/// One cause, folded.
[[nodiscard]] std::string markdown_cause(const MarkdownPage& page, const Cause& cause);
/// What is inconclusive, not covered, gone or only counted.
[[nodiscard]] std::string markdown_rest(const MarkdownPage& page);
/// The head of the table of operations. What nobody was asked has no outcome, and a review nothing
/// that was observed.
[[nodiscard]] std::string markdown_operations_head(ReportKind kind);
/// One row of it.
[[nodiscard]] std::string markdown_operation(const OperationResult& operation, ReportKind kind);

}  // namespace sworn::report
