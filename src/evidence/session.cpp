// SPDX-License-Identifier: Apache-2.0
#include "evidence/session.h"

#include <algorithm>

#include "base/text.h"
#include "document/node.h"
#include "evidence/carrier.h"
#include "http/header.h"

namespace sworn::evidence {

std::vector<Opening> openings_of(const Facts& facts, const std::string& login) {
  std::vector<Opening> openings;
  for (const Exchange* exchange : facts.story("handout", login).steps()) {
    if (exchange->credentials.size() != 1 || exchange->credentials.front().carrier.empty()) {
      continue;
    }
    const CredentialUse& use = exchange->credentials.front();
    const bool is_known =
        std::ranges::any_of(openings, [&](const Opening& o) { return o.carrier == use.carrier; });
    const bool is_opened = use.state == CredentialState::good &&
                           facts.gate(*exchange, Carrying::good) == Gate::allowed &&
                           succeeded(*exchange);
    if (!is_known && is_opened && facts.access(exchange->operation).none_gate() == Gate::refused) {
      openings.push_back({use.carrier, use.signature, exchange->operation, exchange});
    }
  }
  return openings;
}

bool may_have_logged_in(const Exchange& login) {
  if (succeeded(login)) {
    return true;
  }
  const int status = login.response ? login.status() : 0;
  const bool is_redirect = status == 302 || status == 303;
  return is_redirect && std::ranges::any_of(handed_out(*login.response), [](const Handed& handed) {
           return handed.place.kind == CarrierPlace::Kind::cookie;
         });
}

bool can_be_planted(const Opening& opening) {
  return opening.signature.starts_with("cookie ") ||
         (opening.signature.starts_with("header ") && opening.signature != "header authorization");
}

std::string conversation_of(const std::string& who,
                            const std::string& way,
                            const Opening& opening) {
  const auto place = carrier_named(opening.carrier);
  return who + " (" + way + " " + (place ? place->name : opening.carrier) + ")";
}

std::optional<CarrierPlace> carrier_named(std::string_view text) {
  const auto space = text.find(' ');
  if (space == std::string_view::npos) {
    return std::nullopt;
  }
  CarrierPlace place;
  place.name = text.substr(space + 1);
  const std::string_view kind = text.substr(0, space);
  if (kind == "cookie") {
    place.kind = CarrierPlace::Kind::cookie;
  } else if (kind == "header") {
    place.kind = CarrierPlace::Kind::header;
  } else if (kind == "json") {
    place.kind = CarrierPlace::Kind::json;
  } else {
    return std::nullopt;
  }
  return place;
}

std::optional<std::string> value_at(const Response& response, const CarrierPlace& place) {
  if (place.kind == CarrierPlace::Kind::json) {
    const auto json = document::parse_json(response.body, "");
    const document::Node* node = json ? document::at_pointer(json->root(), place.name) : nullptr;
    return node != nullptr && node->is_string() ? std::optional(std::string(node->text()))
                                                : std::nullopt;
  }
  // The last one counts, as a client would keep it.
  std::optional<std::string> value;
  for (const Handed& handed : handed_out(response)) {
    if (handed.place.kind == place.kind &&
        (place.kind == CarrierPlace::Kind::cookie
             ? handed.place.name == place.name
             : base::equal_ignoring_case(handed.place.name, place.name))) {
      value = handed.value;
    }
  }
  return value;
}

}  // namespace sworn::evidence
