// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;

namespace {

Contract with_server(const std::string& server) {
  return loaded("openapi: 3.1.0\nservers: [" + server + "]\n");
}

}  // namespace

TEST_CASE("variables of a server stand for their defaults, in one pass") {
  struct Case {
    const char* server;
    const char* url;
    std::size_t remarks;
  };
  for (const Case& c :
       {Case{"{url: 'https://{a}/{b}', variables: {a: {default: x}, b: {default: y}}}",
             "https://x/y",
             0},
        {"{url: '/{a}/{b}', variables: {a: {default: '{b}'}, b: {default: y}}}", "/{b}/y", 0},
        {"{url: '/{a}', variables: {a: {default: x, enum: [x, y]}}}", "/x", 0},
        {"{url: '/{a}', variables: {a: {default: z, enum: [x, y]}}}", "/z", 1},
        {"{url: '/{a}', variables: {a: {enum: [x, y]}}}", "/x", 1},
        {"{url: '/{a}', variables: {a: {}}}", "/{a}", 1},
        {"{url: '/{a}', variables: {a: text}}", "/{a}", 1},
        {"{url: '/{a}', variables: {a: {default: 8443}}}", "/8443", 0},
        {"{url: '/{a}/{', variables: {a: {default: x}}}", "/x/{", 0},
        {"{url: '/{other}', variables: {a: {default: x}}}", "/{other}", 0}}) {
    CAPTURE(c.server);
    const Contract contract = with_server(c.server);
    REQUIRE(contract.servers.size() == 1);
    CHECK(contract.servers[0].url == c.url);
    CHECK(contract.remarks.size() == c.remarks);
  }
}

TEST_CASE("a server knows its object and place") {
  const Contract contract = with_server("{url: /a, name: first}");
  REQUIRE(contract.servers[0].node != nullptr);
  CHECK(contract.servers[0].node->string_at("name") == "first");
  CHECK(contract.servers[0].where.text() == "api.yaml:2:11");
  CHECK(loaded("openapi: 3.1.0\n").servers.at(0).node == nullptr);
}

TEST_CASE("an operation of Swagger 2.0 may have schemes of its own") {
  const Contract contract = loaded(R"(swagger: '2.0'
host: h
basePath: /v1
schemes: [http]
paths: {/a: {get: {}, put: {schemes: [https, wss]}, post: {schemes: []}}}
)");
  CHECK(contract.operation("GET /a")->servers.at(0).url == "http://h/v1");
  CHECK(contract.operation("POST /a")->servers.at(0).url == "http://h/v1");
  REQUIRE(contract.operation("PUT /a")->servers.size() == 2);
  CHECK(contract.operation("PUT /a")->servers[0].url == "https://h/v1");
  CHECK_FALSE(contract.operation("PUT /a")->has_own_servers);
}

TEST_CASE("a server URL that its variables would make endless stays as it is written") {
  std::string url = "http://h/";
  for (int i = 0; i < 1000; ++i) url += "{a}";
  const auto contract = sworn::spec::load_text("openapi: 3.1.0\nservers: [{url: '" + url +
                                                   "', variables: {a: {default: '" +
                                                   std::string(100'000, 'x') + "'}}}]\npaths: {}\n",
                                               "api.yaml");
  REQUIRE(contract);
  REQUIRE(contract->servers.size() == 1);
  CHECK(contract->servers[0].url == url);
  CHECK(contract->remarks.size() == 1);
}
