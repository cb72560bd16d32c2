// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "probe/honest.h"
#include "probe/request_builder.h"
#include "run/check.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

const std::string password = "correct-horse-battery";

using Names = std::vector<std::string>;

const std::string document = R"(
openapi: 3.0.3
info: {title: t, version: "1"}
paths:
  /plain: {get: {security: [{Plain: []}], responses: {"200": {description: x, content: {application/json: {schema: {type: object}}}}, "401": {description: x}}}}
  /hashed: {get: {security: [{Hashed: []}], responses: {"200": {description: x, content: {application/json: {schema: {type: object}}}}, "401": {description: x}}}}
components:
  securitySchemes:
    Plain: {type: http, scheme: basic}
    Hashed: {type: http, scheme: digest}
)";

Report report_of(const probe::Lie& lie, int invalid_logins = 3) {
  const auto contract = spec::load_text(document, "openapi.yaml");
  REQUIRE(contract);
  Config config;
  Identity alice;
  alice.name = "someone";
  for (const char* scheme : {"Plain", "Hashed"}) {
    alice.credentials[scheme].username = "alice";
    alice.credentials[scheme].password = password;
  }
  config.identities = {alice};
  config.limits.invalid_logins = invalid_logins;
  run::CheckOptions options;
  options.url = "http://127.0.0.1:8080";
  options.seed = 7;
  const auto transport = probe::make_honest_transport(
      *contract, config, probe::base_url_of(*contract, options.url), 7, lie);
  run::Progress progress;
  const auto checked = run::check_with(*transport, false, *contract, config, options, progress, {});
  REQUIRE(checked);
  return checked->report;
}

bool is_digest(const Request& request) {
  return header_of(request, "Authorization").starts_with("Digest ");
}

/// "alice:PASSWORD", or "" of anybody else.
std::string plain_login(const Request& request) {
  const std::string field = header_of(request, "Authorization");
  const auto pair = field.starts_with("Basic ") ? base::from_base64(field.substr(6)) : std::nullopt;
  return pair && pair->starts_with("alice:") ? *pair : "";
}

bool names_alice(const Request& request) {
  const std::string field = header_of(request, "Authorization");
  return !plain_login(request).empty() ||
         (is_digest(request) && field.find("username=\"alice\"") != std::string::npos);
}

bool has_wrong_password(const Request& request, const Response& honest) {
  return is_digest(request) ? honest.status == 401 : plain_login(request) != "alice:" + password;
}

const auto whoever_names_alice = [](const Request& refused, const Request& good) {
  return names_alice(refused) && is_digest(refused) == is_digest(good);
};

}  // namespace

TEST_CASE("a password that nobody looks at is found, of Basic and of Digest") {
  for (const std::string operation : {"GET /plain", "GET /hashed"}) {
    CAPTURE(operation);
    const Report report = report_of(letting_in(operation, whoever_names_alice));
    CHECK_MESSAGE(findings(report) == Names{"access-lax-credential of " + operation}, told(report));
    const Finding* one = finding(report, "access-lax-credential", operation);
    REQUIRE(one != nullptr);
    CHECK(one->severity == Severity::critical);
    CHECK(one->confidence == Confidence::confirmed);
    CHECK(one->observed.find("another password") != std::string::npos);
  }
}

TEST_CASE("an account is told few wrong passwords in a whole run, and a good one behind each") {
  for (const int most : {0, 1, 3}) {
    CAPTURE(most);
    std::mutex mutex;
    int wrong = 0;
    int in_a_row = 0;
    int most_in_a_row = 0;
    const Report report = report_of(
        [&](const Request& request,
            const Operation*,
            const Response& honest) -> std::optional<Response> {
          const std::lock_guard lock(mutex);
          if (names_alice(request)) {
            const bool is_wrong = has_wrong_password(request, honest);
            wrong += is_wrong ? 1 : 0;
            in_a_row = is_wrong ? in_a_row + 1 : 0;
            most_in_a_row = std::max(most_in_a_row, in_a_row);
          }
          return std::nullopt;
        },
        most);
    CHECK(wrong == most);
    CHECK(most_in_a_row <= 1);
    CHECK_MESSAGE(findings(report).empty(), told(report));
    const auto left_out = std::ranges::count_if(report.inconclusive, [](const Inconclusive& one) {
      return one.rule == "access-lax-credential";
    });
    CHECK(left_out > 0);
  }
}

TEST_CASE("an account that is locked on the way is left alone") {
  // Whatever is asked of alice after the first wrong password is refused.
  std::mutex mutex;
  int wrong = 0;
  const Report report = report_of([&](const Request& request,
                                      const Operation*,
                                      const Response& honest) -> std::optional<Response> {
    const std::lock_guard lock(mutex);
    if (!names_alice(request) || request.url.find("/plain") == std::string::npos) {
      return std::nullopt;
    }
    const bool is_locked = wrong > 0;
    wrong += has_wrong_password(request, honest) ? 1 : 0;
    return is_locked ? std::optional(json_answer(401, "{}")) : std::nullopt;
  });
  CHECK(wrong == 1);
  CHECK_MESSAGE(findings(report).empty(), told(report));
}

}  // namespace sworn::test
