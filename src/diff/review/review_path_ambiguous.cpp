// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "diff/review/rules.h"

namespace sworn::diff {
namespace {

/// Braces that hold a name alone: a pattern in them may tell two templates apart.
bool is_plain(std::string_view path) {
  return path.find_first_of(":=*+?#") == std::string_view::npos;
}

std::string without_names(std::string_view path) {
  std::string out;
  bool is_name = false;
  for (const char c : path) {
    if (c == '}') is_name = false;
    if (!is_name) out += c;
    if (c == '{') is_name = true;
  }
  return out;
}

std::vector<Statement> examine(const Contract& contract) {
  std::map<std::string, std::vector<const Operation*>> by_shape;
  for (const Operation& operation : contract.operations) {
    if (is_plain(operation.path)) by_shape[without_names(operation.path)].push_back(&operation);
  }
  std::vector<Statement> statements;
  for (const auto& entry : by_shape) {
    const std::vector<const Operation*>& operations = entry.second;
    const std::string& first = operations.front()->path;
    std::set<std::string_view> told;
    for (const Operation* operation : operations) {
      if (operation->path == first || !told.insert(operation->path).second) continue;
      const auto is_shared = [&](const Operation* one) {
        return one->path == first && std::ranges::any_of(operations, [&](const Operation* other) {
                 return other->path == operation->path && other->method == one->method;
               });
      };
      const bool any_shared = std::ranges::any_of(operations, is_shared);
      Statement statement;
      statement.operation = operation;
      statement.declared = "a path of its own";
      statement.observed = any_shared ? "another template is the same path"
                                      : "another template is the same path, for other methods";
      statement.explanation =
          first +
          (any_shared
               ? " is the same: which operation a request belongs to cannot be told."
               : " is the same: only their methods tell them apart, and tools may keep one of the "
                 "two.");
      if (!any_shared) statement.severity = Severity::info;
      statements.push_back(std::move(statement));
    }
  }
  return statements;
}

}  // namespace

const ReviewRule review_path_ambiguous{
    {.id = "review-path-ambiguous",
     .title = "Two path templates are the same path",
     .severity = Severity::low,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "Templates that differ in the names of parameters alone do not stand side by side "
                "(MUST NOT).",
     .proof_text = "Without the names in braces two templates are equal.",
     .looks_like = "A literal segment where the other template has a parameter: the literal goes "
                   "first. Templates that share no method are only noted.",
     .remedy = "Unite them under one template with one name for the parameter.",
     .references = {"OpenAPI 3.1 §4.8.8"}},
    examine};

}  // namespace sworn::diff
