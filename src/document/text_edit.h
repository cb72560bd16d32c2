// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace sworn::document {

/// Changes of a text, gathered front to back and then carried out at once; lines and offsets are
/// those of the text as it was.
class TextEdit {
 public:
  explicit TextEdit(std::string_view source);

  [[nodiscard]] std::string_view source() const { return source_; }
  /// npos where the text has no such line.
  [[nodiscard]] std::size_t offset_of(Mark mark) const;
  [[nodiscard]] std::size_t line_start(std::size_t offset) const;
  /// Where the next line begins, or the end of the text.
  [[nodiscard]] std::size_t next_line(std::size_t offset) const;
  /// Of the characters before it on its line.
  [[nodiscard]] std::string_view before_on_line(std::size_t offset) const;
  /// Spaces and tabs alone stand before it on its line.
  [[nodiscard]] bool is_first_on_line(std::size_t offset) const;

  /// From 1; the inverse of offset_of.
  [[nodiscard]] Mark mark_of(std::size_t offset) const;

  void replace(std::size_t begin, std::size_t end, std::string text);
  /// The same for a text that says less than the one before it: what begins at `place` loses its
  /// comments or its layout.
  void write_anew(std::size_t begin, std::size_t end, std::string text, Mark place);
  /// The places of those changes, in the order of the text.
  [[nodiscard]] std::vector<Mark> written_anew() const;

  /// How many changes were gathered; `undo_to` forgets those after.
  [[nodiscard]] std::size_t count() const { return changes_.size(); }
  void undo_to(std::size_t count) { changes_.resize(count); }

  /// The changed text; line feeds in what is new become the text's own line ends. "" where changes
  /// overlap.
  [[nodiscard]] std::string carried_out() const;

 private:
  struct Change {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string text;
    std::optional<Mark> anew;
  };

  [[nodiscard]] std::vector<Change> sorted() const;

  std::string_view source_;
  std::vector<std::size_t> lines_;
  std::vector<Change> changes_;
};

}  // namespace sworn::document
