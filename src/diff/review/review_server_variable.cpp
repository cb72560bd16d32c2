// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/text.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

std::vector<std::string> defects_of(const document::Node& server) {
  std::vector<std::string> defects;
  const document::Node* const variables = server.find("variables");
  for (const std::string& name : template_names(server.string_at("url"))) {
    const document::Node* const variable = variables != nullptr ? variables->find(name) : nullptr;
    const document::Node* const value = variable != nullptr ? variable->find("default") : nullptr;
    if (variable == nullptr) {
      defects.push_back("{" + name + "} is not defined");
    } else if (value == nullptr) {
      defects.push_back("{" + name + "} has no default");
    } else if (const document::Node* const choices = variable->find("enum");
               choices != nullptr && !choices->items().empty() &&
               std::ranges::none_of(choices->items(), [&](const document::Node* choice) {
                 return choice->text() == value->text();
               })) {
      defects.push_back("the default of {" + name + "} is none of its enum");
    }
  }
  return defects;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  std::set<const document::Node*> seen;
  const auto look_at = [&](const Server& server, const Operation* operation) {
    if (server.node == nullptr || !seen.insert(server.node).second) return;
    const std::vector<std::string> defects = defects_of(*server.node);
    if (defects.empty()) return;
    Statement statement;
    statement.operation = operation;
    statement.where = server.where;
    statement.declared = "server " + std::string(server.node->string_at("url"));
    statement.detail = statement.declared;
    statement.observed = base::join(defects, "; ");
    statement.explanation = "Where the API is cannot be told from the document.";
    statements.push_back(std::move(statement));
  };
  for (const Server& server : contract.servers) look_at(server, nullptr);
  for (const Operation& operation : contract.operations) {
    if (!operation.has_own_servers) continue;
    for (const Server& server : operation.servers) look_at(server, &operation);
  }
  return statements;
}

}  // namespace

const ReviewRule review_server_variable{
    {.id = "review-server-variable",
     .title = "A variable of a server URL cannot be filled in",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Each variable of the URL is defined, has a default, and this is one of its enum.",
     .proof_text = "One of the three does not hold.",
     .looks_like = "A variable that everybody has to fill in; it needs a default all the same.",
     .remedy = "Define the variable under variables with a default that works.",
     .references = {"OpenAPI 3.1 §4.8.5", "OpenAPI 3.1 §4.8.6"}},
    examine};

}  // namespace sworn::diff
