// SPDX-License-Identifier: Apache-2.0
#include "evidence/grant.h"

#include <charconv>

#include "document/node.h"

namespace sworn::evidence {
namespace {

using document::Node;

std::string text_at(const Node& node, std::string_view key) {
  return std::string(node.string_at(key));
}

std::optional<std::vector<std::string>> texts_at(const Node& node, std::string_view key) {
  const Node* list = node.find(key);
  if (list == nullptr || !list->is_sequence()) {
    return std::nullopt;
  }
  std::vector<std::string> texts;
  for (const Node* item : list->items()) {
    if (item->is_string()) texts.emplace_back(item->text());
  }
  return texts;
}

/// A number, or what some servers write as a string of digits.
std::optional<double> seconds_at(const Node& node, std::string_view key) {
  const Node* value = node.find(key);
  if (value == nullptr) {
    return std::nullopt;
  }
  if (value->is_string()) {
    long long number = 0;
    const std::string_view text = value->text();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size()
               ? std::optional(static_cast<double>(number))
               : std::nullopt;
  }
  return value->as_double();
}

}  // namespace

std::optional<GrantAnswer> read_grant(const Response& response) {
  const auto json = document::parse_json(response.body, "");
  if (!json || !json->root().is_mapping()) {
    return std::nullopt;
  }
  const Node& root = json->root();
  GrantAnswer answer;
  answer.access_token = text_at(root, "access_token");
  answer.token_type = text_at(root, "token_type");
  answer.expires_in = seconds_at(root, "expires_in");
  if (const Node* expiry = root.find("expires_in")) {
    answer.is_expiry_a_number = !expiry->is_string() && expiry->as_double().has_value();
  }
  answer.refresh_token = text_at(root, "refresh_token");
  if (const Node* scope = root.find("scope"); scope != nullptr && scope->is_string()) {
    answer.scope = std::string(scope->text());
  }
  answer.error = text_at(root, "error");
  return answer;
}

std::optional<DeviceAnswer> read_device_grant(const Response& response) {
  const auto json = document::parse_json(response.body, "");
  if (!json || !json->root().is_mapping()) {
    return std::nullopt;
  }
  DeviceAnswer answer;
  answer.device_code = text_at(json->root(), "device_code");
  answer.interval = seconds_at(json->root(), "interval").value_or(answer.interval);
  return answer.device_code.empty() ? std::nullopt : std::optional(answer);
}

std::optional<Metadata> read_metadata(const Exchange& exchange) {
  if (exchange.status() != 200) {
    return std::nullopt;
  }
  const auto json = document::parse_json(exchange.response->body, "");
  if (!json || !json->root().is_mapping()) {
    return std::nullopt;
  }
  const Node& root = json->root();
  Metadata metadata;
  metadata.issuer = text_at(root, "issuer");
  metadata.token_endpoint = text_at(root, "token_endpoint");
  metadata.authorization_endpoint = text_at(root, "authorization_endpoint");
  metadata.device_authorization_endpoint = text_at(root, "device_authorization_endpoint");
  metadata.jwks_uri = text_at(root, "jwks_uri");
  metadata.grant_types = texts_at(root, "grant_types_supported");
  metadata.scopes = texts_at(root, "scopes_supported");
  for (const document::Entry& entry : root.entries()) {
    metadata.members.emplace(entry.key);
  }
  return metadata;
}

std::string grant_type_of(const std::string& flow) {
  if (flow == "clientCredentials") return "client_credentials";
  if (flow == "password") return "password";
  if (flow == "authorizationCode") return "authorization_code";
  if (flow == "implicit") return "implicit";
  if (flow == "deviceAuthorization") return "urn:ietf:params:oauth:grant-type:device_code";
  return "";
}

}  // namespace sworn::evidence
