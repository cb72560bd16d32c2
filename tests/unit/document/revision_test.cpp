// SPDX-License-Identifier: Apache-2.0
#include "document/revision.h"

#include <doctest/doctest.h>

#include "document/json_writer.h"

namespace {

using namespace sworn::document;

/// The inner object is small, what the outer one stands in is wide: with eight nodes there is room
/// to rebuild the way to the first alone.
const char* const text = "{a: {b: {c: 1}}, wide: {c: 1, d: 2, e: 3, f: 4, g: 5, h: 6, i: 7}}";
constexpr Limits narrow{.nodes = 8};

Document tree_of(const char* yaml) {
  auto document = parse(yaml, "t.yaml");
  REQUIRE(document.has_value());
  return std::move(*document);
}

std::vector<PathMatch> targets_in(const Revision& revision, const char* path) {
  const auto query = JsonPath::parse(path);
  REQUIRE(query.has_value());
  const auto targets = query->select(revision.root());
  REQUIRE(targets.has_value());
  return *targets;
}

}  // namespace

TEST_CASE("a removal that fails half way leaves the tree as it was") {
  const Document document = tree_of(text);
  Revision revision(document, narrow);
  CHECK_FALSE(revision.remove(targets_in(revision, "$..c")).has_value());
  CHECK(&revision.root() == &document.root());
}

TEST_CASE("a merge that fails half way leaves the tree, and the room that it may take, as it was") {
  const Document document = tree_of("{a: {x: 1, b: {x: 1, y: []}}}");
  const Document good = tree_of("{z: 2}");
  const Document bad = tree_of("{y: {}, w: [1, 2, 3, 4]}");
  constexpr MergeRules rules;
  Revision revision(document, {.nodes = 22});
  CHECK_FALSE(revision.merge(targets_in(revision, "$..[?@.x]"), bad.root(), rules).has_value());
  CHECK(&revision.root() == &document.root());
  CHECK(revision.merge(targets_in(revision, "$..[?@.x]"), good.root(), rules).has_value());
  CHECK(to_json(revision.root()) == R"({"a":{"x":1,"b":{"x":1,"y":[],"z":2},"z":2}})");
}
