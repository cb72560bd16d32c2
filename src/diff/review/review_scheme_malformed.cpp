// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

struct Defect {
  std::string what;
  bool is_fatal = false;  ///< no client can use the scheme
};

bool is_swagger(const Contract& contract) {
  return contract.version == SpecVersion::swagger_2_0;
}

/// A character of a token (RFC 9110 §5.6.2), which names of header fields and cookies are.
bool is_token_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

std::string quoted(std::string_view text) {
  return "'" + base::shorten(text, 40) + "'";
}

void look_at_key(const Contract& contract, const Scheme& scheme, std::vector<Defect>& defects) {
  const std::string_view in = scheme.node->string_at("in");
  if (scheme.parameter.empty()) defects.push_back({"it has no name of a parameter", true});
  if (in.empty()) {
    defects.push_back({"it does not say where the key travels (in)", true});
  } else if (in != "header" && in != "query" && (in != "cookie" || is_swagger(contract))) {
    defects.push_back({"in: " + quoted(in) + " is no place for a key", in != "cookie"});
  }
  if (in != "query" && !std::ranges::all_of(scheme.parameter, is_token_char)) {
    defects.push_back({quoted(scheme.parameter) + " cannot be the name of a " +
                           (in == "cookie" ? "cookie" : "header field"),
                       true});
  }
}

/// The Flow Object; of Swagger 2.0, where there is one flow, the scheme.
const document::Node* node_of(const Contract& contract, const Scheme& scheme, const Flow& flow) {
  if (is_swagger(contract) || contract.files == nullptr) return scheme.node;
  const document::Node* const flows = contract.files->follow(scheme.node->find("flows"));
  return flows != nullptr ? contract.files->follow(flows->find(flow.kind)) : nullptr;
}

void look_at_flows(const Contract& contract, const Scheme& scheme, std::vector<Defect>& defects) {
  if (scheme.flows.empty()) {
    defects.push_back({"it has no flow", false});
    return;
  }
  for (const Flow& flow : scheme.flows) {
    if (flow.kind.starts_with("x-")) continue;
    const bool has_device = flow.kind == "deviceAuthorization";
    const bool needs_authorization = flow.kind == "implicit" || flow.kind == "authorizationCode";
    const bool needs_token = flow.kind == "password" || flow.kind == "clientCredentials" ||
                             flow.kind == "authorizationCode" || has_device;
    if (!needs_authorization && !needs_token) {
      const std::string name = flow.kind.empty() ? "no name of a flow" : quoted(flow.kind);
      defects.push_back({name + (flow.kind.empty() ? " is given" : " is no flow"), false});
    }
    if (needs_authorization && flow.authorization_url.empty()) {
      defects.push_back({"the flow " + flow.kind + " has no authorizationUrl", false});
    }
    if (needs_token && flow.token_url.empty()) {
      defects.push_back({"the flow " + flow.kind + " has no tokenUrl", false});
    }
    const document::Node* const node = node_of(contract, scheme, flow);
    if (node != nullptr && !flow.kind.empty() && node->find("scopes") == nullptr) {
      defects.push_back({"the flow " + flow.kind + " has no scopes", false});
    }
    if (has_device && contract.version == SpecVersion::openapi_3_2 &&
        flow.device_authorization_url.empty()) {
      defects.push_back({"the flow deviceAuthorization has no deviceAuthorizationUrl", false});
    }
  }
}

void look_at_version(const Contract& contract, const Scheme& scheme, std::vector<Defect>& defects) {
  const std::string_view type = scheme.node->string_at("type");
  const bool is_of_3 = type == "http" || type == "openIdConnect" || type == "mutualTLS";
  if (is_swagger(contract) && is_of_3) {
    defects.push_back({"type " + quoted(type) + " is not known to Swagger 2.0", false});
  } else if (!is_swagger(contract) && type == "basic") {
    defects.push_back({"type 'basic' is of Swagger 2.0: write type http, scheme basic", false});
  } else if (contract.version == SpecVersion::openapi_3_0 && type == "mutualTLS") {
    defects.push_back({"type 'mutualTLS' is known from OpenAPI 3.1 on", false});
  }
}

/// OpenAPI 3.1 §4.8.7.1: ^[a-zA-Z0-9\.\-_]+$; a name in Swagger 2.0 has any letters.
void look_at_name(const Contract& contract, const Scheme& scheme, std::vector<Defect>& defects) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  if (!is_swagger(contract) && scheme.is_component &&
      !std::ranges::all_of(scheme.name, is_allowed)) {
    defects.push_back({"its name has characters that no component may have", false});
  }
}

std::vector<Defect> defects_of(const Contract& contract, const Scheme& scheme) {
  std::vector<Defect> defects;
  look_at_version(contract, scheme, defects);
  look_at_name(contract, scheme, defects);
  switch (scheme.kind) {
    case SchemeKind::api_key:
      look_at_key(contract, scheme, defects);
      break;
    case SchemeKind::http:
      if (scheme.http_scheme.empty()) defects.push_back({"it names no HTTP scheme", true});
      break;
    case SchemeKind::oauth2:
      look_at_flows(contract, scheme, defects);
      break;
    case SchemeKind::open_id_connect:
      if (scheme.open_id_connect_url.empty()) {
        defects.push_back({"it has no openIdConnectUrl", false});
      }
      break;
    case SchemeKind::mutual_tls:
      break;
    case SchemeKind::unknown: {
      const std::string_view type = scheme.node->string_at("type");
      defects.push_back(
          {type.empty() ? "it has no type" : "type " + quoted(type) + " is not known", true});
      break;
    }
  }
  const bool has_format =
      scheme.kind == SchemeKind::http && scheme.node->find("bearerFormat") != nullptr;
  if (has_format && !scheme.http_scheme.empty() && scheme.http_scheme != "bearer") {
    defects.push_back({"bearerFormat says nothing about " + quoted(scheme.http_scheme), false});
  }
  return defects;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.node == nullptr) continue;
    const std::vector<Defect> defects = defects_of(contract, scheme);
    if (defects.empty()) continue;
    std::vector<std::string> texts;
    for (const Defect& defect : defects) texts.push_back(defect.what);
    const bool is_fatal = std::ranges::any_of(defects, &Defect::is_fatal);
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = "security scheme " + scheme.name;
    statement.observed = base::join(texts, "; ");
    statement.explanation = is_fatal ? "A client cannot know from it which credential to send."
                                     : "Tools that read the document may leave the scheme out.";
    if (is_fatal && is_required(contract, scheme)) statement.severity = Severity::medium;
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_scheme_malformed{
    {.id = "review-scheme-malformed",
     .title = "A security scheme lacks what its type needs",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A security scheme has a known type and the fields that this type requires.",
     .proof_text = "A required field is missing or has no value that the version allows.",
     .looks_like = "A scheme of a later version of OpenAPI. It is medium only where an operation "
                   "requires the scheme and no client can use it.",
     .remedy = "Give the fields of the type: name and in for apiKey, scheme for http, flows with "
               "their URLs and scopes for oauth2, openIdConnectUrl for openIdConnect. Name it with "
               "letters, digits, '.', '-' and '_'.",
     .references = {"OpenAPI 3.1 §4.8.27",
                    "OpenAPI 3.1 §4.8.29",
                    "Swagger 2.0, Security Scheme Object"}},
    examine};

}  // namespace sworn::diff
