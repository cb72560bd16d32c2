// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::probe {

/// Parameter values that earlier answers gave: `GET /items` lists objects whose `id` fills
/// `/items/{itemId}`. Kept per identity, since one's objects are not another's.
class Learned {
 public:
  /// Reads a successful JSON answer of `operation`: of a list (an array, or the first array of
  /// objects in an envelope such as {"data": [...]}), its first objects' members; of an object its
  /// own members. Bounded: at most 5 values per field.
  void learn(const Operation& operation, const std::string& identity, const Response& response);

  /// Reads the links (OpenAPI 3.1 §4.8.20) that the declaration of such an answer holds: values of
  /// `$response.body#/…` and `$response.header.…` for parameters of the operation that a link names
  /// by operationId, or by an operationRef into the same document.
  void learn_links(const Contract& contract,
                   const Operation& operation,
                   const std::string& identity,
                   const Response& response);

  void merge(const Learned& other);

  /// That operation ended a credential that others need (DESIGN.md, verdict protocol 6).
  void leave_alone(const std::string& operation) { left_alone_.insert(operation); }
  [[nodiscard]] bool is_left_alone(const std::string& operation) const {
    return left_alone_.contains(operation);
  }

  /// A value for a path parameter of `operation`: what a link says, else taken from an operation on
  /// the path before the parameter
  /// (`/items` for `/items/{itemId}`), from the member of the same name, or `id`, `uuid`, `key`,
  /// `slug`, `name` when the parameter's name ends so or is the collection's singular. What this
  /// identity was given itself, else what everybody is told.
  [[nodiscard]] std::optional<std::string> value_for(const Operation& operation,
                                                     std::string_view parameter,
                                                     const std::string& identity) const;
  /// All of them, the likeliest first.
  [[nodiscard]] std::vector<std::string> values_for(const Operation& operation,
                                                    std::string_view parameter,
                                                    const std::string& identity) const;

 private:
  std::set<std::string> left_alone_;
  /// (identity, path template of the producer) to member to values.
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::vector<std::string>>>
      values_;
  /// (identity, operation key) to parameter to values that links gave.
  std::map<std::pair<std::string, std::string>, std::map<std::string, std::vector<std::string>>>
      linked_;
};

}  // namespace sworn::probe
