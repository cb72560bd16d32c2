// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::evidence {

/// What a token endpoint answered (RFC 6749 §5.1, §5.2), as far as it is JSON.
struct GrantAnswer {
  std::string access_token;
  std::string token_type;
  std::optional<double> expires_in;  ///< seconds; also where it is written as a string
  bool is_expiry_a_number = true;
  std::string refresh_token;
  std::optional<std::string> scope;
  std::string error;
};

/// Nothing unless the body is a JSON object.
[[nodiscard]] std::optional<GrantAnswer> read_grant(const Response& response);

/// What a device authorization endpoint answered (RFC 8628 §3.2).
struct DeviceAnswer {
  std::string device_code;
  double interval = 5;
};
[[nodiscard]] std::optional<DeviceAnswer> read_device_grant(const Response& response);

/// Metadata of an authorization server (RFC 8414 §2, OpenID Connect Discovery 1.0 §3).
struct Metadata {
  std::string issuer;
  std::string token_endpoint;
  std::string authorization_endpoint;
  std::string device_authorization_endpoint;
  std::string jwks_uri;
  std::optional<std::vector<std::string>> grant_types;
  std::optional<std::vector<std::string>> scopes;
  std::set<std::string> members;  ///< the names of all that stand there
};

/// Nothing unless the answer is a success with a JSON object.
[[nodiscard]] std::optional<Metadata> read_metadata(const Exchange& answer);

/// The name that a grant has on the wire: of "clientCredentials" `client_credentials`, of
/// "deviceAuthorization" the URN of RFC 8628 §3.4; "" of an unknown flow.
[[nodiscard]] std::string grant_type_of(const std::string& flow);

}  // namespace sworn::evidence
