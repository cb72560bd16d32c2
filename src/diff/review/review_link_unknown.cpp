// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>

#include "base/encoding.h"
#include "base/text.h"
#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "document/pointer.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

bool is_known(const Contract& contract, std::string_view id) {
  const auto has_it = [&](const std::vector<Operation>& operations) {
    return std::ranges::find(operations, id, &Operation::operation_id) != operations.end();
  };
  return has_it(contract.operations) || has_it(contract.webhooks) || has_it(contract.callbacks);
}

/// The links of an operation's responses, references followed.
std::vector<const document::Node*> links_of(const Contract& contract, const Operation& operation) {
  std::vector<const document::Node*> links;
  const document::Node* const responses =
      operation.node != nullptr ? operation.node->find("responses") : nullptr;
  if (responses == nullptr) return links;
  for (const document::Entry& entry : responses->entries()) {
    const document::Node* const response = contract.files->follow(entry.value);
    const document::Node* const list = response != nullptr ? response->find("links") : nullptr;
    if (list == nullptr) continue;
    for (const document::Entry& link : list->entries()) {
      if (const document::Node* node = contract.files->follow(link.value)) links.push_back(node);
    }
  }
  return links;
}

/// Whether an operationRef into the paths of the entry document leads to something. What points
/// elsewhere is not judged, nor is what stands behind a reference that leads nowhere.
bool leads_somewhere(const Contract& contract, const document::Node& link) {
  const std::string_view reference = link.string_at("operationRef");
  const document::Node* at = &contract.files->root();
  if (!reference.starts_with("#/paths/") || link.document_id() != at->document_id()) return true;
  const std::string pointer = base::percent_decode(reference.substr(2));
  for (const std::string_view token : base::split(pointer, '/')) {
    const std::optional<std::string> key = document::unescape_pointer(token);
    at = key ? at->find(*key) : nullptr;
    if (at == nullptr) return false;
    at = contract.files->follow(at);
    if (at == nullptr) return true;
  }
  return true;
}

std::vector<std::string> broken_references(const Contract& contract,
                                           const std::vector<const document::Node*>& links,
                                           Statement& statement) {
  std::vector<std::string> broken;
  for (const document::Node* link : links) {
    if (leads_somewhere(contract, *link)) continue;
    if (broken.empty()) statement.where = place_in(contract, *link, "operationRef");
    broken.emplace_back(link->string_at("operationRef"));
  }
  return broken;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  if (contract.files == nullptr) return statements;
  std::set<const document::Node*> told;
  for (const Operation& operation : contract.operations) {
    const std::vector<const document::Node*> links = links_of(contract, operation);
    Statement reference;
    const std::vector<std::string> broken = broken_references(contract, links, reference);
    if (!broken.empty()) {
      reference.operation = &operation;
      reference.detail = base::join(broken, "\n");
      reference.declared = "links to " + base::join(broken, ", ");
      reference.observed = "nothing stands where it points";
      reference.explanation = "Clients and tests that follow the link find nothing.";
      statements.push_back(std::move(reference));
    }
    std::vector<std::string> unknown;
    Statement statement;
    for (const document::Node* link : links) {
      const std::string id(link->string_at("operationId"));
      if (id.empty() || is_known(contract, id) || !told.insert(link).second) continue;
      if (unknown.empty()) statement.where = place_in(contract, *link, "operationId");
      unknown.push_back(id);
    }
    if (unknown.empty()) continue;
    statement.operation = &operation;
    statement.detail = base::join(unknown, "\n");
    statement.declared = "links to " + base::join(unknown, ", ");
    statement.observed = "no operation has such an operationId";
    statement.explanation = "Clients and tests that follow the link find nothing.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

}  // namespace

const ReviewRule review_link_unknown{
    {.id = "review-link-unknown",
     .title = "A link leads to an operation that is not there",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "The operationId or operationRef of a link leads to an existing operation (MUST).",
     .proof_text = "No operation of the document has it, or nothing stands at the reference.",
     .looks_like = "An operationRef that leads to another document, which is left alone.",
     .remedy = "Correct the operationId; upper and lower case differ.",
     .references = {"OpenAPI 3.1 §4.8.20"}},
    examine};

}  // namespace sworn::diff
