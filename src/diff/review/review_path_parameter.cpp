// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <string_view>

#include "diff/review/reading.h"
#include "diff/review/rules.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// Of one path; one with more is no path of an API, and each finding holds it whole.
constexpr std::size_t most_names = 100;

/// Whether each of its parameters could be read: what is missing for another reason is told there.
bool is_readable(const Contract& contract, const document::Node* holder) {
  const document::Node* const list = holder != nullptr ? holder->find("parameters") : nullptr;
  if (list == nullptr || contract.files == nullptr) return true;
  return std::ranges::all_of(list->items(), [&](const document::Node* item) {
    const document::Node* const parameter = contract.files->follow(item);
    return parameter != nullptr && !parameter->string_at("name").empty();
  });
}

bool is_path_parameter(const Parameter& parameter, const std::string& name) {
  return parameter.place == Place::path &&
         (parameter.name == name || template_names("{" + parameter.name + "}").front() == name);
}

/// Whether the parameter as declared says `required: true`; what stands in no list is left alone.
bool says_required(const Contract& contract,
                   const Operation& operation,
                   const Parameter& parameter) {
  for (const document::Node* holder : {operation.node, operation.path_item}) {
    const document::Node* const list = holder != nullptr ? holder->find("parameters") : nullptr;
    if (list == nullptr || contract.files == nullptr) continue;
    for (const document::Node* item : list->items()) {
      const document::Node* const node = contract.files->follow(item);
      if (node == nullptr || node->string_at("in") != "path" ||
          node->string_at("name") != parameter.name) {
        continue;
      }
      const document::Node* const required = node->find("required");
      return required != nullptr && required->as_boolean();
    }
  }
  return true;
}

void add_optional(const Contract& contract,
                  const Operation& operation,
                  std::vector<Statement>& statements) {
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.place != Place::path || says_required(contract, operation, parameter)) continue;
    Statement statement;
    statement.operation = &operation;
    statement.where = parameter.where;
    statement.detail = parameter.name + "\nrequired";
    statement.declared = "path parameter " + parameter.name;
    statement.observed = "it has no required: true";
    statement.explanation =
        "A path parameter is always sent (MUST); tools may refuse the document.";
    statements.push_back(std::move(statement));
  }
}

std::vector<Statement> statements_of(const Operation& operation) {
  std::vector<Statement> statements;
  const std::vector<std::string> names = template_names(operation.path);
  std::set<std::string_view> told;
  for (const std::string& name : names) {
    if (told.size() >= most_names || !told.insert(name).second) continue;
    const bool is_declared = std::ranges::any_of(
        operation.parameters, [&](const Parameter& p) { return is_path_parameter(p, name); });
    if (is_declared || name.empty()) continue;
    Statement statement;
    statement.operation = &operation;
    statement.detail = name;
    statement.declared = "{" + name + "} in the path";
    statement.observed = "no parameter of that name is declared";
    statement.explanation = "What may stand there is not told; tools may refuse the operation.";
    statements.push_back(std::move(statement));
  }
  for (const Parameter& parameter : operation.parameters) {
    const bool is_placed = std::ranges::any_of(
        names, [&](const std::string& name) { return is_path_parameter(parameter, name); });
    if (parameter.place != Place::path || is_placed ||
        operation.path.find("{" + parameter.name + "}") != std::string::npos) {
      continue;
    }
    Statement statement;
    statement.operation = &operation;
    statement.where = parameter.where;
    statement.detail = parameter.name;
    statement.declared = "path parameter " + parameter.name;
    statement.observed = "the path has no place for it";
    statement.explanation = "A value for it cannot be sent; tools may refuse the operation.";
    statements.push_back(std::move(statement));
  }
  return statements;
}

std::vector<Statement> examine(const Contract& contract) {
  std::vector<Statement> statements;
  for (const Operation& operation : contract.operations) {
    if (!is_readable(contract, operation.node) || !is_readable(contract, operation.path_item)) {
      continue;
    }
    for (Statement& statement : statements_of(operation)) {
      statements.push_back(std::move(statement));
    }
    add_optional(contract, operation, statements);
  }
  return statements;
}

}  // namespace

const ReviewRule review_path_parameter{
    {.id = "review-path-parameter",
     .title = "A path and its parameters do not fit",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise =
         "Each name in braces has a parameter in: path, which is required, and the other way "
         "round (MUST).",
     .proof_text = "A name of the template is not declared for the operation, or a path parameter "
                   "is not in the template or not required.",
     .looks_like = "A parameter that the path item declares; braces in a query or fragment; a name "
                   "with a pattern behind it.",
     .remedy = "Declare the parameter on the path item, or correct one of the two names.",
     .references = {"OpenAPI 3.1 §4.8.8", "OpenAPI 3.1 §4.8.12"}},
    examine};

}  // namespace sworn::diff
