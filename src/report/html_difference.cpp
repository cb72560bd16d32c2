// SPDX-License-Identifier: Apache-2.0
#include "report/html_difference.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace sworn::report {
namespace {

/// The table of a longer comparison would cost more than it tells.
constexpr std::size_t most_cells = 250'000;

bool is_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

LineDifference compare_in_place(const std::vector<std::string_view>& left,
                                const std::vector<std::string_view>& right) {
  LineDifference result{std::vector<bool>(left.size(), true),
                        std::vector<bool>(right.size(), true)};
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    result.left[i] = result.right[i] = left[i] != right[i];
  }
  return result;
}

}  // namespace

std::vector<HeaderPair> pair_headers(const Headers& left, const Headers& right) {
  std::vector<bool> is_taken(right.size(), false);
  std::vector<HeaderPair> pairs;
  for (const Header& header : left) {
    HeaderPair pair{&header, nullptr};
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (is_taken[i] || !base::equal_ignoring_case(header.name, right[i].name)) continue;
      is_taken[i] = true;
      pair.right = &right[i];
      break;
    }
    pairs.push_back(pair);
  }
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (!is_taken[i]) pairs.push_back({nullptr, &right[i]});
  }
  return pairs;
}

LineDifference compare_lines(const std::vector<std::string_view>& left,
                             const std::vector<std::string_view>& right) {
  const std::size_t width = right.size() + 1;
  if ((left.size() + 1) * width > most_cells) return compare_in_place(left, right);
  // Lengths of the longest common subsequences of what follows.
  std::vector<std::uint32_t> common((left.size() + 1) * width, 0);
  for (std::size_t i = left.size(); i-- > 0;) {
    for (std::size_t j = right.size(); j-- > 0;) {
      common[i * width + j] =
          left[i] == right[j] ? common[(i + 1) * width + j + 1] + 1
                              : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
    }
  }
  LineDifference result{std::vector<bool>(left.size(), true),
                        std::vector<bool>(right.size(), true)};
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < left.size() && j < right.size()) {
    if (left[i] == right[j]) {
      result.left[i++] = result.right[j++] = false;
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) {
      ++i;
    } else {
      ++j;
    }
  }
  return result;
}

DifferingPart differing_part(std::string_view left, std::string_view right) {
  const std::size_t shorter = std::min(left.size(), right.size());
  std::size_t begin = 0;
  while (begin < shorter && left[begin] == right[begin]) ++begin;
  while (begin > 0 && (is_inside_character(left, begin) || is_inside_character(right, begin))) {
    --begin;
  }
  std::size_t alike = 0;
  while (alike < shorter - begin &&
         left[left.size() - alike - 1] == right[right.size() - alike - 1]) {
    ++alike;
  }
  while (alike > 0 && (is_inside_character(left, left.size() - alike) ||
                       is_inside_character(right, right.size() - alike))) {
    --alike;
  }
  return {begin, left.size() - alike, right.size() - alike};
}

}  // namespace sworn::report
