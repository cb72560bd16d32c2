// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// Header fields that carry nothing but a credential, in lower case and with hyphens.
constexpr std::array<std::string_view, 15> credential_fields{"authorization",
                                                             "proxy-authorization",
                                                             "x-api-key",
                                                             "api-key",
                                                             "apikey",
                                                             "x-apikey",
                                                             "x-auth",
                                                             "x-token",
                                                             "x-auth-token",
                                                             "access-token",
                                                             "x-access-token",
                                                             "x-session-token",
                                                             "x-session-id",
                                                             "auth-token",
                                                             "cookie"};

bool is_credential(const Parameter& parameter) {
  const std::string field = base::replace_all(base::to_lower(parameter.name), "_", "-");
  return parameter.place == Place::header &&
         std::ranges::find(credential_fields, field) != credential_fields.end();
}

/// Whether a scheme that the operation names already travels in this header.
bool is_carried(const Contract& contract, const Operation& operation, const std::string& field) {
  for (const Alternative& alternative : operation.requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* const scheme = contract.scheme(use.scheme);
      if (scheme == nullptr) continue;
      const std::string signature = scheme->signature();
      if (signature == "header " + field ||
          (signature.starts_with("http ") && field == "authorization") ||
          (signature.starts_with("cookie ") && field == "cookie")) {
        return true;
      }
    }
  }
  return false;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    for (const Parameter& parameter : operation.parameters) {
      if (!is_credential(parameter)) continue;
      const std::string field = base::to_lower(parameter.name);
      const bool is_twice = is_carried(contract, operation, field);
      const bool is_ignored =
          field == "authorization" && contract.version != SpecVersion::swagger_2_0;
      Statement statement;
      statement.operation = &operation;
      statement.where = parameter.where;
      statement.detail = field;
      statement.declared = "header parameter " + field;
      statement.observed = is_twice ? "security says so already"
                                    : "the credential is no part of the security that is declared";
      statement.explanation =
          is_ignored ? "OpenAPI ignores a header parameter of this name, so that clients made from "
                       "the document do not send it."
                     : "Tools that look at security take the operation for one that does not need "
                       "this credential.";
      if (is_twice) statement.severity = Severity::info;
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

}  // namespace

const ReviewRule review_authorization_parameter{
    {.id = "review-authorization-parameter",
     .title = "A credential is described as a header parameter",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Credentials are described by security schemes; a header parameter called "
                "Authorization is ignored.",
     .proof_text = "An operation has a header parameter with the name of a credential's field.",
     .looks_like = "A parameter that repeats a scheme of the operation, which is only noted.",
     .remedy = "Define a security scheme for the header, require it with security, and delete the "
               "parameter.",
     .references = {"OpenAPI 3.1 §4.8.12", "OpenAPI 3.1 §4.8.27"}},
    examine};

}  // namespace sworn::diff
