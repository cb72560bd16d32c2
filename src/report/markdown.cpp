// SPDX-License-Identifier: Apache-2.0
#include "report/markdown.h"

#include <algorithm>

#include "report/markdown_part.h"
#include "report/text_layout.h"
#include "report/wording.h"

namespace sworn::report {
namespace {

/// What says how much was left out fits in here.
constexpr std::size_t reserve_bytes = 400;

/// Text that grows up to a bound.
class Bounded {
 public:
  explicit Bounded(std::size_t most) : most_(most) {}

  /// False, and nothing added, where `text` would not leave `reserve` bytes.
  bool add(const std::string& text, std::size_t reserve) {
    if (text_.size() + text.size() + reserve > most_) return false;
    text_ += text;
    return true;
  }

  [[nodiscard]] std::size_t size() const { return text_.size(); }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t most_;
};

/// What a reader is told one by one; info is only counted.
std::vector<Cause> shown_causes(const Report& report) {
  std::vector<Cause> causes = causes_of(report);
  std::erase_if(causes, [](const Cause& one) { return one.finding->severity == Severity::info; });
  return causes;
}

std::string left_out(std::size_t count, std::string_view what) {
  return "\n" + count_of(static_cast<int>(count), what) +
         " more: this report is cut to the size that is taken here; the reports `html` and `json` "
         "hold everything.\n\n";
}

/// No more than `share` bytes.
void add_table(Bounded& page, const std::vector<Cause>& causes, std::size_t share) {
  if (causes.empty()) return;
  Bounded table(share);
  table.add("| severity | finding | operations |\n|---|---|---|\n", 0);
  std::size_t shown = 0;
  while (shown < causes.size() && table.add(markdown_row(causes[shown]), reserve_bytes)) ++shown;
  if (shown < causes.size()) table.add(left_out(causes.size() - shown, "row"), 0);
  page.add(table.take() + "\n", 0);
}

void add_causes(Bounded& page,
                const MarkdownPage& parts,
                const std::vector<Cause>& causes,
                std::size_t reserve) {
  std::size_t shown = 0;
  while (shown < causes.size() && page.add(markdown_cause(parts, causes[shown]), reserve)) ++shown;
  if (shown < causes.size()) page.add(left_out(causes.size() - shown, "proof"), 0);
}

void add_operations(Bounded& page, const Report& report) {
  // Of a run that examined nothing the table has nothing to tell beside the gap.
  const bool is_told = report.kind != ReportKind::check || report.summary.examined > 0;
  if (report.operations.empty() || !report.credentials.empty() || !is_told) return;
  const std::string head =
      "<details><summary>Operations</summary>\n\n" + markdown_operations_head(report.kind);
  if (!page.add(head, 3 * reserve_bytes)) return;
  std::size_t shown = 0;
  const std::vector<OperationResult>& operations = report.operations;
  while (shown < operations.size() &&
         page.add(markdown_operation(operations[shown], report.kind), 2 * reserve_bytes)) {
    ++shown;
  }
  if (shown < operations.size())
    page.add(left_out(operations.size() - shown, "row"), reserve_bytes);
  page.add("\n</details>\n", 0);
}

}  // namespace

std::string markdown(const Report& report, std::size_t most_bytes) {
  const ExchangeIndex exchanges(report);
  const MarkdownPage parts{report, exchanges};
  const std::vector<Cause> causes = shown_causes(report);
  const std::string rest = markdown_rest(parts);
  Bounded page(std::max<std::size_t>(most_bytes, 8'192));
  page.add(markdown_head(parts), 0);
  page.add(markdown_gaps(parts), 0);
  const std::size_t room = most_bytes - std::min(most_bytes, page.size());
  add_table(page, causes, room / 3);
  // Proofs go before reasons that are long on purpose.
  add_causes(page, parts, causes, std::min(rest.size(), most_bytes / 4) + reserve_bytes);
  if (!page.add(rest, reserve_bytes)) page.add(left_out(1, "list of what is not known"), 0);
  add_operations(page, report);
  return page.take();
}

}  // namespace sworn::report
