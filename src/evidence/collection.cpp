// SPDX-License-Identifier: Apache-2.0
#include "evidence/collection.h"

#include <algorithm>
#include <optional>

namespace sworn::evidence {
namespace {

/// "/items" of "/items/{itemId}/parts", and "itemId".
struct Split {
  std::string collection;
  std::string parameter;
  bool is_last = false;  ///< nothing follows the parameter
};

std::optional<Split> split_at_object(std::string_view path) {
  path = without_end_slash(path);
  const auto open = path.rfind('{');
  const auto close = open == std::string_view::npos ? open : path.find('}', open);
  if (close == std::string_view::npos || open == 0 || path[open - 1] != '/' ||
      (close + 1 < path.size() && path[close + 1] != '/')) {
    return std::nullopt;
  }
  return Split{std::string(open == 1 ? "/" : path.substr(0, open - 1)),
               std::string(path.substr(open + 1, close - open - 1)),
               close + 1 == path.size()};
}

std::string object_path(std::string_view collection, std::string_view parameter) {
  std::string path(collection == "/" ? "" : collection);
  return path.append("/{").append(parameter).append("}");
}

}  // namespace

std::string_view without_end_slash(std::string_view path) {
  return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

const Operation* operation_on(const Contract& contract,
                              std::string_view method,
                              std::string_view path) {
  std::string key(method);
  key.append(" ").append(path);
  if (const Operation* exact = contract.operation(key)) {
    return exact;
  }
  return contract.operation(path.ends_with('/') ? key.substr(0, key.size() - 1) : key + "/");
}

bool ends_in_parameter(const Operation& operation) {
  return without_end_slash(operation.path).ends_with('}');
}

ObjectKin kin_of(const Contract& contract, const Operation& operation) {
  ObjectKin kin;
  const auto split = split_at_object(operation.path);
  if (!split) {
    return kin;
  }
  kin.parameter = split->parameter;
  kin.creates = operation_on(contract, "POST", split->collection);
  kin.lists = operation_on(contract, "GET", split->collection);
  kin.reads = operation_on(contract, "GET", object_path(split->collection, split->parameter));
  return kin;
}

std::vector<std::string> listed_parameters(const Contract& contract, const Operation& operation) {
  std::vector<std::string> parameters;
  for (const Operation& other : contract.operations) {
    const auto split = split_at_object(other.path);
    if (split && split->is_last && split->collection == without_end_slash(operation.path)) {
      parameters.push_back(split->parameter);
    }
  }
  std::ranges::sort(parameters);
  parameters.erase(std::unique(parameters.begin(), parameters.end()), parameters.end());
  return parameters;
}

const Operation* operation_on_object(const Contract& contract,
                                     std::string_view method,
                                     const Operation& operation,
                                     std::string_view parameter) {
  return operation_on(contract, method, object_path(without_end_slash(operation.path), parameter));
}

}  // namespace sworn::evidence
