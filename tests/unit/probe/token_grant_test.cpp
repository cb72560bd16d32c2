// SPDX-License-Identifier: Apache-2.0
#include "probe/token_grant.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "base/encoding.h"
#include "http/header.h"

namespace sworn::probe {
namespace {

Scheme scheme_with(const std::vector<std::string>& kinds) {
  Scheme scheme;
  scheme.name = "OAuth";
  scheme.kind = SchemeKind::oauth2;
  for (const std::string& kind : kinds) {
    Flow flow;
    flow.kind = kind;
    flow.token_url = kind == "implicit" ? "" : "/token/" + kind;
    flow.device_authorization_url = kind == "deviceAuthorization" ? "/device" : "";
    scheme.flows.push_back(flow);
  }
  return scheme;
}

Credential credential_with(std::map<std::string, std::string> fields) {
  Credential credential;
  credential.username = fields["username"];
  credential.password = fields["password"];
  fields.erase("username");
  fields.erase("password");
  credential.fields = std::move(fields);
  return credential;
}

std::string flow_for(const std::vector<std::string>& kinds,
                     std::map<std::string, std::string> fields) {
  const auto grant = grant_for(scheme_with(kinds), credential_with(std::move(fields)));
  return grant ? grant->flow : "none";
}

}  // namespace

TEST_CASE("the flow is run that the client's data allow") {
  const std::vector<std::string> all = {
      "clientCredentials", "password", "authorizationCode", "deviceAuthorization"};
  const std::map<std::string, std::string> client = {{"client_id", "a"}, {"client_secret", "b"}};
  auto with = [&](std::map<std::string, std::string> more) {
    more.insert(client.begin(), client.end());
    return more;
  };
  CHECK(flow_for(all, client) == "clientCredentials");
  CHECK(flow_for(all, with({{"username", "u"}, {"password", "p"}})) == "password");
  CHECK(flow_for(all, with({{"code", "c"}})) == "authorizationCode");
  CHECK(flow_for(all, with({{"refresh_token", "r"}, {"code", "c"}})) == "refresh");
  CHECK(flow_for(all, {{"client_id", "a"}}) == "deviceAuthorization");
  CHECK(flow_for({"authorizationCode"}, client) == "none");
  CHECK(flow_for({"clientCredentials"}, {{"client_id", "a"}}) == "none");
  CHECK(flow_for({"password"}, client) == "none");
  CHECK(flow_for({"implicit"}, client) == "none");
  // A user's login is not sent where the document declares the client's own flow alone.
  CHECK(flow_for({"clientCredentials"}, with({{"username", "u"}, {"password", "p"}})) == "none");
}

TEST_CASE("a token request is a form, the client in its header or in its body") {
  const Credential client = credential_with({{"client_id", "my app"}, {"client_secret", "a:b&c"}});
  const std::map<std::string, std::string> fields = {{"grant_type", "client_credentials"},
                                                     {"scope", "read write"}};
  const Request basic =
      token_request("http://h/token", fields, client, ClientAuthentication::basic);
  CHECK(basic.method == "POST");
  CHECK(basic.body == "grant_type=client_credentials&scope=read%20write");
  CHECK(http::find_header(basic.headers, "Content-Type") == "application/x-www-form-urlencoded");
  // RFC 6749 §2.3.1: both are form-encoded before they are joined.
  CHECK(http::find_header(basic.headers, "Authorization") ==
        "Basic " + base::to_base64("my%20app:a%3Ab%26c"));
  const Request post = token_request("http://h/token", fields, client, ClientAuthentication::post);
  CHECK(post.body ==
        "client_id=my%20app&client_secret=a%3Ab%26c&grant_type=client_credentials&"
        "scope=read%20write");
  CHECK_FALSE(http::find_header(post.headers, "Authorization"));
  const Request open = token_request("http://h/token",
                                     fields,
                                     credential_with({{"client_id", "tv"}}),
                                     ClientAuthentication::basic);
  CHECK(open.body.starts_with("client_id=tv&"));
  CHECK_FALSE(http::find_header(open.headers, "Authorization"));
}

TEST_CASE("a code is exchanged with its verifier and redirect URI") {
  const auto grant = grant_for(scheme_with({"authorizationCode"}),
                               credential_with({{"client_id", "a"},
                                                {"code", "c"},
                                                {"code_verifier", "v"},
                                                {"redirect_uri", "https://app.example/back"}}));
  REQUIRE(grant);
  CHECK(grant->fields ==
        std::map<std::string, std::string>{{"grant_type", "authorization_code"},
                                           {"code", "c"},
                                           {"code_verifier", "v"},
                                           {"redirect_uri", "https://app.example/back"}});
}

}  // namespace sworn::probe
