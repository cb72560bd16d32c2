// SPDX-License-Identifier: Apache-2.0
#include "probe/request_builder.h"

#include <doctest/doctest.h>

#include "document/node.h"
#include "http/header.h"
#include "schema/schema.h"
#include "spec/files.h"
#include "spec/loader.h"

using namespace sworn;

namespace {

constexpr const char* document_text = R"(openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: https://api.example/v1}]
paths:
  /items/{itemId}:
    parameters:
      - {name: itemId, in: path, required: true, schema: {type: string, format: uuid}}
    get:
      parameters:
        - {name: X-API-Key, in: header, required: true, schema: {type: string}}
        - {name: Accept, in: header, required: true, schema: {type: string}}
        - {name: X-Trace, in: header, required: true, schema: {type: string, enum: [on]}}
        - {name: limit, in: query, schema: {type: integer}}
        - {name: page, in: query, schema: {type: integer}, example: 2}
        - {name: bad, in: query, schema: {type: integer}, example: two}
        - {name: tags, in: query, required: true, schema: {type: array, items: {type: string}}, example: [a, b]}
        - {name: lang, in: cookie, required: true, schema: {type: string, default: en}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}
  /images:
    get:
      responses: {'200': {description: ok, content: {image/png: {}}}, '400': {description: no, content: {application/json: {}}}}
  /forms:
    post:
      requestBody:
        required: true
        content:
          application/xml: {schema: {type: object}}
          application/x-www-form-urlencoded:
            schema: {type: object, required: [a, b], properties: {a: {type: string, enum: ['x y']}, b: {type: array, items: {type: integer}, minItems: 1, example: [1, 2]}}}
            example: {a: 'x y', b: [1, 2]}
      responses: {'200': {description: ok}}
  /files:
    post:
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}, note: {type: string}}}
            example: {file: data, note: hello}
      responses: {'200': {description: ok}}
  /xml:
    post:
      requestBody: {required: true, content: {application/xml: {schema: {type: object}}}}
      responses: {'200': {description: ok}}
  /login:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [user, device]
              properties:
                user: {type: object, required: [email, pwd], properties: {email: {type: string}, pwd: {type: string}}}
                device: {type: string, enum: [phone]}
                otp: {type: string}
      responses: {'200': {description: ok}}
  /elsewhere:
    servers: [{url: https://other.example/}]
    get: {responses: {'200': {description: ok}}}
  /v2:
    servers: [{url: https://api.example/v2}]
    get: {responses: {'200': {description: ok}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-API-Key}
)";

struct Setting {
  Contract contract;
  Config config;
  probe::Learned learned;
  Identity alice;

  Setting() : contract(load()) {
    alice.name = "alice";
    alice.login = {{"username", "alice@example.org"}, {"password", "s3cret"}};
  }

  static Contract load() {
    auto loaded = spec::load_text(document_text, "spec.yaml");
    REQUIRE(loaded);
    return std::move(*loaded);
  }

  [[nodiscard]] Result<probe::Draft> build(const char* key,
                                           const probe::BuildOptions& options = {}) const {
    const probe::RequestBuilder builder(contract, config, "http://h/v1", 7);
    const Operation* operation = contract.operation(key);
    REQUIRE(operation != nullptr);
    return builder.build(*operation, learned, options);
  }

  [[nodiscard]] Request request(const char* key, const probe::BuildOptions& options = {}) const {
    auto draft = build(key, options);
    REQUIRE_MESSAGE(draft.has_value(), draft.error().message);
    return draft->request;
  }
};

std::string header(const Request& request, std::string_view name) {
  return std::string(http::find_header(request.headers, name).value_or("(none)"));
}

}  // namespace

TEST_CASE("optional parameters are sent only with a valid example or when configured") {
  Setting setting;
  CHECK(setting.request("GET /items/{itemId}").url.ends_with("?page=2&tags=a&tags=b"));
  setting.config.values["limit"] = "5";
  CHECK(setting.request("GET /items/{itemId}").url.ends_with("?limit=5&page=2&tags=a&tags=b"));
}

TEST_CASE("a parameter that is a scheme's place, or Accept, is never invented") {
  const Request request = Setting().request("GET /items/{itemId}");
  CHECK(header(request, "X-API-Key") == "(none)");
  CHECK(header(request, "Accept") == "application/json");
  CHECK(header(request, "X-Trace") == "on");
  CHECK(header(request, "Cookie") == "lang=en");
}

TEST_CASE("a path value comes from values, then owns, then answers, then the schema") {
  Setting setting;
  const auto first = setting.build("GET /items/{itemId}");
  REQUIRE(first);
  CHECK(first->has_guessed_id);
  CHECK(setting.request("GET /items/{itemId}").url == first->request.url);

  probe::BuildOptions options;
  options.identity = &setting.alice;
  Operation list;
  list.method = "GET";
  list.path = "/items";
  setting.learned.learn(list,
                        "alice",
                        {200,
                         "",
                         {{"Content-Type", "application/json"}},
                         R"([{"id":"6f1c2a9e-3b54-4d10-8a7e-0c9d8e7f6a5b"}])",
                         false});
  const auto learned = setting.build("GET /items/{itemId}", options);
  REQUIRE(learned);
  CHECK_FALSE(learned->has_guessed_id);
  CHECK(
      learned->request.url.starts_with("http://h/v1/items/6f1c2a9e-3b54-4d10-8a7e-0c9d8e7f6a5b?"));
  CHECK_FALSE(setting.request("GET /items/{itemId}")
                  .url.starts_with("http://h/v1/items/6f1c2a9e-3b54-4d10-8a7e-0c9d8e7f6a5b?"));

  setting.alice.owns["itemId"] = {"owned"};
  CHECK(
      setting.request("GET /items/{itemId}", options).url.starts_with("http://h/v1/items/owned?"));
  setting.config.values["itemId"] = "bare";
  CHECK(setting.request("GET /items/{itemId}", options).url.starts_with("http://h/v1/items/bare?"));
  setting.config.values_at["/items/{itemId}"]["itemId"] = "path";
  CHECK(setting.request("GET /items/{itemId}", options).url.starts_with("http://h/v1/items/path?"));
  setting.config.values_at["GET /items/{itemId}"]["itemId"] = "a/b c";
  CHECK(setting.request("GET /items/{itemId}", options)
            .url.starts_with("http://h/v1/items/a%2Fb%20c?"));
}

TEST_CASE("an absent id satisfies the schema and is none of the known ones") {
  Setting setting;
  const std::string known = "6f1c2a9e-3b54-4d10-8a7e-0c9d8e7f6a5b";
  setting.config.values["itemId"] = known;
  probe::BuildOptions options;
  options.absent_ids = true;
  const auto draft = setting.build("GET /items/{itemId}", options);
  REQUIRE(draft);
  CHECK(draft->has_guessed_id);
  CHECK(draft->request.url.find(known) == std::string::npos);
  const std::string id = draft->request.url.substr(18, 36);
  CHECK(id.size() == 36);
  CHECK(id[8] == '-');
}

TEST_CASE("other media types are accepted only where a success has nothing else") {
  CHECK(header(Setting().request("GET /images"), "Accept") == "image/png, application/json");
}

TEST_CASE("a body has the first declared media type that can be made") {
  const Request form = Setting().request("POST /forms");
  CHECK(header(form, "Content-Type") == "application/x-www-form-urlencoded");
  CHECK(form.body == "a=x%20y&b=1&b=2");
  const Request files = Setting().request("POST /files");
  CHECK(header(files, "Content-Type").starts_with("multipart/form-data; boundary="));
  CHECK(files.body.find("name=\"file\"; filename=") != std::string::npos);
  CHECK(files.body.find("name=\"note\"\r\n\r\nhello\r\n") != std::string::npos);
  const auto xml = Setting().build("POST /xml");
  REQUIRE_FALSE(xml.has_value());
  CHECK(xml.error().message.find("application/xml") != std::string::npos);
}

TEST_CASE("a configured body is sent in the declared media type") {
  Setting setting;
  setting.config.values_at["POST /forms"]["body"] = R"({"a":"1"})";
  CHECK(setting.request("POST /forms").body == "a=1");
}

TEST_CASE("login fields are filled by any of their names and other optional ones left out") {
  Setting setting;
  probe::BuildOptions options;
  options.identity = &setting.alice;
  CHECK(setting.request("POST /login", options).body ==
        R"({"user":{"email":"alice@example.org","pwd":"s3cret"},"device":"phone"})");
  options.with_login_fields = false;
  CHECK(setting.request("POST /login", options).body.find("s3cret") == std::string::npos);
}

TEST_CASE("the fields of a flow go before what the document says") {
  Setting setting;
  FlowConfig flow;
  flow.request = "POST /login";
  flow.fields = {{"name", "{username}"}, {"secret", "{password}!"}, {"kind", "{other}"}};
  setting.config.flows = {flow};
  probe::BuildOptions options;
  options.identity = &setting.alice;
  CHECK(setting.request("POST /login", options).body ==
        R"({"kind":"{other}","name":"alice@example.org","secret":"s3cret!"})");
  setting.config.flows.front().is_form = true;
  CHECK(header(setting.request("POST /login", options), "Content-Type") ==
        "application/x-www-form-urlencoded");
}

TEST_CASE("headers of the configuration replace generated ones, and the identity's those") {
  Setting setting;
  setting.config.headers = {{"accept", "text/html"}, {"X-Tenant", "acme"}};
  setting.alice.headers = {{"x-tenant", "globex"}};
  probe::BuildOptions options;
  options.identity = &setting.alice;
  const Request request = setting.request("GET /items/{itemId}", options);
  CHECK(header(request, "Accept") == "text/html");
  CHECK(http::all_headers(request.headers, "X-Tenant").size() == 1);
  CHECK(header(request, "X-Tenant") == "globex");
}

TEST_CASE("operations of another host are not asked, those of a declared one are mapped") {
  CHECK_FALSE(Setting().build("GET /elsewhere").has_value());
  CHECK(Setting().request("GET /v2").url == "http://h/v2/v2");
}

TEST_CASE(
    "a url with a path, a lone slash too, stands for the whole server and one without keeps the "
    "server's") {
  const Contract contract = Setting::load();
  CHECK(probe::base_url_of(contract, "http://h:8080") == "http://h:8080/v1");
  CHECK(probe::base_url_of(contract, "http://h:8080/") == "http://h:8080");
  CHECK(probe::base_url_of(contract, "http://h:8080/api/") == "http://h:8080/api");
  Contract relative = contract;
  relative.servers = {{.url = "/"}};
  CHECK(probe::base_url_of(relative, "http://h") == "http://h");
  relative.servers = {{.url = "//api.example/base"}};
  CHECK(probe::base_url_of(relative, "http://h") == "http://h/base");
  relative.servers = {{.url = "{scheme}://api.example/base/"}};
  CHECK(probe::base_url_of(relative, "http://h") == "http://h/base");
}

TEST_CASE("the pair of a login by Basic is a credential, and in no request that is given none") {
  Setting setting;
  FlowConfig flow;
  flow.request = "POST /login";
  flow.is_basic = true;
  setting.config.flows = {flow};
  const Request request =
      setting.request("POST /login", {.identity = &setting.alice, .with_login_fields = true});
  CHECK(header(request, "Authorization") == "(none)");
}

TEST_CASE("every request of the fixtures' documents can be built and has a valid body") {
  for (const char* file :
       {"axum.json", "chi.json", "demo.yaml", "express.yaml", "fiber.yaml", "flask.yaml"}) {
    CAPTURE(file);
    const auto contract = spec::load(std::string(SWORN_SOURCE_DIR "/specs/") + file);
    REQUIRE(contract);
    const Config config;
    const probe::RequestBuilder builder(*contract, config, "http://h", 3);
    for (const Operation& operation : contract->operations) {
      CAPTURE(operation.key());
      const auto draft = builder.build(operation, {}, {});
      REQUIRE(draft);
      CHECK(draft->request.url.find('{') == std::string::npos);
      if (operation.body) {
        const auto body = document::parse_json(draft->request.body, "body");
        REQUIRE(body);
        schema::Context context;
        context.dialect = contract->version == SpecVersion::openapi_3_1
                              ? schema::Dialect::draft_2020_12
                              : schema::Dialect::openapi_3_0;
        context.direction = schema::Direction::request;
        context.resolver = contract->files.get();
        CHECK(schema::validate(*operation.body->content.front().schema, body->root(), context)
                  .empty());
      }
    }
  }
}
