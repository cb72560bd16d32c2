// SPDX-License-Identifier: Apache-2.0
#include "schema/sample_pattern.h"

#include <algorithm>
#include <map>

#include "schema/pattern.h"
#include "schema/pattern_tree.h"

namespace sworn::schema {
namespace {

constexpr std::size_t output_limit = 100'000;
constexpr std::size_t pattern_limit = 20'000;
constexpr std::size_t attempts = 120;

void append_utf8(std::string& out, char32_t c) {
  const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6U));
    byte(0x80 | (c & 0x3FU));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12U));
    byte(0x80 | ((c >> 6U) & 0x3FU));
    byte(0x80 | (c & 0x3FU));
  } else {
    byte(0xF0 | (c >> 18U));
    byte(0x80 | ((c >> 12U) & 0x3FU));
    byte(0x80 | ((c >> 6U) & 0x3FU));
    byte(0x80 | (c & 0x3FU));
  }
}

bool is_scalar_value(char32_t c) {
  return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Writes one text for a parsed pattern; `stretch` is how far repetitions go beyond their least.
class Writer {
 public:
  Writer(base::RandomStream& random, std::size_t stretch) : random_(random), stretch_(stretch) {}

  void write(const std::vector<PatternSequence>& alternatives) {
    for (const PatternPiece& piece : alternatives[random_.below(alternatives.size())]) {
      std::size_t times = piece.least;
      const std::size_t slack = std::min(piece.most - piece.least, stretch_);
      if (slack > 0) times += random_.below(slack + 1);
      for (std::size_t i = 0; i < times && steps_ < output_limit; ++i) write(piece);
    }
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void write(const PatternPiece& piece) {
    ++steps_;
    switch (piece.kind) {
      case PatternPiece::Kind::set:
        append_utf8(out_, draw(piece.set));
        break;
      case PatternPiece::Kind::group: {
        const std::size_t start = out_.size();
        write(piece.alternatives);
        if (piece.capture != 0) captures_[piece.capture] = out_.substr(start);
        break;
      }
      case PatternPiece::Kind::back_reference:
        out_ += captures_[piece.capture];
        break;
      case PatternPiece::Kind::assertion:
        break;
    }
  }

  char32_t draw(const CharacterSet& set) {
    if (set.is_negated) return draw_outside(set);
    if (set.ranges.empty()) return U'?';
    const auto& [first, last] = set.ranges[random_.below(set.ranges.size())];
    if (last < first) return U'?';
    const char32_t c = first + static_cast<char32_t>(random_.below(last - first + 1U));
    return is_scalar_value(c) ? c : first;
  }

  char32_t draw_outside(const CharacterSet& set) {
    constexpr std::u32string_view candidates =
        U"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:;!#$%&*+/=?@ é中";
    const std::size_t start = random_.below(candidates.size());
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const char32_t c = candidates[(start + i) % candidates.size()];
      const bool is_member = std::ranges::any_of(
          set.ranges, [&](const auto& range) { return range.first <= c && c <= range.second; });
      if (!is_member) return c;
    }
    return U'?';
  }

  base::RandomStream& random_;
  std::size_t stretch_;
  std::size_t steps_ = 0;
  std::string out_;
  std::map<std::size_t, std::string> captures_;
};

std::size_t stretch_of(std::size_t attempt, Length length) {
  constexpr std::size_t few = 3;
  if (attempt % 4 == 1) return 0;
  if (attempt % 4 == 2) return std::min(length.least + few, output_limit);
  return attempt % 4 == 3 ? std::min(2 * length.least + 4 * few, output_limit) : few;
}

}  // namespace

std::optional<std::string> sample_pattern(std::string_view pattern,
                                          Length length,
                                          base::RandomStream& random) {
  const auto compiled = Pattern::of(pattern);
  if (compiled == nullptr || pattern.size() > pattern_limit || length.least > output_limit) {
    return std::nullopt;
  }
  const auto tree = parse_pattern(pattern);
  if (!tree) return std::nullopt;
  for (std::size_t attempt = 0; attempt < attempts; ++attempt) {
    Writer writer(random, stretch_of(attempt, length));
    writer.write(*tree);
    std::string text = writer.take();
    const std::size_t count = character_count(text);
    // A pattern that is not anchored bears more text around what it matches.
    if (count < length.least) text.append(length.least - count, 'a');
    if (count <= length.most && compiled->occurs_in(text).value_or(false)) return text;
  }
  return std::nullopt;
}

}  // namespace sworn::schema
