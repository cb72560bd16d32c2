// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>

#include "schema/validator.h"

namespace sworn::schema {
namespace {

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
  std::unordered_multimap<std::size_t, const document::Node*> seen;
  for (const document::Node* const item : array.items()) {
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

Verdict check_size(const Site& site) {
  Verdict verdict = Verdict::valid;
  const std::size_t size = site.instance.items().size();
  if (const auto least = count_at(site.keywords, Keyword::min_items); least && size < *least) {
    verdict = site.fail(Keyword::min_items,
                        "the array has fewer than " + std::to_string(*least) + " items");
  }
  if (const auto most = count_at(site.keywords, Keyword::max_items); most && size > *most) {
    verdict = site.fail(Keyword::max_items,
                        "the array has more than " + std::to_string(*most) + " items");
  }
  const document::Node* const unique = site[Keyword::unique_items];
  if (unique != nullptr && unique->as_boolean() && has_duplicates(site.instance)) {
    verdict = site.fail(Keyword::unique_items, "the array holds equal items");
  }
  return verdict;
}

Verdict check_items(const Site& site) {
  const document::Node* const prefix = site[Keyword::prefix_items];
  const document::Node* const rest = site[Keyword::items];
  const auto items = site.instance.items();
  const std::size_t prefix_size =
      prefix == nullptr ? 0 : std::min(prefix->items().size(), items.size());
  Verdict verdict = Verdict::valid;
  const auto apply = [&](Keyword keyword, const document::Node& schema, std::size_t index) {
    verdict = both(verdict, site.validator.check_child(keyword, schema, index, *items[index]));
    site.mark_evaluated(*items[index]);
    return verdict != Verdict::invalid || !site.validator.is_satiated();
  };
  for (std::size_t i = 0; i < prefix_size; ++i) {
    if (!apply(Keyword::prefix_items, *prefix->items()[i], i)) return verdict;
  }
  // Draft 4's array of schemas is none of OpenAPI's dialects.
  if (rest == nullptr || rest->is_sequence()) return verdict;
  for (std::size_t i = prefix_size; i < items.size(); ++i) {
    if (!apply(Keyword::items, *rest, i)) return verdict;
    // One problem says that a tuple is too long.
    if (rest->is_boolean() && verdict == Verdict::invalid) return verdict;
  }
  return verdict;
}

Verdict check_contains(const Site& site) {
  const document::Node* const contained = site[Keyword::contains];
  if (contained == nullptr) return Verdict::valid;
  const std::size_t least = count_at(site.keywords, Keyword::min_contains).value_or(1);
  const auto most = count_at(site.keywords, Keyword::max_contains);
  std::size_t certain = 0;
  std::size_t possible = 0;
  for (const document::Node* const item : site.instance.items()) {
    const Verdict verdict = site.validator.probe(*contained, *item, nullptr);
    if (verdict == Verdict::valid) ++certain;
    if (verdict != Verdict::invalid) {
      ++possible;
      site.mark_evaluated(*item);
    }
  }
  if (possible < least) {
    const Keyword keyword =
        site.keywords.has(Keyword::min_contains) ? Keyword::min_contains : Keyword::contains;
    return site.fail(keyword, "fewer than " + std::to_string(least) + " items match `contains`");
  }
  if (most && certain > *most) {
    return site.fail(Keyword::max_contains,
                     "more than " + std::to_string(*most) + " items match `contains`");
  }
  return certain < least || (most && possible > *most) ? Verdict::undecided : Verdict::valid;
}

}  // namespace

Verdict check_array(const Site& site) {
  if (!site.instance.is_sequence()) return Verdict::valid;
  Verdict verdict = check_size(site);
  verdict = both(verdict, check_items(site));
  return both(verdict, check_contains(site));
}

}  // namespace sworn::schema
