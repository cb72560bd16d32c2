// SPDX-License-Identifier: Apache-2.0
#include "evidence/lifetime.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "document/node.h"
#include "evidence/session.h"
#include "http/cookie.h"

namespace sworn::evidence {
namespace {

std::optional<std::int64_t> number_of(const std::map<std::string, std::string>& claims,
                                      const char* name) {
  const auto found = claims.find(name);
  if (found == claims.end()) {
    return std::nullopt;
  }
  std::int64_t number = 0;
  const std::string& text = found->second;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end != text.data() ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> Lifetime::shortest() const {
  std::optional<std::int64_t> least;
  for (const auto& one : {cookie, expires_in, token}) {
    if (one && (!least || *one < *least)) {
      least = one;
    }
  }
  return least;
}

std::optional<std::int64_t> token_life(const std::map<std::string, std::string>& claims) {
  const auto issued = number_of(claims, "iat");
  const auto ends = number_of(claims, "exp");
  // Nothing is issued before 1970; the difference of what stands here cannot overflow.
  const bool is_life = issued && ends && *issued >= 0 && *ends > *issued;
  return is_life ? std::optional(*ends - *issued) : std::nullopt;
}

Lifetime lifetime_of(const Response& response,
                     const CarrierPlace& place,
                     const std::map<std::string, std::string>& claims) {
  Lifetime lifetime;
  if (place.kind == CarrierPlace::Kind::cookie) {
    const auto value = value_at(response, place);
    for (const Header& header : response.headers) {
      const auto cookie = base::equal_ignoring_case(header.name, "Set-Cookie")
                              ? http::parse_set_cookie(header.value)
                              : std::nullopt;
      const bool is_it = cookie && cookie->name == place.name && cookie->value == value;
      if (is_it && cookie->max_age && *cookie->max_age > 0) {
        lifetime.cookie = cookie->max_age;
      }
    }
  }
  const std::string last = place.name.substr(place.name.rfind('/') + 1);
  const bool is_id_token = last == "id_token" || last == "idToken";
  if (place.kind == CarrierPlace::Kind::json && !is_id_token) {
    // It stands beside the access token that it speaks of (RFC 6749 §5.1).
    const auto json = document::parse_json(response.body, "");
    const document::Node* object =
        json ? document::at_pointer(json->root(), place.name.substr(0, place.name.rfind('/')))
             : nullptr;
    for (const char* name : {"expires_in", "expiresIn"}) {
      const document::Node* member = object != nullptr ? object->find(name) : nullptr;
      const auto seconds = member != nullptr ? member->as_integer() : std::nullopt;
      if (seconds && *seconds > 0 && !lifetime.expires_in) {
        lifetime.expires_in = seconds;
      }
    }
  }
  lifetime.token = token_life(claims);
  return lifetime;
}

}  // namespace sworn::evidence
