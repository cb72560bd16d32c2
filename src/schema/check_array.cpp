// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "schema/validator.h"

namespace sworn::schema {
namespace {

/// Up to so many items are compared each with each.
constexpr std::size_t few_items = 8;

/// Equal values have equal hashes, as document::equal has it; numbers by their nearest double.
std::size_t hash_of_value(const document::Node& node) {
  constexpr std::size_t factor = 1'000'003;
  if (node.is_number()) return std::hash<double>{}(node.as_double().value_or(0) + 0.0);
  auto hash = static_cast<std::size_t>(node.kind());
  if (node.is_boolean()) return hash * factor + static_cast<std::size_t>(node.as_boolean());
  if (node.is_string()) return hash * factor + std::hash<std::string_view>{}(node.text());
  for (const document::Node* const item : node.items()) hash = hash * factor + hash_of_value(*item);
  for (const document::Entry& entry : node.entries()) {
    // A sum, since the order of members does not matter.
    hash +=
        (std::hash<std::string_view>{}(entry.key) * factor + hash_of_value(*entry.value)) * factor;
  }
  return hash;
}

bool has_duplicates(const document::Node& array) {
  const auto items = array.items();
  if (items.size() <= few_items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (document::equal(*items[i], *items[j])) return true;
      }
    }
    return false;
  }
  std::unordered_multimap<std::size_t, const document::Node*> seen;
  for (const document::Node* const item : items) {
    const std::size_t hash = hash_of_value(*item);
    const auto [begin, end] = seen.equal_range(hash);
    if (std::any_of(
            begin, end, [&](const auto& known) { return document::equal(*known.second, *item); })) {
      return true;
    }
    seen.emplace(hash, item);
  }
  return false;
}

Verdict check_size(const Site& site, const ArrayRules& rules) {
  Verdict verdict = Verdict::valid;
  const std::size_t size = site.instance.items().size();
  if (size < rules.size.least) {
    verdict = site.fail(Keyword::min_items, [&] {
      return "the array has fewer than " + std::to_string(rules.size.least) + " items";
    });
  }
  if (size > rules.size.most) {
    verdict = site.fail(Keyword::max_items, [&] {
      return "the array has more than " + std::to_string(rules.size.most) + " items";
    });
  }
  if (rules.is_unique && has_duplicates(site.instance)) {
    verdict =
        site.fail(Keyword::unique_items, [] { return std::string("the array holds equal items"); });
  }
  return verdict;
}

Verdict check_items(const Site& site, const ArrayRules& rules) {
  const auto items = site.instance.items();
  const std::size_t prefix_size = std::min(rules.prefix.size(), items.size());
  Verdict verdict = Verdict::valid;
  const auto apply = [&](Keyword keyword, const Compiled& schema, std::size_t index) {
    verdict = both(verdict, site.validator.check_child(keyword, schema, index, *items[index]));
    site.mark_evaluated(index);
    return verdict != Verdict::invalid || !site.validator.is_satiated();
  };
  for (std::size_t i = 0; i < prefix_size; ++i) {
    if (!apply(Keyword::prefix_items, *rules.prefix[i], i)) return verdict;
  }
  if (rules.rest == nullptr) return verdict;
  for (std::size_t i = prefix_size; i < items.size(); ++i) {
    if (!apply(Keyword::items, *rules.rest, i)) return verdict;
    // One problem says that a tuple is too long.
    if (rules.rest->shape == Compiled::Shape::nothing) return verdict;
  }
  return verdict;
}

Verdict check_contains(const Site& site, const ArrayRules& rules) {
  const auto& [least, most] = rules.contains;
  const auto items = site.instance.items();
  std::size_t certain = 0;
  std::size_t possible = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Verdict verdict = site.validator.probe(*rules.contained, *items[i], nullptr);
    if (verdict == Verdict::valid) ++certain;
    if (verdict != Verdict::invalid) {
      ++possible;
      site.mark_evaluated(i);
    }
  }
  if (possible < least) {
    const Keyword keyword = rules.is_least_stated ? Keyword::min_contains : Keyword::contains;
    return site.fail(keyword, [&rules] {
      return "fewer than " + std::to_string(rules.contains.least) + " items match `contains`";
    });
  }
  if (certain > most) {
    return site.fail(Keyword::max_contains, [&rules] {
      return "more than " + std::to_string(rules.contains.most) + " items match `contains`";
    });
  }
  return certain < least || possible > most ? Verdict::undecided : Verdict::valid;
}

}  // namespace

Verdict check_array(const Site& site) {
  const ArrayRules& rules = *site.schema.array;
  Verdict verdict = check_size(site, rules);
  if (verdict == Verdict::invalid && site.validator.is_satiated()) return verdict;
  verdict = both(verdict, check_items(site, rules));
  if (rules.contained == nullptr || (verdict == Verdict::invalid && site.validator.is_satiated()))
    return verdict;
  return both(verdict, check_contains(site, rules));
}

}  // namespace sworn::schema
