// SPDX-License-Identifier: Apache-2.0
#include "probe/key_set.h"

#include <algorithm>
#include <deque>
#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "document/node.h"
#include "evidence/forged.h"
#include "evidence/gate.h"

namespace sworn::probe {
namespace {

constexpr std::size_t most_requests = 6;
constexpr std::size_t most_keys = 2;
constexpr std::size_t longest_answer = std::size_t{256} * 1024;

/// Documents name hosts of production: what stands on a declared server's origin is looked for on
/// that of --url.
std::optional<std::string> on_own_origin(const Scene& scene,
                                         const base::Url& own,
                                         const std::string& reference) {
  const auto url = base::resolve_url(own, reference);
  if (!url || reference.empty()) {
    return std::nullopt;
  }
  const bool is_known = url->origin() == own.origin() ||
                        std::ranges::any_of(scene.contract.servers, [&](const Server& server) {
                          const auto declared = base::parse_url(server.url);
                          return declared && declared->origin() == url->origin();
                        });
  return is_known ? std::optional(own.origin() + url->path +
                                  (url->query.empty() ? "" : "?" + url->query))
                  : std::nullopt;
}

/// Where key sets and what leads to them may stand, the likeliest first.
std::deque<std::string> places_of(const Scene& scene, const base::Url& own) {
  std::deque<std::string> places;
  const auto add = [&](const std::optional<std::string>& place) {
    if (place && std::ranges::find(places, *place) == places.end()) {
      places.push_back(*place);
    }
  };
  for (const Operation& operation : scene.contract.operations) {
    const bool is_key_set = operation.method == "GET" &&
                            base::to_lower(operation.path).find("jwks") != std::string::npos &&
                            operation.path.find('{') == std::string::npos;
    if (is_key_set) {
      add(scene.builder.bare("GET", operation.path).url);
    }
  }
  for (const Scheme& scheme : scene.contract.schemes) {
    add(on_own_origin(scene, own, scheme.open_id_connect_url));
    add(on_own_origin(scene, own, scheme.oauth2_metadata_url));
  }
  add(own.origin() + "/.well-known/jwks.json");
  add(own.origin() + "/.well-known/openid-configuration");
  add(scene.builder.bare("GET", "/.well-known/jwks.json").url);
  return places;
}

/// Whether a published key may be the one that the token is verified with.
bool may_verify(const document::Node& key, std::string_view kid, std::string_view algorithm) {
  const std::string_view named = key.string_at("alg");
  return key.is_mapping() && (named.empty() || named == algorithm) &&
         (kid.empty() || key.string_at("kid").empty() || key.string_at("kid") == kid);
}

}  // namespace

std::vector<KeyForm> published_keys(Stage& stage,
                                    const std::string& conversation,
                                    const Jws& token) {
  std::vector<KeyForm> forms;
  const auto own = base::parse_url(stage.scene.builder.bare("GET", "/").url);
  const auto header = document::parse_json(token.header, "jwt");
  if (!own || !header) {
    return forms;
  }
  const std::string_view kid = header->root().string_at("kid");
  std::deque<std::string> places = places_of(stage.scene, *own);
  Conversation nobody(stage, conversation, Connection::kept, false);
  for (std::size_t asked = 0; asked < most_requests && asked < places.size() && forms.empty();
       ++asked) {
    if (stage.is_stopped()) {
      break;
    }
    const std::string place = places[asked];
    const std::string path = base::parse_url(place) ? base::parse_url(place)->path : "/";
    const Exchange& answer =
        nobody.ask_path(std::string(evidence::forged::key_set) + " at " + path,
                        "GET",
                        "/",
                        {.edit = [&](Request& request) { request.url = place; }});
    if (!evidence::succeeded(answer) || answer.response->body.size() > longest_answer) {
      continue;
    }
    const auto json = document::parse_json(answer.response->body, "jwks");
    if (!json || !json->root().is_mapping()) {
      continue;
    }
    const auto next =
        on_own_origin(stage.scene, *own, std::string(json->root().string_at("jwks_uri")));
    if (next && std::ranges::find(places, *next) == places.end()) {
      places.insert(places.begin() + static_cast<std::ptrdiff_t>(asked) + 1, *next);
    }
    const document::Node* keys = json->root().find("keys");
    std::size_t taken = 0;
    for (const document::Node* key :
         keys != nullptr ? keys->items() : std::span<const document::Node* const>()) {
      if (taken < most_keys && may_verify(*key, kid, token.algorithm)) {
        auto more = forms_of_public_key(*key);
        for (KeyForm& form : more) {
          form.name += taken == 0 ? "" : " of another key";
        }
        forms.insert(forms.end(), more.begin(), more.end());
        taken += static_cast<std::size_t>(!more.empty());
      }
    }
  }
  return forms;
}

}  // namespace sworn::probe
