// SPDX-License-Identifier: Apache-2.0
#include "spec/property.h"

#include <doctest/doctest.h>

#include "spec/loader.h"

using namespace sworn;

namespace {

/// A contract whose GET / answers with `schema`.
Contract answering(const std::string& schema) {
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\n"
      "components: {schemas: {Part: {type: object, properties: {pin: {$ref: "
      "\"#/components/schemas/Pin\"}}}, Pin: {type: string, writeOnly: true}, Loop: {type: object, "
      "properties: {next: {$ref: \"#/components/schemas/Loop\"}, pin: {writeOnly: true}}}}}\n"
      "paths: {/: {get: {responses: {\"200\": {description: x, content: {application/json: "
      "{schema: " +
          schema + "}}}}}}}\n",
      "schema.yaml");
  REQUIRE(contract);
  return *contract;
}

std::vector<std::string> flagged(const std::string& schema, const std::string& json) {
  const Contract contract = answering(schema);
  const auto parsed = document::parse_json(json, "");
  REQUIRE(parsed);
  return spec::flagged_members(contract,
                               contract.operations.front().responses.front().content.front().schema,
                               parsed->root(),
                               "writeOnly");
}

using Places = std::vector<std::string>;

}  // namespace

TEST_CASE("a flagged member is found behind references, allOf and lists") {
  CHECK(flagged("{$ref: \"#/components/schemas/Part\"}", R"({"pin": "1"})") == Places{"/pin"});
  CHECK(flagged("{allOf: [{$ref: \"#/components/schemas/Part\"}]}", R"({"pin": "1"})") ==
        Places{"/pin"});
  CHECK(flagged("{type: array, items: {$ref: \"#/components/schemas/Part\"}}",
                R"([{}, {"pin": "1"}])") == Places{"/1/pin"});
}

TEST_CASE("a choice is not looked into, since which one applies is not known") {
  CHECK(flagged("{oneOf: [{$ref: \"#/components/schemas/Part\"}]}", R"({"pin": "1"})").empty());
}

TEST_CASE("a flagged member that holds nothing does not count") {
  CHECK(flagged("{$ref: \"#/components/schemas/Part\"}", R"({"pin": null})").empty());
  CHECK(flagged("{$ref: \"#/components/schemas/Part\"}", R"({"pin": ""})").empty());
}

TEST_CASE("a schema that refers to itself ends where the value does") {
  CHECK(flagged("{$ref: \"#/components/schemas/Loop\"}", R"({"next": {"next": {"pin": 1}}})") ==
        Places{"/next/next/pin"});
}

TEST_CASE("the properties of choices are told on request") {
  const Contract contract = answering("{oneOf: [{$ref: \"#/components/schemas/Part\"}]}");
  const document::Node* schema =
      contract.operations.front().responses.front().content.front().schema;
  CHECK(spec::properties_of(contract, schema, false).empty());
  CHECK(spec::properties_of(contract, schema, true).contains("pin"));
  CHECK(spec::properties_of(contract, nullptr, true).empty());
}
