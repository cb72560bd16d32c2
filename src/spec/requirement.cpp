// SPDX-License-Identifier: Apache-2.0
#include "spec/requirement.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace sworn::spec {
namespace {

bool contains(const Term& whole, const Term& part) {
  return std::ranges::includes(whole, part);
}

void make_set(Term& term) {
  std::ranges::sort(term);
  term.erase(std::unique(term.begin(), term.end()), term.end());
}

/// A scope has no space (RFC 6749 §3.3): one that has must not read as an alternative of its own.
std::string scopes_text(const std::vector<std::string>& scopes) {
  std::vector<std::string> texts = scopes;
  for (std::string& text : texts) std::ranges::replace(text, ' ', '_');
  return base::join(texts, ", ");
}

}  // namespace

Condition::Condition(std::vector<Term> any_of) {
  for (Term& term : any_of) {
    make_set(term);
  }
  std::ranges::sort(any_of, [](const Term& a, const Term& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
  });
  if (!any_of.empty() && any_of.front().empty()) {
    any_of_.emplace_back();
    return;
  }
  // A term can only be absorbed by one that begins with a variable of its own: a document may list
  // thousands of alternatives.
  std::map<Variable, std::vector<const Term*>> kept_by_first;
  any_of_.reserve(any_of.size());
  for (Term& term : any_of) {
    const bool is_absorbed = std::ranges::any_of(term, [&](const Variable& variable) {
      const auto kept = kept_by_first.find(variable);
      return kept != kept_by_first.end() &&
             std::ranges::any_of(kept->second,
                                 [&](const Term* part) { return contains(term, *part); });
    });
    if (!is_absorbed) {
      any_of_.push_back(std::move(term));
      kept_by_first[any_of_.back().front()].push_back(&any_of_.back());
    }
  }
  std::ranges::sort(any_of_);
}

bool Condition::lets_in(const Term& shown) const {
  return std::ranges::any_of(any_of_, [&](const Term& term) { return contains(shown, term); });
}

Condition Condition::without_scopes() const {
  std::vector<Term> terms;
  for (const Term& term : any_of_) {
    Term& schemes = terms.emplace_back();
    std::ranges::copy_if(term, std::back_inserter(schemes), [](const Variable& variable) {
      return variable.scope.empty();
    });
  }
  return Condition(std::move(terms));
}

bool implies(const Condition& a, const Condition& b) {
  // Of monotone functions it is enough to ask for the least that `a` accepts.
  return std::ranges::all_of(a.any_of(), [&](const Term& term) { return b.lets_in(term); });
}

Condition condition_of(const Requirement& requirement, const VariableOf& variable_of) {
  if (requirement.any_of.empty()) {
    return Condition({Term{}});
  }
  std::vector<Term> terms;
  for (const Alternative& alternative : requirement.any_of) {
    Term term;
    bool is_satisfiable = true;
    for (const SchemeUse& use : alternative.all_of) {
      const auto name = variable_of(use);
      if (!name) {
        is_satisfiable = false;
        break;
      }
      term.push_back({*name});
      for (const std::string& scope : use.scopes) {
        term.push_back({*name, scope});
      }
    }
    if (is_satisfiable) {
      terms.push_back(std::move(term));
    }
  }
  return Condition(std::move(terms));
}

std::string text_with_scopes(const Requirement& requirement) {
  Requirement told = requirement;
  for (std::size_t i = 0; i < told.any_of.size(); ++i) {
    const std::string plain = requirement.any_of[i].text();
    if (std::ranges::count(requirement.any_of, plain, &Alternative::text) < 2) continue;
    for (SchemeUse& use : told.any_of[i].all_of) {
      if (!use.scopes.empty()) use.scheme += "[" + scopes_text(use.scopes) + "]";
    }
  }
  return told.text();
}

std::string identity_of(const Scheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::api_key:
      return "apiKey " + scheme.signature();
    case SchemeKind::http:
    case SchemeKind::mutual_tls:
      return scheme.signature();
    case SchemeKind::open_id_connect:
      return "openIdConnect " + scheme.open_id_connect_url;
    case SchemeKind::oauth2: {
      std::vector<std::string> flows;
      for (const Flow& flow : scheme.flows) {
        flows.push_back(" " + flow.kind + " " + flow.authorization_url + " " + flow.token_url);
      }
      std::ranges::sort(flows);
      std::string identity = "oauth2";
      for (const std::string& flow : flows) {
        identity += flow;
      }
      return identity;
    }
    case SchemeKind::unknown:
      break;
  }
  return "unknown " + scheme.name;
}

Condition condition_of(const Requirement& requirement, const Contract& contract) {
  return condition_of(requirement, [&](const SchemeUse& use) -> std::optional<std::string> {
    const Scheme* scheme = contract.scheme(use.scheme);
    return scheme != nullptr ? std::optional(identity_of(*scheme)) : std::nullopt;
  });
}

}  // namespace sworn::spec
