// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::probe {

/// One value of a path parameter and the template before it: ("/items", "17") in "/items/17/parts".
struct PathValue {
  std::string collection;  ///< the template so far, parameter names left out
  std::string name;
  std::string value;  ///< percent-decoded
};

struct Route {
  const Operation* operation = nullptr;  ///< null: no such path, or another method
  std::vector<PathValue> values;
  std::vector<std::string> allowed;  ///< the methods of the path; empty: no such path
};

/// Finds the operation that a request asks for; concrete segments before templated ones
/// (OpenAPI 3.1 §4.8.8). HEAD is answered where GET is declared (RFC 9110 §9.3.2).
class Router {
 public:
  Router(const Contract& contract, const std::string& base_url);

  [[nodiscard]] Route find(const Request& request) const;

 private:
  struct Entry {
    const Operation* operation;
    std::vector<std::string> segments;  ///< of the whole URL path, templates kept
    std::size_t base_segments;          ///< those of the server's own path
    std::string query;                  ///< of a template that holds one
  };
  [[nodiscard]] bool matches(const Entry& entry,
                             const std::vector<std::string_view>& segments,
                             std::string_view query,
                             std::vector<PathValue>& values) const;

  std::vector<Entry> entries_;  ///< the most concrete first
};

}  // namespace sworn::probe
