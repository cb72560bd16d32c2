// SPDX-License-Identifier: Apache-2.0
#include "diff/observed.h"

#include <algorithm>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/reading.h"
#include "evidence/access_step.h"

namespace sworn::diff {
namespace {

using evidence::AccessCell;
using evidence::Carrying;
using evidence::Gate;
using spec::Condition;
using spec::Term;

bool all_allowed(const evidence::AccessTable& table, const std::vector<AccessCell>& cells) {
  return !cells.empty() && std::ranges::all_of(cells, [&](const AccessCell& cell) {
    return table.gate_of(cell, Carrying::other) == Gate::allowed;
  });
}

Term term_of(const Case& c, const std::vector<std::string>& signatures) {
  Term term;
  for (const std::string& signature : signatures) {
    term.push_back({scheme_names(c, {signature})});
  }
  std::ranges::sort(term);
  return term;
}

bool is_open(const Case& c, const AccessReading& reading) {
  const auto& none = reading.table.none;
  const bool succeeds_for_all = !none.empty() && std::ranges::all_of(none, [](const Exchange* e) {
    return evidence::succeeded(*e);
  });
  return reading.none == Gate::allowed || (reading.none == Gate::unclear && succeeds_for_all &&
                                           !c.operation.requirement.is_secured());
}

void add_cells(const Case& c,
               const evidence::AccessTable& table,
               const std::vector<AccessCell>& cells,
               Carrying carrying,
               std::vector<Term>& terms) {
  for (const AccessCell& cell : cells) {
    if (table.gate_of(cell, carrying) == Gate::allowed) {
      terms.push_back(term_of(c, cell.carried));
    }
  }
}

/// The same secret in places that the document does not name.
void add_places(const Case& c, std::vector<Term>& terms) {
  for (const Exchange* answer : c.facts.story("placement", c.operation.key()).steps()) {
    const CredentialUse* moved = use_in_state(*answer, CredentialState::altered);
    if (moved == nullptr || moved->signature.starts_with(evidence::access_step::many_places) ||
        c.facts.gate(*answer, Carrying::other) != Gate::allowed) {
      continue;
    }
    std::vector<std::string> signatures;
    for (const CredentialUse& use : answer->credentials) {
      signatures.push_back(use.signature);
    }
    terms.push_back(term_of(c, signatures));
  }
}

/// A cookie that stands in for the credential after one use.
void add_replacement(const Case& c, std::vector<Term>& terms) {
  for (const Exchange* answer : c.facts.story("replacement", c.operation.key()).steps()) {
    const bool is_narrowed = answer->credentials.size() == 1 &&
                             answer->credentials.front().state == CredentialState::carrier;
    if (is_narrowed && c.facts.gate(*answer, Carrying::other) == Gate::allowed) {
      terms.push_back(term_of(c, {answer->credentials.front().signature}));
      return;
    }
  }
}

std::string text_of(const Case& c, const evidence::AccessTable& table, const Condition& condition) {
  const bool any_of_shape = all_allowed(table, table.never_issued);
  const char* how = !any_of_shape                      ? ""
                    : all_allowed(table, table.broken) ? " (any value)"
                                                       : " (any value of its shape)";
  std::vector<std::string> texts;
  for (const Term& term : condition.any_of()) {
    std::vector<std::string> names;
    for (const spec::Variable& variable : term) {
      names.push_back(variable.scheme);
    }
    const bool needs_brackets = condition.any_of().size() > 1 && names.size() > 1;
    const std::string all = base::join(names, " & ");
    const bool is_made_up = std::ranges::any_of(table.never_issued, [&](const AccessCell& cell) {
      return term_of(c, cell.carried) == term;
    });
    texts.push_back((needs_brackets ? "(" + all + ")" : all) + (is_made_up ? how : ""));
  }
  return base::join(texts, " | ");
}

}  // namespace

Condition declared_condition(const Case& c) {
  return spec::condition_of(c.operation.requirement,
                            [&](const SchemeUse& use) -> std::optional<std::string> {
                              const Scheme* scheme = c.contract.scheme(use.scheme);
                              return scheme != nullptr
                                         ? std::optional(scheme_names(c, {scheme->signature()}))
                                         : std::nullopt;
                            })
      .without_scopes();
}

std::optional<Condition> observed_condition(const Case& c) {
  // A page that every path gets is no answer of this operation.
  if (c.facts.is_missing(c.operation) || c.facts.answers_like_invented(c.operation)) {
    return std::nullopt;
  }
  const AccessReading reading = read_access(c);
  if (is_open(c, reading)) {
    return Condition({Term{}});
  }
  if (reading.none != Gate::refused) {
    return std::nullopt;
  }
  std::vector<Term> terms;
  add_cells(c, reading.table, reading.table.good, Carrying::good, terms);
  add_cells(c, reading.table, reading.table.partial, Carrying::other, terms);
  add_cells(c, reading.table, reading.table.other, Carrying::other, terms);
  add_places(c, terms);
  add_replacement(c, terms);
  return terms.empty() ? std::nullopt : std::optional(Condition(std::move(terms)));
}

Strength observed_strength(const Case& c) {
  const auto observed = observed_condition(c);
  if (!observed) {
    return Strength::unknown;
  }
  const Condition declared = declared_condition(c);
  const bool is_no_weaker = spec::implies(*observed, declared);
  const bool is_no_stronger = spec::implies(declared, *observed);
  return is_no_weaker ? (is_no_stronger ? Strength::equal : Strength::stronger)
                      : (is_no_stronger ? Strength::weaker : Strength::different);
}

std::string observed_security(const Case& c) {
  const auto condition = observed_condition(c);
  const AccessReading reading = read_access(c);
  if (!condition) {
    const bool is_about_fields = may_refuse_its_fields(c);
    const bool is_refusal_seen =
        !c.facts.is_missing(c.operation) && reading.none == Gate::refused && !is_about_fields;
    return is_refusal_seen ? "a credential" : "";
  }
  return condition->is_open() ? "none" : text_of(c, reading.table, *condition);
}

}  // namespace sworn::diff
