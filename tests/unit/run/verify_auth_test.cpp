// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "probe/honest.h"
#include "probe/request_builder.h"
#include "run/check.h"
#include "spec/loader.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

std::string document(const std::string& more) {
  const std::string responses =
      "responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n";
  return "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\ncomponents: {securitySchemes: "
         "{X: {type: apiKey, in: header, name: X-Key}, Y: {type: apiKey, in: header, name: "
         "Y-Key}}}\npaths:\n"
         "  /a: {get: {security: [{X: [], Y: []}], " +
         responses + "  /b: {get: {security: [{X: [], Y: []}], " + responses +
         (more.empty() ? "" : "  /c: {get: {security: [{" + more + ": []}], " + responses);
}

/// "X works at GET /a; Y refused at GET /c".
std::string verified(const std::string& yaml, const probe::Lie& lie) {
  const auto contract = spec::load_text(yaml, "openapi.yaml");
  REQUIRE(contract);
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.credentials["X"].value = "a-good-key-000001";
  alice.credentials["Y"].value = "another-key-000002";
  config.identities = {alice};
  run::CheckOptions options;
  options.url = "http://127.0.0.1:8080";
  options.seed = 7;
  options.verify_auth = true;
  const auto transport = probe::make_honest_transport(
      *contract, config, probe::base_url_of(*contract, options.url), 7, lie);
  run::Progress progress;
  const auto checked = run::check_with(*transport, false, *contract, config, options, progress, {});
  REQUIRE(checked);
  std::string text;
  for (const CredentialResult& one : checked->report.credentials) {
    const char* state = one.state == CredentialResult::State::works     ? " works at "
                        : one.state == CredentialResult::State::refused ? " refused at "
                                                                        : " not tried";
    text += (text.empty() ? "" : "; ") + one.scheme + state + one.operation;
  }
  return text;
}

}  // namespace

TEST_CASE("a credential works where the request without it is refused") {
  CHECK(verified(document(""), nullptr) == "X works at GET /a; Y works at GET /a");
  CHECK(verified(document("Y"), nullptr) == "X works at GET /a; Y works at GET /a");
}

TEST_CASE("a credential that nobody looks at does not work for what stands beside it") {
  // Only X is looked at; Y is no good.
  const probe::Lie only_x = [](const Request& request,
                               const Operation* operation,
                               const Response&) -> std::optional<Response> {
    if (operation == nullptr || operation->path == "/c") {
      return json_answer(401, "{}");
    }
    const bool is_good = header_of(request, "X-Key") == "a-good-key-000001";
    return is_good ? json_answer(200, R"({"ok": 1})") : json_answer(401, "{}");
  };
  CHECK(verified(document("Y"), only_x) == "X works at GET /a; Y refused at GET /c");
  CHECK(verified(document(""), only_x) == "X works at GET /a; Y not tried");
}

}  // namespace sworn::test
