// SPDX-License-Identifier: Apache-2.0
#include "probe/token_holding.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/clock.h"
#include "document/node.h"
#include "evidence/carrier.h"
#include "evidence/session.h"
#include "evidence/step.h"
#include "evidence/token.h"
#include "probe/auth_flow.h"
#include "probe/authorization_form.h"

namespace sworn::probe {
namespace {

/// A string, or every string of an array (RFC 7519 §4.1.3).
std::set<std::string> audiences_of(const std::string& claims) {
  std::set<std::string> audiences;
  const auto json = document::parse_json(claims, "jwt");
  const document::Node* aud = json ? json->root().find("aud") : nullptr;
  if (aud != nullptr && aud->is_string()) {
    audiences.emplace(aud->text());
  }
  for (const document::Node* one :
       aud != nullptr ? aud->items() : std::span<const document::Node* const>()) {
    audiences.emplace(one->text());
  }
  return audiences;
}

std::string string_claim(const Jws& jws, std::string_view name) {
  const auto json = document::parse_json(jws.claims, "jwt");
  return json ? std::string(json->root().string_at(name)) : "";
}

std::optional<std::int64_t> time_of(const Jws& jws, std::string_view name) {
  constexpr double latest = 1e15;
  const auto json = document::parse_json(jws.claims, "jwt");
  const document::Node* claim = json ? json->root().find(name) : nullptr;
  const auto seconds = claim != nullptr ? claim->as_double() : std::nullopt;
  return seconds && std::abs(*seconds) < latest ? std::optional(static_cast<std::int64_t>(*seconds))
                                                : std::nullopt;
}

bool is_same_place(const TokenHolding& a, const TokenHolding& b) {
  return a.token().use.signature == b.token().use.signature;
}

void add_new(std::vector<TokenHolding>& all, TokenHolding holding, int most) {
  const bool is_known = std::ranges::any_of(
      all, [&](const TokenHolding& known) { return is_same_place(known, holding); });
  if (!is_known && all.size() < static_cast<std::size_t>(most)) {
    all.push_back(std::move(holding));
  }
}

/// What the identities hold and the baseline saw work before and after.
void add_held(const Scene& scene,
              const Operation& operation,
              int most,
              std::vector<TokenHolding>& all) {
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    const Identity* identity = scene.config.identity(cell.identity);
    const auto members =
        identity != nullptr && evidence::AccessTable::holds(cell)
            ? scene.wallet.all_of(cell.identity, operation.requirement.any_of[cell.alternative])
            : std::nullopt;
    for (std::size_t at = 0; members && at < members->size(); ++at) {
      if (auto jws = read_jws((*members)[at].secret)) {
        add_new(all, {identity, *members, at, std::move(*jws)}, most);
      }
    }
  }
}

/// What a login handed out, undeclared places too.
void add_handed_out(const Scene& scene,
                    const Operation& operation,
                    int most,
                    std::vector<TokenHolding>& all) {
  for (const Operation& login : scene.contract.operations) {
    for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
      const auto place = evidence::carrier_named(opening.carrier);
      const Exchange* answer =
          scene.facts.story("handout", login.key()).step("first", evidence::step::logs_in);
      const Identity* identity =
          opening.proof != nullptr ? scene.config.identity(opening.proof->identity) : nullptr;
      const bool has_own_form = form_of(scene.facts, login.key(), opening) != "{value}";
      if (opening.operation != operation.key() || !place || has_own_form || answer == nullptr ||
          !answer->response || identity == nullptr) {
        continue;
      }
      const auto value = evidence::value_at(*answer->response, *place);
      auto jws = value ? read_jws(*value) : std::nullopt;
      if (jws) {
        add_new(all,
                {identity,
                 {as_carrier(scheme_of(opening.signature),
                             *value,
                             identity->name,
                             *place,
                             CredentialState::good)},
                 0,
                 std::move(*jws)},
                most);
      }
    }
  }
}

}  // namespace

bool TokenHolding::has_claim(std::string_view name) const {
  const auto json = document::parse_json(jws.claims, "jwt");
  return json && json->root().find(name) != nullptr;
}

std::optional<std::int64_t> TokenHolding::time_claim(std::string_view name) const {
  return time_of(jws, name);
}

std::string TokenHolding::kind() const {
  const auto header = document::parse_json(jws.header, "jwt");
  std::string kind = token().use.signature + " " + jws.algorithm + " " +
                     std::string(header ? header->root().string_at("kid") : "") + " " +
                     string_claim(jws, "iss");
  for (const std::string& audience : audiences_of(jws.claims)) {
    kind += " " + audience;
  }
  return kind;
}

std::vector<TokenHolding> tokens_at(const Scene& scene, const Operation& operation, int most) {
  std::vector<TokenHolding> all;
  add_held(scene, operation, most, all);
  add_handed_out(scene, operation, most, all);
  return all;
}

std::optional<std::string> ended_token_of(const Scene& scene, const TokenHolding& holding) {
  for (const Identity& identity : scene.config.identities) {
    const auto ended = identity.state == IdentityState::expired
                           ? scene.wallet.good(identity.name, holding.token().scheme.name)
                           : std::nullopt;
    const auto jws = ended ? read_jws(ended->secret) : std::nullopt;
    const auto end = jws ? time_of(*jws, "exp") : std::nullopt;
    if (end && *end + evidence::longest_leeway_seconds < base::unix_milliseconds() / 1000) {
      return ended->secret;
    }
  }
  return std::nullopt;
}

std::optional<std::string> token_for_others(const Scene& scene, const TokenHolding& holding) {
  const auto own = audiences_of(holding.jws.claims);
  const auto is_own = [&](const std::string& audience) { return own.contains(audience); };
  for (const Exchange* exchange : scene.facts.all()) {
    if (own.empty() || exchange->identity != holding.identity->name ||
        exchange->step != evidence::step::logs_in || !exchange->response) {
      continue;
    }
    for (const evidence::Handed& handed : evidence::handed_out(*exchange->response)) {
      const auto jws = evidence::decode_token(handed.value) ? read_jws(handed.value) : std::nullopt;
      const auto audiences = jws ? audiences_of(jws->claims) : std::set<std::string>();
      if (!audiences.empty() && std::ranges::none_of(audiences, is_own) &&
          string_claim(*jws, "iss") == string_claim(holding.jws, "iss") &&
          string_claim(*jws, "sub") == string_claim(holding.jws, "sub")) {
        scene.vault.watch(handed.value);
        return handed.value;
      }
    }
  }
  return std::nullopt;
}

}  // namespace sworn::probe
