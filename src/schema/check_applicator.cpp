// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "schema/validator.h"

namespace sworn::schema {
namespace {

Verdict follow(const Site& site, const Compiled* target) {
  if (target != nullptr) return site.validator.check(*target, site.instance, site.evaluated);
  site.mark_all_evaluated();
  return Verdict::undecided;
}

Verdict check_reference(const Site& site, const InPlaceRules& rules) {
  Verdict verdict = Verdict::valid;
  if (rules.has_reference) verdict = follow(site, rules.reference);
  if (rules.has_dynamic_reference) {
    verdict = both(
        verdict,
        follow(site, site.validator.resolve_dynamic(*site.schema.source, rules.dynamic_reference)));
  }
  return verdict;
}

Verdict check_all_of(const Site& site, const InPlaceRules& rules) {
  Verdict verdict = Verdict::valid;
  for (const Compiled* const branch : rules.all_of) {
    verdict = both(verdict, site.validator.check(*branch, site.instance, site.evaluated));
    if (verdict == Verdict::invalid && site.validator.is_satiated()) break;
  }
  return verdict;
}

struct Tally {
  std::size_t valid = 0;
  std::size_t undecided = 0;
};

/// `enough` valid branches end the count, unless evaluated children are asked for.
Tally tally(const Site& site, const std::vector<const Compiled*>& branches, std::size_t enough) {
  Tally result;
  for (const Compiled* const branch : branches) {
    const Verdict verdict = site.validator.probe(*branch, site.instance, site.evaluated);
    if (verdict == Verdict::valid) ++result.valid;
    if (verdict == Verdict::undecided) ++result.undecided;
    if (result.valid >= enough && site.evaluated == nullptr) break;
  }
  return result;
}

Verdict fail_alternatives(const Site& site,
                          Keyword keyword,
                          std::string_view how,
                          const std::vector<const Compiled*>& branches) {
  return site.fail(keyword, [&] {
    return "the value matches " + std::string(how) + " of the " + std::to_string(branches.size()) +
           " alternatives";
  });
}

Verdict check_any_of(const Site& site, const InPlaceRules& rules) {
  if (rules.any_of.empty()) return Verdict::valid;
  const Tally counted = tally(site, rules.any_of, 1);
  if (counted.valid > 0) return Verdict::valid;
  if (counted.undecided > 0) return Verdict::undecided;
  return fail_alternatives(site, Keyword::any_of, "none", rules.any_of);
}

/// Whether the instance names, by the discriminator, a branch that it matches.
bool is_discriminated(const Site& site, const InPlaceRules& rules) {
  if (rules.discriminator.empty() || !site.instance.is_mapping()) return false;
  const document::Node* const value = site.instance.find(rules.discriminator);
  if (value == nullptr || !value->is_string()) return false;
  return std::ranges::any_of(rules.discriminated, [&](const auto& named) {
    return named.first == value->text() &&
           site.validator.probe(*named.second, site.instance, nullptr) != Verdict::invalid;
  });
}

Verdict check_one_of(const Site& site, const InPlaceRules& rules) {
  if (rules.one_of.empty()) return Verdict::valid;
  const Tally counted = tally(site, rules.one_of, 2);
  if (counted.valid > 1) {
    // JSON Schema says no, while the document says which one of them is meant. OpenAPI 3.0.3 lets
    // the discriminator select the schema, 3.0.4 §4.8.25 lets it change no result: not for us to
    // hold against a server.
    if (is_discriminated(site, rules)) return Verdict::undecided;
    return fail_alternatives(site, Keyword::one_of, "more than one", rules.one_of);
  }
  if (counted.undecided > 0) return Verdict::undecided;
  if (counted.valid == 1) return Verdict::valid;
  return fail_alternatives(site, Keyword::one_of, "none", rules.one_of);
}

Verdict check_not(const Site& site, const InPlaceRules& rules) {
  if (rules.negation == nullptr) return Verdict::valid;
  switch (site.validator.probe(*rules.negation, site.instance, nullptr)) {
    case Verdict::valid:
      return site.fail(Keyword::negation,
                       [] { return std::string("the value matches what it must not match"); });
    case Verdict::undecided:
      return Verdict::undecided;
    case Verdict::invalid:
      break;
  }
  return Verdict::valid;
}

Verdict check_condition(const Site& site, const InPlaceRules& rules) {
  if (rules.condition == nullptr) return Verdict::valid;
  const Verdict holds = site.validator.probe(*rules.condition, site.instance, site.evaluated);
  if (holds == Verdict::undecided) {
    site.mark_all_evaluated();
    return Verdict::undecided;
  }
  const Compiled* const branch = holds == Verdict::valid ? rules.consequence : rules.alternative;
  if (branch == nullptr) return Verdict::valid;
  return site.validator.check(*branch, site.instance, site.evaluated);
}

Verdict check_dependent_schemas(const Site& site, const InPlaceRules& rules) {
  Verdict verdict = Verdict::valid;
  if (!site.instance.is_mapping()) return verdict;
  for (const auto& [name, schema] : rules.dependents) {
    if (site.instance.find(name) == nullptr) continue;
    verdict = both(verdict, site.validator.check(*schema, site.instance, site.evaluated));
  }
  return verdict;
}

}  // namespace

Verdict check_in_place(const Site& site) {
  Verdict verdict = Verdict::valid;
  for (const auto& check_some : {check_reference,
                                 check_all_of,
                                 check_any_of,
                                 check_one_of,
                                 check_not,
                                 check_condition,
                                 check_dependent_schemas}) {
    verdict = both(verdict, check_some(site, *site.schema.in_place));
    if (verdict == Verdict::invalid && site.validator.is_satiated()) break;
  }
  return verdict;
}

Verdict check_unevaluated(const Site& site) {
  Verdict verdict = Verdict::valid;
  const auto [items, properties] = *site.schema.unevaluated;
  if (items != nullptr) {
    const auto values = site.instance.items();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (site.evaluated->has(i)) continue;
      verdict = both(verdict,
                     site.validator.check_child(Keyword::unevaluated_items, *items, i, *values[i]));
      site.mark_evaluated(i);
    }
  }
  if (properties != nullptr) {
    const auto members = site.instance.entries();
    for (std::size_t i = 0; i < members.size(); ++i) {
      if (site.evaluated->has(i)) continue;
      verdict = both(
          verdict,
          site.validator.check_child(Keyword::unevaluated_properties, *properties, members[i]));
      site.mark_evaluated(i);
    }
  }
  return verdict;
}

}  // namespace sworn::schema
