// SPDX-License-Identifier: Apache-2.0
#include "spec/loader.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "spec/files.h"

using sworn::Contract;
using sworn::Error;
using sworn::Operation;
using sworn::SpecVersion;
using sworn::spec::load;
using sworn::spec::load_text;

namespace {

using Texts = std::vector<std::string>;

Contract loaded(const std::string& text, const std::string& name = "api.yaml") {
  auto contract = load_text(text, name);
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

/// The error, or "" when it loads.
std::string refusal(const std::string& text, const std::string& name = "api.yaml") {
  const auto contract = load_text(text, name);
  return contract ? "" : contract.error().text();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Texts keys_of(const Contract& contract) {
  Texts keys;
  for (const Operation& operation : contract.operations) keys.push_back(operation.key());
  return keys;
}

Texts urls_of(const std::vector<sworn::Server>& servers) {
  Texts urls;
  for (const sworn::Server& server : servers) urls.push_back(server.url);
  return urls;
}

const std::string head = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

}  // namespace

TEST_CASE("the version decides by major and minor alone") {
  struct Case {
    const char* line;
    SpecVersion version;
    const char* openapi;
  };
  using enum SpecVersion;
  for (const Case& c : {Case{"swagger: '2.0'", swagger_2_0, "2.0"},
                        {"swagger: 2.0", swagger_2_0, "2.0"},
                        {"openapi: 3.0.0", openapi_3_0, "3.0.0"},
                        {"openapi: '3.0'", openapi_3_0, "3.0"},
                        {"openapi: 3.0.99", openapi_3_0, "3.0.99"},
                        {"openapi: 3.0.4-rc1", openapi_3_0, "3.0.4-rc1"},
                        {"openapi: 3.1", openapi_3_1, "3.1"},
                        {"openapi: 3.1.2", openapi_3_1, "3.1.2"},
                        {"openapi: 3.2", openapi_3_2, "3.2"},
                        {"openapi: 3.2.0", openapi_3_2, "3.2.0"},
                        {"swagger: 2.0.1", swagger_2_0, "2.0.1"}}) {
    CAPTURE(c.line);
    const Contract contract = loaded(std::string(c.line) + "\npaths: {}\n");
    CHECK(contract.version == c.version);
    CHECK(contract.openapi == c.openapi);
  }
}

TEST_CASE("a version that is not known is refused at its place, whatever the references are") {
  for (const char* line : {"swagger: '1.2'",
                           "swagger: 2",
                           "swagger: '3.0.0'",
                           "openapi: 2.0",
                           "openapi: 3.20.0",
                           "openapi: 3.1-rc0",
                           "openapi: 3.3.0",
                           "openapi: 3.10.0",
                           "openapi: 4.0.0",
                           "openapi: '3'",
                           "openapi: ''",
                           "openapi: null",
                           "openapi: [3.0.0]",
                           "swaggerVersion: '1.2'"}) {
    CAPTURE(line);
    const std::string error = refusal(std::string(line) + "\nx: {$ref: gone.yaml}\npaths: {}\n");
    CHECK(has(error, "api.yaml:1:"));
    CHECK(has(error, "is not known"));
  }
  CHECK(has(refusal("swagger: '2.0'\nopenapi: 3.0.0\n"), "api.yaml:2:1: both"));
}

TEST_CASE("an unknown version is read as another one only where the user says so") {
  using sworn::spec::LoadOptions;
  LoadOptions as_3_2;
  as_3_2.assume_version = "3.2";
  LoadOptions as_2_0;
  as_2_0.assume_version = "2.0";
  const auto future = load_text("openapi: 3.3.0\npaths: {/a: {query: {}}}\n", "a.yaml", as_3_2);
  REQUIRE(future);
  CHECK(future->version == SpecVersion::openapi_3_2);
  CHECK(future->openapi == "3.3.0");
  CHECK(keys_of(*future) == Texts{"QUERY /a"});
  const auto known = load_text("openapi: 3.0.0\n", "a.yaml", as_3_2);
  REQUIRE(known);
  CHECK(known->version == SpecVersion::openapi_3_0);
  CHECK(load_text("swagger: '1.2'\npaths: {/a: {get: {}}}\n", "a.yaml", as_2_0));
  CHECK(has(refusal("openapi: 3.3.0\n"), "--assume-version 3.2"));
  CHECK(has(refusal("swagger: '1.2'\n"), "--assume-version 2.0"));
  for (const char* text : {"openapi: 4.0.0\n", "swaggerVersion: '1.2'\n", "swagger: '1.2'\n"}) {
    CAPTURE(text);
    CHECK_FALSE(load_text(text, "a.yaml", as_3_2));
  }
  CHECK_FALSE(has(refusal("swaggerVersion: '1.2'\n"), "--assume-version"));
  CHECK_FALSE(load_text("openapi: 3.3.0\n", "a.yaml", as_2_0));
}

TEST_CASE("a root that is no object is refused") {
  for (const char* text : {"",
                           "   \n",
                           "# nothing\n",
                           "[]",
                           "- a\n- b\n",
                           "12",
                           "text",
                           "null",
                           "\"a\"",
                           "---\n...\n"}) {
    CAPTURE(text);
    CHECK(has(refusal(text), "its root is not an object"));
  }
  CHECK(has(refusal("{}"), "neither"));
  CHECK(has(refusal("a: b"), "neither"));
  CHECK_FALSE(refusal("{\"openapi\":", "api.json").empty());
}

TEST_CASE("a document without paths promises nothing, and paths that are no object are a remark") {
  CHECK(loaded(head).operations.empty());
  CHECK(loaded(head + "paths: {}\n").operations.empty());
  CHECK(loaded(head + "paths:\n").operations.empty());
  for (const char* paths : {"paths: []\n", "paths: text\n"}) {
    CAPTURE(paths);
    const Contract contract = loaded(head + paths);
    CHECK(contract.operations.empty());
    REQUIRE(contract.remarks.size() == 1);
    CHECK(contract.remarks[0].what.text() == "api.yaml:3:1: 'paths' is not an object");
  }
}

TEST_CASE("an operation is every known method of every path that begins with a slash, sorted") {
  const Contract contract = loaded(head + R"(
paths:
  /b:
    get: {}
    x-get: {}
    GET: {}
    summary: {}
    parameters: []
    query: {}
  /a: {trace: {}, patch: {}, head: {}, options: {}, delete: {}, post: {}, put: {}, get: {}}
  x-extension: {get: {}}
  nothing: {get: {}}
  /null: null
  /none: {get: null, put: text}
webhooks: {/w: {get: {}}}
)");
  CHECK(keys_of(contract) == Texts{"DELETE /a",
                                   "GET /a",
                                   "HEAD /a",
                                   "OPTIONS /a",
                                   "PATCH /a",
                                   "POST /a",
                                   "PUT /a",
                                   "TRACE /a",
                                   "GET /b"});
  REQUIRE(contract.remarks.size() == 2);
  CHECK(contract.remarks[0].what.where.text() == "api.yaml:14:3");
  CHECK(contract.remarks[1].what.text() ==
        "api.yaml:16:27: an operation is not an object and is left out");
}

TEST_CASE("what describes an operation is read") {
  const Contract contract = loaded(head + R"(
paths:
  /a:
    get: {operationId: listA, summary: Lists, tags: [x, y], deprecated: true}
    post: {deprecated: false}
)");
  const Operation* get = contract.operation("GET /a");
  REQUIRE(get != nullptr);
  CHECK(get->operation_id == "listA");
  CHECK(get->summary == "Lists");
  CHECK(get->tags == Texts{"x", "y"});
  CHECK(get->is_deprecated);
  CHECK_FALSE(contract.operation("POST /a")->is_deprecated);
  CHECK(contract.operation("GET /b") == nullptr);
  CHECK(contract.title == "t");
  CHECK(contract.api_version == "1");
  CHECK(contract.sha256.size() == 64);
}

TEST_CASE(
    "an operation, scheme and requirement has its line, column and pointer in YAML and in JSON") {
  const std::string yaml = head + R"(security:
  - K: []
paths:
  /a/{id}:
    get:
      security:
        - {}
        - K: []
      responses:
        '200': {description: d}
components:
  securitySchemes:
    K: {type: apiKey, in: header, name: k}
)";
  const std::string json = R"({"openapi": "3.0.3", "info": {"title": "t", "version": "1"},
 "security": [{"K": []}],
 "paths": {
  "/a/{id}": {
    "get": {
      "security": [{},
                   {"K": []}],
      "responses": {"200": {"description": "d"}}}}},
 "components": {"securitySchemes": {
    "K": {"type": "apiKey", "in": "header", "name": "k"}}}}
)";
  struct Places {
    const std::string& text;
    const char* name;
    const char* root;
    const char* operation;
    const char* requirement;
    const char* second;
    const char* response;
    const char* scheme;
  };
  for (const Places& p : {Places{yaml,
                                 "a.yaml",
                                 "a.yaml:3:1",
                                 "a.yaml:7:5",
                                 "a.yaml:8:7",
                                 "a.yaml:10:11",
                                 "a.yaml:12:9",
                                 "a.yaml:15:5"},
                          Places{json,
                                 "a.json",
                                 "a.json:2:2",
                                 "a.json:5:5",
                                 "a.json:6:7",
                                 "a.json:7:20",
                                 "a.json:8:21",
                                 "a.json:10:5"}}) {
    CAPTURE(p.name);
    const Contract contract = loaded(p.text, p.name);
    REQUIRE(contract.operations.size() == 1);
    const Operation& operation = contract.operations[0];
    CHECK(contract.root_requirement.where.text() == p.root);
    CHECK(contract.root_requirement.where.pointer == "/security");
    CHECK(operation.where.text() == p.operation);
    CHECK(operation.where.pointer == "/paths/~1a~1{id}/get");
    CHECK(operation.requirement.where.text() == p.requirement);
    CHECK(operation.requirement.where.pointer == "/paths/~1a~1{id}/get/security");
    CHECK(operation.requirement.any_of.at(1).where.text() == p.second);
    CHECK(operation.requirement.any_of.at(1).where.pointer == "/paths/~1a~1{id}/get/security/1");
    CHECK(operation.responses.at(0).where.text() == p.response);
    CHECK(operation.responses.at(0).where.pointer == "/paths/~1a~1{id}/get/responses/200");
    CHECK(contract.schemes.at(0).where.text() == p.scheme);
    CHECK(contract.schemes.at(0).where.pointer == "/components/securitySchemes/K");
    CHECK(has(contract.files->line_of(operation.where), "get"));
  }
}

TEST_CASE("a line of the document is given without its end, and none beyond the last") {
  const Contract contract = loaded("openapi: 3.0.3\r\ninfo: {title: t, version: '1'}\r\npaths: {}");
  const auto line = [&](const std::string& file, int number) {
    return contract.files->line_of({file, number, 1, ""});
  };
  CHECK(line("api.yaml", 1) == "openapi: 3.0.3");
  CHECK(line("api.yaml", 3) == "paths: {}");
  CHECK(line("api.yaml", 4).empty());
  CHECK(line("api.yaml", 0).empty());
  CHECK(line("other.yaml", 1).empty());
}

TEST_CASE("servers are the operation's, else the path's, else the document's") {
  const Contract contract = loaded(head + R"(
servers:
  - url: https://{host}:{port}/{base}/
    variables: {host: {default: h, enum: [h, i]}, port: {default: 8443}, other: {}}
  - {url: /rel}
paths:
  /a:
    get: {}
    put: {servers: [{url: /own}]}
    post: {servers: []}
  /b:
    servers: [{url: /path}]
    get: {}
    put: {servers: [{url: /own}]}
)");
  struct Case {
    const char* key;
    Texts servers;
    bool is_own;
  };
  const Texts root = {"https://h:8443/{base}/", "/rel"};
  CHECK(urls_of(contract.servers) == root);
  for (const Case& c : {Case{"GET /a", root, false},
                        {"PUT /a", {"/own"}, true},
                        {"POST /a", root, false},
                        {"GET /b", {"/path"}, true},
                        {"PUT /b", {"/own"}, true}}) {
    CAPTURE(c.key);
    const Operation* operation = contract.operation(c.key);
    REQUIRE(operation != nullptr);
    CHECK(urls_of(operation->servers) == c.servers);
    CHECK(operation->has_own_servers == c.is_own);
  }
}

TEST_CASE("a document that names no server is served at the root") {
  for (const std::string servers :
       {"", "servers: []\n", "servers:\n", "servers: [{}]\n", "servers: [{url: ''}]\n"}) {
    CAPTURE(servers);
    CHECK(urls_of(loaded(head + servers + "paths: {}\n").servers) == Texts{"/"});
  }
}

TEST_CASE("the server of Swagger 2.0 is put together of schemes, host and basePath") {
  struct Case {
    const char* members;
    Texts servers;
  };
  for (const Case& c :
       {Case{"", {"/"}},
        {"basePath: /v1", {"/v1"}},
        {"basePath: v1", {"/v1"}},
        {"host: h", {"http://h"}},
        {"host: 'h:8080'\nbasePath: /v1", {"http://h:8080/v1"}},
        {"host: h\nbasePath: v1", {"http://h/v1"}},
        {"host: h\nbasePath: /\nschemes: [https, http]", {"https://h/", "http://h/"}},
        {"host: h\nschemes: []", {"http://h"}},
        {"host: h\nschemes: [https]\nbasePath: ''", {"https://h"}}}) {
    CAPTURE(c.members);
    const auto contract = loaded(std::string("swagger: '2.0'\npaths: {}\n") + c.members + "\n");
    CHECK(urls_of(contract.servers) == c.servers);
  }
}

TEST_CASE("every document of specs/ loads with the operations that a search for methods counts") {
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(SWORN_SOURCE_DIR "/specs")) {
    const std::string path = entry.path().string();
    CAPTURE(path);
    const auto contract = load(path);
    REQUIRE(contract);
    std::ifstream in(path);
    std::stringstream text;
    text << in.rdbuf();
    const std::string whole = text.str();
    // Two spaces a level: a method stands below a path below `paths`.
    const std::regex method(R"re((^|\n)    "?(get|put|post|delete|options|head|patch|trace)"?:)re");
    const std::regex json_method(R"re(\n {6}"(get|put|post|delete|options|head|patch|trace)":)re");
    const bool is_json = path.ends_with(".json");
    const std::regex& pattern = is_json ? json_method : method;
    const auto expected = std::distance(std::sregex_iterator(whole.begin(), whole.end(), pattern),
                                        std::sregex_iterator());
    CHECK(expected > 0);
    CHECK(static_cast<std::ptrdiff_t>(contract->operations.size()) == expected);
    CHECK(contract->remarks.empty());
    ++count;
  }
  CHECK(count >= 8);
}
