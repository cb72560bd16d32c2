// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "schema/validator.h"

namespace sworn::schema {
namespace {

Verdict check_reference(const Site& site) {
  Verdict verdict = Verdict::valid;
  const auto follow = [&](const document::Node* target) {
    if (target == nullptr) {
      site.mark_all_evaluated();
      verdict = both(verdict, Verdict::undecided);
    } else {
      verdict = both(verdict, site.validator.check(*target, site.instance, site.evaluated));
    }
  };
  if (const document::Node* const reference = site[Keyword::ref]; reference != nullptr) {
    follow(site.validator.resolve(site.schema, reference->text()));
  }
  if (const document::Node* const reference = site[Keyword::dynamic_ref]; reference != nullptr) {
    follow(site.validator.resolve_dynamic(site.schema, reference->text()));
  }
  return verdict;
}

Verdict check_all_of(const Site& site) {
  const document::Node* const branches = site[Keyword::all_of];
  Verdict verdict = Verdict::valid;
  if (branches == nullptr) return verdict;
  for (const document::Node* const branch : branches->items()) {
    verdict = both(verdict, site.validator.check(*branch, site.instance, site.evaluated));
    if (verdict == Verdict::invalid && site.validator.is_satiated()) break;
  }
  return verdict;
}

struct Tally {
  std::size_t valid = 0;
  std::size_t undecided = 0;
  std::size_t all = 0;
};

/// `enough` valid branches end the count, unless evaluated children are asked for.
Tally tally(const Site& site, const document::Node& branches, std::size_t enough) {
  Tally result;
  result.all = branches.items().size();
  for (const document::Node* const branch : branches.items()) {
    switch (site.validator.probe(*branch, site.instance, site.evaluated)) {
      case Verdict::valid:
        ++result.valid;
        break;
      case Verdict::undecided:
        ++result.undecided;
        break;
      case Verdict::invalid:
        break;
    }
    if (result.valid >= enough && site.evaluated == nullptr) break;
  }
  return result;
}

Verdict check_any_of(const Site& site) {
  const document::Node* const branches = site[Keyword::any_of];
  if (branches == nullptr || branches->items().empty()) return Verdict::valid;
  const Tally counted = tally(site, *branches, 1);
  if (counted.valid > 0) return Verdict::valid;
  if (counted.undecided > 0) return Verdict::undecided;
  return site.fail(
      Keyword::any_of,
      "the value matches none of the " + std::to_string(counted.all) + " alternatives");
}

Verdict check_one_of(const Site& site) {
  const document::Node* const branches = site[Keyword::one_of];
  if (branches == nullptr || branches->items().empty()) return Verdict::valid;
  const Tally counted = tally(site, *branches, 2);
  if (counted.valid > 1) {
    return site.fail(
        Keyword::one_of,
        "the value matches more than one of the " + std::to_string(counted.all) + " alternatives");
  }
  if (counted.undecided > 0) return Verdict::undecided;
  if (counted.valid == 1) return Verdict::valid;
  return site.fail(
      Keyword::one_of,
      "the value matches none of the " + std::to_string(counted.all) + " alternatives");
}

Verdict check_not(const Site& site) {
  const document::Node* const schema = site[Keyword::negation];
  if (schema == nullptr) return Verdict::valid;
  switch (site.validator.probe(*schema, site.instance, nullptr)) {
    case Verdict::valid:
      return site.fail(Keyword::negation, "the value matches what it must not match");
    case Verdict::undecided:
      return Verdict::undecided;
    case Verdict::invalid:
      break;
  }
  return Verdict::valid;
}

Verdict check_condition(const Site& site) {
  const document::Node* const condition = site[Keyword::condition];
  if (condition == nullptr) return Verdict::valid;
  const Verdict holds = site.validator.probe(*condition, site.instance, site.evaluated);
  if (holds == Verdict::undecided) {
    site.mark_all_evaluated();
    return Verdict::undecided;
  }
  const document::Node* const branch =
      site[holds == Verdict::valid ? Keyword::consequence : Keyword::alternative];
  if (branch == nullptr) return Verdict::valid;
  return site.validator.check(*branch, site.instance, site.evaluated);
}

Verdict check_dependent_schemas(const Site& site) {
  const document::Node* const dependent = site[Keyword::dependent_schemas];
  Verdict verdict = Verdict::valid;
  if (dependent == nullptr || !site.instance.is_mapping()) return verdict;
  for (const document::Entry& entry : dependent->entries()) {
    if (site.instance.find(entry.key) == nullptr) continue;
    verdict = both(verdict, site.validator.check(*entry.value, site.instance, site.evaluated));
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
    verdict = both(verdict, check_some(site));
    if (verdict == Verdict::invalid && site.validator.is_satiated()) break;
  }
  return verdict;
}

Verdict check_unevaluated(const Site& site) {
  Verdict verdict = Verdict::valid;
  const document::Node* const items = site[Keyword::unevaluated_items];
  if (items != nullptr) {
    const auto values = site.instance.items();
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (site.evaluated->has(*values[i])) continue;
      verdict = both(verdict,
                     site.validator.check_child(Keyword::unevaluated_items, *items, i, *values[i]));
      site.mark_evaluated(*values[i]);
    }
  }
  const document::Node* const properties = site[Keyword::unevaluated_properties];
  if (properties != nullptr) {
    for (const document::Entry& member : site.instance.entries()) {
      if (site.evaluated->has(*member.value)) continue;
      verdict = both(verdict,
                     site.validator.check_child(
                         Keyword::unevaluated_properties, *properties, member.key, *member.value));
      site.mark_evaluated(*member.value);
    }
  }
  return verdict;
}

}  // namespace sworn::schema
