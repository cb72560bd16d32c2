// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

/// A document with a secured `GET /a`, or two, and `paths` beside it.
std::string with_paths(const std::string& paths, const std::string& servers = "") {
  std::string text = api_with("", "[{A: []}]");
  text.insert(text.find("components:"), paths);
  text.insert(text.find("paths:"), servers);
  return text;
}

std::string operation(const std::string& path,
                      const std::string& method,
                      const std::string& security,
                      const std::string& rest = "") {
  std::string text = "  " + path + ":\n    " + method + ":\n";
  if (!security.empty()) text += "      security: " + security + "\n";
  return text + rest + "      responses: {'200': {description: d}}\n";
}

std::string with_responses(const std::string& security, const std::string& statuses) {
  std::string text = api_with("", security);
  const std::string usual = "{'200': {description: d}}";
  return text.replace(text.find(usual), usual.size(), "{" + statuses + "}");
}

const std::string ok = "'200': {description: d}";

}  // namespace

TEST_CASE("a new operation without security is rated by what it does and how it says so") {
  struct Row {
    std::string added;
    std::string found;
  };
  for (const Row& row :
       {Row{operation("/b", "get", ""), "medium change-operation-unsecured GET /b"},
        {operation("/b", "post", ""), "high change-operation-unsecured POST /b"},
        {operation("/b", "get", "[]"), "low change-operation-unsecured GET /b"},
        {operation("/b", "post", "[]"), "medium change-operation-unsecured POST /b"},
        {operation("/b", "get", "[{}, {A: []}]"), "low change-operation-unsecured GET /b"},
        {operation("/b", "get", "[{A: []}]"), ""},
        {operation("/login", "post", ""), ""},
        {operation("/health", "get", "[]"), ""},
        {operation("/b", "options", ""), ""}}) {
    CAPTURE(row.added);
    CHECK(findings_of(compared(with_paths(""), with_paths(row.added))) == row.found);
  }
}

TEST_CASE("a new open operation in an open document is no change of its security") {
  const std::string open = api_with("", "[]");
  std::string more = open;
  more.insert(more.find("components:"), operation("/b", "post", ""));
  CHECK(findings_of(compared(open, more)) == "");
}

TEST_CASE("a new open operation in a document that is mostly open is a step milder") {
  const std::string rest = operation("/x", "get", "") + operation("/y", "get", "");
  CHECK(findings_of(compared(with_paths(rest), with_paths(rest + operation("/z", "get", "")))) ==
        "low change-operation-unsecured GET /z");
}

TEST_CASE("a removed operation breaks its callers, less where it was deprecated") {
  struct Row {
    std::string removed;
    std::string found;
  };
  for (const Row& row : {Row{operation("/b", "get", ""), "medium change-operation-removed GET /b"},
                         {operation("/b", "get", "", "      deprecated: true\n"),
                          "low change-operation-removed GET /b"}}) {
    CAPTURE(row.removed);
    const Report report = compared(with_paths(row.removed), with_paths(""));
    REQUIRE(findings_of(report) == row.found);
    CHECK(report.findings[0].location.file == "old.yaml");
    CHECK(report.findings[0].spec_excerpt.find("get:") != std::string::npos);
  }
}

TEST_CASE("the owner minds a logout that was removed") {
  diff::CompareSettings settings;
  settings.side = diff::Side::owner;
  CHECK(findings_of(
            compared(with_paths(operation("/logout", "post", "")), with_paths(""), settings)) ==
        "medium change-operation-removed POST /logout");
  CHECK(findings_of(compared(with_paths(operation("/b", "post", "")), with_paths(""), settings)) ==
        "info change-operation-removed POST /b");
}

TEST_CASE("an operation is known by its path template, whatever its parameters are called") {
  const auto one = [](const std::string& path, const std::string& security) {
    return with_paths(operation(path, "get", security));
  };
  CHECK(findings_of(compared(one("'/b/{id}'", "[{A: []}]"), one("'/b/{key}'", "[{A: []}]"))) == "");
  CHECK(findings_of(compared(one("'/b/{id}'", "[{A: []}]"), one("'/b/{key}'", "[]"))) ==
        "critical change-operation-public GET /b/{key}");
  CHECK(findings_of(
            compared(one("'/b/{id}.json'", "[{A: []}]"), one("'/b/{id}.xml'", "[{A: []}]"))) ==
        "medium change-operation-removed GET /b/{id}.json");
  CHECK(findings_of(compared(one("/b/{id}", "[{A: []}]"), one("/b/id", "[{A: []}]"))) ==
        "medium change-operation-removed GET /b/{id}");
}

TEST_CASE("templates that only differ by parameter names are paired by name first") {
  const std::string both =
      operation("'/b/{id}'", "get", "[{A: []}]") + operation("'/b/{name}'", "get", "[{B: []}]");
  const std::string swapped =
      operation("'/b/{name}'", "get", "[{B: []}]") + operation("'/b/{id}'", "get", "[{A: []}]");
  CHECK(findings_of(compared(with_paths(both), with_paths(swapped))) == "");
}

TEST_CASE("a prefix that moved from the server to the paths removes no operation") {
  const auto at = [](const std::string& server, const std::string& path, const char* security) {
    std::string text = api_with("", security);
    text.replace(text.find("/a:"), 2, path);
    text.insert(text.find("paths:"), "servers: [{url: '" + server + "'}]\n");
    return text;
  };
  const std::string old = at("https://x.test/v1", "/a", "[{A: []}]");
  CHECK(findings_of(compared(old, at("https://x.test", "/v1/a", "[{A: []}]"))) == "");
  CHECK(findings_of(compared(old, at("/", "/v1/a", "[]"))) ==
        "critical change-operation-public GET /v1/a");
  CHECK(findings_of(compared(old, at("https://x.test/v2", "/v1/a", "[{A: []}]"))) ==
        "medium change-operation-removed GET /a");
}

TEST_CASE("an operation that moved is known by its operationId, where that is unique") {
  const auto named = [](const std::string& path, const std::string& security, const char* id) {
    return operation(path, "post", security, "      operationId: " + std::string(id) + "\n");
  };
  const std::string old = with_paths(named("/b", "[{A: []}]", "x"));
  const char* gone = "medium change-operation-removed POST /b";
  CHECK(findings_of(compared(old, with_paths(named("/b2", "[]", "x")))) ==
        std::string("critical change-operation-public POST /b2\n") + gone);
  CHECK(findings_of(compared(old, with_paths(named("/b2", "[{A: []}]", "x")))) == gone);
  CHECK(findings_of(compared(old, with_paths(named("/b2", "[]", "y")))) ==
        std::string(gone) + "\nmedium change-operation-unsecured POST /b2");
  // Twice the same says nothing of which is which.
  CHECK(findings_of(
            compared(old, with_paths(named("/b2", "[]", "x") + named("/c", "[{A: []}]", "x")))) ==
        std::string(gone) + "\nmedium change-operation-unsecured POST /b2");
  diff::CompareSettings settings;
  settings.side = diff::Side::owner;
  CHECK(findings_of(compared(with_paths(named("/logout", "[{A: []}]", "x")),
                             with_paths(named("/v2/logout", "[{A: []}]", "x")),
                             settings)) == "info change-operation-removed POST /logout");
}

TEST_CASE("a refusal that is declared no more is found, however it was declared") {
  struct Row {
    std::string before;
    std::string after;
    bool is_found;
  };
  for (const Row& row :
       {Row{ok + ", '401': {description: d}", ok, true},
        {ok + ", '403': {description: d}", ok, true},
        {ok + ", 4XX: {description: d}", ok, true},
        {ok + ", default: {description: d}", ok, true},
        {ok + ", '401': {description: d}, '403': {description: d}",
         ok + ", '401': {description: d}",
         true},
        {ok + ", '401': {description: d}", ok + ", 4XX: {description: d}", false},
        {ok + ", '401': {description: d}", ok + ", default: {description: d}", false},
        {ok + ", '404': {description: d}", ok, false},
        {ok, ok + ", '401': {description: d}", false}}) {
    CAPTURE(row.before);
    CAPTURE(row.after);
    CHECK(findings_of(compared(with_responses("[{A: []}]", row.before),
                               with_responses("[{A: []}]", row.after))) ==
          (row.is_found ? "low change-refusal-undeclared GET /a" : ""));
  }
  // Who lets everybody in refuses nobody.
  CHECK(findings_of(compared(with_responses("[]", ok + ", '401': {description: d}"),
                             with_responses("[]", ok))) == "");
}

TEST_CASE("a server without TLS is found where credentials go") {
  const auto at = [](const std::string& urls) {
    return with_paths("", "servers: [" + urls + "]\n");
  };
  const std::string tls = "{url: 'https://a.test'}";
  const std::string clear = "{url: 'http://a.test'}";
  CHECK(findings_of(compared(at(tls), at(tls + ", " + clear))) == "high change-server-cleartext *");
  CHECK(findings_of(compared(at(clear), at(clear + ", {url: 'http://b.test'}"))) ==
        "low change-server-cleartext *");
  CHECK(findings_of(compared(at(clear), at(clear + ", {url: 'http://a.test/v2'}"))) == "");
  CHECK(findings_of(compared(at(tls), at(tls + ", {url: 'http://localhost:8080'}"))) == "");
  CHECK(findings_of(compared(at(clear), at(tls))) == "");
  const auto open = [&](const std::string& urls) {
    std::string text = api_with("", "[]");
    text.insert(text.find("paths:"), "servers: [" + urls + "]\n");
    return text;
  };
  CHECK(findings_of(compared(open(tls), open(clear))) == "");
}

TEST_CASE("Swagger 2.0 without schemes is not taken for a server without TLS") {
  const std::string swagger = R"(
swagger: "2.0"
info: {title: t, version: '1'}
host: a.test
paths:
  /a: {get: {security: [{A: []}], responses: {'200': {description: d}}}}
securityDefinitions: {A: {type: apiKey, in: header, name: X-Key}}
)";
  const std::string tls = "servers: [{url: 'https://a.test'}]\n";
  CHECK(findings_of(compared(with_paths("", tls), swagger)) == "");
  CHECK(findings_of(compared(with_paths("", tls), swagger + "schemes: [http]\n")) ==
        "high change-server-cleartext *");
}
