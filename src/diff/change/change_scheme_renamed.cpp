// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

std::vector<std::string> names_only_in(const std::vector<const Scheme*>& these,
                                       const Contract& other) {
  std::vector<std::string> names;
  for (const Scheme* scheme : these) {
    if (other.scheme(scheme->name) == nullptr) names.push_back(scheme->name);
  }
  return names;
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    const std::vector<std::string> old = names_only_in(schemes.before, changes.after);
    const std::vector<std::string> now = names_only_in(schemes.after, changes.before);
    const std::size_t uses = count_uses(changes.after, schemes.after);
    if (old.empty() || now.empty() || uses == 0) {
      continue;
    }
    const auto first = std::ranges::find(schemes.after, now.front(), &Scheme::name);
    Change& change = found.emplace_back();
    change.statement.where = (*first)->where;
    change.statement.scheme = now.front();
    change.statement.declared = listed(old);
    change.statement.observed = listed(now);
    change.statement.explanation =
        counted(uses, "operation") + (uses == 1 ? " names" : " name") + " the scheme.";
    change.owner = {Severity::info, "it protects no less"};
    change.clients = {Severity::info,
                      "nothing breaks; generated ones may be configured by the name"};
  }
  return found;
}

}  // namespace

const ChangeRule change_scheme_renamed{
    {.id = "change-scheme-renamed",
     .title = "A scheme has another name",
     .severity = Severity::info,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A name is a label of the document; the scheme is what it declares.",
     .proof_text = "A name is gone, another has come, and both stand for the same scheme.",
     .looks_like = "A second name beside the old one.",
     .remedy = "None is needed; say so to those who generate clients.",
     .references = {"OpenAPI 3.1 §4.8.27"}},
    examine};

}  // namespace sworn::diff
