// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sworn/result.h"

namespace sworn::document {

/// The characters of a JSONPath query, front to back (RFC 9535, appendix A). The first failure
/// counts; after it nothing more is read.
class PathScanner {
 public:
  explicit PathScanner(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return position_ >= text_.size(); }
  /// NUL at the end.
  [[nodiscard]] char next() const { return at_end() ? '\0' : text_[position_]; }
  [[nodiscard]] std::size_t position() const { return position_; }
  void return_to(std::size_t position);

  /// Goes past `word` where it stands next.
  bool take(std::string_view word);
  void skip_blanks();

  /// A name as it stands behind a dot; "" where there is none.
  std::string_view member_name();
  /// A literal in single or double quotes, unescaped.
  std::string string();
  /// An index within ±(2^53 - 1) (RFC 9535 §2.1); nothing where there is none.
  std::optional<std::int64_t> integer();
  /// A number as JSON has it.
  std::string_view number();

  void fail(const std::string& message) { fail_at(position_, message); }
  void fail_at(std::size_t position, const std::string& message);
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

 private:
  void escape(std::string& out, char quote);
  std::optional<std::uint32_t> four_digits();
  std::size_t skip_digits();

  std::string_view text_;
  std::size_t position_ = 0;
  std::optional<Error> error_;
};

}  // namespace sworn::document
