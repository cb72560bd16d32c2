// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "support/expectation.h"
#include "support/process.h"
#include "support/raw_server.h"

namespace {

using namespace sworn::test;

const std::string source_folder = SWORN_SOURCE_DIR;
const std::string demo_spec = source_folder + "/specs/demo.yaml";

struct Refusal {
  std::string name;
  std::vector<std::string> arguments;
  std::vector<std::string> parts;  ///< of the one line on stderr
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

Outcome run_sworn(const Folder& folder, const std::vector<std::string>& arguments) {
  return run({SWORN_BINARY, arguments, {}, folder.path()}, std::chrono::minutes(1));
}

void check_refusal(const Folder& folder, const Refusal& refusal) {
  const Outcome outcome = run_sworn(folder, refusal.arguments);
  CAPTURE(refusal.name);
  CAPTURE(outcome.err);
  CHECK(outcome.code == 2);
  CHECK(outcome.out.empty());
  CHECK(outcome.err.starts_with("sworn: "));
  CHECK(std::ranges::count(outcome.err, '\n') == 1);
  // The remedy.
  CHECK(contains(outcome.err, "("));
  for (const std::string& part : refusal.parts) CHECK(contains(outcome.err, part));
}

const char* const good_spec = R"(openapi: 3.0.3
info: {title: T, version: '1'}
security: [{Key: []}]
paths:
  /a:
    get:
      responses: {'200': {description: ok}}
components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: X-Key}
)";

}  // namespace

TEST_CASE("what cannot be a document is refused with its place and a remedy") {
  const Folder folder;
  const std::string nothing = folder.path() + "/nothing.yaml";
  const std::string yaml = folder.file("broken.yaml", "openapi: 3.0.3\ninfo: [1, 2\npaths: {}\n");
  const std::string json = folder.file("broken.json", "{\"openapi\": \"3.0.3\",\n \"paths\": ]\n");
  const std::string other = folder.file("other.yaml", "name: compose\nservices: {}\n");
  const std::string future = folder.file("future.yaml", "openapi: 4.0.0\npaths: {}\n");
  const std::string undefined =
      folder.file("undefined.yaml",
                  "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nsecurity: [{Ghost: []}]\n"
                  "paths: {/a: {get: {responses: {'200': {description: ok}}}}}\n");
  const std::vector<std::pair<std::string, std::vector<std::string>>> rows = {
      {nothing, {"does not exist"}},
      {folder.path(), {"directory"}},
      {yaml, {"broken.yaml:"}},
      {json, {"broken.json:2:"}},
      {other, {"other.yaml:1", "not an OpenAPI document"}},
      {future, {"future.yaml:1:10", "4.0.0", "3.1"}},
      {undefined, {"undefined.yaml:3:", "Ghost"}}};
  for (const auto& [spec, parts] : rows) {
    check_refusal(folder, {spec, {"check", spec, "--url", "http://127.0.0.1:9", "--quiet"}, parts});
  }
}

TEST_CASE("a reference that cannot be followed is a remark with its place, and not the end") {
  const Folder folder;
  (void)folder.file("outside.yaml", "type: string\n");
  const std::string reference =
      "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    $ref: ";
  const std::string dangling = folder.file("dangling.yaml", reference + "'#/components/none'\n");
  const std::string escaping = folder.file("in/escaping.yaml", reference + "'../outside.yaml'\n");
  const std::pair<std::string, std::vector<std::string>> rows[] = {
      {dangling, {"dangling.yaml:5:", "#/components/none"}},
      {escaping, {"escaping.yaml:5:", "--ref-root"}}};
  for (const auto& [spec, parts] : rows) {
    CAPTURE(spec);
    const Outcome outcome = run_sworn(folder, {"plan", spec});
    CAPTURE(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.starts_with("sworn: remark: "));
    for (const std::string& part : parts) CHECK(contains(outcome.err, part));
  }
}

TEST_CASE("a configuration that is wrong is refused with its place and a remedy") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", good_spec);
  const std::string unknown = folder.file("unknown.yaml", "version: 1\nidentites: {}\n");
  const std::string unset = folder.file(
      "unset.yaml",
      "version: 1\nidentities:\n  alice:\n    credentials:\n      Key: ${SWORN_TEST_UNSET}\n");
  const std::string url = "http://127.0.0.1:9";
  check_refusal(folder,
                {"an unknown key",
                 {"check", spec, "--url", url, "--config", unknown},
                 {"unknown.yaml:2:1", "identites", "identities"}});
  check_refusal(folder,
                {"an unset variable",
                 {"check", spec, "--url", url, "--config", unset},
                 {"unset.yaml:5:", "SWORN_TEST_UNSET"}});
  check_refusal(folder,
                {"an unknown rule",
                 {"review",
                  spec,
                  "--config",
                  folder.file("rule.yaml", "version: 1\nseverity: {nope: high}\n")},
                 {"rule.yaml:2:12: unknown rule 'nope'"}});
  check_refusal(folder,
                {"a missing file",
                 {"check", spec, "--url", url, "--config", "none.yaml"},
                 {"none.yaml", "sworn init"}});
  check_refusal(folder,
                {"a credential for a scheme that is not there",
                 {"check", spec, "--url", url, "--auth", "Kye=v", "--quiet"},
                 {"--auth", "the document has Key"}});
}

TEST_CASE("a command line that is wrong is refused with a remedy") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", good_spec);
  const Refusal rows[] = {
      {"a bad URL", {"check", spec, "--url", "localhost:8080"}, {"--url", "http://"}},
      {"no URL", {"check", spec}, {"no URL", "--url"}},
      {"no document", {"check", "--url", "http://h"}, {"no SPEC"}},
      {"an unknown option", {"check", spec, "--urll", "x"}, {"--urll", "--url"}},
      {"an unknown command", {"chekc", spec}, {"chekc"}},
      {"an unknown format",
       {"check", spec, "--url", "http://h", "--report", "pdf"},
       {"pdf", "text", "json"}},
      {"an unknown rule",
       {"check", spec, "--url", "http://h", "--rule", "session-fixaton"},
       {"session-fixation"}},
      {"a report in no folder",
       {"check", spec, "--url", "http://h", "--report", "json=no/where.json"},
       {"no"}},
      {"an unknown rule to explain", {"explain", "session-fixaton"}, {"session-fixation"}}};
  for (const Refusal& row : rows) check_refusal(folder, row);
}

TEST_CASE("a closed port could not be tested") {
  const Folder folder;
  const std::string spec = folder.file("api.yaml", good_spec);
  const Outcome outcome = run_sworn(folder,
                                    {"check",
                                     spec,
                                     "--url",
                                     "http://127.0.0.1:" + std::to_string(closed_port()),
                                     "--auth",
                                     "Key=v"});
  CHECK(outcome.code == 3);
  CHECK(contains(outcome.out, "did not answer"));
  CHECK(contains(outcome.out, "could not test"));
}

TEST_CASE("a wrong key could not be tested, and is no page of findings") {
  const Setup setup = setup_of("demo");
  const Server server({SWORN_DEMO_API, {"fixed"}, setup.environment});
  const Folder folder;
  const std::string wrong = random_key();
  const Outcome outcome = run_sworn(folder,
                                    {"check",
                                     demo_spec,
                                     "--url",
                                     server.url(),
                                     "--timeout",
                                     "4",
                                     "--auth",
                                     "alice:ApiKeyAuth=" + wrong});
  CHECK(outcome.code == 3);
  CHECK(contains(outcome.out, "the credential ApiKeyAuth of alice never worked"));
  CHECK_FALSE(contains(outcome.out, wrong));
  CHECK(std::ranges::count(outcome.out, '\n') < 40);
}

TEST_CASE("a sworn.yaml in the current folder is used, and flags beat it") {
  const Setup setup = setup_of("demo");
  const Server server({SWORN_DEMO_API, {"fixed"}, setup.environment});
  const Folder folder;
  (void)folder.file("sworn.yaml",
                    "version: 1\nspec: " + demo_spec + "\nurl: http://127.0.0.1:9\n" +
                        "identities:\n  alice: {credentials: {ApiKeyAuth: \"${ALICE_KEY}\"}}\n");
  const Outcome outcome =
      run({SWORN_BINARY,
           {"check", "--url", server.url(), "--include", "GET /items", "--verify-auth"},
           setup.environment,
           folder.path()});
  CAPTURE(outcome.out);
  CHECK(contains(outcome.err, "using sworn.yaml"));
  CHECK(contains(outcome.out, server.url()));
  CHECK(outcome.code == 0);
}

TEST_CASE("init writes a file once, and check reads it") {
  const Folder folder;
  (void)folder.file("api.yaml", good_spec);
  CHECK(run_sworn(folder, {"init", "api.yaml", "--output", "sworn.yaml"}).code == 0);
  check_refusal(folder,
                {"an existing file",
                 {"init", "api.yaml", "--output", "sworn.yaml"},
                 {"sworn.yaml", "exists"}});
  check_refusal(folder, {"variables unset", {"check", "--quiet"}, {"sworn.yaml:", "ALICE_KEY"}});
}
