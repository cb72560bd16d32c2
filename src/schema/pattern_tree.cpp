// SPDX-License-Identifier: Apache-2.0
#include "schema/pattern_tree.h"

#include <algorithm>
#include <charconv>

namespace sworn::schema {
namespace {

constexpr int depth_limit = 100;
constexpr std::size_t repeat_limit = 100'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

CharacterSet digits() {
  return {{{U'0', U'9'}}};
}
CharacterSet words() {
  return {{{U'a', U'z'}, {U'A', U'Z'}, {U'0', U'9'}, {U'_', U'_'}}};
}
CharacterSet letters() {
  return {{{U'a', U'z'}, {U'A', U'Z'}}};
}

/// A few characters of the Unicode property that starts with this letter, by its short name.
CharacterSet property_sample(std::string_view name) {
  if (name == "Lu" || name.starts_with("Upper")) return {{{U'A', U'Z'}}};
  if (name == "Ll" || name.starts_with("Lower")) return {{{U'a', U'z'}}};
  if (name.starts_with('L') || name.starts_with("Al")) return letters();
  if (name.starts_with('N') || name.starts_with('d') || name.starts_with('D')) return digits();
  if (name.starts_with('P') || name.starts_with('p')) return {{{U'-', U'.'}}};
  if (name.starts_with('S')) return {{{U'+', U'+'}}};
  if (name.starts_with('Z')) return {{{U' ', U' '}}};
  return letters();
}

class Parser {
 public:
  explicit Parser(std::string_view pattern) : rest_(pattern) {}

  std::optional<std::vector<PatternSequence>> run() {
    auto alternatives = parse_alternatives(0);
    if (!alternatives || !rest_.empty()) return std::nullopt;
    return alternatives;
  }

 private:
  bool take(std::string_view token) {
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  char32_t take_character() {
    const auto first = static_cast<unsigned char>(rest_.front());
    std::size_t length = 1;
    char32_t value = first;
    if (first >= 0xF0U) {
      length = 4;
      value = first & 0x07U;
    } else if (first >= 0xE0U) {
      length = 3;
      value = first & 0x0FU;
    } else if (first >= 0xC0U) {
      length = 2;
      value = first & 0x1FU;
    }
    length = std::min(length, rest_.size());
    for (std::size_t i = 1; i < length; ++i) {
      value = (value << 6U) | (static_cast<unsigned char>(rest_[i]) & 0x3FU);
    }
    rest_.remove_prefix(length);
    return value;
  }

  std::optional<std::size_t> take_number(int base = 10, std::size_t most_digits = 9) {
    std::size_t value = 0;
    const char* const begin = rest_.data();
    const char* const end = begin + std::min(rest_.size(), most_digits);
    const auto [stop, error] = std::from_chars(begin, end, value, base);
    if (error != std::errc{}) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(stop - begin));
    return value;
  }

  std::optional<std::vector<PatternSequence>> parse_alternatives(int depth) {
    if (depth > depth_limit) return std::nullopt;
    std::vector<PatternSequence> alternatives(1);
    while (!rest_.empty() && rest_.front() != ')') {
      if (take("|")) {
        alternatives.emplace_back();
        continue;
      }
      auto piece = parse_piece(depth);
      if (!piece) return std::nullopt;
      parse_quantifier(*piece);
      alternatives.back().push_back(std::move(*piece));
    }
    return alternatives;
  }

  std::optional<PatternPiece> parse_piece(int depth) {
    PatternPiece piece;
    if (take("^") || take("$")) return piece;
    if (take("(")) return parse_group(depth);
    piece.kind = PatternPiece::Kind::set;
    if (take("[")) return parse_class();
    if (take(".")) {
      piece.set = words();
      for (const char32_t c : {U'-', U'!', U'@', U'#', U'$', U'%'}) piece.set.add(c, c);
      return piece;
    }
    if (rest_.front() != '\\' || rest_.size() < 2) {
      const char32_t c = take_character();
      piece.set.add(c, c);
      return piece;
    }
    rest_.remove_prefix(1);
    return parse_escape();
  }

  std::optional<PatternPiece> parse_group(int depth) {
    PatternPiece piece;
    piece.kind = PatternPiece::Kind::group;
    const bool look_around = take("?=") || take("?!") || take("?<=") || take("?<!");
    if (look_around) {
      piece.kind = PatternPiece::Kind::assertion;
    } else if (rest_.starts_with('?')) {
      const bool is_named = rest_.starts_with("?<") || rest_.starts_with("?P<");
      const std::size_t end = rest_.find_first_of(is_named ? ">" : ":)");
      if (end == std::string_view::npos) return std::nullopt;
      rest_.remove_prefix(rest_[end] == ')' ? end : end + 1);
      if (is_named) piece.capture = ++captures_;
    } else {
      piece.capture = ++captures_;
    }
    auto alternatives = parse_alternatives(depth + 1);
    if (!alternatives || !take(")")) return std::nullopt;
    if (!look_around) piece.alternatives = std::move(*alternatives);
    return piece;
  }

  /// After the backslash, outside a class.
  PatternPiece parse_escape() {
    PatternPiece piece;
    if (rest_.front() == 'b' || rest_.front() == 'B' || rest_.front() == 'A' ||
        rest_.front() == 'Z' || rest_.front() == 'z') {
      rest_.remove_prefix(1);
      return piece;
    }
    if (is_digit(rest_.front()) && rest_.front() != '0') {
      piece.kind = PatternPiece::Kind::back_reference;
      piece.capture = take_number(10, 2).value_or(0);
      return piece;
    }
    piece.kind = PatternPiece::Kind::set;
    piece.set = parse_set_escape();
    return piece;
  }

  /// After the backslash, what is the same inside and outside a class.
  CharacterSet parse_set_escape() {
    if (take("d")) return digits();
    if (take("w")) return words();
    if (take("s")) return {{{U' ', U' '}}};
    if (take("D") || take("S")) return letters();
    if (take("W")) return {{{U'-', U'-'}}};
    if (rest_.starts_with("p{") || rest_.starts_with("P{")) return parse_property();
    const char32_t c = parse_character_escape();
    return {{{c, c}}};
  }

  CharacterSet parse_property() {
    const bool is_negated = rest_.front() == 'P';
    const std::size_t close = std::min(rest_.find('}'), rest_.size() - 1);
    const std::string_view name = rest_.substr(2, close - 2);
    rest_.remove_prefix(close + 1);
    if (!is_negated) return property_sample(name);
    return name.starts_with('L') ? digits() : letters();
  }

  char32_t parse_character_escape() {
    if (take("t")) return U'\t';
    if (take("n")) return U'\n';
    if (take("r")) return U'\r';
    if (take("f")) return U'\f';
    if (take("v")) return U'\v';
    if (take("0")) return U'\0';
    if (take("u{")) {
      const auto value = take_number(16, 6);
      take("}");
      return static_cast<char32_t>(value.value_or(U'u'));
    }
    if (take("u")) return static_cast<char32_t>(take_number(16, 4).value_or(U'u'));
    if (take("x")) return static_cast<char32_t>(take_number(16, 2).value_or(U'x'));
    return take_character();
  }

  /// After the opening bracket.
  std::optional<PatternPiece> parse_class() {
    PatternPiece piece;
    piece.kind = PatternPiece::Kind::set;
    piece.set.is_negated = take("^");
    while (!take("]")) {
      if (rest_.empty()) return std::nullopt;
      const CharacterSet first = parse_member();
      const bool is_single =
          first.ranges.size() == 1 && first.ranges.front().first == first.ranges.front().second;
      if (is_single && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        rest_.remove_prefix(1);
        const CharacterSet last = parse_member();
        piece.set.add(first.ranges.front().first, last.ranges.front().second);
      } else {
        piece.set.add(first);
      }
    }
    return piece;
  }

  CharacterSet parse_member() {
    if (rest_.size() > 1 && take("\\")) {
      if (take("b")) return {{{U'\b', U'\b'}}};
      return parse_set_escape();
    }
    const char32_t c = take_character();
    return {{{c, c}}};
  }

  void parse_quantifier(PatternPiece& piece) {
    if (take("*")) {
      piece.least = 0;
      piece.most = PatternPiece::unbounded;
    } else if (take("+")) {
      piece.most = PatternPiece::unbounded;
    } else if (take("?")) {
      piece.least = 0;
    } else if (!parse_counts(piece)) {
      return;
    }
    if (!take("?")) take("+");
  }

  bool parse_counts(PatternPiece& piece) {
    const std::string_view before = rest_;
    if (take("{")) {
      if (const auto least = take_number()) {
        piece.least = std::min(*least, repeat_limit);
        piece.most = piece.least;
        if (take(","))
          piece.most = std::max(take_number().value_or(PatternPiece::unbounded), piece.least);
        if (take("}")) return true;
        piece.least = 1;
        piece.most = 1;
      }
    }
    rest_ = before;
    return false;
  }

  std::string_view rest_;
  std::size_t captures_ = 0;
};

}  // namespace

void CharacterSet::add(const CharacterSet& other) {
  ranges.insert(ranges.end(), other.ranges.begin(), other.ranges.end());
}

std::optional<std::vector<PatternSequence>> parse_pattern(std::string_view pattern) {
  return Parser(pattern).run();
}

}  // namespace sworn::schema
