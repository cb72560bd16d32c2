// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sworn {

/// In falling order, so that a smaller value is the graver.
enum class Severity { critical, high, medium, low, info };

enum class Category {
  authentication,
  object_authorization,
  function_authorization,
  property_authorization,
  input_validation,
  rate_limiting,
  data_exposure,
  encryption,
  ssrf,
  inventory,
  unsafe_consumption,
  llm,
  contract
};

/// On whose word a promise rests.
enum class Basis { spec, standard, hardening };

/// What it takes to say mismatch: two answers that contradict each other, seen twice, with
/// controls; one answer that contradicts the contract; or the document alone.
enum class Proof { contrast, answer, text };

[[nodiscard]] std::string_view name_of(Severity severity);
[[nodiscard]] std::string_view name_of(Category category);
[[nodiscard]] std::string_view name_of(Basis basis);
[[nodiscard]] std::string_view name_of(Proof proof);
[[nodiscard]] std::optional<Severity> severity_named(std::string_view name);

/// How a remedy looks in one framework, or in plain HTTP.
struct RemedyExample {
  std::string framework;  ///< "Express", "Flask", "Fiber", "Chi", "Axum" or "HTTP"
  std::string language;   ///< of `code`: "javascript", "python", "go", "rust" or "http"
  std::string code;
};

/// A rule as the catalogue prints it. Fields without an initialiser are required: -Wextra refuses a
/// declaration that leaves one out.
struct RuleInfo {
  std::string_view id;
  std::string_view title;
  Severity severity;
  Category category;
  int cwe;
  std::string_view owasp;  ///< "API2:2023"
  Basis basis;
  Proof proof;
  std::string_view promise;     ///< what the contract or standard promises
  std::string_view proof_text;  ///< how a mismatch is proven
  std::string_view looks_like;  ///< what only looks like it
  std::string_view remedy;
  std::vector<std::string_view> references;
  std::vector<std::string_view> yields_to = {};  ///< stronger rules that silence this one
};

}  // namespace sworn
