// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "document/json_path.h"
#include "fuzz.h"

namespace {

/// Of all kinds of values.
constexpr std::string_view tree =
    R"({"a": [1, 2.5, {"b": null, "c": "x"}, []], "b'": {"a": true, "\\": {}}, "": [["y"], -1]})";

}  // namespace

// A query is read or refused, leads to nodes that are there, and the path of names to one of them
// leads to it again.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  const auto path = document::JsonPath::parse(fuzz::text_of(data, size));
  if (!path) {
    fuzz::must(!path.error().message.empty(), "an error says something");
    return 0;
  }
  const auto document = document::parse_json(tree, "tree.json");
  const auto matches = path->select(document->root());
  if (!matches) return 0;
  const std::size_t most = std::min<std::size_t>(matches->size(), 1000);  // of maybe millions
  for (const document::PathMatch& match : std::span(*matches).first(most)) {
    std::vector<std::string> names;
    const document::Node* node = &document->root();
    for (const document::PathStep& step : match.steps) {
      const auto* const name = std::get_if<std::string>(&step);
      if (name != nullptr) names.push_back(*name);
      node = name != nullptr ? node->find(*name) : node->items()[std::get<std::size_t>(step)];
    }
    fuzz::must(node == match.node, "the steps lead to the node");
    if (names.size() != match.steps.size()) continue;
    const auto again = document::JsonPath::parse(document::path_of_names(names));
    fuzz::must(again.has_value(), "a path of names can be read");
    const auto found = again->select(document->root());
    fuzz::must(found && found->size() == 1 && found->front().node == node, "and leads there");
  }
  return 0;
}
