// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include "spec/files.h"
#include "spec/loader.h"
#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::Operation;
using sworn::spec::load;
using sworn::spec::load_text;

namespace {

const std::string head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";

std::string remarks(const std::string& text) {
  return spec_fixture::remarks(loaded(text));
}

}  // namespace

TEST_CASE("what a reference names is read in its place, through any number of references") {
  const Contract contract = loaded(head + R"(
paths:
  /a: {$ref: '#/components/pathItems/P'}
components:
  pathItems:
    P: {$ref: '#/components/pathItems/Q'}
    Q:
      get:
        parameters: [{$ref: '#/components/parameters/one'}]
        requestBody: {$ref: '#/components/requestBodies/B'}
        responses: {'200': {$ref: '#/components/responses/R'}}
  parameters:
    one: {$ref: '#/components/parameters/two'}
    two: {$ref: '#/components/parameters/a~1b%20c'}
    a/b c: {name: n, in: query, schema: {$ref: '#/components/schemas/S'}}
  requestBodies:
    B: {$ref: '#/components/requestBodies/C'}
    C: {required: true, content: {application/json: {schema: {type: string}}}}
  responses:
    R: {$ref: '#/components/responses/T'}
    T: {description: d, headers: {X-H: {$ref: '#/components/headers/H'}}}
  headers: {H: {required: true, schema: {type: string}}}
  schemas: {S: {type: string}}
)");
  const Operation* operation = contract.operation("GET /a");
  REQUIRE(operation != nullptr);
  REQUIRE(operation->parameters.size() == 1);
  CHECK(operation->parameters[0].name == "n");
  REQUIRE(operation->body);
  CHECK(operation->body->is_required);
  CHECK(operation->body->content.at(0).type == "application/json");
  CHECK(operation->responses.at(0).description == "d");
  CHECK(operation->responses.at(0).headers.at(0).is_required);
}

TEST_CASE("a reference that cannot be followed is a remark at its place, and the rest stands") {
  using sworn::Flaw;
  struct Case {
    const char* reference;
    Flaw flaw;
    const char* expected;
  };
  for (const Case& c :
       {Case{"#/components/schemas/No", Flaw::broken_reference, "No: nothing stands there"},
        {"#/paths/~1a/put", Flaw::broken_reference, "nothing stands there"},
        {"#anchor", Flaw::broken_reference, "#anchor: nothing stands there"},
        {"gone.yaml", Flaw::broken_reference, "gone.yaml does not exist"},
        {"gone.yaml#/a", Flaw::broken_reference, "gone.yaml does not exist"},
        {".", Flaw::broken_reference, "is not a regular file"},
        {"urn:x:y", Flaw::broken_reference, "nothing is known by this URI"},
        {"a%00.yaml", Flaw::broken_reference, "it names no file"},
        {"file://other/x.yaml", Flaw::broken_reference, "it names no file"},
        {"http://h/x.yaml", Flaw::refused_reference, "it is on another host"},
        {"HTTPS://h/x.yaml#/a", Flaw::refused_reference, "it is on another host"},
        {"//h/x.yaml", Flaw::broken_reference, "it names no file"},
        {"../x.yaml", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"a/../../x.yaml", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"%2e%2e/x.yaml", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"%2e%2e%2fx.yaml", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"..%2F..%2fx.yaml", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"/etc/passwd", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"/dev/zero", Flaw::refused_reference, "it leaves the folder of the spec"},
        {"file:///etc/passwd", Flaw::refused_reference, "it leaves the folder of the spec"}}) {
    CAPTURE(c.reference);
    const Contract contract = loaded(head + "paths:\n  /a: {get: {parameters: [{schema: {$ref: '" +
                                     c.reference + "'}, name: n, in: query}]}}\n");
    CHECK(contract.operation("GET /a")->parameters.size() == 1);
    REQUIRE(contract.remarks.size() == 1);
    CHECK(contract.remarks[0].flaw == c.flaw);
    const std::string text = contract.remarks[0].what.text();
    CHECK(has(text, "api.yaml:4:43: $ref cannot be followed: " + std::string(c.reference)));
    CHECK(has(text, c.expected));
  }
}

TEST_CASE("what a broken reference stands for is left out") {
  const Contract contract = loaded(head + R"(
paths:
  /gone: {$ref: '#/components/pathItems/None'}
  /half: {$ref: gone.yaml, put: {}}
  /a:
    get:
      parameters: [{$ref: '#/none'}, {name: n, in: query}]
      requestBody: {$ref: '#/none'}
      responses: {'200': {$ref: '#/none'}, '201': {description: d}}
    post: {$ref: '#/none'}
components: {securitySchemes: {S: {$ref: '#/none'}}}
)");
  REQUIRE(contract.operations.size() == 2);
  CHECK(contract.operations[0].key() == "GET /a");
  CHECK(contract.operations[0].parameters.size() == 1);
  CHECK_FALSE(contract.operations[0].body);
  CHECK(contract.operations[0].responses.size() == 1);
  CHECK(contract.operations[1].key() == "PUT /half");
  REQUIRE(contract.schemes.size() == 1);
  CHECK(contract.schemes[0].kind == sworn::SchemeKind::unknown);
  CHECK(contract.remarks.size() == 7);
}

TEST_CASE("an anchor is found by its name") {
  const Contract contract = loaded(head + R"(
paths: {/a: {get: {parameters: [{$ref: '#param'}]}}}
components: {x: 1, parameters: {P: {$anchor: param, name: n, in: query}}}
)");
  CHECK(contract.operation("GET /a")->parameters.at(0).name == "n");
}

TEST_CASE("references that lead in a circle are not followed for ever") {
  const Contract contract = loaded(head + R"(
paths:
  /loop: {$ref: '#/components/pathItems/A'}
  /self: {$ref: '#/paths/~1self'}
  /ok:
    get:
      parameters: [{$ref: '#/components/parameters/P'}, {name: n, in: query}]
      requestBody: {$ref: '#/components/requestBodies/B'}
      responses: {'200': {$ref: '#/components/responses/R'}, '201': {description: d}}
components:
  pathItems: {A: {$ref: '#/components/pathItems/B'}, B: {$ref: '#/components/pathItems/A'}}
  parameters: {P: {$ref: '#/components/parameters/P'}}
  requestBodies: {B: {$ref: '#/components/requestBodies/B'}}
  responses: {R: {$ref: '#/components/responses/R'}}
  securitySchemes: {S: {$ref: '#/components/securitySchemes/S'}}
)");
  REQUIRE(contract.operations.size() == 1);
  CHECK(contract.operations[0].parameters.size() == 1);
  CHECK_FALSE(contract.operations[0].body);
  CHECK(contract.operations[0].responses.size() == 1);
  REQUIRE(contract.schemes.size() == 1);
  CHECK(contract.schemes[0].kind == sworn::SchemeKind::unknown);
}

TEST_CASE("schemas that hold themselves load") {
  CHECK(loaded(head + R"(
paths: {/a: {get: {responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}}}}}
components:
  schemas:
    Node: {properties: {next: {$ref: '#/components/schemas/Node'}, other: {$ref: '#/components/schemas/Pure'}}}
    Pure: {$ref: '#/components/schemas/Pure2'}
    Pure2: {$ref: '#/components/schemas/Pure'}
)")
            .operations.size() == 1);
}

TEST_CASE("data that holds $ref is no reference") {
  for (const char* place :
       {"example: {$ref: gone.yaml}",
        "examples: [{$ref: gone.yaml}]",
        "default: {$ref: gone.yaml}",
        "enum: [{$ref: gone.yaml}]",
        "const: {a: [{$ref: gone.yaml}]}",
        "x-any: {$ref: gone.yaml}",
        "properties: {$ref: {type: string}}",
        "properties: {$ref: {properties: {$ref: {example: {$ref: gone.yaml}}}}}",
        "$ref: 12"}) {
    CAPTURE(place);
    CHECK(remarks(head + "components: {schemas: {S: {" + place + "}}}\n").empty());
  }
}

TEST_CASE("a property, response or parameter whose name is a keyword is looked into") {
  for (const char* place : {"schemas: {S: {properties: {example: {$ref: gone.yaml}}}}",
                            "schemas: {S: {properties: {default: {$ref: gone.yaml}}}}",
                            "schemas: {S: {properties: {x-a: {$ref: gone.yaml}}}}",
                            "schemas: {S: {properties: {properties: {$ref: gone.yaml}}}}",
                            "schemas: {S: {properties: {$ref: {$ref: gone.yaml}}}}",
                            "schemas: {S: {$defs: {enum: {$ref: gone.yaml}}}}",
                            "schemas: {example: {$ref: gone.yaml}}",
                            "responses: {default: {$ref: gone.yaml}}",
                            "pathItems: {default: {$ref: gone.yaml}}",
                            "parameters: {value: {$ref: gone.yaml}}"}) {
    CAPTURE(place);
    CHECK(has(remarks(head + "components: {" + place + "}\n"), "gone.yaml"));
  }
}

TEST_CASE("references reach into other files of the folder and back") {
  const Folder folder({{"api/api.yaml", head + R"(
paths:
  /a: {$ref: paths/a.yaml}
  /b: {$ref: 'paths/all%20paths.json#/~1b'}
)"},
                       {"api/paths/a.yaml",
                        "get:\n  parameters:\n    - $ref: ../parts.yaml#/page\n  responses: {}\n"},
                       {"api/paths/all paths.json",
                        R"({"/b": {"put": {"requestBody": {"$ref": "../parts.yaml#/body"}}}})"},
                       {"api/parts.yaml",
                        "page: {name: page, in: query}\nbody: {$ref: '#/real'}\nreal: {required: "
                        "true}\nback: {$ref: api.yaml}\n"}});
  const auto contract = load(folder / "api/api.yaml");
  REQUIRE(contract);
  REQUIRE(contract->operations.size() == 2);
  CHECK(contract->operations[0].parameters.at(0).name == "page");
  CHECK(contract->operations[0].where.text() == folder / "api/paths/a.yaml:1:1");
  CHECK(contract->operations[0].where.pointer == "/paths/~1a/get");
  CHECK(contract->files->line_of(contract->operations[0].where) == "get:");
  REQUIRE(contract->operations[1].body);
  CHECK(contract->operations[1].body->is_required);
}

TEST_CASE("what is wrong in another file is told at its place there") {
  const Folder folder({{"api.yaml", head + "paths: {/a: {$ref: a.yaml}}\n"},
                       {"a.yaml", "get:\n  parameters: [{$ref: '#/no'}]\n"}});
  const auto nothing = load(folder / "api.yaml");
  REQUIRE(nothing);
  CHECK(has(remarks(*nothing), (folder / "a.yaml:2:23") + ": $ref cannot be followed: #/no"));
  const Folder broken(
      {{"api.yaml", head + "paths: {/a: {$ref: a.yaml}}\n"}, {"a.yaml", "get: [\n"}});
  const auto syntax = load(broken / "api.yaml");
  REQUIRE(syntax);
  CHECK(has(remarks(*syntax), "api.yaml:3:"));
  CHECK(has(remarks(*syntax), "that document is broken: " + (broken / "a.yaml:")));
}

TEST_CASE(
    "a reference leaves the folder only where the user allows it, and not by a symbolic link") {
  const Folder folder({{"api/api.yaml", head + "paths: {/a: {$ref: ../common/a.yaml}}\n"},
                       {"api/link.yaml", head + "paths: {/a: {$ref: out.yaml}}\n"},
                       {"common/a.yaml", "get: {}\n"}});
  std::filesystem::create_symlink(folder / "common/a.yaml", folder / "api/out.yaml");
  const auto refused = load(folder / "api/api.yaml");
  REQUIRE(refused);
  CHECK(refused->operations.empty());
  CHECK(has(remarks(*refused), "--ref-root"));
  const auto link = load(folder / "api/link.yaml");
  REQUIRE(link);
  CHECK(link->operations.empty());
  CHECK(has(remarks(*link), "leaves the folder"));
  const auto allowed = load(folder / "api/api.yaml", {folder / ""});
  REQUIRE(allowed);
  CHECK(allowed->operations.size() == 1);
}

TEST_CASE("a file that is no document, missing or a folder is refused by name") {
  const Folder folder(std::map<std::string, std::string>{{"a/x", ""}});
  for (const char* name : {"a", "none.yaml"}) {
    const auto contract = load(folder / name);
    REQUIRE_FALSE(contract);
    CHECK(has(contract.error().text(), folder / name));
  }
}

TEST_CASE("deep nesting and many references end soon") {
  const auto started = std::chrono::steady_clock::now();
  std::string deep = "{\"openapi\": \"3.1.0\", \"x\": ";
  deep += std::string(5000, '[') + std::string(5000, ']') + "}";
  CHECK_FALSE(load_text(deep, "api.json"));
  std::string within = "{\"openapi\": \"3.1.0\", \"components\": {\"schemas\": {\"S\": ";
  for (int i = 0; i < 400; ++i) within += "{\"not\": ";
  within += "{\"$ref\": \"#/none\"}" + std::string(400, '}') + "}}}";
  CHECK(has(remarks(within), "#/none"));
  std::string chain = head + "components:\n  schemas:\n";
  for (int i = 0; i < 20'000; ++i) {
    chain += "    S" + std::to_string(i) + ": {$ref: '#/components/schemas/S" +
             std::to_string((i + 1) % 20'000) + "'}\n";
  }
  const std::string circle = remarks(chain);
  CHECK(has(circle, "it leads back to itself"));
  CHECK(std::ranges::count(circle, '\n') == 1);
  CHECK(std::chrono::steady_clock::now() - started < std::chrono::seconds(20));
}
