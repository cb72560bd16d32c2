// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sworn::document {

/// The text as yaml-cpp gets to read it. yaml-cpp refuses "\uD83D\uDE00", one character in two
/// escapes as JSON writes it (RFC 8259 §7), though YAML is a superset of JSON: each pair is handed
/// over as
/// "\U0001F600" and a stand-in character of two bytes, so that every byte keeps its place.
class YamlSource {
 public:
  /// `text` has to outlive this object.
  explicit YamlSource(std::string_view text);

  [[nodiscard]] std::string_view text() const { return rewritten_.empty() ? text_ : rewritten_; }

  /// A scalar as the author meant it: escapes decoded where the scalar had any, the original
  /// characters where a backslash means itself; always valid UTF-8. The view is of `scalar` or
  /// holds until the next call.
  [[nodiscard]] std::string_view restored(const std::string& scalar);

 private:
  [[nodiscard]] std::string without_stand_ins(const std::string& scalar) const;

  std::string_view text_;
  std::string rewritten_;
  std::string stand_in_;
  std::string restored_;
  bool has_latin_escapes_ = false;  ///< perhaps
};

}  // namespace sworn::document
