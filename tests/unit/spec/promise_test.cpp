// SPDX-License-Identifier: Apache-2.0
#include "spec/promise.h"

#include <doctest/doctest.h>

#include <string>

#include "unit/spec/spec_fixture.h"

namespace sworn {
namespace {

struct Row {
  const char* text;
  bool is_promise;
};

}  // namespace

TEST_CASE("a session is bound to a program only where the document says so in so many words") {
  const Row rows[] = {
      {"The session is bound to the browser that began it.", true},
      {"Logs in. Tokens are tied to the User-Agent; replay elsewhere is refused.", true},
      {"Begins a session that is bound to the browser it was begun with.", true},
      {"Each cookie is pinned to the device fingerprint.", true},
      {"Login binds the session to the user\u2019s browser.", true},
      {"The session is not bound to the browser.", false},
      {"A session isn\u2019t bound to the browser.", false},
      {"A session isn''t bound to the browser.", false},
      {"Sessions cannot be bound to a browser.", false},
      {"The token doesn''t get tied to the browser.", false},
      {"Neither session nor token is tied to the browser.", false},
      {"The session cookie is tied to the browser session and goes when it is closed.", false},
      {"The cookie is tied to the lifetime of browser and tab.", false},
      {"Tokens are bound to the user, so browser clients keep them in a cookie.", false},
      {"A token is bound to one account, the browser only keeps it.", false},
      {"Sessions of the browser are bound to one account.", false},
      {"A session may be bound to the user agent.", false},
      {"Send a User-Agent with each request. A token is bound to one account.", false},
      {"The token is bound to the client.", false},
      {"", false}};
  for (const Row& row : rows) {
    CAPTURE(row.text);
    const Contract contract = spec_fixture::loaded(
        "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n"
        "  /login: {post: {description: '" +
        std::string(row.text) + "', responses: {}}}\n");
    CHECK(spec::client_binding(contract, contract.operations.front()).has_value() ==
          row.is_promise);
  }
}

TEST_CASE("the promise of a scheme or of the document holds for every login") {
  const Contract contract = spec_fixture::loaded(
      "openapi: 3.1.0\ninfo:\n  title: t\n  version: '1'\n"
      "  description: Sessions are bound to the browser.\n"
      "paths: {/login: {post: {responses: {}}}}\n");
  const auto where = spec::client_binding(contract, contract.operations.front());
  REQUIRE(where);
  CHECK(where->line == 5);
}

}  // namespace sworn
