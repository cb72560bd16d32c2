// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sworn/exchange.h"
#include "sworn/result.h"

namespace sworn {

/// What an identity holds for one scheme. apiKey and bearer: `value`, verbatim. basic: user and
/// password.
struct Credential {
  std::string value;
  std::string username;
  std::string password;
  std::map<std::string, std::string> fields;  ///< client_id, cert, ... of schemes that need more
  Location where;
};

enum class IdentityState { active, revoked, expired, throwaway };

struct Identity {
  std::string name;
  std::map<std::string, Credential> credentials;  ///< by scheme name
  std::map<std::string, std::string>
      login;        ///< fields of a login operation: username, password, ...
  Headers headers;  ///< on each of its requests
  std::map<std::string, std::vector<std::string>> owns;  ///< bare parameter name to values
  /// "GET /items/{id}" or "/items/{id}" to parameter values.
  std::map<std::string, std::map<std::string, std::vector<std::string>>> owns_at;
  std::string tenant;
  std::string role;
  std::vector<std::string> scopes;
  IdentityState state = IdentityState::active;
};

/// Where in an answer a login hands out what it hands out.
struct CarrierPlace {
  enum class Kind { cookie, header, json };
  Kind kind = Kind::cookie;
  std::string name;  ///< cookie or header name, or JSON Pointer

  friend auto operator<=>(const CarrierPlace&, const CarrierPlace&) = default;
  /// "cookie sid", "header X-Session", "json /token".
  [[nodiscard]] std::string text() const;
};

/// A login flow that the configuration describes.
struct FlowConfig {
  std::string request;                        ///< "POST /session"
  std::map<std::string, std::string> fields;  ///< body members; "{username}" is filled from `login`
  /// The body as JSON text with the same placeholders, where a member is not a string; else "".
  std::string body;
  bool is_form = false;
  bool is_basic = false;
  std::string scheme;  ///< the scheme that it gives a credential for, or ""
  std::optional<CarrierPlace> from;
  std::string send;  ///< "Token {value}"; "" for the scheme's own form
  std::string logout;
  std::string refresh;
};

struct SuppressConfig {
  std::string rule;
  std::string operation;
  std::string reason;
  std::string expires;  ///< "2027-01-31" or ""

  friend bool operator==(const SuppressConfig&, const SuppressConfig&) = default;
};

/// A scheme that the server takes and the document lacks.
struct ExtraScheme {
  std::string name;
  std::string type;       ///< "apiKey" or "http"
  std::string scheme;     ///< of http
  std::string in;         ///< of apiKey
  std::string parameter;  ///< of apiKey: `name`
  Location where;

  friend bool operator==(const ExtraScheme&, const ExtraScheme&) = default;
};

struct LimitConfig {
  double rate = 0;      ///< requests a second; 0: unbounded on loopback, 20 elsewhere
  int concurrency = 0;  ///< 0: 8 on loopback, 4 elsewhere
  int requests = 5000;
  double timeout = 10;  ///< seconds for one request
  int invalid_logins = 3;
  int logins = 40;
  double wait = 30;     ///< seconds that 429 and Retry-After are obeyed for at most
  double patience = 2;  ///< seconds that one story waits for an end that it was told of, at most
};

/// sworn.yaml and --auth, read. Holds secrets: never printed, never recorded.
struct Config {
  std::map<std::string, std::string> substituted =
      {};            ///< what `${NAME}` gave, by name: may be a secret
  std::string file;  ///< "" when there is none
  std::string spec;
  std::string url;
  Headers headers;
  std::vector<Identity> identities;  ///< sorted by name
  std::vector<ExtraScheme> schemes;
  std::vector<FlowConfig> flows;
  std::map<std::string, std::string> values;  ///< bare parameter name to value
  /// "GET /items/{id}" or "/items/{id}" to parameter values; a body is JSON text under "body".
  std::map<std::string, std::map<std::string, std::string>> values_at;
  std::vector<std::string> reads;
  std::vector<std::string> allow;
  std::vector<std::string> allow_origins;
  std::vector<std::string> ignore_cookies;
  std::vector<std::string> exclude;
  std::map<std::string, std::string> severity;
  std::vector<SuppressConfig> suppress;
  LimitConfig limits;
  std::string fail_on;  ///< "" when the file is silent

  [[nodiscard]] const Identity* identity(std::string_view name) const;
};

}  // namespace sworn
