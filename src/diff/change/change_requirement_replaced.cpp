// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

using Schemes = std::set<const Scheme*>;

/// What a term needs and the other does not, in one form of each.
Schemes only_in(const SchemePairs& pairs, const spec::Term& these, const spec::Term& others) {
  Schemes schemes;
  for (const spec::Variable& variable : these) {
    if (std::ranges::find(others, variable.scheme, &spec::Variable::scheme) == others.end()) {
      const SchemeClass& one = pairs.class_of(variable.scheme);
      schemes.insert(one.before.empty() ? one.after.front() : one.before.front());
    }
  }
  return schemes;
}

bool is_graver(const Effect& a, const Effect& b) {
  return a.severity < b.severity;
}

/// Whatever stands beside it, each scheme is held against the one that it can best be: a client
/// certificate that gave way to another one and a key is no loss.
Effect loss_between(const Schemes& gone, const Schemes& come) {
  Effect worst;
  if (gone.empty() || come.empty()) return worst;
  const auto take = [&](const std::vector<Effect>& effects) {
    worst = std::min(worst, *std::ranges::max_element(effects, is_graver), is_graver);
  };
  for (const Scheme* old : gone) {
    std::vector<Effect> effects;
    for (const Scheme* now : come) effects.push_back(effect_on_owner(*old, *now));
    take(effects);
  }
  for (const Scheme* now : come) {
    std::vector<Effect> effects;
    for (const Scheme* old : gone) effects.push_back(effect_on_owner(*old, *now));
    take(effects);
  }
  return worst;
}

/// The gravest of what came, of which each is held against the old alternative that it is nearest
/// to: what one of them allowed before is not lost.
Effect loss_of(const SchemePairs& schemes, const OperationPair& pair) {
  Effect worst;
  for (const spec::Term& now : pair.new_condition.any_of()) {
    if (pair.old_condition.lets_in(now)) continue;
    std::vector<Effect> effects;
    for (const spec::Term& old : pair.old_condition.any_of()) {
      effects.push_back(loss_between(only_in(schemes, old, now), only_in(schemes, now, old)));
    }
    if (!effects.empty()) {
      worst = std::min(worst, *std::ranges::max_element(effects, is_graver), is_graver);
    }
  }
  return worst;
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const OperationPair& pair : changes.pairs) {
    if (pair.shift != Shift::replaced) {
      continue;
    }
    const bool is_about_scopes =
        pair.old_condition.without_scopes() == pair.new_condition.without_scopes();
    Change& change = found.emplace_back(requirement_change(changes, pair));
    change.statement.explanation = std::string("The requirement asks for other ") +
                                   (is_about_scopes ? "scopes" : "credentials") +
                                   ", neither more nor less than before.";
    change.owner = {Severity::medium,
                    is_about_scopes ? "tokens that were refused are enough now"
                                    : "credentials that were refused are enough now"};
    if (const Effect loss = loss_of(changes.schemes, pair); is_graver(loss, change.owner)) {
      change.owner = loss;
    }
    change.clients =
        sufficient_still(pair) == 0
            ? Effect{Severity::high, "no client is let in as it was"}
            : Effect{Severity::medium, "clients of an alternative that is gone are refused"};
  }
  return found;
}

}  // namespace

const ChangeRule change_requirement_replaced{
    {.id = "change-requirement-replaced",
     .title = "A requirement was replaced by another",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 1390,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Who was let in goes on being let in, and who was refused goes on being refused.",
     .proof_text = "As boolean functions neither requirement implies the other.",
     .looks_like = "A scheme that was renamed or moved: that is said once, of the scheme.",
     .remedy = "Offer the old alternative beside the new one until the clients have changed.",
     .references = {"OpenAPI 3.1 §4.8.30"}},
    examine};

}  // namespace sworn::diff
