// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

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

Place place_named(std::string_view in) {
  if (in == "query") return Place::query;
  if (in == "cookie") return Place::cookie;
  return Place::header;
}

Flow read_flow(const Reader& reader,
               std::string_view kind,
               const document::Node& node,
               Location where) {
  Flow flow;
  flow.kind = kind;
  flow.authorization_url = node.string_at("authorizationUrl");
  flow.token_url = node.string_at("tokenUrl");
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

}  // namespace

void read_schemes(const Reader& reader, const document::Node* schemes, const std::string& pointer) {
  if (schemes == nullptr) {
    return;
  }
  for (const document::Entry& entry : schemes->entries()) {
    const document::Node* node = reader.files.follow(entry.value);
    if (node == nullptr) {
      continue;
    }
    const std::string here = below(pointer, entry.key);
    Scheme scheme;
    scheme.name = entry.key;
    scheme.where = reader.files.locate(*schemes, entry.key_mark, here);
    scheme.node = node;
    scheme.kind = kind_named(node->string_at("type"));
    if (scheme.kind == SchemeKind::api_key) {
      scheme.place = place_named(node->string_at("in"));
      scheme.parameter = node->string_at("name");
    } else if (scheme.kind == SchemeKind::http) {
      scheme.http_scheme =
          node->string_at("type") == "basic" ? "basic" : base::to_lower(node->string_at("scheme"));
    } else if (scheme.kind == SchemeKind::open_id_connect) {
      scheme.open_id_connect_url = node->string_at("openIdConnectUrl");
    } else if (scheme.kind == SchemeKind::oauth2 && reader.is_swagger()) {
      scheme.flows.push_back(
          read_flow(reader, flow_kind_of_swagger(node->string_at("flow")), *node, scheme.where));
    } else if (scheme.kind == SchemeKind::oauth2) {
      if (const document::Node* flows = reader.files.follow(node->find("flows"))) {
        for (const document::Entry& flow : flows->entries()) {
          if (const document::Node* body = reader.files.follow(flow.value);
              body != nullptr && body->is_mapping()) {
            scheme.flows.push_back(read_flow(
                reader, flow.key, *body, reader.place_of(*flows, flow.key, below(here, "flows"))));
          }
        }
      }
    } else if (scheme.kind == SchemeKind::unknown) {
      reader.contract.remarks.push_back(
          {Flaw::unknown_scheme_type,
           {"security scheme '" + base::printable(scheme.name) + "' has no known type",
            scheme.where,
            "use apiKey, http, oauth2, openIdConnect or mutualTLS"}});
    }
    reader.contract.schemes.push_back(std::move(scheme));
  }
  std::ranges::sort(reader.contract.schemes, {}, &Scheme::name);
}

Requirement read_requirement(const Reader& reader,
                             const document::Node& parent,
                             const std::string& pointer,
                             RequirementSource source) {
  Requirement requirement;
  const document::Node* list = parent.find("security");
  if (list == nullptr || !list->is_sequence()) {
    return requirement;  // absent, or null: the document says nothing
  }
  requirement.source = source;
  requirement.where = reader.place_of(parent, "security", pointer);
  const std::string list_pointer = below(pointer, "security");
  int index = 0;
  for (const document::Node* item : list->items()) {
    const std::string here = below(list_pointer, std::to_string(index++));
    if (!item->is_mapping()) {
      // Not anonymous access, which is an empty object. A bare name is meant as that scheme.
      reader.contract.remarks.push_back({Flaw::malformed,
                                         {"a security requirement is not an object",
                                          reader.files.locate(*item, item->mark(), here),
                                          "write it as {SchemeName: []}"}});
      if (!item->is_string()) {
        continue;
      }
    }
    Alternative alternative;
    alternative.where = reader.files.locate(*item, item->mark(), here);
    if (item->is_string()) {
      const bool is_defined = reader.contract.scheme(item->text()) != nullptr;
      alternative.all_of.push_back({std::string(item->text()), {}, is_defined, alternative.where});
    }
    for (const document::Entry& entry : item->entries()) {
      SchemeUse use;
      use.scheme = entry.key;
      use.where = reader.files.locate(*item, entry.key_mark, below(here, entry.key));
      for (const document::Node* scope : entry.value->items()) {
        use.scopes.emplace_back(scope->text());
      }
      use.is_defined = reader.contract.scheme(use.scheme) != nullptr;
      if (!use.is_defined) {
        reader.contract.remarks.push_back(
            {Flaw::undefined_scheme,
             {"security scheme '" + base::printable(use.scheme) +
                  "' is required here and defined nowhere",
              use.where,
              reader.is_swagger() ? "define it under securityDefinitions"
                                  : "define it under components.securitySchemes"}});
      }
      alternative.all_of.push_back(std::move(use));
    }
    requirement.any_of.push_back(std::move(alternative));
  }
  if (requirement.any_of.empty() && !list->items().empty()) {
    requirement.source = RequirementSource::absent;  // nothing in it can be read
  }
  return requirement;
}

}  // namespace sworn::spec
