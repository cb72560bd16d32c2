// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/node.h"
#include "schema/schema.h"

namespace sworn::schema::test {

/// Parses or fails the test.
[[nodiscard]] document::Document parsed(std::string_view json);

/// Resolves references within registered documents: pointers, anchors and `$id` (or draft 4's
/// `id`).
class TestResolver : public Resolver {
 public:
  /// `remotes` is a folder that stands for http://localhost:1234/, or "".
  explicit TestResolver(std::string id_keyword = "$id", std::string remotes = {});

  void add(const document::Node& root, const std::string& uri);
  [[nodiscard]] const document::Node* resolve(const document::Node& from,
                                              std::string_view reference) const override;

 private:
  void walk(const document::Node& node, const std::string& base, bool is_schema) const;
  [[nodiscard]] const document::Node* resource(const std::string& uri) const;

  std::string id_keyword_;
  std::string remotes_;
  mutable std::deque<document::Document> loaded_;
  mutable std::unordered_map<const document::Node*, std::string> base_of_;
  mutable std::map<std::string, const document::Node*> resources_;
  mutable std::map<std::string, const document::Node*> anchors_;
};

/// The problems of one JSON text against another, as "<pointer> <keyword>: <message>".
[[nodiscard]] std::vector<std::string> problems(std::string_view schema,
                                                std::string_view instance,
                                                Context context = {});
[[nodiscard]] bool is_valid(std::string_view schema,
                            std::string_view instance,
                            Context context = {});

inline Context in(Dialect dialect, Direction direction = Direction::response) {
  Context context;
  context.dialect = dialect;
  context.direction = direction;
  return context;
}

}  // namespace sworn::schema::test
