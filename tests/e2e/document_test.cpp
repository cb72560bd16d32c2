// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/expectation.h"
#include "support/process.h"
#include "support/raw_server.h"

namespace {

using namespace sworn::test;

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome run_sworn(const Folder& folder,
                  const std::vector<std::string>& arguments,
                  const std::string& input = "") {
  if (input.empty())
    return run({SWORN_BINARY, arguments, {}, folder.path()}, std::chrono::minutes(1));
  const std::string file = folder.file("input", input);
  std::string line = "exec \"" SWORN_BINARY "\" \"$@\" <" + file;
  std::vector<std::string> words = {"-c", line, "sworn"};
  words.insert(words.end(), arguments.begin(), arguments.end());
  return run({"/bin/sh", words, {}, folder.path()}, std::chrono::minutes(1));
}

std::string document(const std::string& security) {
  return "openapi: 3.0.3\n"
         "info: {title: Shop, version: '1'}\n"
         "servers: [{url: 'https://shop.example'}]\n" +
         security +
         "paths:\n"
         "  /items:\n"
         "    get:\n"
         "      operationId: listItems\n"
         "      responses:\n"
         "        '200': {description: ok}\n"
         "        '401':\n"
         "          description: no key\n"
         "          headers: {WWW-Authenticate: {schema: {type: string}}}\n"
         "components:\n"
         "  securitySchemes:\n"
         "    Key: {type: apiKey, in: header, name: X-Key}\n";
}

const std::string with_key = document("security: [{Key: []}]\n");
const std::string without_key = document("security: []\n");

}  // namespace

TEST_CASE("review prints the security contract and is silent about a good document") {
  const Folder folder;
  const std::string spec = folder.file("good.yaml", with_key);
  const Outcome outcome = run_sworn(folder, {"review", spec, "--fail-on", "info"});
  CAPTURE(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty());
  CHECK(contains(outcome.out, "/items"));
  CHECK(contains(outcome.out, "Key"));
  CHECK(contains(outcome.out, "401"));
}

TEST_CASE("review fails at the threshold, and not above it") {
  const Folder folder;
  const std::string spec =
      folder.file("key.yaml", document("security: [{Key: []}, {Ghost: []}]\n"));
  CHECK(run_sworn(folder, {"review", spec, "--fail-on", "never"}).code == 0);
  const Outcome outcome = run_sworn(folder, {"review", spec, "--fail-on", "low"});
  CAPTURE(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.out, "key.yaml:4:"));
  CHECK(contains(outcome.out, "review-scheme-undefined"));
  const auto without = [&](const std::string& rule) {
    return run_sworn(folder, {"review", spec, "--skip-rule", rule, "--fail-on", "low"});
  };
  CHECK(without("review-scheme-undefined").code == 0);
  // Without any rule nothing was looked at.
  CHECK(without("review").code == 3);
  CHECK(contains(without("review").out, "no rule is selected"));
}

TEST_CASE("review reads standard input and writes JSON") {
  const Folder folder;
  const Outcome outcome = run_sworn(folder, {"review", "-", "--report", "json"}, with_key);
  CAPTURE(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out, "\"secured\": 1"));
  CHECK(contains(outcome.out, "\"anonymous\": 0"));
  CHECK_FALSE(contains(outcome.out, "\"exchanges\""));
}

TEST_CASE("a document comes from a URL, and no credential goes there") {
  const Folder folder;
  RawServer server([](const std::string& request) -> Reply {
    if (request.starts_with("GET /moved")) {
      return "HTTP/1.1 302 Found\r\nLocation: /api.yaml\r\nContent-Length: 0\r\n\r\n";
    }
    if (request.starts_with("GET /api.yaml")) {
      return ok(with_key + "    Far: {$ref: 'schemes.yaml#/Far'}\n");
    }
    if (request.starts_with("GET /schemes.yaml")) {
      return ok("Far: {type: apiKey, in: header, name: X-Far}\n");
    }
    return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
  });
  const Outcome outcome = run_sworn(
      folder, {"review", server.url("/api.yaml"), "--report", "json", "--fail-on", "never"});
  CAPTURE(outcome.out);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.out, "\"schemes\": 2"));
  for (const std::string& request : server.requests()) {
    CHECK_FALSE(contains(request, "uthorization"));
    CHECK_FALSE(contains(request, "ookie"));
  }
  const Outcome moved = run_sworn(folder, {"review", server.url("/moved")});
  CHECK(moved.code == 2);
  CHECK(contains(moved.err, "name it: " + server.url("/api.yaml")));
  const Outcome missing = run_sworn(folder, {"review", server.url("/none?key=secret")});
  CHECK(missing.code == 2);
  CHECK(contains(missing.err, "404"));
  CHECK_FALSE(contains(missing.err, "secret"));
}

TEST_CASE("a reference to another host is followed where that is allowed, and else is a remark") {
  const Folder folder;
  RawServer server([](const std::string&) -> Reply {
    return ok("Far: {type: apiKey, in: header, name: X-Far}\n");
  });
  const std::string spec = folder.file(
      "far.yaml", with_key + "    Far: {$ref: '" + server.url("/schemes.yaml#/Far") + "'}\n");
  const Outcome refused =
      run_sworn(folder, {"review", spec, "--fail-on", "never", "--report", "json"});
  CAPTURE(refused.out);
  CHECK(refused.code == 0);
  CHECK(server.requests().empty());
  CHECK(contains(refused.out, "far.yaml"));
  CHECK(contains(refused.out, "review-reference"));
  const Outcome allowed = run_sworn(
      folder, {"review", spec, "--fail-on", "never", "--report", "json", "--allow-remote-refs"});
  CHECK(allowed.code == 0);
  CHECK(server.requests().size() == 1);
  CHECK_FALSE(contains(allowed.out, "review-reference"));
}

TEST_CASE("limits of a document are the caller's") {
  const Folder folder;
  const std::string spec = folder.file("good.yaml", with_key);
  for (const char* limit : {"bytes=100", "depth=3", "values=10"}) {
    CAPTURE(limit);
    const Outcome outcome = run_sworn(folder, {"review", spec, "--spec-limit", limit});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "good.yaml"));
  }
  CHECK(run_sworn(folder, {"review", spec, "--spec-limit", "bytes=1M"}).code == 0);
  CHECK(run_sworn(folder, {"review", spec, "--spec-limit", "bytes=0"}).code == 2);
}

TEST_CASE("an unknown minor version is read where the caller says as what") {
  const Folder folder;
  const std::string spec =
      folder.file("future.yaml", "openapi: 3.3.0\n" + with_key.substr(with_key.find('\n') + 1));
  const Outcome refused = run_sworn(folder, {"review", spec});
  CHECK(refused.code == 2);
  CHECK(contains(refused.err, "--assume-version 3.2"));
  CHECK(run_sworn(folder, {"review", spec, "--assume-version", "3.2"}).code == 0);
}

TEST_CASE("diff says that an operation became public, from both sides") {
  const Folder folder;
  const std::string before = folder.file("old.yaml", with_key);
  const std::string after = folder.file("new.yaml", without_key);
  const Outcome outcome = run_sworn(folder, {"diff", before, after});
  CAPTURE(outcome.out);
  CHECK(outcome.code == 1);
  CHECK(contains(outcome.out, "critical"));
  CHECK(contains(outcome.out, "new.yaml:"));
  CHECK(run_sworn(folder, {"diff", before, before}).code == 0);
  // Clients notice nothing.
  CHECK(run_sworn(folder, {"diff", before, after, "--side", "client"}).code == 0);
  CHECK(
      run_sworn(folder, {"diff", before, after, "--side", "owner", "--fail-on", "critical"}).code ==
      1);
}

TEST_CASE("diff compares with a document from standard input, as a hook does") {
  const Folder folder;
  const std::string after = folder.file("new.yaml", without_key);
  CHECK(run_sworn(folder, {"diff", "-", after}, with_key).code == 1);
  CHECK(run_sworn(folder, {"diff", "-", after}, without_key).code == 0);
  const Outcome both = run_sworn(folder, {"diff", "-", "-"}, with_key);
  CHECK(both.code == 2);
  CHECK(contains(both.err, "standard input"));
}

TEST_CASE("a rule of another command is refused, and UTF-16 is told as such") {
  const Folder folder;
  const std::string spec = folder.file("good.yaml", with_key);
  for (const std::string rule : {"access", "change-scope-added"}) {
    const Outcome outcome = run_sworn(folder, {"review", spec, "--rule", rule});
    CHECK(outcome.code == 2);
    CHECK(contains(outcome.err, "review-"));
  }
  const std::string utf16 = folder.file("utf16.yaml", std::string("\xFF\xFEo\0p\0e\0n\0", 10));
  const Outcome outcome = run_sworn(folder, {"review", utf16});
  CHECK(outcome.code == 2);
  CHECK(contains(outcome.err, "utf16.yaml:1:1: not UTF-8 text but UTF-16"));
}

TEST_CASE("apply changes what the overlay names and keeps every comment and blank") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", "# mine\n" + with_key + "\n# end\n");
  const std::string overlay = folder.file("o.yaml",
                                          "overlay: 1.0.0\n"
                                          "info: {title: t, version: '1'}\n"
                                          "actions:\n"
                                          "- target: $.paths['/items'].get\n"
                                          "  update: {responses: {'429': {description: slow}}}\n"
                                          "- target: $.paths['/gone']\n"
                                          "  remove: true\n");
  const Outcome outcome = run_sworn(folder, {"apply", spec, overlay});
  CHECK(outcome.code == 0);
  CHECK(contains(outcome.err, "o.yaml:6:3: the target $.paths['/gone'] is not in the document"));
  std::string expected = "# mine\n" + with_key + "\n# end\n";
  const std::string last = "          headers: {WWW-Authenticate: {schema: {type: string}}}\n";
  expected.insert(expected.find(last) + last.size(),
                  "        '429':\n          description: slow\n");
  CHECK(outcome.out == expected);
  CHECK(run_sworn(folder, {"apply", spec, overlay, "--quiet", "-o", spec}).err.empty());
  CHECK(read_text(spec) == expected);
  CHECK(run_sworn(folder, {"apply", "-", overlay, "--quiet"}, with_key).code == 0);
}

TEST_CASE("apply says where an overlay was made for another document, and applies it") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", with_key);
  const auto err_of = [&](const std::string& extends) {
    const std::string overlay = folder.file("o.yaml",
                                            "overlay: 1.0.0\nextends: \"" + extends +
                                                "\"\ninfo: {title: t, version: '1'}\n"
                                                "actions: [{target: $.info, update: {x-a: 1}}]\n");
    const Outcome outcome = run_sworn(folder, {"apply", spec, overlay});
    CHECK(outcome.code == 0);
    CHECK(contains(outcome.out, "\"x-a\": 1"));
    return outcome.err;
  };
  for (const std::string own : {"api.yaml", "./sub/../%61pi.yaml", "api.yaml#"}) {
    CAPTURE(own);
    CHECK(err_of(own).empty());
  }
  CHECK(err_of("file://" + folder.path() + "/api.yaml").empty());
  for (const std::string other : {"other.yaml", "https://other.example/api.yaml", "sub/api.yaml"}) {
    CAPTURE(other);
    const std::string err = err_of(other);
    CHECK(contains(err, "remark: "));
    CHECK(contains(err, "it is for " + other + ", and is applied to " + spec));
  }
}

TEST_CASE("apply refuses what is no overlay, at its place, and writes nothing") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", with_key);
  const auto err_of = [&](const std::string& overlay) {
    const Outcome outcome =
        run_sworn(folder, {"apply", spec, folder.file("o.yaml", overlay), "-o", "new.yaml"});
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    CHECK_FALSE(std::filesystem::exists(folder.path() + "/new.yaml"));
    return outcome.err;
  };
  CHECK(contains(err_of(with_key), "o.yaml:1:1: this is no OpenAPI Overlay"));
  CHECK(contains(err_of("overlay: 1.0.0\ninfo: {title: t, version: '1'}\n"
                        "actions: [{target: paths}]\n"),
                 "o.yaml:3:20: `target` is no JSONPath"));
  CHECK(contains(run_sworn(folder, {"apply", spec}).err, "no OVERLAY given"));
  CHECK(contains(run_sworn(folder, {"apply", "-", "-"}).err, "standard input"));
}
