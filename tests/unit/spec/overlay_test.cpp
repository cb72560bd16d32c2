// SPDX-License-Identifier: Apache-2.0
#include "spec/overlay.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "document/json_writer.h"
#include "unit/spec/corpus.h"

namespace {

using namespace sworn;

const std::string head_1_0 = "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions:\n";
const std::string head_1_1 = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n";

/// The document with the overlay applied, as JSON, or what is wrong.
std::string applied(const std::string& document, const std::string& overlay) {
  const auto tree = document::parse(document, "openapi.yaml");
  REQUIRE(tree.has_value());
  const auto read = spec::read_overlay(overlay, "overlay.yaml");
  if (!read) return read.error().text();
  const auto overlaid = spec::apply_overlay(*read, document, *tree);
  if (!overlaid) return overlaid.error().text();
  const auto again = document::parse(overlaid->text, "openapi.yaml");
  REQUIRE(again.has_value());
  std::string result = document::to_json(again->root());
  for (const Error& remark : overlaid->remarks) result += "\n" + remark.text();
  return result;
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

/// A folder of the standard's own tests; nothing, with a message, where they are not here.
std::optional<std::filesystem::path> folder_of(const char* name) {
  const auto data = test::corpus_folder();
  if (data && std::filesystem::exists(data->parent_path() / "overlay-tests" / name)) {
    return data->parent_path() / "overlay-tests" / name;
  }
  MESSAGE("skipped: the tests of the standard are not here (SWORN_SHARED_DATA)");
  return std::nullopt;
}

}  // namespace

TEST_CASE("objects are merged member by member, and what is not named stays") {
  CHECK(applied("{a: {b: 1, c: {d: 2}}}",
                head_1_0 + "- {target: $.a, update: {c: {e: 3}, f: 4}}\n") ==
        R"({"a":{"b":1,"c":{"d":2,"e":3},"f":4}})");
}

TEST_CASE("a list grows by what is given to it: as one element in 1.0, element by element in 1.1") {
  const std::string document = "{a: [1]}";
  CHECK(applied(document, head_1_0 + "- {target: $.a, update: {x: 2}}\n") ==
        R"({"a":[1,{"x":2}]})");
  CHECK(applied(document, head_1_0 + "- {target: $.a, update: [2, 3]}\n") == R"({"a":[1,[2,3]]})");
  CHECK(applied(document, head_1_1 + "- {target: $.a, update: [2, 3]}\n") == R"({"a":[1,2,3]})");
  CHECK(applied(document, head_1_1 + "- {target: $, update: {a: [2, 3]}}\n") == R"({"a":[1,2,3]})");
}

TEST_CASE("actions follow one another: what one takes out the next can put back") {
  CHECK(applied("{a: {s: [1]}}",
                head_1_0 + "- {target: $.a.s, remove: true}\n"
                           "- {target: $.a, update: {s: [2]}}\n") == R"({"a":{"s":[2]}})");
}

TEST_CASE("every node that the target names is changed, also within one another") {
  CHECK(applied("{a: {x: 1, b: {x: 2}}, c: {x: 3}}",
                head_1_0 + "- {target: '$..[?@.x]', update: {y: 0}}\n") ==
        R"({"a":{"x":1,"b":{"x":2,"y":0},"y":0},"c":{"x":3,"y":0}})");
  CHECK(applied("{a: [1, 2, 3, 4]}", head_1_0 + "- {target: '$.a[1,3,1]', remove: true}\n") ==
        R"({"a":[1,3]})");
  CHECK(applied("{a: [{b: [1, 2]}, 3]}", head_1_0 + "- {target: '$..[0]', remove: true}\n") ==
        R"({"a":[3]})");
}

TEST_CASE("a target within a value that the same step replaced is gone, and nothing else is") {
  const std::string step = "- {target: '$..[?@.b || @.k]', update: {b: 1}}\n";
  CHECK(applied("{a: {b: {c: {k: 1}}}}", head_1_0 + step) == R"({"a":{"b":1}})");
  CHECK(applied("{a: {b: [{k: 1}]}}", head_1_0 + step) == R"({"a":{"b":1}})");
}

TEST_CASE("remove wins over update") {
  CHECK(applied("{a: {b: 1}, c: 2}",
                head_1_0 + "- {target: $.a, update: {d: 3}, remove: true}\n") == R"({"c":2})");
}

TEST_CASE("copy merges one value into the targets, and is of 1.1") {
  CHECK(applied("{a: {x: 1}, b: {}}", head_1_1 + "- {target: $.b, copy: $.a}\n") ==
        R"({"a":{"x":1},"b":{"x":1}})");
  CHECK(applied("{a: {x: 1}, b: {}}", head_1_1 + "- {target: $.b, copy: $.*}\n") ==
        "overlay.yaml:4:3: `copy` has to lead to one value and leads to 2, at $.b");
  CHECK(applied("{a: 1}", head_1_0 + "- {target: $, copy: $.a}\n")
            .starts_with("overlay.yaml:4:21: `copy` needs Overlay 1.1"));
  CHECK(applied("{a: 1}", head_1_1 + "- {target: $, copy: $.a, update: {b: 1}}\n") ==
        "{\"a\":1}\noverlay.yaml:4:3: an action with both `update` and `copy` does nothing");
}

TEST_CASE("copies of copies cannot grow without end") {
  std::string overlay = head_1_1;
  for (int i = 0; i < 60; ++i) overlay += "- {target: $.a, copy: $}\n";
  CHECK(applied("{a: [1]}", overlay).find("more than 10000000 values") != std::string::npos);
}

TEST_CASE("a target that is not there changes nothing and is told") {
  CHECK(applied("{a: 1}", head_1_0 + "- {target: $.b.c, remove: true}\n") ==
        "{\"a\":1}\noverlay.yaml:4:3: the target $.b.c is not in the document");
}

TEST_CASE("kinds that do not fit are an error in 1.1, and in 1.0 where a target is concerned") {
  CHECK(applied("{a: {b: x}}", head_1_1 + "- {target: $.a, update: {b: [1]}}\n") ==
        "overlay.yaml:4:3: the update has array where the document has string, at $.a");
  CHECK(applied("{a: {b: x}}", head_1_0 + "- {target: $.a, update: {b: [1]}}\n") ==
        R"({"a":{"b":[1]}})");
  CHECK(applied("{a: {b: x}}", head_1_0 + "- {target: $.a, update: 1}\n") ==
        "overlay.yaml:4:3: the update has integer where the document has object, at $.a");
  const std::string object = "{a: {b: {x: 1}}}";
  CHECK(applied(object, head_1_1 + "- {target: $, update: {a: [1]}}\n") ==
        "overlay.yaml:4:3: the update has array where the document has object, at $");
  CHECK(applied("{a: [1]}", head_1_1 + "- {target: $, update: {a: {b: 1}}}\n") ==
        "overlay.yaml:4:3: the update has object where the document has array, at $");
  CHECK(applied(object, head_1_0 + "- {target: $, update: {a: [1]}}\n") == R"({"a":[1]})");
  for (const std::string& head : {head_1_0, head_1_1}) {
    CHECK(applied(object, head + "- {target: $.a, update: [1]}\n") ==
          "overlay.yaml:4:3: the update has array where the document has object, at $.a");
  }
  CHECK(applied("{a: {b: x}}", head_1_1 + "- {target: '$..*', update: 1}\n") ==
        "overlay.yaml:4:3: the target leads to values of different kinds, at $..*");
}

TEST_CASE("null beside a collection leaves it, as the example of the standard has it") {
  CHECK(applied("{a: {b: [1]}, c: 2}",
                head_1_1 + "- {target: $, update: {a: {b: null}, c: null}}\n") ==
        R"({"a":{"b":[1]},"c":null})");
}

TEST_CASE("what could not be changed in place is told at its place") {
  CHECK(
      applied("a:\n  ? q\n  : 1 # one\n", head_1_0 + "- {target: $.a, update: {x: 1}}\n") ==
      "{\"a\":{\"q\":1,\"x\":1}}\nopenapi.yaml:1:1: what begins here could not be changed in place "
      "and is written anew, without its comments");
}

TEST_CASE("the whole document cannot be removed") {
  CHECK(applied("{a: 1}", head_1_0 + "- {target: $, remove: true}\n") ==
        "overlay.yaml:4:3: the whole document cannot be removed, at $");
}

TEST_CASE("what is no overlay is refused at its place") {
  CHECK(applied("{}", "openapi: 3.0.0\n")
            .starts_with("overlay.yaml:1:1: this is no OpenAPI Overlay"));
  CHECK(applied("{}", "overlay: 2.0.0\ninfo: {title: t, version: '1'}\nactions: [{target: $}]\n")
            .starts_with("overlay.yaml:1:10: Overlay 2.0.0 is not supported"));
  CHECK(applied("{}", "overlay: 1.0.0\ninfo: {title: t}\nactions: [{target: $}]\n") ==
        "overlay.yaml:2:7: `version` is missing");
  CHECK(applied("{}", "overlay: 1.0.0\ninfo: {title: t, version: '1'}\nactions: []\n") ==
        "overlay.yaml:3:10: `actions` has to be a list of one action at least");
  CHECK(applied("{}", head_1_0 + "- {update: {}}\n") == "overlay.yaml:4:3: `target` is missing");
  CHECK(applied("{}", head_1_0 + "- {target: $, remove: maybe}\n") ==
        "overlay.yaml:4:23: `remove` has to be true or false");
  CHECK(applied("{}", head_1_0 + "- {target: $, update: {a: [.inf]}}\n") ==
        "overlay.yaml:4:28: `update` holds a number that JSON does not have");
  CHECK(applied("{}", head_1_0 + "- {target: $.a[}\n").starts_with("overlay.yaml:4:"));
  CHECK(applied("{}", head_1_0 + "- target: $.paths./a\n") ==
        "overlay.yaml:4:11: `target` is no JSONPath (RFC 9535): a name or * is expected; other "
        "names stand in ['quotes'], at character 9");
}

TEST_CASE("a member that no overlay has is told, and its nearest neighbour named") {
  const auto read = spec::read_overlay(head_1_0 + "- {target: $, upate: {}, x-y: 1}\n", "o.yaml");
  REQUIRE(read.has_value());
  REQUIRE(read->remarks.size() == 1);
  CHECK(read->remarks.front().text() ==
        "o.yaml:4:15: an overlay has no `upate` there (did you mean update?)");
}

TEST_CASE("the standard's own sets come out as it says") {
  const auto sets = folder_of("compliant-sets");
  if (!sets) return;
  int count = 0;
  for (const auto& set : std::filesystem::directory_iterator(*sets)) {
    if (!set.is_directory()) continue;
    CAPTURE(set.path().string());
    const auto wanted = document::parse(text_of(set.path() / "output.yaml"), "o.yaml");
    REQUIRE(wanted.has_value());
    const auto got = document::parse(
        applied(text_of(set.path() / "openapi.yaml"), text_of(set.path() / "overlay.yaml")),
        "o.json");
    REQUIRE(got.has_value());
    CHECK(document::equal(got->root(), wanted->root()));
    ++count;
  }
  CHECK(count >= 8);
}

TEST_CASE("the standard's own documents are read or refused as it says") {
  const auto tests = folder_of("tests");
  if (!tests) return;
  for (const auto& file : std::filesystem::recursive_directory_iterator(*tests)) {
    if (file.path().extension() != ".yaml") continue;
    const std::string name = file.path().filename().string();
    // Its schema alone asks for actions that differ; and an example's path is none by RFC 9535.
    if (name == "actions-not-unique.yaml" || name == "actions-traits-example.yaml") continue;
    const auto read = spec::read_overlay(text_of(file.path()), name);
    CAPTURE(file.path().string());
    const bool is_good = file.path().parent_path().filename() == "pass";
    const bool is_clean = read.has_value() && read->remarks.empty();
    CHECK(is_clean == is_good);
  }
}
