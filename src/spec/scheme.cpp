// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "spec/reader.h"

namespace sworn::spec {
namespace {

SchemeKind kind_named(std::string_view type) {
  if (type == "apiKey") return SchemeKind::api_key;
  if (type == "http" || type == "basic") return SchemeKind::http;
  if (type == "oauth2") return SchemeKind::oauth2;
  if (type == "openIdConnect") return SchemeKind::open_id_connect;
  if (type == "mutualTLS") return SchemeKind::mutual_tls;
  return SchemeKind::unknown;
}

std::optional<Place> place_named(std::string_view in) {
  if (in == "query") return Place::query;
  if (in == "cookie") return Place::cookie;
  if (in == "header") return Place::header;
  return std::nullopt;
}

Flow read_flow(const Reader& reader,
               std::string_view kind,
               const document::Node& node,
               Location where) {
  Flow flow;
  flow.kind = kind;
  flow.authorization_url = node.string_at("authorizationUrl");
  flow.token_url = node.string_at("tokenUrl");
  flow.device_authorization_url = node.string_at("deviceAuthorizationUrl");
  flow.refresh_url = node.string_at("refreshUrl");
  if (const document::Node* scopes = reader.files.follow(node.find("scopes"))) {
    for (const document::Entry& scope : scopes->entries()) {
      flow.scopes.emplace(scope.key, scope.value->text());
    }
  }
  flow.where = std::move(where);
  return flow;
}

/// Swagger 2.0 §Security Scheme Object has one flow, with names of its own.
std::string_view flow_kind_of_swagger(std::string_view flow) {
  if (flow == "application") return "clientCredentials";
  if (flow == "accessCode") return "authorizationCode";
  return flow;
}

void read_flows(const Reader& reader, Scheme& scheme, const document::Node& node) {
  if (reader.is_swagger()) {
    scheme.flows.push_back(
        read_flow(reader, flow_kind_of_swagger(node.string_at("flow")), node, scheme.where));
    return;
  }
  const document::Node* flows = reader.map_at(node, "flows");
  if (flows == nullptr) return;
  for (const document::Entry& entry : flows->entries()) {
    if (entry.key.starts_with("x-")) continue;
    if (const document::Node* flow = reader.object(entry.value, "a flow")) {
      scheme.flows.push_back(
          read_flow(reader,
                    entry.key,
                    *flow,
                    reader.place_of(*flows, entry.key, below(scheme.where.pointer, "flows"))));
    }
  }
}

Scheme unreadable(const document::Node& schemes,
                  const document::Entry& entry,
                  std::string pointer,
                  const Reader& reader) {
  Scheme scheme;
  scheme.name = entry.key;
  scheme.node = entry.value;
  scheme.where = reader.files.locate(schemes, entry.key_mark, std::move(pointer));
  return scheme;
}

void read_api_key(const Reader& reader, Scheme& scheme, const document::Node& node) {
  const auto place = place_named(node.string_at("in"));
  scheme.place = place.value_or(Place::header);
  scheme.parameter = node.string_at("name");
  if (!place || scheme.parameter.empty()) {
    reader.malformed("security scheme '" + base::printable(base::shorten(scheme.name, 200)) +
                         (place ? "' has no 'name'" : "' has no known 'in'"),
                     scheme.where,
                     "an apiKey needs both");
  }
}

}  // namespace

std::optional<Scheme> read_scheme(const Reader& reader,
                                  std::string name,
                                  const document::Node& declaration,
                                  Location where) {
  const document::Node* node = reader.object(&declaration, "a security scheme");
  if (node == nullptr) return std::nullopt;
  Scheme scheme;
  scheme.name = std::move(name);
  scheme.where = std::move(where);
  scheme.node = node;
  scheme.kind = kind_named(node->string_at("type"));
  const document::Node* deprecated = node->find("deprecated");
  scheme.is_deprecated = reader.is_at_least(SpecVersion::openapi_3_2) && deprecated != nullptr &&
                         deprecated->as_boolean();
  switch (scheme.kind) {
    case SchemeKind::api_key:
      read_api_key(reader, scheme, *node);
      break;
    case SchemeKind::http:
      scheme.http_scheme =
          node->string_at("type") == "basic" ? "basic" : base::to_lower(node->string_at("scheme"));
      scheme.bearer_format = node->string_at("bearerFormat");
      break;
    case SchemeKind::oauth2:
      scheme.oauth2_metadata_url = node->string_at("oauth2MetadataUrl");
      read_flows(reader, scheme, *node);
      break;
    case SchemeKind::open_id_connect:
      scheme.open_id_connect_url = node->string_at("openIdConnectUrl");
      break;
    case SchemeKind::mutual_tls:
      break;
    case SchemeKind::unknown:
      reader.remarks.add(Flaw::unknown_scheme_type,
                         {"security scheme '" + base::printable(base::shorten(scheme.name, 200)) +
                              "' has no known type",
                          scheme.where,
                          "use apiKey, http, oauth2, openIdConnect or mutualTLS"});
      break;
  }
  return scheme;
}

void read_schemes(const Reader& reader, const document::Node* schemes, const std::string& pointer) {
  if (schemes == nullptr) {
    return;
  }
  for (const document::Entry& entry : schemes->entries()) {
    auto scheme =
        read_scheme(reader,
                    std::string(entry.key),
                    *entry.value,
                    reader.files.locate(*schemes, entry.key_mark, below(pointer, entry.key)));
    // What cannot be read is there all the same, and nobody can show it.
    if (!scheme) scheme = unreadable(*schemes, entry, below(pointer, entry.key), reader);
    reader.contract.schemes.push_back(std::move(*scheme));
  }
  std::ranges::sort(reader.contract.schemes, {}, &Scheme::name);
}

}  // namespace sworn::spec
