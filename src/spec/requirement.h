// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "sworn/contract.h"

namespace sworn::spec {

/// What a caller can show: a credential of a scheme, or one that carries a scope (or role, OpenAPI
/// 3.1 §4.8.30). Who shows the scope has shown the scheme.
struct Variable {
  std::string scheme;
  std::string scope = {};  ///< "" for the credential itself

  friend bool operator==(const Variable&, const Variable&) = default;
  friend std::strong_ordering operator<=>(const Variable& a, const Variable& b) {
    return std::tie(a.scheme, a.scope) <=> std::tie(b.scheme, b.scope);
  }
};

/// What has to be shown together, sorted and each once. Empty: nothing.
using Term = std::vector<Variable>;

/// Under which condition a request is let in: a monotone boolean function of variables, an OR of
/// ANDs in its minimal form, which monotone functions have only one of: `A | (A & B)` is `A`.
/// Two conditions are equal exactly when they let the same callers in.
class Condition {
 public:
  /// Nobody is let in.
  Condition() = default;
  /// One alternative per term; terms may be unsorted, repeat themselves or absorb each other.
  explicit Condition(std::vector<Term> any_of);

  /// The terms of which none contains another, sorted.
  [[nodiscard]] const std::vector<Term>& any_of() const { return any_of_; }
  /// Whether somebody who shows nothing is let in.
  [[nodiscard]] bool is_open() const { return any_of_.size() == 1 && any_of_.front().empty(); }
  /// Whether nobody is let in, whatever they show.
  [[nodiscard]] bool is_closed() const { return any_of_.empty(); }
  /// Whether somebody who shows `shown`, sorted, is let in.
  [[nodiscard]] bool lets_in(const Term& shown) const;
  /// The same schemes, whatever their scopes.
  [[nodiscard]] Condition without_scopes() const;

  friend bool operator==(const Condition&, const Condition&) = default;

 private:
  std::vector<Term> any_of_;
};

/// Whether everybody whom `a` lets in is let in by `b`.
[[nodiscard]] bool implies(const Condition& a, const Condition& b);

/// The name of the variable that a use of a scheme stands for; nothing for a scheme that nobody can
/// satisfy, which takes its alternative away.
using VariableOf = std::function<std::optional<std::string>(const SchemeUse&)>;

/// An undeclared or empty requirement is open; one whose every alternative is unsatisfiable is
/// closed.
[[nodiscard]] Condition condition_of(const Requirement& requirement, const VariableOf& variable_of);

/// `requirement.text()` for people, with scopes where two alternatives would read alike without:
/// "OAuth[read] | OAuth[write]". Fingerprints and groups are made of `text()`, whatever the scopes.
[[nodiscard]] std::string text_with_scopes(const Requirement& requirement);

/// What a scheme is, whatever its name: "apiKey header x-key", "http basic", "mutualTLS". Finer
/// than Scheme::signature(): oauth2 and openIdConnect are told from plain bearer tokens and, by
/// their URLs, from each other. A scheme of an unknown kind is known by its name alone.
[[nodiscard]] std::string identity_of(const Scheme& scheme);

/// The condition with identities of schemes for variables; an undefined scheme cannot be satisfied.
[[nodiscard]] Condition condition_of(const Requirement& requirement, const Contract& contract);

}  // namespace sworn::spec
