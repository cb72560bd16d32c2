// SPDX-License-Identifier: Apache-2.0
#include "diff/overlay.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "diff/overlay_session.h"
#include "report/overlay.h"
#include "spec/files.h"
#include "spec/overlay.h"
#include "unit/diff/courtroom.h"
#include "unit/diff/session/login_story.h"

namespace {

using namespace sworn;
using namespace sworn::test;

/// "target update" of every action, a line each; a removal has no update.
std::string actions(const Report& report) {
  std::string lines;
  for (const OverlayAction& action : report.overlay) {
    CHECK_FALSE(action.description.empty());
    lines += action.target + " " + action.update + "\n";
  }
  return lines;
}

const std::string open_path =
    "  /catalog: {get: {security: [], responses: {\"200\": {description: x}}}}\n";
const std::string closed_path = "  /items: {get: {responses: {\"200\": {description: x}}}}\n";

/// What is asked of an operation that the document calls open and that wants a key.
constexpr std::string_view wants_key = R"(
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"})";

/// The document with the overlay of its report applied, before the same answers.
Courtroom corrected(const Courtroom& before) {
  const auto overlay = spec::read_overlay(report::overlay(before.report()), "o.yaml");
  REQUIRE(overlay.has_value());
  const auto overlaid =
      spec::apply_overlay(*overlay, before.contract.files->text(), before.contract.files->entry());
  REQUIRE(overlaid.has_value());
  CHECK_FALSE(overlaid->is_rewritten);
  CHECK(overlaid->remarks.empty());
  Courtroom after(overlaid->text);
  after.transcript = before.transcript;
  return after;
}

/// What is found once the document is corrected.
std::string left_in(const Courtroom& court) {
  return base::join(findings(corrected(court).report()), ", ");
}

/// Both rounds of questions about GET /items or another operation.
Courtroom& ask_twice(Courtroom& court, std::string_view lines, const char* key = "GET /items") {
  return court.asked(key, lines).asked(key, lines, 2);
}

std::string guarded_path(const std::string& path,
                         const std::string& security = "[{ApiKeyAuth: []}]") {
  return "  " + path + ": {get: {security: " + security +
         ", responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n";
}

void without_cookie_scheme(std::string& document) {
  const std::string cookie = "    SessionCookie: {type: apiKey, in: cookie, name: sid}\n";
  document.erase(document.find(cookie), cookie.size());
}

/// alice's key opens it, and nothing else does.
void closed_to_others(Courtroom& court, const char* key) {
  court.asked(key, R"(
alice+ApiKeyAuth | 200 {"user": "alice", "at": 1}
- | 401 {"error": 1}
alice?ApiKeyAuth | 401 {"error": 1}
- | 401 {"error": 1}
alice+ApiKeyAuth | 200 {"user": "alice", "at": 3})");
}

}  // namespace

TEST_CASE("a credential that is needed is required, and how the rest is refused is declared") {
  Courtroom court(document_with(open_path));
  ask_twice(court, wants_key, "GET /catalog");
  const Report report = court.report();
  CHECK(actions(report) == R"($.paths['/catalog'].get.security {"ApiKeyAuth":[]}
$.paths['/catalog'].get {"responses":{"401":{"description":"A valid credential is missing.","content":{"application/json":{}}}}}
)");
  const Finding* const need = finding(report, "access-undeclared-requirement", "GET /catalog");
  REQUIRE(need != nullptr);
  for (const OverlayAction& action : report.overlay) {
    CHECK(action.fingerprints == std::vector{need->fingerprint});
  }
  CHECK(left_in(court).find("access-undeclared-requirement") == std::string::npos);
  CHECK(left_in(court).find("access-refusal-undeclared") == std::string::npos);
}

TEST_CASE("what was seen in one round only is likely, and changes no document") {
  Courtroom court(document_with(open_path));
  court.asked("GET /catalog", wants_key);
  REQUIRE(finding(court.report(), "access-undeclared-requirement", "GET /catalog") != nullptr);
  CHECK(actions(court.report()).empty());
}

TEST_CASE("what is suppressed changes no document") {
  Courtroom court(document_with(open_path));
  ask_twice(court, wants_key, "GET /catalog");
  SuppressConfig accepted;
  accepted.rule = "access-undeclared-requirement";
  accepted.operation = "GET /catalog";
  court.transcript.settings.suppress.push_back(accepted);
  CHECK(actions(court.report()).empty());
}

TEST_CASE("an open door is never documented") {
  Courtroom court(document_with(closed_path + neighbour_path));
  court.works_elsewhere();
  ask_twice(court, open);
  REQUIRE(finding(court.report(), "access-not-enforced", "GET /items") != nullptr);
  CHECK(actions(court.report()).empty());
}

TEST_CASE("a health check that is open says so, whatever the root requires") {
  Courtroom court(document_with("  /health: {get: {responses: {\"200\": {description: x}}}}\n" +
                                neighbour_path));
  court.works_elsewhere();
  ask_twice(court, open, "GET /health");
  CHECK(actions(court.report()) == "$.paths['/health'].get {\"security\":[]}\n");
  CHECK(left_in(court).empty());
}

TEST_CASE("a login's own requirement is taken out before another one is put in") {
  Courtroom court(document_with(
      "  /login: {post: {security: [{ApiKeyAuth: []}], requestBody: {content: "
      "{application/json: {schema: {type: object, properties: {username: {type: string}, "
      "password: {type: string}}}}}}, responses: {\"200\": {description: x}}}}\n" +
      neighbour_path));
  court.works_elsewhere();
  ask_twice(court, open, "POST /login");
  CHECK(actions(court.report()) ==
        "$.paths['/login'].post.security \n$.paths['/login'].post {\"security\":[]}\n");
  CHECK(left_in(court).find("access-security-overdeclared") == std::string::npos);
}

TEST_CASE("a refusal is declared with its media type and challenge") {
  Courtroom court(document_with(closed_path));
  ask_twice(court, R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 [WWW-Authenticate: Bearer; Content-Type: application/problem+json] {"e": 1}
- | 401 [WWW-Authenticate: Bearer; Content-Type: application/problem+json] {"e": 1}
alice+ApiKeyAuth | 200 {"id": 1})");
  CHECK(
      actions(court.report()) ==
      R"($.paths['/items'].get {"responses":{"401":{"description":"A valid credential is missing.","headers":{"WWW-Authenticate":{"schema":{"type":"string"}}},"content":{"application/problem+json":{}}}}}
)");
  CHECK(left_in(court).empty());
}

TEST_CASE("a refusal that fails or says success is the server's to mend") {
  for (const std::string answer : {"500 {\"e\": 1}", "200 {\"e\": 1}"}) {
    CAPTURE(answer);
    Courtroom court(document_with(closed_path));
    ask_twice(court,
              "alice+ApiKeyAuth | 201 {\"id\": 1}\n- | " + answer + "\n- | " + answer +
                  "\nalice+ApiKeyAuth | 201 {\"id\": 1}");
    const std::string said = actions(court.report());
    CHECK(said.find("\"" + answer.substr(0, 3) + "\"") == std::string::npos);
  }
}

TEST_CASE("another scheme that opens it becomes an alternative beside the declared ones") {
  const std::string lines = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice+SessionCookie | 200 {"id": 1}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";
  const std::string responses = "responses: {\"200\": {description: x}, \"401\": {description: x}}";
  Courtroom inherited(document_with("  /items: {get: {" + responses + "}}\n"));
  Courtroom own(
      document_with("  /items: {get: {security: [{ApiKeyAuth: []}], " + responses + "}}\n"));
  CHECK(actions(ask_twice(inherited, lines).report()) ==
        "$.paths['/items'].get {\"security\":[{\"ApiKeyAuth\":[]},{\"SessionCookie\":[]}]}\n");
  CHECK(actions(ask_twice(own, lines).report()) ==
        "$.paths['/items'].get.security {\"SessionCookie\":[]}\n");
  for (const Courtroom* court : {&inherited, &own}) {
    CHECK(left_in(*court).find("access-undeclared-scheme") == std::string::npos);
  }
}

TEST_CASE("schemes that look alike on the wire are not guessed between") {
  Courtroom court(document_with(
      "  /items: {get: {responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n"));
  ask_twice(court, R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 {"error": "x"}
alice+Bearer | 200 {"id": 1}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})");
  REQUIRE(finding(court.report(), "access-undeclared-scheme", "GET /items") != nullptr);
  CHECK(actions(court.report()).empty());
}

TEST_CASE("a session cookie that a login hands out and that opens an operation is declared") {
  const auto court_of = [](const std::string& security) {
    std::string text = document_with(
        "  /login: {post: {responses: {\"200\": {description: x}, \"401\": {description: "
        "x}}}}\n" +
        guarded_path("/me", security));
    without_cookie_scheme(text);
    Courtroom court(text);
    closed_to_others(court, "GET /me");
    return court;
  };
  Courtroom court = court_of("[{ApiKeyAuth: []}]");
  handed_out(court);
  CHECK(
      actions(court.report()) ==
      R"($ {"components":{"securitySchemes":{"SessionCookie":{"type":"apiKey","in":"cookie","name":"sid"}}}}
$.paths['/me'].get.security {"SessionCookie":[]}
)");
  CHECK(actions(corrected(court).report()).empty());

  Courtroom stable = court_of("[{ApiKeyAuth: []}]");
  handed_out(stable,
             {.second = "200 [Set-Cookie: sid={s1}] {}", .third = "200 [Set-Cookie: sid={s1}] {}"});
  REQUIRE(finding(stable.report(), "session-id-stable", login) != nullptr);
  CHECK(actions(stable.report()).empty());
}

TEST_CASE("two logins with cookies of their own are two schemes, each promised where it opens") {
  std::string text = document_with(
      "  /login: {post: {responses: {\"200\": {description: x}}}}\n  /admin/login: {post: "
      "{responses: {\"200\": {description: x}}}}\n" +
      guarded_path("/me") + guarded_path("/admin/me"));
  without_cookie_scheme(text);
  Courtroom court(text);
  closed_to_others(court, "GET /me");
  closed_to_others(court, "GET /admin/me");
  handed_out(court);
  const std::string told = "{\"ok\": true}";
  court.told("handout",
             "POST /admin/login",
             "first | asks the login with nothing | = | - | 401 {\"error\": 1}\nfirst | asks the "
             "login with a never-issued credential | = | alice?ApiKeyAuth | 401 {\"error\": "
             "1}\nfirst | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: aid={a1}] " +
                 told + "\nsecond | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: aid={a2}] " +
                 told +
                 "\nfirst | asks GET /admin/me with cookie aid as it goes | GET /admin/me | "
                 "alice+cookie aid={a1} < cookie aid | 200 {\"user\": \"alice\", \"at\": "
                 "4}\nfirst | asks GET /admin/me with an invented value of cookie aid | GET "
                 "/admin/me | alice~cookie aid={i2} < cookie aid | 401 {\"error\": 1}\nfirst | "
                 "asks GET /admin/me with nothing | GET /admin/me | - | 401 {\"error\": 1}\nwait "
                 "2100\nthird | logs in | = | alice+ApiKeyAuth | 200 [Set-Cookie: aid={a3}] " +
                 told);
  CHECK(
      actions(court.report()) ==
      R"($ {"components":{"securitySchemes":{"SessionCookie":{"type":"apiKey","in":"cookie","name":"aid"}}}}
$ {"components":{"securitySchemes":{"SessionCookie2":{"type":"apiKey","in":"cookie","name":"sid"}}}}
$.paths['/admin/me'].get.security {"SessionCookie":[]}
$.paths['/me'].get.security {"SessionCookie2":[]}
)");
}

TEST_CASE("of two cookie schemes that look alike on the wire none is promised") {
  std::string text = document_with("  /login: {post: {responses: {\"200\": {description: x}}}}\n" +
                                   guarded_path("/me"));
  const std::string twin = "    Twin: {type: apiKey, in: cookie, name: sid}\n";
  const std::string cookie = "    SessionCookie: {type: apiKey, in: cookie, name: sid}\n";
  text.insert(text.find(cookie), twin);
  Courtroom court(text);
  closed_to_others(court, "GET /me");
  handed_out(court);
  CHECK(actions(court.report()).empty());
}

TEST_CASE("a session of which anything is wrong, wherever it showed, is promised nowhere") {
  std::string text = document_with("  /login: {post: {responses: {\"200\": {description: x}}}}\n" +
                                   guarded_path("/me") + guarded_path("/other"));
  without_cookie_scheme(text);
  Courtroom court(text);
  closed_to_others(court, "GET /me");
  handed_out(court);
  const evidence::Facts facts(court.contract, court.transcript.exchanges);
  const auto is_promised = [&](const char* rule,
                               const char* path,
                               const char* scheme,
                               Severity severity = Severity::medium) {
    Finding one;
    one.rule = rule;
    one.method = "GET";
    one.path = path;
    one.scheme = scheme;
    one.severity = severity;
    return !diff::session_amendments(court.contract, facts, {one}).empty();
  };
  CHECK_FALSE(is_promised("session-outlives-logout", "/other", "cookie sid"));
  CHECK_FALSE(is_promised("token-signature-ignored", "/me", "cookie sid"));
  CHECK_FALSE(is_promised("token-signature-ignored", "/other", "cookie sid"));
  CHECK_FALSE(is_promised("access-not-enforced", "/me", "ApiKeyAuth"));
  CHECK(is_promised("session-outlives-logout", "/other", "cookie aid"));
  CHECK(is_promised("session-outlives-logout", "/other", "cookie sid", Severity::low));
  CHECK(is_promised("access-not-enforced", "/other", "ApiKeyAuth"));
  CHECK(is_promised("session-cookie-attributes", "/other", "cookie sid"));
}

TEST_CASE("an operation that is left out twice is one operation") {
  const Courtroom court("swagger: '2.0'\ninfo: {title: t, version: '1'}\npaths:\n" + closed_path);
  diff::Amended one;
  one.operation = court.contract.operation("GET /items");
  Scheme cookie;
  cookie.kind = SchemeKind::api_key;
  cookie.place = Place::cookie;
  one.amendment.schemes = {cookie};
  std::vector<std::string> left_out;
  CHECK(diff::overlay_of(court.contract, court.transcript, {one, one}, left_out).empty());
  CHECK(left_out == std::vector<std::string>{"the overlay leaves out 1 operation: of a scheme that "
                                             "this version of OpenAPI cannot declare"});
}

TEST_CASE("429 is declared wherever it was answered, once, with its Retry-After") {
  Courtroom court(document_with(closed_path));
  court.asked("GET /items", R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 429 [Retry-After: 3]
- | 429 [Retry-After: 4])");
  CHECK(
      actions(court.report()) ==
      R"($.paths['/items'].get {"responses":{"429":{"description":"Too many requests.","headers":{"Retry-After":{"schema":{"type":"string"}}}}}}
)");
}

TEST_CASE("in Swagger 2.0 a response has no content and its headers are typed themselves") {
  Courtroom court(
      "swagger: '2.0'\ninfo: {title: t, version: '1'}\nsecurity: [{ApiKeyAuth: []}]\n"
      "securityDefinitions: {ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}}\n"
      "paths:\n" +
      closed_path);
  ask_twice(court, R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 401 [WWW-Authenticate: Bearer] {"e": 1}
- | 401 [WWW-Authenticate: Bearer] {"e": 1}
alice+ApiKeyAuth | 200 {"id": 1})");
  CHECK(
      actions(court.report()) ==
      R"($.paths['/items'].get {"responses":{"401":{"description":"A valid credential is missing.","headers":{"WWW-Authenticate":{"type":"string"}}}}}
)");
  CHECK(left_in(court).empty());
}

TEST_CASE("an operation that is not there for one path alone is left out, and that is said") {
  const auto left_out = [](const std::string& paths, const std::string& components) {
    std::string text = document_with(paths);
    text.replace(text.find("3.0.3"), 5, "3.1.0");
    text.replace(text.find("components:\n"), 12, "components:\n" + components);
    Courtroom court(text);
    ask_twice(court, wants_key, "GET /a");
    const Report report = court.report();
    REQUIRE(finding(report, "access-undeclared-requirement", "GET /a") != nullptr);
    CHECK(actions(report).empty());
    return report.coverage.back();
  };
  const std::string get = "{get: {security: [], responses: {\"200\": {description: x}}}}\n";
  CHECK(left_out("  /a: {$ref: '#/components/pathItems/P'}\n", "  pathItems:\n    P: " + get) ==
        "the overlay leaves out 1 operation: not in the document itself but behind a reference");
  CHECK(left_out("  /a: &p " + get + "  /b: *p\n", "") ==
        "the overlay leaves out 1 operation: at one place in the document for several paths");
}
