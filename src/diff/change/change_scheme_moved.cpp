// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "spec/requirement.h"

namespace sworn::diff {
namespace {

const Scheme& old_form(const SchemeClass& schemes, const Scheme& after) {
  const auto same_name = std::ranges::find(schemes.before, after.name, &Scheme::name);
  return same_name != schemes.before.end() ? **same_name : *schemes.before.front();
}

/// OAuth schemes differ by their flows and providers, which is said of those.
bool is_other_form(const Scheme& before, const Scheme& after) {
  const bool is_described_by_urls =
      before.kind == after.kind &&
      (before.kind == SchemeKind::oauth2 || before.kind == SchemeKind::open_id_connect);
  const bool both_unknown = before.kind == SchemeKind::unknown && after.kind == SchemeKind::unknown;
  return !is_described_by_urls && !both_unknown &&
         spec::identity_of(before) != spec::identity_of(after);
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    if (!schemes.is_in_both()) {
      continue;
    }
    const Scheme& after = *schemes.after.front();
    const Scheme& before = old_form(schemes, after);
    const std::size_t uses = count_uses(changes.after, schemes.after);
    if (!is_other_form(before, after) || uses == 0) {
      continue;
    }
    Change& change = found.emplace_back();
    change.statement.where = after.where;
    change.statement.scheme = after.name;
    change.statement.declared = form_of(before);
    change.statement.observed = form_of(after);
    change.statement.explanation =
        counted(uses, "operation") + (uses == 1 ? " names" : " name") + " the scheme.";
    change.owner = effect_on_owner(before, after);
    change.clients = before.signature() == after.signature()
                         ? Effect{Severity::low,
                                  "the credential travels as before; how it is got is declared "
                                  "otherwise"}
                         : Effect{Severity::high, "who sends the credential as before is refused"};
  }
  return found;
}

}  // namespace

const ChangeRule change_scheme_moved{
    {.id = "change-scheme-moved",
     .title = "A credential travels elsewhere or in another form",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 522,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A scheme stays where and what it is.",
     .proof_text =
         "A scheme of the same name, or the only one left of its kind, has another place, "
         "parameter or type, and operations name it.",
     .looks_like = "A header whose name differs in letter case only.",
     .remedy = "Let the API take both forms for a while: declare the new one as an alternative.",
     .references = {"OpenAPI 3.1 §4.8.27", "CWE-598"}},
    examine};

}  // namespace sworn::diff
