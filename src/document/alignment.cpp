// SPDX-License-Identifier: Apache-2.0
#include "document/alignment.h"

#include <algorithm>

namespace sworn::document {
namespace {

/// Both lists within these bounds hold nothing that is equal.
void pair_up(Alignment& alignment,
             std::size_t old_from,
             std::size_t old_to,
             std::size_t new_from,
             std::size_t new_to) {
  for (; old_from < old_to && new_from < new_to; ++old_from, ++new_from) {
    alignment.kept[old_from] = new_from;
  }
}

}  // namespace

std::optional<Alignment> align(std::span<const Node* const> before,
                               std::span<const Node* const> after) {
  Alignment alignment;
  alignment.kept.resize(before.size());
  std::size_t old_from = 0;  // the first that is not settled yet
  std::size_t new_from = 0;
  for (std::size_t i = 0; i < after.size() && old_from < before.size(); ++i) {
    std::size_t match = old_from;
    while (match < before.size() && before[match] != after[i] &&
           !equal(*before[match], *after[i])) {
      ++match;
    }
    if (match == before.size()) continue;
    if (i - new_from > match - old_from) return std::nullopt;
    pair_up(alignment, old_from, match, new_from, i);
    alignment.kept[match] = i;
    old_from = match + 1;
    new_from = i + 1;
  }
  pair_up(alignment, old_from, before.size(), new_from, after.size());
  const std::size_t paired = std::min(before.size() - old_from, after.size() - new_from);
  for (std::size_t i = new_from + paired; i < after.size(); ++i) {
    alignment.added.push_back(after[i]);
  }
  return alignment;
}

}  // namespace sworn::document
