// SPDX-License-Identifier: Apache-2.0
#include "spec/walk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>

#include "spec/files.h"
#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;

namespace {

std::size_t ignored_in(const Contract& contract) {
  return static_cast<std::size_t>(
      std::ranges::count(contract.remarks, sworn::Flaw::ignored_sibling, &sworn::Remark::flaw));
}

}  // namespace

TEST_CASE("members beside a $ref are a remark where the version ignores them") {
  const auto schema = [](const std::string& version, const std::string& siblings) {
    return ignored_in(loaded("openapi: " + version + "\ncomponents: {schemas: {T: {}, S: {$ref: " +
                             "'#/components/schemas/T'" + siblings + "}}}\n"));
  };
  CHECK(schema("3.0.0", "") == 0);
  CHECK(schema("3.0.0", ", description: d") == 1);
  CHECK(schema("3.0.0", ", nullable: true, type: string") == 1);
  CHECK(schema("3.0.0", ", x-a: 1") == 0);
  CHECK(schema("3.1.0", ", minLength: 1, description: d") == 0);
  const auto parameter = [](const std::string& version, const std::string& siblings) {
    return ignored_in(loaded("openapi: " + version +
                             "\ncomponents: {parameters: {T: {name: n, in: query}, S: {$ref: "
                             "'#/components/parameters/T'" +
                             siblings + "}}}\n"));
  };
  CHECK(parameter("3.0.0", ", description: d") == 1);
  CHECK(parameter("3.1.0", ", description: d, summary: s") == 0);
  CHECK(parameter("3.1.0", ", required: true") == 1);
  const Contract swagger = loaded(
      "swagger: '2.0'\ndefinitions: {T: {}, S: {$ref: '#/definitions/T', type: string, a: 1, b: 1, "
      "c: 1, d: 1, e: 1}}\n");
  REQUIRE(swagger.remarks.size() == 1);
  CHECK(swagger.remarks[0].what.message == "ignored beside $ref: type, a, b, c, d and 1 more");
}

TEST_CASE("what is beside an ignored $ref is not followed, and beside a counting one it is") {
  const std::string schemas = R"(
components: {schemas: {T: {}, S: {$ref: '#/components/schemas/T', allOf: [{$ref: '#/none'}]}}}
)";
  CHECK_FALSE(has(remarks(loaded("openapi: 3.0.0" + schemas)), "#/none"));
  CHECK(has(remarks(loaded("openapi: 3.1.0" + schemas)), "#/none"));
}

TEST_CASE("a response that is referred to may be described anew since OpenAPI 3.1") {
  const std::string rest = R"(
paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/R', description: new}}}}}
components: {responses: {R: {description: old}}}
)";
  CHECK(loaded("openapi: 3.0.0" + rest).operations[0].responses[0].description == "old");
  CHECK(loaded("openapi: 3.1.0" + rest).operations[0].responses[0].description == "new");
}

TEST_CASE("references to examples in other files are followed, and what is in an example is data") {
  const Folder folder({{"api.yaml", R"(openapi: 3.0.0
paths:
  /a:
    get:
      parameters:
        - {name: n, in: query, examples: {one: {$ref: example.yaml}}}
        - {name: m, in: query, examples: {one: {value: {$ref: gone.yaml}}}, example: {$ref: gone.yaml}}
)"},
                       {"example.yaml", "value: {$ref: gone.yaml}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  REQUIRE(contract.operations[0].parameters[0].example != nullptr);
  CHECK(contract.operations[0].parameters[0].example->string_at("$ref") == "gone.yaml");
}

TEST_CASE("maps that stand in files of their own are read there, and pointers lead through them") {
  const Folder folder(
      {{"api.yaml", R"(openapi: 3.0.0
paths: {$ref: paths.yaml}
components:
  schemas: {$ref: 'schemas.yaml#/all'}
  parameters: {P: {$ref: '#/components/schemas/Param'}}
  securitySchemes: {$ref: schemes.yaml}
)"},
       {"paths.yaml",
        "/a:\n  get:\n    parameters: [{$ref: 'api.yaml#/components/parameters/P'}]\n"
        "/b: {$ref: 'api.yaml#/paths/~1a'}\n"},
       {"schemas.yaml", "all: {Param: {name: n, in: query}}\n"},
       {"schemes.yaml", "K: {type: http, scheme: basic}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  CHECK(keys(contract.operations) == "GET /a GET /b ");
  CHECK(contract.operations[1].parameters.size() == 1);
  CHECK(contract.schemes.size() == 1);
}

TEST_CASE("only what is reached in another document is read") {
  const Folder folder(
      {{"api.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: 'parts.yaml#/a'}}\n"},
       {"parts.yaml", "a: {get: {}}\nb: {$ref: gone.yaml}\nc: {get: {$ref: '#/none'}}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  CHECK(keys(contract.operations) == "GET /a ");
}

TEST_CASE("documents that refer to each other and to themselves are read once") {
  const Folder folder({{"a.yaml", R"(openapi: 3.0.0
paths: {/a: {$ref: 'b.yaml#/b'}, /self: {$ref: 'a.yaml#/paths/~1self'}}
components: {schemas: {A: {properties: {b: {$ref: 'b.yaml#/s'}}}}}
)"},
                       {"b.yaml",
                        "b: {get: {responses: {'200': {$ref: 'b.yaml#/r'}}}}\nr: {description: d}\n"
                        "s: {properties: {a: {$ref: './x/../a.yaml#/components/schemas/A'}}}\n"}});
  const Contract contract = loaded_from(folder / "a.yaml");
  CHECK(keys(contract.operations) == "GET /a ");
  REQUIRE(contract.remarks.size() == 1);
  CHECK(has(remarks(contract), "/~1self: it leads back to itself"));
}

TEST_CASE("a hundred thousand references are settled soon, broken ones counted") {
  const auto started = std::chrono::steady_clock::now();
  std::string text = R"({"openapi": "3.1.0", "components": {"schemas": {"T": {"title": "t"})";
  for (int i = 0; i < 50'000; ++i) {
    const std::string name = std::to_string(i);
    text += ",\n\"A" + name + R"(": {"$ref": "#/components/schemas/T"})";
    text += ",\n\"B" + name + R"(": {"$ref": "#/components/schemas/None)" + name + "\"}";
  }
  text += "}}}";
  const Contract contract = loaded(text, {}, "api.json");
  CHECK(contract.remarks.size() == 1'001);
  CHECK(contract.remarks.back().what.message ==
        "49000 more references that cannot be followed are not listed");
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(20));
}
