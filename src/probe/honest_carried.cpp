// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"
#include "base/text.h"
#include "http/cookie.h"
#include "http/header.h"
#include "probe/honest_input.h"
#include "probe/honest_session.h"

namespace sworn::probe {
namespace {

/// The only one of them, or nothing: a credential that is sent twice is not one.
std::optional<std::string> only(const std::vector<std::string>& values) {
  return values.size() == 1 ? std::optional(values.front()) : std::nullopt;
}

/// What follows the scheme of an Authorization field; the scheme compares without case (RFC 9110
/// §11.1).
std::optional<std::string> authorization(const Request& request, std::string_view scheme) {
  const auto fields = http::all_headers(request.headers, "Authorization");
  const std::string start = std::string(scheme) + " ";
  if (fields.size() != 1 || !base::starts_with_ignoring_case(fields.front(), start)) {
    return std::nullopt;
  }
  return std::string(fields.front().substr(start.size()));
}

}  // namespace

std::optional<std::string> carried(const Request& request, const Scheme& scheme) {
  std::vector<std::string> values;
  switch (scheme.kind) {
    case SchemeKind::api_key:
      if (scheme.place == Place::query) {
        for (auto& [name, value] : query_fields(request)) {
          if (name == scheme.parameter) values.push_back(value);
        }
      } else if (scheme.place == Place::cookie) {
        for (const std::string_view field : http::all_headers(request.headers, "Cookie")) {
          for (const http::Cookie& cookie : http::parse_cookie_header(field)) {
            if (cookie.name == scheme.parameter) values.push_back(cookie.value);
          }
        }
      } else {
        for (const std::string_view value : http::all_headers(request.headers, scheme.parameter)) {
          values.emplace_back(value);
        }
      }
      return only(values);
    case SchemeKind::http:
      if (scheme.http_scheme == "basic") {
        const auto encoded = authorization(request, "Basic");
        return encoded ? base::from_base64(*encoded) : std::nullopt;
      }
      return authorization(request, scheme.http_scheme.empty() ? "bearer" : scheme.http_scheme);
    case SchemeKind::oauth2:
    case SchemeKind::open_id_connect:
      return authorization(request, "Bearer");
    case SchemeKind::mutual_tls: {
      const auto field = http::find_header(request.headers, "Client-Cert");
      return field ? base::from_base64(*field) : std::nullopt;
    }
    case SchemeKind::unknown:
      break;
  }
  return std::nullopt;
}

std::string program_of(const Request& request) {
  return std::string(http::find_header(request.headers, "User-Agent").value_or(""));
}

}  // namespace sworn::probe
