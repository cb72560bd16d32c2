// SPDX-License-Identifier: Apache-2.0
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "document/json_writer.h"
#include "schema/pattern.h"
#include "schema/validator.h"

namespace sworn::schema {
namespace {

Verdict require(const Site& site, Keyword keyword, const std::vector<std::string_view>& names) {
  Verdict verdict = Verdict::valid;
  for (const std::string_view name : names) {
    if (site.instance.find(name) != nullptr || site.validator.is_exempt(name)) continue;
    verdict = site.fail(keyword,
                        [&] { return "required property '" + std::string(name) + "' is missing"; });
    if (site.validator.is_satiated()) break;
  }
  return verdict;
}

Verdict check_presence(const Site& site, const ObjectRules& rules) {
  Verdict verdict = Verdict::valid;
  // Without explanations the members are counted while they are checked.
  if (site.validator.explains()) verdict = require(site, Keyword::required, rules.required);
  for (const auto& [name, wanted] : rules.dependents) {
    if (site.instance.find(name) == nullptr) continue;
    verdict = both(verdict, require(site, Keyword::dependent_required, wanted));
  }
  const std::size_t size = site.instance.entries().size();
  if (size < rules.size.least) {
    verdict = site.fail(Keyword::min_properties, [&] {
      return "the object has fewer than " + std::to_string(rules.size.least) + " properties";
    });
  }
  if (size > rules.size.most) {
    verdict = site.fail(Keyword::max_properties, [&] {
      return "the object has more than " + std::to_string(rules.size.most) + " properties";
    });
  }
  return verdict;
}

/// One member against `properties`, `patternProperties` and `additionalProperties`.
Verdict check_member(const Site& site,
                     const ObjectRules& rules,
                     const Compiled* declared,
                     const document::Entry& member,
                     std::size_t position) {
  Verdict verdict = Verdict::valid;
  bool is_declared = false;
  const auto apply = [&](Keyword keyword, const Compiled& schema) {
    is_declared = true;
    site.mark_evaluated(position);
    verdict = both(verdict, site.validator.check_child(keyword, schema, member));
  };
  if (declared != nullptr) apply(Keyword::properties, *declared);
  for (const auto& [pattern, schema] : rules.patterns) {
    const auto is_match = pattern == nullptr ? std::nullopt : pattern->occurs_in(member.key);
    if (!is_match) {
      // It may be declared: neither additional nor unevaluated for certain.
      is_declared = true;
      site.mark_evaluated(position);
      verdict = both(verdict, Verdict::undecided);
    } else if (*is_match) {
      apply(Keyword::pattern_properties, *schema);
    }
  }
  if (!is_declared && rules.additional != nullptr)
    apply(Keyword::additional_properties, *rules.additional);
  return verdict;
}

Verdict name_verdict(const Site& site, const Compiled& schema, std::string_view name) {
  if (const auto verdict = check_text(site.validator.schemas().complete(schema), name))
    return *verdict;
  const auto node = document::parse_json(document::quote_json(name), "property name");
  return node ? site.validator.probe(schema, node->root(), nullptr) : Verdict::undecided;
}

Verdict check_name(const Site& site, const Compiled& schema, const document::Entry& member) {
  const Verdict verdict = name_verdict(site, schema, member.key);
  if (verdict != Verdict::invalid) return verdict;
  return site.fail(Keyword::property_names,
                   [] { return std::string("a property has a name that is not allowed"); });
}

}  // namespace

Verdict check_object(const Site& site) {
  const ObjectRules& rules = *site.schema.object;
  Verdict verdict = check_presence(site, rules);
  const std::span<const document::Entry> members = site.instance.entries();
  std::size_t hint = 0;
  std::size_t required = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (verdict == Verdict::invalid && site.validator.is_satiated()) return verdict;
    const document::Entry& member = members[i];
    const ObjectRules::Slot* const slot = rules.find(member.key, hint);
    if (slot != nullptr && slot->is_required) ++required;
    const Compiled* const declared = slot == nullptr ? nullptr : slot->schema;
    verdict = both(verdict, check_member(site, rules, declared, member, i));
    if (rules.names != nullptr) verdict = both(verdict, check_name(site, *rules.names, member));
  }
  if (required < rules.required_slots && !site.validator.explains())
    verdict = both(verdict, require(site, Keyword::required, rules.required));
  return verdict;
}

}  // namespace sworn::schema
