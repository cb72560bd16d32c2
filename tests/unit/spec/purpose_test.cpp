// SPDX-License-Identifier: Apache-2.0
#include "spec/purpose.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "spec/loader.h"

using namespace sworn;
using spec::Effect;
using spec::Purpose;

namespace {

Operation operation(std::string method, std::string path, std::string id = "") {
  Operation made;
  made.method = std::move(method);
  made.path = std::move(path);
  made.operation_id = std::move(id);
  return made;
}

struct PurposeRow {
  const char* method;
  const char* path;
  const char* id;
  Purpose purpose;
};

struct EffectRow {
  const char* method;
  const char* path;
  const char* id;
  Effect effect;
};

}  // namespace

TEST_CASE("a session operation is told from its path and operationId, in every common wording") {
  const std::vector<PurposeRow> rows{
      {"POST", "/login", "", Purpose::login},
      {"GET", "/login", "login", Purpose::login},
      {"GET", "/authn/{account}/login", "getAPIKey", Purpose::login},
      {"GET", "/user/login", "loginUser", Purpose::login},
      {"POST", "/auth/login", "authLogin", Purpose::login},
      {"POST", "/users/v1/login", "api_views.users.login_user", Purpose::login},
      {"POST", "/login-with-api-key", "loginWithApiKey", Purpose::login},
      {"POST", "/sign-in", "", Purpose::login},
      {"POST", "/log_in.json", "", Purpose::login},
      {"POST", "/activate", "loginActivate", Purpose::login},
      {"POST", "/exchange", "exchangeKey", Purpose::login},
      {"POST", "/session", "openSession", Purpose::login},
      {"POST", "/api/v1/sessions", "", Purpose::login},
      {"POST", "/token", "issueToken", Purpose::login},
      {"POST", "/oauth/token", "get_oauth_token", Purpose::login},
      {"POST", "/oauth/access_token", "exchange_auth_code", Purpose::login},
      {"POST", "/realms/{realm}/protocol/openid-connect/token", "", Purpose::login},
      {"POST", "/auth", "", Purpose::login},
      {"POST", "/api/user/token-auth", "token_auth", Purpose::login},
      {"POST", "/authn/{account}/{login}/authenticate", "getAccessToken", Purpose::login},
      {"POST", "/logout", "logout", Purpose::logout},
      {"GET", "/user/logout", "logoutUser", Purpose::logout},
      {"POST", "/logout/everyone", "logoutEveryoneHandler", Purpose::logout},
      {"POST", "/servers/{serverid}/sessions/logout", "logout", Purpose::logout},
      {"DELETE", "/session", "logout", Purpose::logout},
      {"DELETE", "/sessions", "", Purpose::logout},
      {"DELETE", "/sessions/current", "", Purpose::logout},
      {"POST", "/oauth/revoke", "", Purpose::logout},
      {"POST", "/auth/refresh", "auth_token_refresh", Purpose::refresh},
      {"POST", "/token/refresh", "", Purpose::refresh},
      {"POST", "/api/user/token-refresh", "token_refresh", Purpose::refresh},
      {"POST", "/refresh", "", Purpose::refresh},
      {"POST", "/step-up", "", Purpose::step_up},
      {"POST", "/auth/sudo", "", Purpose::step_up},
      {"POST", "/session/elevate", "", Purpose::step_up},
      {"POST", "/mfa/verify", "", Purpose::step_up},
      {"POST", "/x", "reauthenticate", Purpose::step_up},
      {"DELETE", "/account", "", Purpose::revocation},
      {"DELETE", "/me", "", Purpose::revocation},
      {"DELETE", "/account/key", "revokeKey", Purpose::revocation},
      {"DELETE", "/api-keys/current", "", Purpose::revocation},
      {"POST", "/keys/revoke", "", Purpose::revocation},
      {"POST", "/api-key/rotate", "", Purpose::revocation},
      {"POST", "/change-password", "", Purpose::revocation},
      {"POST", "/register", "", Purpose::registration},
      {"POST", "/users/v1/register", "api_views.users.register_user", Purpose::registration},
      {"POST", "/auth/sign-up", "", Purpose::registration}};
  for (const PurposeRow& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    CAPTURE(row.id);
    CHECK(static_cast<int>(spec::purpose_of(operation(row.method, row.path, row.id))) ==
          static_cast<int>(row.purpose));
  }
}

TEST_CASE("what only sounds like a session operation has no purpose") {
  const std::vector<PurposeRow> rows{
      {"GET", "/tokens", "", Purpose::none},
      {"GET", "/step-up", "", Purpose::none},
      {"POST", "/email/verify", "", Purpose::none},
      {"POST", "/walls/elevation-profile", "", Purpose::none},
      {"DELETE", "/keys/{id}", "", Purpose::none},
      {"DELETE", "/accounts/{id}", "", Purpose::none},
      {"POST", "/cars/rotate", "", Purpose::none},
      {"POST", "/forgot-password", "", Purpose::none},
      {"GET", "/sessions", "", Purpose::none},
      {"GET", "/sessions/{sessionId}", "get-sessions-sessionId", Purpose::none},
      {"POST", "/tokens/{id}", "", Purpose::none},
      {"GET", "/auth/me", "", Purpose::none},
      {"POST", "/users/{id}/login-history", "", Purpose::none},
      {"GET", "/loginEvents", "", Purpose::none},
      {"POST", "/revoke-other-sessions", "", Purpose::none},
      {"GET", "/api/auth-provider/login-options", "Auth_listLoginOptions", Purpose::none},
      {"POST", "/v1/account/login_links", "PostAccountLoginLinks", Purpose::none},
      {"POST", "/v1/checkout/sessions", "PostCheckoutSessions", Purpose::none},
      {"POST", "/applePay/sessions", "post-applePay-sessions", Purpose::none},
      {"POST",
       "/servers/{serverid}/users/{userid}/provokelogin",
       "provokeLoginOnUser",
       Purpose::none},
      {"POST", "/applications/{client_id}/token", "apps/check-token", Purpose::none},
      {"POST",
       "/orgs/{org}/actions/runners/registration-token",
       "actions/create-registration-token-for-org",
       Purpose::none},
      {"GET", "/user", "users/get-authenticated", Purpose::none},
      {"POST", "/user_avatar/{username}/refresh_gravatar.json", "refreshGravatar", Purpose::none},
      {"PATCH", "/sources/{id}/refresh", "refreshSource", Purpose::none},
      {"POST",
       "/#X-Amz-Target=AWSGlue.RegisterSchemaVersion",
       "RegisterSchemaVersion",
       Purpose::none},
      {"POST", "/oauth2/register", "registerOAuth2Client", Purpose::none},
      {"POST", "/devices/register", "", Purpose::none},
      {"POST", "/users", "createUser", Purpose::none},
      {"DELETE", "/sessions/{id}", "", Purpose::none},
      {"DELETE", "/applications/{client_id}/token", "apps/delete-token", Purpose::none},
      {"POST", "/admin/users/{id}/log_out.json", "logOutUser", Purpose::none},
      {"GET", "/token", "", Purpose::none},
      {"GET", "/v1/exchange_rates", "GetExchangeRates", Purpose::none},
      {"GET", "/", "", Purpose::none}};
  for (const PurposeRow& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    CAPTURE(row.id);
    CHECK(static_cast<int>(spec::purpose_of(operation(row.method, row.path, row.id))) ==
          static_cast<int>(row.purpose));
  }
}

TEST_CASE("a safe method reads unless its name begins with a verb of change") {
  const std::vector<EffectRow> rows{
      {"GET", "/items", "listItems", Effect::read},
      {"HEAD", "/items", "", Effect::read},
      {"QUERY", "/items", "", Effect::read},
      {"GET", "/settings", "getSettings", Effect::read},
      {"GET", "/address", "", Effect::read},
      {"GET", "/sender", "", Effect::read},
      {"GET", "/started", "", Effect::read},
      {"GET", "/runs", "", Effect::read},
      {"GET", "/starts", "", Effect::read},
      {"GET", "/run/{id}", "", Effect::read},
      {"GET", "/update-history", "", Effect::read},
      {"GET", "/add-ons", "", Effect::read},
      {"GET", "/archive", "getArchive", Effect::read},
      {"GET", "/updates/update", "getUpdate", Effect::read},
      {"GET", "/login", "login", Effect::read},
      {"GET", "/health", "invokeUsingGET", Effect::read},
      {"GET", "/#Action=PutMetricData", "GET_PutMetricData", Effect::wide},
      {"GET", "/items/{id}/delete", "deleteItemLegacy", Effect::wide},
      {"GET", "/items/{id}/delete", "getItemsIdDelete", Effect::wide},
      {"GET", "/items/delete/{id}", "", Effect::wide},
      {"GET", "/cache/purge", "", Effect::wide},
      {"GET", "/jobs/{id}/run", "", Effect::wide},
      {"GET", "/ping", "resetCounters", Effect::wide},
      {"GET", "/user/logout", "", Effect::wide},
      {"GET", "/sign-out", "", Effect::wide},
      {"GET", "/createdb", "", Effect::wide},
      {"GET", "/setup", "api_views.main.populate_db", Effect::wide},
      {"GET", "/editable", "", Effect::read},
      {"GET", "/timetable", "", Effect::read}};
  for (const EffectRow& row : rows) {
    CAPTURE(row.path);
    CAPTURE(row.id);
    CHECK(static_cast<int>(spec::effect_of(operation(row.method, row.path, row.id), {})) ==
          static_cast<int>(row.effect));
  }
}

TEST_CASE("an unsafe method touches its own object or is wide") {
  const std::vector<EffectRow> rows{{"POST", "/items", "createItem", Effect::own},
                                    {"POST", "/items/{id}/comments", "addComment", Effect::own},
                                    {"POST", "/runs", "", Effect::own},
                                    {"PUT", "/items/{id}", "", Effect::own},
                                    {"PATCH", "/items/{id}", "updateItem", Effect::own},
                                    {"DELETE", "/items/{id}", "", Effect::own},
                                    {"DELETE", "/items", "", Effect::wide},
                                    {"PUT", "/settings", "", Effect::wide},
                                    {"POST", "/items/{id}", "", Effect::wide},
                                    {"POST", "/mails/send", "", Effect::wide},
                                    {"POST", "/orders", "cancelOrders", Effect::wide},
                                    {"POST", "/jobs/run", "", Effect::wide}};
  for (const EffectRow& row : rows) {
    CAPTURE(row.method);
    CAPTURE(row.path);
    CHECK(static_cast<int>(spec::effect_of(operation(row.method, row.path, row.id), {})) ==
          static_cast<int>(row.effect));
  }
  CHECK(spec::effect_of(operation("POST", "/search", "searchOrders"), {"POST /search"}) ==
        Effect::read);
}

TEST_CASE("a pattern names an operation by method, path, tag or operationId and no other") {
  Operation get = operation("GET", "/legacy/items/{id}", "getLegacyItem");
  get.tags = {"old things"};
  for (const char* pattern : {"GET /legacy/*",
                              "* /legacy/*",
                              "/legacy/items/{id}",
                              "get /legacy/items/{itemId}",
                              "getLegacyItem",
                              "old things",
                              "getLegacy*"}) {
    CAPTURE(pattern);
    CHECK(spec::is_named_by(get, pattern));
  }
  for (const char* pattern :
       {"POST /legacy/*", "/legacy", "/legacy/items/*/x", "getLegacy", "old", "", "GET"}) {
    CAPTURE(pattern);
    CHECK_FALSE(spec::is_named_by(get, pattern));
  }
}

TEST_CASE("only health, version and documentation are service endpoints") {
  for (const char* path : {"/health",
                           "/healthz",
                           "/api/v1/health",
                           "/readyz",
                           "/ping",
                           "/version",
                           "/status",
                           "/openapi.json",
                           "/docs",
                           "/health/live",
                           "/actuator/health",
                           "/swagger.json",
                           "/api-docs"}) {
    CAPTURE(path);
    CHECK(spec::is_service_endpoint(operation("GET", path)));
  }
  for (const char* path :
       {"/metrics", "/orders/status", "/orders/{id}/status", "/users", "/", "/healthcare"}) {
    CAPTURE(path);
    CHECK_FALSE(spec::is_service_endpoint(operation("GET", path)));
  }
  CHECK_FALSE(spec::is_service_endpoint(operation("POST", "/version")));
}

TEST_CASE("a field that hands out a session is told from tokens that open nothing") {
  for (const char* name : {"token",
                           "access_token",
                           "accessToken",
                           "session_token",
                           "sessionId",
                           "session_id",
                           "jwt",
                           "sid",
                           "id_token",
                           "authToken",
                           "connect.sid",
                           "X-Session-Token"}) {
    CAPTURE(name);
    CHECK(spec::is_token_name(name));
  }
  for (const char* name : {"token_type",
                           "refresh_token",
                           "csrfToken",
                           "next_page_token",
                           "expires_in",
                           "id",
                           "tokens",
                           "status"}) {
    CAPTURE(name);
    CHECK_FALSE(spec::is_token_name(name));
  }
}

TEST_CASE("a login takes fields from its body only when that has a password") {
  auto contract = spec::load(SWORN_SOURCE_DIR "/specs/demo.yaml");
  REQUIRE(contract);
  CHECK(spec::takes_login_fields(*contract->operation("POST /auth/login"), *contract));
  CHECK(spec::takes_login_fields(*contract->operation("GET /account"), *contract));
  CHECK_FALSE(spec::takes_login_fields(*contract->operation("POST /login"), *contract));
  CHECK_FALSE(spec::takes_login_fields(*contract->operation("POST /query"), *contract));
  auto swagger = spec::load(SWORN_SOURCE_DIR "/specs/fiber.yaml");
  REQUIRE(swagger);
  CHECK(spec::takes_login_fields(*swagger->operation("POST /login"), *swagger));
}
