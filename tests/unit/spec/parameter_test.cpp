// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "document/node.h"
#include "spec/loader.h"

using sworn::Contract;
using sworn::Operation;
using sworn::Parameter;
using sworn::Place;
using sworn::document::Node;
using sworn::spec::load_text;

namespace {

const std::string head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";
const std::string head2 = "swagger: '2.0'\ninfo: {title: t, version: '1'}\n";

Contract loaded(const std::string& text) {
  auto contract = load_text(text, "api.yaml");
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

/// The only operation of a document.
Operation only(const Contract& contract) {
  REQUIRE(contract.operations.size() == 1);
  return contract.operations[0];
}

std::string type_of(const Node* schema) {
  return schema == nullptr ? "-" : std::string(schema->string_at("type"));
}

std::string text_of(const Node* example) {
  return example == nullptr ? "-" : std::string(example->text());
}

/// "query n! form explode": place, name, whether it is required, style, explode.
std::string text_of(const Parameter& p) {
  return std::string(name_of(p.place)) + " " + p.name + (p.is_required ? "! " : " ") + p.style +
         (p.explode ? " explode" : "");
}

std::vector<std::string> texts_of(const Operation& operation) {
  std::vector<std::string> texts;
  for (const Parameter& parameter : operation.parameters) texts.push_back(text_of(parameter));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("style and explode are those of the place where the document is silent") {
  struct Case {
    const char* members;
    const char* expected;
  };
  for (const Case& c :
       {Case{"in: path", "path n! simple"},
        {"in: path, required: false", "path n! simple"},
        {"in: query", "query n form explode"},
        {"in: query, required: true", "query n! form explode"},
        {"in: query, explode: false", "query n form"},
        {"in: query, style: deepObject", "query n deepObject"},
        {"in: query, style: deepObject, explode: true", "query n deepObject explode"},
        {"in: query, style: pipeDelimited", "query n pipeDelimited"},
        {"in: header", "header n simple"},
        {"in: header, explode: true", "header n simple explode"},
        {"in: cookie", "cookie n form explode"},
        {"in: path, style: matrix", "path n! matrix"},
        {"in: path, style: form", "path n! form explode"}}) {
    CAPTURE(c.members);
    const Contract contract =
        loaded(head + "paths: {/a: {get: {parameters: [{name: n, " + c.members + "}]}}}\n");
    CHECK(texts_of(only(contract)) == Texts{c.expected});
  }
}

TEST_CASE("collectionFormat of Swagger 2.0 is said in the words of OpenAPI 3") {
  struct Case {
    const char* members;
    const char* expected;
  };
  for (const Case& c : {Case{"in: query", "query n form"},
                        {"in: query, collectionFormat: csv", "query n form"},
                        {"in: query, collectionFormat: multi", "query n form explode"},
                        {"in: query, collectionFormat: ssv", "query n spaceDelimited"},
                        {"in: query, collectionFormat: tsv", "query n tabDelimited"},
                        {"in: query, collectionFormat: pipes", "query n pipeDelimited"},
                        {"in: formData, collectionFormat: multi", "body n form explode"},
                        {"in: path, collectionFormat: csv", "path n! simple"},
                        {"in: header", "header n simple"}}) {
    CAPTURE(c.members);
    const Contract contract = loaded(
        head2 + "paths: {/a: {get: {parameters: [{name: n, type: array, " + c.members + "}]}}}\n");
    const Operation operation = only(contract);
    CHECK(texts_of(operation) == Texts{c.expected});
    CHECK(type_of(operation.parameters.at(0).schema) == "array");
  }
}

TEST_CASE("an operation's own parameter wins over the path's of that name and place") {
  const Contract contract = loaded(head + R"(
paths:
  /a/{id}:
    parameters:
      - {name: id, in: path, schema: {type: string}}
      - {name: n, in: query, schema: {type: string}}
      - {name: n, in: header}
      - {name: only, in: query}
    get:
      parameters:
        - {name: n, in: query, required: true, schema: {type: integer}}
        - {name: n, in: query, schema: {type: boolean}}
        - {name: x, in: nowhere}
        - text
)");
  const Operation operation = only(contract);
  CHECK(texts_of(operation) == Texts{"query n! form explode",
                                     "path id! simple",
                                     "header n simple",
                                     "query only form explode"});
  CHECK(type_of(operation.parameters[0].schema) == "integer");
  CHECK(operation.parameters[0].where.text() == "api.yaml:13:11");
}

TEST_CASE("a parameter with content has the media type's schema") {
  const Contract contract =
      loaded(head +
             "paths: {/a: {get: {parameters: [{name: n, in: query, allowReserved: true, content: "
             "{application/json: {schema: {type: object}, example: e}}}]}}}\n");
  const Parameter parameter = only(contract).parameters.at(0);
  CHECK(parameter.content_type == "application/json");
  CHECK(type_of(parameter.schema) == "object");
  CHECK(text_of(parameter.example) == "e");
  CHECK(parameter.allow_reserved);
}

TEST_CASE("the first example is the one that counts") {
  struct Case {
    const char* members;
    const char* expected;
  };
  for (const Case& c : {Case{"example: one", "one"},
                        {"example: one, examples: {a: {value: two}}", "one"},
                        {"examples: {a: {value: two}, b: {value: three}}", "two"},
                        {"examples: {a: {$ref: '#/components/examples/E'}}", "four"},
                        {"examples: {a: {summary: none}}", "-"},
                        {"examples: {}", "-"},
                        {"examples: [one]", "-"},
                        {"schema: {example: five}", "-"}}) {
    CAPTURE(c.members);
    const Contract contract = loaded(head +
                                     "components: {examples: {E: {value: four}}}\npaths: {/a: "
                                     "{get: {parameters: [{name: n, in: query, " +
                                     c.members + "}]}}}\n");
    CHECK(text_of(only(contract).parameters.at(0).example) == c.expected);
  }
  const Contract swagger = loaded(
      head2 +
      "paths: {/a: {get: {parameters: [{name: n, in: query, type: string, x-example: six}]}}}\n");
  CHECK(text_of(only(swagger).parameters.at(0).example) == "six");
}

TEST_CASE("a request body has its media types in their order") {
  const Contract contract = loaded(head + R"(
paths:
  /a:
    post:
      requestBody:
        required: true
        content:
          application/json: {schema: {type: object}, examples: {x: {value: e}}}
          text/*: {}
          multipart/form-data:
)");
  const Operation operation = only(contract);
  REQUIRE(operation.body);
  CHECK(operation.body->is_required);
  const auto& content = operation.body->content;
  REQUIRE(content.size() == 3);
  CHECK(content[0].type == "application/json");
  CHECK(type_of(content[0].schema) == "object");
  CHECK(text_of(content[0].example) == "e");
  CHECK(content[0].where.text() == "api.yaml:10:11");
  CHECK(content[1].type == "text/*");
  CHECK(content[1].schema == nullptr);
  CHECK(content[2].schema == nullptr);
}

TEST_CASE("no request body is declared where none stands, and an optional one is not required") {
  CHECK_FALSE(only(loaded(head + "paths: {/a: {post: {}}}\n")).body);
  CHECK_FALSE(only(loaded(head + "paths: {/a: {post: {requestBody: null}}}\n")).body);
  const auto body = only(loaded(head + "paths: {/a: {post: {requestBody: {content: {}}}}}\n")).body;
  REQUIRE(body);
  CHECK_FALSE(body->is_required);
}

TEST_CASE(
    "the body of Swagger 2.0 is its body or form parameters, in the media types that are "
    "consumed") {
  struct Case {
    const char* root;
    const char* operation;
    const char* parameter;
    Texts types;
    bool is_required;
    const char* schema;
  };
  const char* body = "{name: b, in: body, required: true, schema: {type: object}}";
  const char* form = "{name: f, in: formData, type: string}";
  for (const Case& c :
       {Case{"", "", body, {"application/json"}, true, "object"},
        {"consumes: [a/b]", "", body, {"a/b"}, true, "object"},
        {"consumes: [a/b]", "consumes: [c/d, e/f],", body, {"c/d", "e/f"}, true, "object"},
        {"consumes: [a/b]", "consumes: [],", body, {"application/json"}, true, "object"},
        {"", "", form, {"application/x-www-form-urlencoded"}, false, "-"},
        {"", "consumes: [multipart/form-data],", form, {"multipart/form-data"}, false, "-"},
        {"",
         "",
         "{name: b, in: body, schema: {type: array}}",
         {"application/json"},
         false,
         "array"}}) {
    CAPTURE(c.root);
    CAPTURE(c.operation);
    CAPTURE(c.parameter);
    for (const bool is_at_path : {false, true}) {
      const std::string list = std::string("parameters: [") + c.parameter + "]";
      const Contract contract =
          loaded(head2 + c.root + "\npaths: {/a: {" + (is_at_path ? list + ", " : "") + "post: {" +
                 c.operation + (is_at_path ? "x-a: 1" : list) + "}}}\n");
      const Operation operation = only(contract);
      REQUIRE(operation.body);
      Texts types;
      for (const auto& media : operation.body->content) types.push_back(media.type);
      CHECK(types == c.types);
      CHECK(operation.body->is_required == c.is_required);
      CHECK(type_of(operation.body->content.at(0).schema) == c.schema);
      CHECK(operation.parameters.size() == (std::string(c.parameter) == form ? 1 : 0));
    }
  }
}

TEST_CASE("a form of Swagger 2.0 with a required field is required") {
  const Contract contract = loaded(head2 + R"(
paths: {/a: {post: {parameters: [{name: f, in: formData, type: string}, {name: g, in: formData, required: true, type: string}]}}}
)");
  REQUIRE(only(contract).body);
  CHECK(only(contract).body->is_required);
}

TEST_CASE("responses have their status as text, content, headers and place") {
  const Contract contract = loaded(head + R"(
paths:
  /a:
    get:
      responses:
        200: {description: ok, content: {application/json: {schema: {type: object}}}, headers: {X-A: {required: true, schema: {type: string}}, X-B: {}}}
        '4XX': {description: client}
        default: {description: other}
        x-note: {description: none}
)");
  const Operation operation = only(contract);
  REQUIRE(operation.responses.size() == 3);
  CHECK(operation.responses[0].status == "200");
  CHECK(operation.responses[0].description == "ok");
  CHECK(type_of(operation.responses[0].content.at(0).schema) == "object");
  REQUIRE(operation.responses[0].headers.size() == 2);
  CHECK(operation.responses[0].headers[0].is_required);
  CHECK(type_of(operation.responses[0].headers[0].schema) == "string");
  CHECK_FALSE(operation.responses[0].headers[1].is_required);
  CHECK(operation.responses[1].where.pointer == "/paths/~1a/get/responses/4XX");
}

TEST_CASE("a status is declared exactly, else by its range, else by default") {
  struct Case {
    const char* declared;
    int status;
    const char* expected;
  };
  for (const Case& c : {Case{"'404': {}, 4XX: {}, default: {}", 404, "404"},
                        {"4XX: {}, '404': {}", 404, "404"},
                        {"default: {}, 4XX: {}", 403, "4XX"},
                        {"4xx: {}", 403, "4xx"},
                        {"4XX: {}, default: {}", 500, "default"},
                        {"'404': {}", 403, "-"},
                        {"", 200, "-"}}) {
    CAPTURE(c.declared);
    const Contract contract =
        loaded(head + "paths: {/a: {get: {responses: {" + c.declared + "}}}}\n");
    const auto* response = contract.operations.at(0).response_for(c.status);
    CHECK((response == nullptr ? "-" : response->status) == c.expected);
  }
}

TEST_CASE("a response of Swagger 2.0 has its schema in every media type that is produced") {
  struct Case {
    const char* root;
    const char* own;
    Texts types;
  };
  for (const Case& c : {Case{"", "", {"application/json"}},
                        {"produces: [a/b, c/d]", "", {"a/b", "c/d"}},
                        {"produces: [a/b]", "produces: [e/f],", {"e/f"}},
                        {"produces: [a/b]", "produces: [],", {"application/json"}}}) {
    CAPTURE(c.root);
    CAPTURE(c.own);
    const Contract contract = loaded(head2 + c.root + "\npaths: {/a: {get: {" + c.own +
                                     "responses: {'200': {schema: {type: object}, examples: {a/b: "
                                     "one}}, '204': {description: none}}}}}\n");
    const Operation operation = only(contract);
    Texts types;
    for (const auto& media : operation.responses.at(0).content) {
      types.push_back(media.type);
      CHECK(type_of(media.schema) == "object");
      CHECK(text_of(media.example) == (media.type == "a/b" ? "one" : "-"));
    }
    CHECK(types == c.types);
    CHECK(operation.responses.at(1).content.empty());
  }
}

TEST_CASE("a header of Swagger 2.0 is its own schema") {
  const Contract contract = loaded(
      head2 + "paths: {/a: {get: {responses: {'200': {headers: {X-A: {type: integer}}}}}}}\n");
  CHECK(type_of(only(contract).responses.at(0).headers.at(0).schema) == "integer");
}

TEST_CASE("since OpenAPI 3.2 a parameter may be the whole query, and a cookie has a style") {
  const std::string paths = R"(
paths:
  /a:
    get:
      parameters:
        - in: querystring
          name: q
          content: {application/json: {schema: {type: object}, examples: {e: {dataValue: text}}}}
        - {in: cookie, name: c, style: cookie}
)";
  const Contract contract = loaded("openapi: 3.2.0" + paths);
  const Operation operation = only(contract);
  REQUIRE(operation.parameters.size() == 2);
  const Parameter& whole = operation.parameters[0];
  CHECK(whole.is_whole_query);
  CHECK(whole.place == Place::query);
  CHECK(whole.content_type == "application/json");
  CHECK(type_of(whole.schema) == "object");
  CHECK(text_of(whole.example) == "text");
  CHECK_FALSE(operation.parameters[1].is_whole_query);
  CHECK(text_of(operation.parameters[1]) == "cookie c cookie explode");
  CHECK(only(loaded("openapi: 3.1.0" + paths)).parameters.size() == 1);
}

TEST_CASE("media types may be references since OpenAPI 3.2") {
  const Contract contract = loaded(R"(openapi: 3.2.0
paths:
  /a:
    post:
      requestBody: {content: {text/x: {$ref: '#/components/mediaTypes/M'}}}
      parameters: [{name: n, in: query, content: {text/x: {$ref: '#/components/mediaTypes/M'}}}]
components: {mediaTypes: {M: {schema: {type: integer}}}}
)");
  const Operation operation = only(contract);
  CHECK(type_of(operation.body.value().content.at(0).schema) == "integer");
  CHECK(type_of(operation.parameters.at(0).schema) == "integer");
}
