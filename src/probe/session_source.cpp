// SPDX-License-Identifier: Apache-2.0
#include "probe/session_source.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "evidence/carrier.h"
#include "evidence/step.h"
#include "probe/authorization_form.h"
#include "probe/credential.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

std::string last_name(const CarrierPlace& place) {
  return place.name.substr(place.name.rfind('/') + 1);
}

/// Whether what a login hands out there can be what `scheme` asks for, told by their names.
bool fits(const CarrierPlace& place, const Scheme& scheme) {
  const bool is_cookie = scheme.kind == SchemeKind::api_key && scheme.place == Place::cookie;
  if (place.kind == CarrierPlace::Kind::cookie || is_cookie) {
    return is_cookie && place.kind == CarrierPlace::Kind::cookie && place.name == scheme.parameter;
  }
  if (scheme.kind == SchemeKind::api_key && scheme.place != Place::header) {
    return false;
  }
  if (place.kind == CarrierPlace::Kind::header) {
    return base::equal_ignoring_case(place.name, scheme.parameter) ||
           scheme.signature() == "http bearer";
  }
  if (scheme.signature() == "http bearer") {
    return spec::is_token_name(last_name(place));
  }
  auto words = base::words_of(scheme.parameter);
  std::erase(words, "x");
  return scheme.kind == SchemeKind::api_key && words == base::words_of(last_name(place));
}

}  // namespace

Attached SessionSource::attached(const std::string& value) const {
  return as_carrier(
      scheme, in_form(form, value), way.identity->name, place, CredentialState::carrier);
}

std::optional<SessionSource> source_of(const Scene& scene,
                                       const Operation& login,
                                       const evidence::Opening& opening,
                                       const Identity& identity) {
  auto way = login_way(scene, login, identity);
  const auto place = evidence::carrier_named(opening.carrier);
  if (!way || !place) {
    return std::nullopt;
  }
  return SessionSource{&login,
                       std::move(*way),
                       *place,
                       scheme_of(opening.signature),
                       opening.operation,
                       form_of(scene.facts, login.key(), opening)};
}

std::vector<OpeningSource> sources_of(const Scene& scene, const Operation& login) {
  std::vector<OpeningSource> sources;
  for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
    for (const Identity* identity : active_identities(scene)) {
      if (auto source = source_of(scene, login, opening, *identity)) {
        sources.push_back({opening, std::move(*source)});
        break;
      }
    }
  }
  return sources;
}

std::optional<SessionSource> source_for(const Scene& scene,
                                        const Scheme& scheme,
                                        const Identity& identity) {
  for (const Operation& login : scene.contract.operations) {
    for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
      if (opening.signature == scheme.signature()) {
        if (auto source = source_of(scene, login, opening, identity)) {
          return source;
        }
      }
    }
  }
  for (const Operation& login : scene.contract.operations) {
    const Exchange* answer =
        scene.facts.story("handout", login.key()).step("first", evidence::step::logs_in);
    auto way =
        answer != nullptr && answer->response ? login_way(scene, login, identity) : std::nullopt;
    if (!way) {
      continue;
    }
    for (const evidence::Handed& handed : evidence::handed_out(*answer->response)) {
      if (fits(handed.place, scheme)) {
        return SessionSource{&login, std::move(*way), handed.place, scheme, ""};
      }
    }
  }
  return std::nullopt;
}

std::optional<SessionSource> any_source(const Scene& scene, const Identity& identity) {
  std::optional<SessionSource> found;
  for (const Operation& login : scene.contract.operations) {
    for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
      const bool is_cookie = opening.signature.starts_with("cookie ");
      if (is_cookie || !found) {
        auto source = source_of(scene, login, opening, identity);
        if (source && is_cookie) {
          return source;
        }
        found = source ? std::move(source) : std::move(found);
      }
    }
  }
  return found;
}

std::optional<std::string> begin_session(Stage& stage,
                                         Conversation& client,
                                         std::string_view step,
                                         const SessionSource& source,
                                         const std::function<void(Request&)>& edit) {
  Ask ask = source.way.ask();
  if (edit) {
    ask.edit = [own = std::move(ask.edit), edit](Request& request) {
      if (own) own(request);
      edit(request);
    };
  }
  const Exchange& answer = client.ask(step, *source.login, ask);
  auto value = answer.response ? evidence::value_at(*answer.response, source.place) : std::nullopt;
  if (value) {
    stage.scene.vault.watch(*value);
  }
  return value;
}

std::string renewed(const Scene& scene,
                    const Exchange& answer,
                    const CarrierPlace& place,
                    const std::string& value) {
  auto fresh =
      evidence::succeeded(answer) ? evidence::value_at(*answer.response, place) : std::nullopt;
  if (fresh) {
    scene.vault.watch(*fresh);
  }
  return fresh.value_or(value);
}

std::vector<std::string> logins_with_openings(const Scene& scene) {
  std::vector<std::string> logins;
  for (const Operation& operation : scene.contract.operations) {
    if (!evidence::openings_of(scene.facts, operation.key()).empty()) {
      logins.push_back(operation.key());
    }
  }
  return logins;
}

std::string invented(Stage& stage, const CarrierPlace& place, const std::string& value) {
  base::RandomStream random = stage.random("invented " + place.text());
  std::string text = invented_like(value, random);
  stage.scene.vault.add(text, "invented." + place.name);
  return text;
}

bool is_on_loopback(const Scene& scene) {
  const auto url = base::parse_url(scene.builder.bare("GET", "/").url);
  return url && url->is_loopback();
}

}  // namespace sworn::probe
