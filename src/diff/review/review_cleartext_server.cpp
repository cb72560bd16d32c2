// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// Of Swagger 2.0 without schemes the way is that of the document itself, which nobody has chosen.
bool is_chosen(const Contract& contract, const Server& server) {
  return server.node != nullptr || contract.version != SpecVersion::swagger_2_0 ||
         contract.files == nullptr || contract.files->root().find("schemes") != nullptr;
}

/// Whether the same host is offered with TLS, or a variable of the URL has https to choose.
bool has_secure_twin(const std::vector<Server>& servers, const Server& server) {
  const std::string host = host_of(server.url);
  const bool is_twin = std::ranges::any_of(servers, [&](const Server& other) {
    return (base::starts_with_ignoring_case(other.url, "https://") ||
            base::starts_with_ignoring_case(other.url, "wss://")) &&
           host_of(other.url) == host;
  });
  const document::Node* const variables =
      server.node != nullptr ? server.node->find("variables") : nullptr;
  if (is_twin || variables == nullptr) return is_twin;
  return std::ranges::any_of(variables->entries(), [](const document::Entry& variable) {
    const document::Node* const choices = variable.value->find("enum");
    return choices != nullptr && std::ranges::any_of(choices->items(), [](const document::Node* c) {
             return c->text() == "https" || c->text() == "wss";
           });
  });
}

void look_at(const Contract& contract,
             const std::vector<Server>& servers,
             const Operation* operation,
             std::vector<Statement>& statements) {
  std::vector<std::string> urls;
  bool is_exposed = false;
  Location where;
  for (const Server& server : servers) {
    const bool is_listed = std::ranges::find(urls, server.url) != urls.end();
    if (!is_cleartext(server.url) || is_listed || !is_chosen(contract, server)) continue;
    if (urls.empty()) where = server.where;
    urls.push_back(server.url);
    is_exposed |= !has_secure_twin(servers, server) && !is_private_host(host_of(server.url));
  }
  if (urls.empty()) return;
  Statement statement;
  statement.operation = operation;
  statement.where = where;
  statement.declared = some_of(urls);
  statement.observed = "requests travel without TLS";
  statement.explanation =
      "Who sees the network reads and changes what is sent, credentials "
      "included.";
  if (is_exposed && asks_for_credentials(contract)) statement.severity = Severity::medium;
  statements.push_back(std::move(statement));
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  look_at(contract, contract.servers, nullptr, statements);
  for (const Operation& operation : contract.operations) {
    if (operation.has_own_servers) look_at(contract, operation.servers, &operation, statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_cleartext_server{
    {.id = "review-cleartext-server",
     .title = "A server is reached without TLS",
     .severity = Severity::low,
     .category = Category::encryption,
     .cwe = 319,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "Credentials and data travel over TLS.",
     .proof_text = "A server's URL begins with http or ws.",
     .looks_like = "A server on the loopback, which is left alone. It is medium only where the "
                   "document asks for credentials and offers a public host in no other way.",
     .remedy = "Write the https URL, and let the server refuse plain http rather than redirect it.",
     .references = {"RFC 6750 §5.3", "RFC 8252 §8.3", "OWASP ASVS 5.0 12.2.1", "OWASP API8:2023"}},
    examine};

}  // namespace sworn::diff
