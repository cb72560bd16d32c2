// SPDX-License-Identifier: Apache-2.0
#include "diff/access/amending.h"

#include <algorithm>

namespace sworn::diff {
namespace {

bool names_all_of(const Alternative& wider, const Alternative& narrower) {
  return std::ranges::all_of(narrower.all_of, [&](const SchemeUse& use) {
    return std::ranges::find(wider.all_of, use.scheme, &SchemeUse::scheme) != wider.all_of.end();
  });
}

}  // namespace

std::vector<const Scheme*> schemes_like(const Contract& contract, const std::string& signature) {
  std::vector<const Scheme*> alike;
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.signature() == signature) alike.push_back(&scheme);
  }
  return alike;
}

bool add_alternative(const Case& c, const std::vector<std::string>& signatures, Amendment& to) {
  Alternative alternative;
  std::vector<Scheme> undeclared;
  for (const std::string& signature : signatures) {
    const std::vector<const Scheme*> alike = schemes_like(c.contract, signature);
    if (alike.size() != 1) return false;
    const Scheme* const scheme = alike.front();
    alternative.all_of.push_back({.scheme = scheme->name, .scopes = {}});
    if (scheme->node == nullptr) undeclared.push_back(*scheme);
  }
  // Who shows more than is needed is let in, too.
  const bool is_known = std::ranges::any_of(
      to.alternatives, [&](const Alternative& other) { return names_all_of(alternative, other); });
  if (is_known) return true;
  std::erase_if(to.alternatives,
                [&](const Alternative& other) { return names_all_of(other, alternative); });
  to.alternatives.push_back(std::move(alternative));
  to.schemes.insert(to.schemes.end(), undeclared.begin(), undeclared.end());
  return true;
}

bool add_refusals(const Case& c, const std::vector<const Exchange*>& answers, Amendment& to) {
  for (const Exchange* answer : answers) {
    if (answer->status() < 300 || answer->status() >= 500) return false;
    const bool is_known = std::ranges::any_of(
        to.responses, [&](const Exchange* other) { return other->status() == answer->status(); });
    if (!is_known && c.operation.response_for(answer->status()) == nullptr) {
      to.responses.push_back(answer);
    }
  }
  return true;
}

bool any_in_url(const Contract& contract, const Alternative& alternative) {
  return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
    const Scheme* const scheme = contract.scheme(use.scheme);
    return scheme != nullptr && scheme->kind == SchemeKind::api_key &&
           (scheme->place == Place::query || scheme->place == Place::path);
  });
}

}  // namespace sworn::diff
