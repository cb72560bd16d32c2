// SPDX-License-Identifier: Apache-2.0
#include "document/yaml_scalar.h"

#include <algorithm>
#include <array>

#include "document/number.h"

namespace sworn::document {
namespace {

template <std::size_t size>
bool is_one_of(std::string_view text, const std::array<std::string_view, size>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_null(std::string_view text) {
  static constexpr std::array<std::string_view, 5> words = {"", "~", "null", "Null", "NULL"};
  return is_one_of(text, words);
}

bool is_boolean(std::string_view text) {
  static constexpr std::array<std::string_view, 6> words = {
      "true", "True", "TRUE", "false", "False", "FALSE"};
  return is_one_of(text, words);
}

bool is_special(std::string_view text) {
  static constexpr std::array<std::string_view, 3> nan = {".nan", ".NaN", ".NAN"};
  static constexpr std::array<std::string_view, 3> infinity = {".inf", ".Inf", ".INF"};
  if (is_one_of(text, nan)) return true;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return is_one_of(text, infinity);
}

}  // namespace

Kind kind_of_plain(std::string_view text) {
  if (is_null(text)) return Kind::null;
  if (is_boolean(text)) return Kind::boolean;
  if (is_special(text)) return Kind::number;
  const bool has_sign = text.starts_with('-') || text.starts_with('+');
  const bool has_base = text.find_first_of("xo") != std::string_view::npos;
  // The core schema has no signed octal and hexadecimal; what exceeds 64 bits is an address or a
  // hash rather than a quantity.
  if ((has_sign && has_base) || !decimal_of(text)) return Kind::string;
  if (has_base) return Kind::integer;
  return text.find_first_of(".eE") == std::string_view::npos ? Kind::integer : Kind::number;
}

std::optional<Kind> kind_of_tagged(std::string_view tag, std::string_view text) {
  constexpr std::string_view core = "tag:yaml.org,2002:";
  if (tag == "?" || tag.empty()) return kind_of_plain(text);
  if (!tag.starts_with(core)) return Kind::string;
  tag.remove_prefix(core.size());
  const Kind kind = kind_of_plain(text);
  const bool is_number = kind == Kind::integer || kind == Kind::number;
  if (tag == "float") return is_number ? std::optional(Kind::number) : std::nullopt;
  if (tag == "int") return kind == Kind::integer ? std::optional(kind) : std::nullopt;
  if (tag == "bool") return kind == Kind::boolean ? std::optional(kind) : std::nullopt;
  if (tag == "null") return kind == Kind::null ? std::optional(kind) : std::nullopt;
  return Kind::string;
}

}  // namespace sworn::document
