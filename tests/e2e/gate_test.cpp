// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/node.h"
#include "support/expectation.h"
#include "support/process.h"
#include "support/raw_server.h"

// The gates of the README, as their readers copy them: each example is taken from its fence.

namespace {

using namespace sworn::test;
namespace base = sworn::base;
namespace document = sworn::document;

const std::string key = "sk_live_1b6f0c3d9a8e47f2b5c1";

const char* const spec = R"(openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: 'https://shop.example'}]
security: [{ApiKeyAuth: []}]
paths:
  /items:
    get:
      operationId: listItems
      responses: &answers
        '200':
          description: ok
          content: {application/json: {schema: {type: object, required: [rows]}}}
        '401': {description: no, headers: {WWW-Authenticate: {schema: {type: string}}}}
  /orders:
    get: {operationId: listOrders, responses: *answers}
  /profile:
    get: {operationId: profile, responses: *answers}
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}
)";

/// Three lists behind one key, of which any may be left open.
class Shop {
 public:
  [[nodiscard]] std::string url() const { return server_.url(); }

  std::atomic<bool> is_items_open{true};
  std::atomic<bool> is_orders_open{false};

 private:
  Reply answer(const std::string& request) {
    const std::string path = request.substr(4, request.find(' ', 4) - 4);
    const bool is_open =
        (path == "/items" && is_items_open) || (path == "/orders" && is_orders_open);
    const bool is_known = path == "/items" || path == "/orders" || path == "/profile";
    const std::string head = "Content-Type: application/json\r\n";
    if (!is_known) return with_status("404 Not Found", "{\"error\": \"no such path\"}");
    // One such field, and its whole value.
    const std::string text = base::to_lower(request);
    const std::size_t field = text.find("\r\nx-api-key: " + key + "\r\n");
    const bool has_key = field != std::string::npos && field == text.find("\r\nx-api-key:") &&
                         field == text.rfind("\r\nx-api-key:");
    if (has_key || is_open) return ok("{\"rows\": [\"" + path + "\"]}", head);
    return with_status("401 Unauthorized", "{\"error\": \"who are you?\"}");
  }
  static Reply with_status(const std::string& status, const std::string& body) {
    return base::replace_all(
        ok(body, "Content-Type: application/json\r\nWWW-Authenticate: ApiKey realm=\"shop\"\r\n"),
        "200 OK",
        status);
  }

  RawServer server_{[this](const std::string& request) { return answer(request); }};
};

/// What stands between the fence behind the mark "gate: NAME" and its end.
std::string example(const std::string& name) {
  const std::string readme = read_text(std::string(SWORN_SOURCE_DIR) + "/README.md");
  const std::size_t mark = readme.find("<!-- gate: " + name + " -->");
  REQUIRE_MESSAGE(mark != std::string::npos, name);
  const std::size_t begin = readme.find('\n', readme.find("```", mark)) + 1;
  return readme.substr(begin, readme.find("\n```", begin) + 1 - begin);
}

/// A workspace of a build, with sworn on its path.
struct Build {
  Shop shop;
  Folder folder;
  std::string document = folder.file("openapi.yaml", spec);

  [[nodiscard]] Outcome shell(const std::string& script) const {
    const std::string tools = std::filesystem::path(SWORN_BINARY).parent_path().string();
    return run({"/bin/sh",
                {"-ec", script},
                {{"PATH", tools + ":/usr/bin:/bin"},
                 {"API_KEY", key},
                 {"API_URL", shop.url()},
                 {"CI", "true"}},
                folder.path()});
  }
  [[nodiscard]] bool has(const std::string& name) const {
    return std::filesystem::exists(folder.path() + "/" + name);
  }
  [[nodiscard]] std::string text(const std::string& name) const {
    return read_text(folder.path() + "/" + name);
  }

  void writes_its_baseline() const {
    const Outcome outcome = shell(example("baseline"));
    CAPTURE(outcome.err);
    CHECK(outcome.code == 0);
    REQUIRE(has("sworn-baseline.json"));
    CHECK(text("sworn-baseline.json").find("access-not-enforced") != std::string::npos);
    CHECK(text("sworn-baseline.json").find(key) == std::string::npos);
  }

  /// Open when nothing is new, shut when something grave is, with a report either way.
  void gates(const std::string& script) {
    writes_its_baseline();
    const Outcome before = shell(script);
    CAPTURE(before.out);
    CAPTURE(before.err);
    CHECK(before.code == 0);
    CHECK(before.out.find("known") != std::string::npos);
    CHECK(text("sworn.json").find("\"state\": \"known\"") != std::string::npos);
    shop.is_orders_open = true;
    const Outcome after = shell(script);
    CAPTURE(after.out);
    CHECK(after.code == 1);
    CHECK(after.out.find("GET /orders") != std::string::npos);
    CHECK(text("sworn.json").find("\"state\": \"new\"") != std::string::npos);
  }
};

document::Document yaml(const std::string& text) {
  auto parsed = document::parse_yaml(text, "README.md");
  REQUIRE_MESSAGE(parsed, parsed.error().text());
  return std::move(*parsed);
}

}  // namespace

TEST_CASE("without a baseline the shop's gate is shut") {
  const Build build;
  const Outcome outcome = build.shell(
      "sworn check openapi.yaml --url \"$API_URL\" --auth ApiKeyAuth=env:API_KEY --fail-on high");
  CAPTURE(outcome.err);
  CHECK(outcome.code == 1);
}

TEST_CASE("the plain script of the README gates a build") {
  Build build;
  build.gates(example("shell"));
  CHECK(build.has("review.txt"));
}

TEST_CASE("the GitHub workflow of the README gates a build") {
  const document::Document workflow = yaml(example("github"));
  const document::Node* const steps = document::at_pointer(workflow.root(), "/jobs/sworn/steps");
  REQUIRE(steps != nullptr);
  std::size_t seen = 0;
  for (const document::Node* const step : steps->items()) {
    CHECK((step->find("uses") != nullptr) != (step->find("run") != nullptr));
    if (step->string_at("run").empty()) continue;
    for (const char* const variable : {"API_KEY", "API_URL"}) {
      CHECK_FALSE(document::at_pointer(*step, "/env")->string_at(variable).empty());
    }
    Build build;
    build.gates(std::string(step->string_at("run")));
    ++seen;
  }
  CHECK(seen == 1);
}

TEST_CASE("the GitLab job of the README gates a build") {
  const document::Document pipeline = yaml(example("gitlab"));
  const document::Node* const script = document::at_pointer(pipeline.root(), "/sworn/script");
  REQUIRE(script != nullptr);
  REQUIRE(script->items().size() == 1);
  CHECK(document::at_pointer(pipeline.root(), "/sworn/artifacts/when")->text() == "always");
  Build build;
  build.gates(std::string(script->items().front()->text()));
}

TEST_CASE("the Jenkins pipeline of the README gates a build") {
  const std::string pipeline = example("jenkins");
  const std::size_t begin = pipeline.find("script: '''") + 11;
  const std::size_t end = pipeline.find("'''", begin);
  REQUIRE(end != std::string::npos);
  // In Groovy's ''' a backslash before a line's end joins the lines, as in a shell.
  Build build;
  build.gates(base::replace_all(pipeline.substr(begin, end - begin), "\\\n", ""));
  for (const char bracket : {'{', '('}) {
    const char closing = bracket == '{' ? '}' : ')';
    CHECK(std::ranges::count(pipeline, bracket) == std::ranges::count(pipeline, closing));
  }
}

TEST_CASE("what was mended is told as gone, and a baseline written anew has it no more") {
  Build build;
  build.writes_its_baseline();
  build.shop.is_items_open = false;
  CAPTURE(build.text("sworn-baseline.json"));
  const std::string check =
      "sworn check openapi.yaml --url \"$API_URL\" --auth ApiKeyAuth=env:API_KEY "
      "--baseline sworn-baseline.json --report text --report json=sworn.json ";
  const Outcome outcome = build.shell(check + "--write-baseline sworn-baseline.json");
  CAPTURE(outcome.out);
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("Gone since the baseline\n") != std::string::npos);
  CHECK(outcome.out.find("access-not-enforced: GET /items\n") != std::string::npos);
  CHECK(build.text("sworn.json").find("\"gone\": [") != std::string::npos);
  CHECK(build.text("sworn-baseline.json").find("/items") == std::string::npos);
  build.shop.is_items_open = true;
  CHECK(build.shell(check).code == 1);
}

TEST_CASE("a run that could not test writes its report and no baseline") {
  const Build build;
  const std::string check =
      "sworn check openapi.yaml --url \"$API_URL\" --fail-on never --report json=sworn.json "
      "--write-baseline sworn-baseline.json ";
  SUBCASE("since its credential opens nothing") {
    const Outcome outcome = build.shell(check + "--auth ApiKeyAuth=sk_live_wrong_and_never_issued");
    CHECK(outcome.code == 3);
    CHECK(outcome.err.find("no baseline is written: the credential ApiKeyAuth of default never "
                           "worked (sworn-baseline.json is left as it was)") != std::string::npos);
  }
  SUBCASE("since it reached a limit") {
    const Outcome outcome = build.shell(check + "--auth ApiKeyAuth=env:API_KEY --max-requests 9");
    CHECK(outcome.code == 3);
    CHECK(outcome.err.find("no baseline is written: the limit of 9 requests") != std::string::npos);
  }
  SUBCASE("since less was examined than was asked for") {
    const Outcome outcome = build.shell(check +
                                        "--auth ApiKeyAuth=env:API_KEY "
                                        "--include 'GET /profile' --min-examined 100 "
                                        "--rule response");
    CHECK(outcome.code == 3);
    CHECK(outcome.err.find("no baseline is written: ") != std::string::npos);
  }
  CHECK(build.has("sworn.json"));
  CHECK_FALSE(build.has("sworn-baseline.json"));
}

TEST_CASE("a part of a run gives no baseline, before and after it is recorded") {
  const Build build;
  const std::string check =
      "sworn check openapi.yaml --url \"$API_URL\" --auth "
      "ApiKeyAuth=env:API_KEY --fail-on never --shard 1/2 ";
  const Outcome refused = build.shell(check + "--write-baseline b.json");
  CHECK(refused.code == 2);
  CHECK(refused.out.empty());
  CHECK(refused.err.find("--write-baseline needs a whole run") != std::string::npos);
  CHECK(build.shell(check + "--record 1.har").code == 0);
  const Outcome replayed = build.shell(
      "sworn replay 1.har openapi.yaml --fail-on never --write-baseline b.json --report "
      "json=sworn.json");
  CHECK(replayed.code == 3);
  CHECK(replayed.err.find("no baseline is written: shard 1 of 2 is a part of a run") !=
        std::string::npos);
  CHECK(build.has("sworn.json"));
  CHECK_FALSE(build.has("b.json"));
}

TEST_CASE("a recording is judged with the policy of a configuration whose secrets are not there") {
  const Build build;
  const std::string config = build.folder.file("policy.yaml", R"(version: 1
url: ${NOWHERE_SET}
identities: {alice: {credentials: {ApiKeyAuth: "${NOWHERE_SET}"}}}
severity: {access-not-enforced: low}
fail_on: low
)");
  const std::string accepted = build.folder.file("accepted.yaml", R"(version: 1
suppress:
  - {rule: access-not-enforced, operation: "* /items", reason: "public since May", expires: 2999-12-31}
)");
  CHECK(build
            .shell("sworn check openapi.yaml --url \"$API_URL\" --auth ApiKeyAuth=env:API_KEY "
                   "--record run.har")
            .code == 1);
  const std::string replay = "sworn replay run.har openapi.yaml ";
  CHECK(build.shell(replay).code == 1);
  const Outcome low = build.shell(replay + "--config policy.yaml");
  CAPTURE(low.out);
  CHECK(low.code == 1);
  CHECK(low.out.find("1 low finding") != std::string::npos);
  CHECK(build.shell(replay + "--config policy.yaml --fail-on medium").code == 0);
  const Outcome quiet = build.shell(replay + "--config accepted.yaml --verbose");
  CHECK(quiet.code == 0);
  CHECK(quiet.out.find("accepted  public since May\n") != std::string::npos);
  // A baseline of the run serves its recordings, too.
  CHECK(build.shell(replay + "--fail-on never --write-baseline b.json").code == 0);
  CHECK(build.shell(replay + "--baseline b.json").code == 0);
}

TEST_CASE("a score is a gate of its own, of what is new") {
  const Build build;
  build.writes_its_baseline();
  const std::string check =
      "sworn check openapi.yaml --url \"$API_URL\" --auth ApiKeyAuth=env:API_KEY --fail-on never ";
  const Outcome low = build.shell(check + "--min-score 90");
  CHECK(low.code == 1);
  CHECK(low.err.find("is below --min-score 90") != std::string::npos);
  CHECK(build.shell(check + "--min-score 100 --baseline sworn-baseline.json").code == 0);
}

TEST_CASE("a suppression governs report and exit code, and its rule has to exist") {
  const Build build;
  const std::string check =
      "sworn check openapi.yaml --url \"$API_URL\" --auth ApiKeyAuth=env:API_KEY ";
  const auto with = [&](const std::string& entry) {
    const std::string file =
        build.folder.file("sworn.yaml", "version: 1\nsuppress:\n  - " + entry + "\n");
    return build.shell(check);
  };
  const Outcome accepted =
      with("{rule: access-not-enforced, operation: listItems, reason: public}");
  CHECK(accepted.code == 0);
  CHECK(accepted.out.find("nothing new found") != std::string::npos);
  const Outcome expired = with(
      "{rule: access-not-enforced, operation: listItems, reason: public, expires: 2024-02-29}");
  CHECK(expired.code == 1);
  CHECK(expired.out.find("expired on 2024-02-29: 1 finding") != std::string::npos);
  const Outcome unknown = with("{rule: access-not-enforcd, operation: listItems, reason: public}");
  CHECK(unknown.code == 2);
  CHECK(unknown.err.find("did you mean access-not-enforced") != std::string::npos);
}

TEST_CASE("a baseline that is broken, of later or of other making is refused with its place") {
  const Build build;
  const std::string review = "sworn review openapi.yaml --baseline b.json";
  const auto refusal = [&](const std::string& content) {
    const std::string file = build.folder.file("b.json", content);
    const Outcome outcome = build.shell(review);
    CHECK(outcome.code == 2);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(build.shell(review).code == 2);
  CHECK(build.shell(review).err.find("--write-baseline FILE writes one") != std::string::npos);
  CHECK(refusal("{\n\"sworn_baseline\": 2,\n=======\n").starts_with("sworn: b.json:3:1: "));
  CHECK(refusal("{\"sworn_baseline\": 7}").starts_with("sworn: b.json:1:20: this baseline is of"));
  CHECK(refusal(R"({"sworn_baseline": 2, "command": "check", "findings": []})")
            .find("this baseline is one of sworn check or replay") != std::string::npos);
}
