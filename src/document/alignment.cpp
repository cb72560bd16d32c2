// SPDX-License-Identifier: Apache-2.0
#include "document/alignment.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "document/number.h"

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

std::size_t mixed(std::size_t hash, std::size_t more) {
  return (hash ^ more) * 0x9E3779B97F4A7C15U + (hash >> 7U);
}

std::size_t hash_of_text(std::string_view text) {
  return std::hash<std::string_view>()(text);
}

/// The same for all that is equal (§ `equal`).
std::size_t hash_of(const Node& node) {
  if (node.is_number()) {
    const std::optional<Decimal> number = decimal_of(node.text());
    return number ? mixed(static_cast<std::size_t>(number->exponent), hash_of_text(number->digits))
                  : 0;
  }
  auto hash = static_cast<std::size_t>(node.kind());
  if (node.is_string()) return mixed(hash, hash_of_text(node.text()));
  for (const Node* item : node.items()) hash = mixed(hash, hash_of(*item));
  // Without regard to order.
  for (const Entry& entry : node.entries()) {
    hash += mixed(hash_of_text(entry.key), hash_of(*entry.value));
  }
  return hash;
}

/// Finds elements of a list front to back, so that a long one that changes throughout is not
/// compared with itself.
class Finder {
 public:
  explicit Finder(std::span<const Node* const> list) : list_(list) {
    for (std::size_t i = list.size(); i-- > 0;) places_[hash_of(*list[i])].push_back(i);
  }

  /// The first that equals `wanted`, not before `from`, which never goes back.
  std::optional<std::size_t> find(const Node& wanted, std::size_t from) {
    const auto found = places_.find(hash_of(wanted));
    if (found == places_.end()) return std::nullopt;
    std::vector<std::size_t>& places = found->second;
    while (!places.empty() && places.back() < from) places.pop_back();
    const auto match = std::find_if(places.rbegin(), places.rend(), [&](std::size_t place) {
      return equal(*list_[place], wanted);
    });
    return match == places.rend() ? std::nullopt : std::optional(*match);
  }

 private:
  std::span<const Node* const> list_;
  std::unordered_map<std::size_t, std::vector<std::size_t>> places_;  ///< by hash, the last first
};

}  // namespace

std::optional<Alignment> align(std::span<const Node* const> before,
                               std::span<const Node* const> after) {
  Alignment alignment;
  alignment.kept.resize(before.size());
  Finder finder(before);
  std::size_t old_from = 0;  // the first that is not settled yet
  std::size_t new_from = 0;
  for (std::size_t i = 0; i < after.size() && old_from < before.size(); ++i) {
    const std::optional<std::size_t> match = finder.find(*after[i], old_from);
    if (!match) continue;
    if (i - new_from > *match - old_from) return std::nullopt;
    pair_up(alignment, old_from, *match, new_from, i);
    alignment.kept[*match] = i;
    old_from = *match + 1;
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
