// SPDX-License-Identifier: Apache-2.0
#include "document/text_edit.h"

#include <algorithm>

#include "base/text.h"
#include "document/source.h"

namespace sworn::document {

TextEdit::TextEdit(std::string_view source) : source_(source), lines_{bom_size(source)} {
  for (std::size_t i = source.find('\n'); i != std::string_view::npos;
       i = source.find('\n', i + 1)) {
    lines_.push_back(i + 1);
  }
}

std::size_t TextEdit::offset_of(Mark mark) const {
  if (mark.line == 0 || mark.column == 0 || mark.line > lines_.size()) {
    return std::string_view::npos;
  }
  const std::size_t offset = lines_[mark.line - 1] + mark.column - 1;
  return offset <= source_.size() ? offset : std::string_view::npos;
}

Mark TextEdit::mark_of(std::size_t offset) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  if (next == lines_.begin()) return {1, 1};
  return {static_cast<std::uint32_t>(next - lines_.begin()),
          static_cast<std::uint32_t>(offset - *(next - 1) + 1)};
}

std::size_t TextEdit::line_start(std::size_t offset) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  return next == lines_.begin() ? 0 : *(next - 1);
}

std::size_t TextEdit::next_line(std::size_t offset) const {
  const auto next = std::upper_bound(lines_.begin(), lines_.end(), offset);
  return next == lines_.end() ? source_.size() : *next;
}

std::string_view TextEdit::before_on_line(std::size_t offset) const {
  const std::size_t start = line_start(offset);
  return source_.substr(start, offset - start);
}

bool TextEdit::is_first_on_line(std::size_t offset) const {
  return before_on_line(offset).find_first_not_of(" \t") == std::string_view::npos;
}

void TextEdit::replace(std::size_t begin, std::size_t end, std::string text) {
  changes_.push_back({begin, end, std::move(text), std::nullopt});
}

void TextEdit::write_anew(std::size_t begin, std::size_t end, std::string text, Mark place) {
  changes_.push_back({begin, end, std::move(text), place});
}

std::vector<Mark> TextEdit::written_anew() const {
  std::vector<Mark> places;
  for (const Change& change : sorted()) {
    if (change.anew) places.push_back(*change.anew);
  }
  return places;
}

std::vector<TextEdit::Change> TextEdit::sorted() const {
  std::vector<Change> sorted = changes_;
  std::ranges::stable_sort(sorted, {}, &Change::begin);
  return sorted;
}

std::string TextEdit::carried_out() const {
  const std::size_t first_end = source_.find('\n');
  const bool has_returns =
      first_end != std::string_view::npos && first_end > 0 && source_[first_end - 1] == '\r';
  std::string out;
  std::size_t position = 0;
  for (const Change& change : sorted()) {
    if (change.begin < position || change.end < change.begin) return "";
    out += source_.substr(position, change.begin - position);
    out += has_returns ? base::replace_all(change.text, "\n", "\r\n") : change.text;
    position = change.end;
  }
  out += source_.substr(position);
  return out;
}

}  // namespace sworn::document
