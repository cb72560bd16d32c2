// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <algorithm>
#include <numeric>

namespace sworn::base {
namespace {

bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
char lower(char c) {
  return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}
/// Bytes above ASCII are parts of letters: no word ends within a character.
bool is_word(char c) {
  return is_lower(c) || is_upper(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  std::size_t distance = b.size();
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    distance = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
      diagonal = row[j];
      distance = std::min({row[j] + 1, distance + 1, replaced});
      row[j] = distance;
    }
  }
  return distance;
}

}  // namespace

std::string to_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

std::string to_upper(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), upper);
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(
      a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool starts_with_ignoring_case(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() && equal_ignoring_case(text.substr(0, prefix.size()), prefix);
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  std::size_t start = 0;
  for (std::size_t at = 0; (at = text.find(separator, start)) != std::string_view::npos;
       start = at + 1) {
    pieces.push_back(text.substr(start, at - start));
  }
  pieces.push_back(text.substr(start));
  return pieces;
}

std::string join(const std::vector<std::string>& pieces, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (i > 0) out += separator;
    out += pieces[i];
  }
  return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty() || text.find(from) == std::string::npos) return text;
  std::string out;
  std::size_t start = 0;
  for (std::size_t at = 0; (at = text.find(from, start)) != std::string::npos;
       start = at + from.size()) {
    out.append(text, start, at - start);
    out += to;
  }
  out.append(text, start);
  return out;
}

std::vector<std::string> words_of(std::string_view identifier) {
  std::vector<std::string> words;
  bool is_open = false;
  for (std::size_t i = 0; i < identifier.size(); ++i) {
    const char c = identifier[i];
    if (!is_word(c)) {
      is_open = false;
      continue;
    }
    if (is_open && is_upper(c)) {
      const bool after_capital = is_upper(identifier[i - 1]);
      const bool before_small = i + 1 < identifier.size() && is_lower(identifier[i + 1]);
      // "HTTPStatus": the last capital of a run belongs to the word that follows.
      if (!after_capital || before_small) is_open = false;
      // "userIDs": a plural acronym stays one word.
      const bool is_plural = after_capital && before_small && identifier[i + 1] == 's' &&
                             (i + 2 == identifier.size() || !is_lower(identifier[i + 2]));
      if (is_plural) is_open = true;
    }
    if (!is_open) words.emplace_back();
    is_open = true;
    words.back() += lower(c);
  }
  return words;
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::size_t best = word.size() / 3 + 1;
  const std::string* found = nullptr;
  for (const std::string& candidate : candidates) {
    const std::size_t longer = std::max(word.size(), candidate.size());
    const std::size_t shorter = std::min(word.size(), candidate.size());
    if (longer - shorter >= best) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= best) continue;
    best = distance;
    found = &candidate;
  }
  return found == nullptr ? std::string() : *found;
}

std::string shell_quote(std::string_view text) {
  static constexpr std::string_view harmless = "-_@%+=:,./";
  const bool is_bare =
      !text.empty() && text.front() != '=' && std::all_of(text.begin(), text.end(), [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) ||
               harmless.find(c) != std::string_view::npos;
      });
  if (is_bare) return std::string(text);
  std::string out = "'";
  out += replace_all(std::string(text), "'", "'\\''");
  out += '\'';
  return out;
}

}  // namespace sworn::base
