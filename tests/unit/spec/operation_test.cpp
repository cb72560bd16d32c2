// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "spec/purpose.h"
#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::Operation;

namespace {

const std::string head_3_0 = "openapi: 3.0.3\n";
const std::string head_3_1 = "openapi: 3.1.0\n";
const std::string head_3_2 = "openapi: 3.2.0\n";

}  // namespace

TEST_CASE("QUERY and additional methods are operations since OpenAPI 3.2 and not before") {
  const std::string paths = R"(
paths:
  /a:
    get: {}
    query: {operationId: find}
    additionalOperations:
      COPY: {operationId: copy, security: [{K: []}]}
      link: {}
      POST: {}
      "X Y": {}
      "Z\r\nHost: evil": {}
      "": {}
components: {securitySchemes: {K: {type: http, scheme: basic}}}
)";
  const Contract newest = loaded(head_3_2 + paths);
  CHECK(keys(newest.operations) == "COPY /a GET /a QUERY /a link /a ");
  const Operation* copy = newest.operation("COPY /a");
  REQUIRE(copy != nullptr);
  CHECK(copy->operation_id == "copy");
  CHECK(copy->requirement.is_secured());
  CHECK(copy->where.pointer == "/paths/~1a/additionalOperations/COPY");
  CHECK(copy->path_item == newest.operation("GET /a")->path_item);
  CHECK(newest.remarks.size() == 4);
  CHECK(has(remarks(newest), "'POST' has a field of its own"));
  CHECK_FALSE(has(remarks(newest), "\r"));
  CHECK(sworn::spec::effect_of(*newest.operation("QUERY /a"), {}) == sworn::spec::Effect::read);
  CHECK(sworn::spec::effect_of(*copy, {}) != sworn::spec::Effect::read);
  CHECK(keys(loaded(head_3_1 + paths).operations) == "GET /a ");
}

TEST_CASE("trace is an operation since OpenAPI 3.0") {
  const std::string paths = "paths: {/a: {trace: {}, get: {}}}\n";
  CHECK(keys(loaded(head_3_0 + paths).operations) == "GET /a TRACE /a ");
  CHECK(keys(loaded("swagger: '2.0'\n" + paths).operations) == "GET /a ");
}

TEST_CASE("webhooks and callbacks are kept apart from the operations") {
  const std::string text = R"(
security: [{K: []}]
paths:
  /subscribe:
    post:
      callbacks:
        event:
          '{$request.body#/url}': {post: {operationId: called, security: []}}
          x-no: {get: {}}
        shared: {$ref: '#/components/callbacks/Shared'}
    put:
      callbacks: {again: {$ref: '#/components/callbacks/Shared'}}
webhooks:
  new: {post: {operationId: hooked, callbacks: {more: {'{$url}': {get: {}}}}}}
  named: {$ref: '#/components/pathItems/W'}
components:
  pathItems: {W: {put: {}}}
  callbacks:
    Shared: {'http://h/{$url}': {$ref: '#/components/pathItems/W'}}
  securitySchemes: {K: {type: http, scheme: basic}}
)";
  const Contract contract = loaded(head_3_1 + text);
  CHECK(remarks(contract).empty());
  CHECK(keys(contract.operations) == "POST /subscribe PUT /subscribe ");
  CHECK(keys(contract.webhooks) == "PUT named POST new ");
  CHECK(keys(contract.callbacks) == "PUT http://h/{$url} POST {$request.body#/url} GET {$url} ");
  CHECK(contract.callbacks[1].requirement.any_of.empty());
  CHECK(contract.webhooks[1].requirement.is_secured());
  CHECK(contract.webhooks[1].where.pointer == "/webhooks/new/post");
  CHECK(loaded(head_3_0 + text).webhooks.empty());
}

TEST_CASE("callbacks that hold each other end") {
  const Contract contract = loaded(head_3_1 + R"(
paths: {/a: {get: {callbacks: {c: {$ref: '#/components/callbacks/A'}}}}}
components:
  callbacks:
    A: {a: {get: {callbacks: {b: {$ref: '#/components/callbacks/B'}}}}}
    B: {b: {get: {callbacks: {a: {$ref: '#/components/callbacks/A'}}}}}
)");
  CHECK(keys(contract.callbacks) == "GET a GET b ");
}

TEST_CASE("the fields beside the $ref of a path item count, and win") {
  const Contract contract = loaded(head_3_0 + R"(
paths:
  /a:
    $ref: '#/x-items/one'
    get: {operationId: own}
    parameters: [{name: own, in: query}]
x-items:
  one:
    get: {operationId: referred}
    put: {operationId: referred}
    parameters: [{name: own, in: query, required: true}, {name: referred, in: query}]
    servers: [{url: /referred}]
)");
  CHECK(remarks(contract).empty());
  CHECK(keys(contract.operations) == "GET /a PUT /a ");
  CHECK(contract.operations[0].operation_id == "own");
  CHECK(contract.operations[1].operation_id == "referred");
  REQUIRE(contract.operations[1].parameters.size() == 2);
  CHECK_FALSE(contract.operations[1].parameters[0].is_required);
  CHECK(contract.operations[1].servers.at(0).url == "/referred");
}

TEST_CASE("what is of a wrong type is a remark and left out, and the rest is read") {
  const Contract contract = loaded(head_3_1 + R"(
tags: 12
paths:
  /text: text
  /list: []
  /a:
    parameters: {name: n}
    get:
      tags: x
      parameters: [text, {in: query}, {name: a, in: body}, {name: b, in: path}, {name: ok, in: query}]
      requestBody: []
      responses: {'200': text, '201': {description: d, content: [], headers: text}}
      security: text
      callbacks: []
      servers: [text, {url: /ok}]
webhooks: text
components: {securitySchemes: [a]}
)");
  REQUIRE(keys(contract.operations) == "GET /a ");
  const Operation& operation = contract.operations[0];
  CHECK(operation.parameters.size() == 2);
  CHECK(operation.responses.size() == 1);
  CHECK(operation.servers.size() == 1);
  CHECK(contract.remarks.size() == 16);
  for (const sworn::Remark& remark : contract.remarks) {
    CAPTURE(remark.what.text());
    CHECK(remark.flaw == sworn::Flaw::malformed);
    CHECK(remark.what.where.line > 0);
  }
}
