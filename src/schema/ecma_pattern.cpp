// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "schema/pattern.h"

namespace sworn::schema {
namespace {

/// WhiteSpace and LineTerminator of ECMA-262 §12.2 and §12.3, as members of a class.
constexpr std::string_view white_space =
    R"(\t\n\u000b\f\r \u00a0\ufeff\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000)";

/// All else, since a class cannot hold a negated one.
constexpr std::string_view other_than_white_space =
    R"(\u0000-\u0008\u000e-\u001f\u0021-\u009f\u00a1-\u167f\u1681-\u1fff\u200b-\u2027)"
    R"(\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ufefe\uff00-\u{10ffff})";

/// PCRE2 10.42 knows general categories by their short names only.
constexpr std::array<std::pair<std::string_view, std::string_view>, 38> category_names{{
    {"Letter", "L"},
    {"Cased_Letter", "L&"},
    {"LC", "L&"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Modifier_Letter", "Lm"},
    {"Other_Letter", "Lo"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Nonspacing_Mark", "Mn"},
    {"Spacing_Mark", "Mc"},
    {"Enclosing_Mark", "Me"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Letter_Number", "Nl"},
    {"Other_Number", "No"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Connector_Punctuation", "Pc"},
    {"Dash_Punctuation", "Pd"},
    {"Open_Punctuation", "Ps"},
    {"Close_Punctuation", "Pe"},
    {"Initial_Punctuation", "Pi"},
    {"Final_Punctuation", "Pf"},
    {"Other_Punctuation", "Po"},
    {"Symbol", "S"},
    {"Math_Symbol", "Sm"},
    {"Currency_Symbol", "Sc"},
    {"Modifier_Symbol", "Sk"},
    {"Other_Symbol", "So"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Line_Separator", "Zl"},
    {"Paragraph_Separator", "Zp"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
}};

std::string_view short_property(std::string_view name) {
  for (const std::string_view prefix :
       {"General_Category=", "gc=", "Script=", "sc=", "Script_Extensions=", "scx="}) {
    if (name.starts_with(prefix)) {
      name.remove_prefix(prefix.size());
      break;
    }
  }
  for (const auto& [long_name, short_name] : category_names) {
    if (name == long_name) return short_name;
  }
  return name;
}

/// The value of `\uXXXX` at the start of `text`.
std::optional<unsigned> unicode_escape(std::string_view text) {
  constexpr std::size_t length = 6;
  if (text.size() < length || !text.starts_with("\\u")) return std::nullopt;
  unsigned value = 0;
  const char* const end = text.data() + length;
  const auto [stop, error] = std::from_chars(text.data() + 2, end, value, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return value;
}

/// Whether the text starts with an escape that stands for several characters.
bool is_set_escape(std::string_view text) {
  constexpr std::string_view sets = "dDsSwWpP";
  return text.size() > 1 && text[0] == '\\' && sets.find(text[1]) != std::string_view::npos;
}

bool is_hyphen_before_member(std::string_view text) {
  return text.size() > 1 && text[0] == '-' && text[1] != ']';
}

class Translator {
 public:
  explicit Translator(std::string_view pattern) : rest_(pattern) {}

  std::string run() {
    while (!rest_.empty()) {
      const char c = rest_.front();
      if (c == '\\' && rest_.size() > 1) {
        const bool is_set = in_class_ && is_set_escape(rest_);
        escape();
        if (is_set && is_hyphen_before_member(rest_)) replace(1, "\\-");
        continue;
      }
      // Without the flag `u` a hyphen beside a set is itself (ECMA-262 §B.1.2.7).
      if (in_class_ && is_hyphen_before_member(rest_) && is_set_escape(rest_.substr(1))) {
        replace(1, "\\-");
        continue;
      }
      if (c == '[') in_class_ = true;
      if (c == ']') in_class_ = false;
      copy(1);
    }
    return std::move(out_);
  }

 private:
  void copy(std::size_t count) {
    out_ += rest_.substr(0, count);
    rest_.remove_prefix(count);
  }

  void replace(std::size_t count, std::string_view by) {
    out_ += by;
    rest_.remove_prefix(count);
  }

  void escape() {
    switch (rest_[1]) {
      case 'u':
        return unicode();
      case 's':
        if (in_class_) return replace(2, white_space);
        return replace(2, "[" + std::string(white_space) + "]");
      case 'S':
        if (in_class_) return replace(2, other_than_white_space);
        return replace(2, "[^" + std::string(white_space) + "]");
      case 'p':
      case 'P':
        return property();
      default:
        return copy(2);
    }
  }

  void unicode() {
    const auto high = unicode_escape(rest_);
    const auto low = rest_.size() > 6 ? unicode_escape(rest_.substr(6)) : std::nullopt;
    if (high && low && *high >= 0xD800 && *high < 0xDC00 && *low >= 0xDC00 && *low < 0xE000) {
      const unsigned value = 0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00);
      std::array<char, 8> hex{};
      const auto [end, error] = std::to_chars(hex.data(), hex.data() + hex.size(), value, 16);
      return replace(12, error == std::errc{} ? "\\u{" + std::string(hex.data(), end) + "}" : "");
    }
    copy(2);
  }

  void property() {
    const std::size_t close = rest_.find('}');
    if (rest_.size() < 3 || rest_[2] != '{' || close == std::string_view::npos) return copy(2);
    const std::string_view name = short_property(rest_.substr(3, close - 3));
    out_ += rest_.substr(0, 3);
    replace(close, name);
    copy(1);
  }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
};

}  // namespace

bool has_foreign_syntax(std::string_view pattern) {
  constexpr std::string_view foreign_escapes = "aAZzeEGHhKQRXy";
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
      if (foreign_escapes.find(pattern[i]) != std::string_view::npos) return true;
    } else if (pattern.substr(i, 2) == "(?") {
      // A group, a look-around or a name (ECMA-262 §22.2.1); an inline flag only before a colon.
      const std::size_t kind = pattern.find_first_not_of("ims-", i + 2);
      if (kind == std::string_view::npos) return true;
      constexpr std::string_view known = ":=!<";
      if (known.find(pattern[kind]) == std::string_view::npos) return true;
    }
  }
  return false;
}

std::string to_pcre2(std::string_view pattern) {
  return Translator(pattern).run();
}

}  // namespace sworn::schema
