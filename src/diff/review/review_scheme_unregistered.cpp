// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// The HTTP Authentication Scheme Registry of IANA (RFC 9110 §16.4.1), as of 2025-02-18, in lower
/// case.
constexpr std::array<std::string_view, 14> registered{"basic",
                                                      "bearer",
                                                      "concealed",
                                                      "digest",
                                                      "dpop",
                                                      "gnap",
                                                      "hoba",
                                                      "mutual",
                                                      "negotiate",
                                                      "oauth",
                                                      "privatetoken",
                                                      "scram-sha-1",
                                                      "scram-sha-256",
                                                      "vapid"};

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Scheme& scheme : contract.schemes) {
    const bool is_known = scheme.http_scheme.empty() ||
                          std::ranges::find(registered, scheme.http_scheme) != registered.end();
    if (scheme.kind != SchemeKind::http || is_known) continue;
    Statement statement;
    statement.where = scheme.where;
    statement.scheme = scheme.name;
    statement.declared = "HTTP scheme " + scheme.http_scheme;
    statement.observed = "IANA knows no such scheme";
    statement.explanation =
        "Clients and gateways that are made from the document cannot know how it is used.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_scheme_unregistered{
    {.id = "review-scheme-unregistered",
     .title = "An HTTP authentication scheme is not registered",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 1059,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "The scheme of type http is one of IANA's registry (SHOULD).",
     .proof_text = "Its name, without regard to case, is not in the registry.",
     .looks_like = "A scheme that was registered after this version of sworn was made.",
     .remedy = "For a token write scheme bearer. Where the server wants a word of its own before "
               "the credential, describe it as an apiKey in the header Authorization.",
     .references = {"OpenAPI 3.1 §4.8.27",
                    "RFC 9110 §16.4.1",
                    "https://www.iana.org/assignments/http-authschemes/"}},
    examine};

}  // namespace sworn::diff
