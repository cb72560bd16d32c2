// SPDX-License-Identifier: Apache-2.0
#include "diff/change/reading.h"

#include <algorithm>

#include "base/text.h"

namespace sworn::diff {
namespace {

std::string use_text(const Contract& contract, const SchemeUse& use, bool with_kind) {
  std::string text = use.scheme;
  if (!use.scopes.empty()) {
    text += "[" + base::join(use.scopes, ", ") + "]";
  }
  if (with_kind) {
    const Scheme* scheme = contract.scheme(use.scheme);
    text += " (" + (scheme != nullptr ? form_of(*scheme) : std::string("undefined")) + ")";
  }
  return text;
}

std::string text_of(const Contract& contract, const Requirement& requirement, bool with_kind) {
  if (requirement.any_of.empty()) {
    return requirement.text();
  }
  std::vector<std::string> alternatives;
  for (const Alternative& alternative : requirement.any_of) {
    std::vector<std::string> uses;
    for (const SchemeUse& use : alternative.all_of) {
      uses.push_back(use_text(contract, use, with_kind));
    }
    const bool needs_brackets = requirement.any_of.size() > 1 && uses.size() > 1;
    const std::string text = uses.empty() ? "none" : base::join(uses, " & ");
    alternatives.push_back(needs_brackets ? "(" + text + ")" : text);
  }
  return base::join(alternatives, " | ");
}

bool is_in(const Scheme& scheme, Place place) {
  return scheme.kind == SchemeKind::api_key && scheme.place == place;
}

bool is_basic(const Scheme& scheme) {
  return scheme.kind == SchemeKind::http && scheme.http_scheme == "basic";
}

}  // namespace

Forms forms_of(const Changes& changes, const Requirement& before, const Requirement& after) {
  Forms forms{text_of(changes.before, before, false), text_of(changes.after, after, false)};
  if (forms.before == forms.after) {
    forms = {text_of(changes.before, before, true), text_of(changes.after, after, true)};
  }
  return forms;
}

Change requirement_change(const Changes& changes, const OperationPair& pair) {
  const Forms forms = forms_of(changes, pair.before->requirement, pair.after->requirement);
  Change change;
  change.statement.operation = pair.after;
  change.statement.where = pair.after->requirement.where;
  change.statement.declared = forms.before;
  change.statement.observed = forms.after;
  return change;
}

std::size_t sufficient_still(const OperationPair& pair) {
  return static_cast<std::size_t>(std::ranges::count_if(
      pair.old_condition.any_of(),
      [&](const spec::Term& term) { return pair.new_condition.lets_in(term); }));
}

std::string form_of(const Scheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::api_key:
      return std::string(name_of(scheme.place)) + " " + scheme.parameter;
    case SchemeKind::http:
      return scheme.signature();
    case SchemeKind::oauth2:
      return "oauth2";
    case SchemeKind::open_id_connect:
      return "openIdConnect";
    case SchemeKind::mutual_tls:
      return "mutualTLS";
    case SchemeKind::unknown:
      break;
  }
  return "of no known type";
}

Effect effect_on_owner(const Scheme& before, const Scheme& after) {
  if (is_in(after, Place::query) && !is_in(before, Place::query)) {
    return {Severity::high, "keys stand in URLs now, and so in logs and histories"};
  }
  if (before.kind == SchemeKind::mutual_tls && after.kind != SchemeKind::mutual_tls) {
    return {Severity::high, "what the client sends can be copied, a private key could not"};
  }
  if (is_basic(after) && !is_basic(before) && !is_in(before, Place::query)) {
    return {Severity::medium, "a password travels with each request now"};
  }
  if (is_in(after, Place::cookie) && !is_in(before, Place::cookie)) {
    return {Severity::medium, "browsers send a cookie by themselves, for foreign pages too"};
  }
  const bool was_token = before.signature() == "http bearer";
  if (was_token && after.kind == SchemeKind::api_key) {
    return {Severity::medium, "a key replaces tokens that expire and have scopes"};
  }
  return {Severity::info, "it protects no less"};
}

std::size_t count_uses(const Contract& contract, const std::vector<const Scheme*>& schemes) {
  const auto names_one = [&](const SchemeUse& use) {
    return std::ranges::any_of(schemes,
                               [&](const Scheme* scheme) { return scheme->name == use.scheme; });
  };
  return static_cast<std::size_t>(
      std::ranges::count_if(contract.operations, [&](const Operation& operation) {
        return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& one) {
          return std::ranges::any_of(one.all_of, names_one);
        });
      }));
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t most = 5;
  if (names.size() <= most) {
    return base::join(names, ", ");
  }
  const std::vector<std::string> first(names.begin(), names.begin() + most);
  return base::join(first, ", ") + " and " + std::to_string(names.size() - most) + " more";
}

}  // namespace sworn::diff
