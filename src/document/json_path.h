// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "document/node.h"
#include "sworn/result.h"

namespace sworn::document {

/// How a child is reached: by its name in a mapping or its index in a sequence.
using PathStep = std::variant<std::string, std::size_t>;

/// A node that a path leads to. Where a document repeats a value (a YAML alias) one node stands at
/// several places: `steps` tells them apart.
struct PathMatch {
  std::vector<PathStep> steps;
  const Node* node = nullptr;
};

struct PathQuery;

/// A JSONPath query (RFC 9535), whole but for the functions `match` and `search`, whose regular
/// expressions (RFC 9485) this library does not know. Immutable, cheap to copy.
class JsonPath {
 public:
  /// The error says at which character (from 1) the text stops to be a query, or which part of it
  /// is not supported; its place has the column alone.
  [[nodiscard]] static Result<JsonPath> parse(std::string_view text);

  /// The nodes below `root` that it leads to, in the order of the standard; a node as often as the
  /// selectors name it. An error, and never a part of the answer, where that takes more than a
  /// bounded amount of time and memory: some seconds, some hundred megabytes.
  [[nodiscard]] Result<std::vector<PathMatch>> select(const Node& root) const;

 private:
  explicit JsonPath(std::shared_ptr<const PathQuery> query) : query_(std::move(query)) {}

  std::shared_ptr<const PathQuery> query_;
};

/// A path of names as people write it: "$.paths['/items/{id}'].get".
[[nodiscard]] std::string path_of_names(const std::vector<std::string>& names);

}  // namespace sworn::document
