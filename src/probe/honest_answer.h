// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "probe/honest_route.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::probe {

/// An answer before it has a form on the wire.
struct Answer {
  int status = 200;
  const ResponseDeclaration* declaration = nullptr;
  const MediaType* media = nullptr;  ///< null: no body
  std::string json;                  ///< the body's value
  Headers headers;
};

/// What to put in place of a member of an object or list: JSON text, or nothing to keep it.
/// `pointer` is its place.
using Replacement = std::function<std::optional<std::string>(
    std::string_view name, const document::Node& value, const std::string& pointer)>;

/// `json` with some of its scalar members replaced.
[[nodiscard]] std::string replaced(const std::string& json, const Replacement& replacement);

/// Makes answers that a contract declares.
class AnswerMaker {
 public:
  AnswerMaker(const Contract& contract, std::uint64_t seed) : contract_(contract), seed_(seed) {}

  /// The first declared success with a generated body, equal for equal `salt`.
  [[nodiscard]] Answer success(const Operation& operation, std::string_view salt) const;
  /// What refuses a credential: 401, else 403, else the first declared 4xx that can mean it, else
  /// 401.
  [[nodiscard]] Answer refusal(const Operation& operation) const;
  /// The first declared status of `wanted`, else the last of them.
  [[nodiscard]] Answer failure(const Operation& operation, const std::vector<int>& wanted) const;

  [[nodiscard]] bool is_valid(const Answer& answer, const std::string& json) const;
  /// Whether a header's text satisfies its declaration in this answer.
  [[nodiscard]] bool is_valid_header(const Answer& answer,
                                     std::string_view name,
                                     const std::string& text) const;
  [[nodiscard]] bool requires_header(const Answer& answer, std::string_view name) const;
  [[nodiscard]] bool declares_header(const Answer& answer, std::string_view name) const;

  /// Adds the required headers that are still missing and writes the body out.
  [[nodiscard]] Response finish(const Operation& operation, Answer answer) const;

 private:
  [[nodiscard]] Answer answer(const Operation& operation,
                              int status,
                              const ResponseDeclaration* declaration,
                              std::string_view salt) const;
  void add_required_headers(const Operation& operation, Answer& answer) const;
  [[nodiscard]] std::string challenge(const Operation& operation, const Answer& answer) const;

  const Contract& contract_;
  std::uint64_t seed_;
};

}  // namespace sworn::probe
