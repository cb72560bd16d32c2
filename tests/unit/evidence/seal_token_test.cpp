// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "evidence/seal.h"
#include "unit/evidence/seal_fixture.h"

namespace sworn::evidence::seal_test {

TEST_CASE("a token is replaced in a body that is cut or no JSON") {
  for (const std::string& body : {"{\"access_token\":\"" + token + "\",\"rest\":[1,2",
                                  "{\"access_token\":\"" + token,
                                  "access_token=" + token + "&scope=read",
                                  "<input name=\"session\" value=\"" + token + "\">",
                                  "token: " + token + "\n",
                                  "send Authorization: Bearer " + token}) {
    CAPTURE(body);
    Exchange e = with_response({}, body);
    e.response->is_cut = true;
    CHECK_FALSE(stands_in(token, seal({e}, Vault())));
  }
}

TEST_CASE("what follows the fortieth token of an answer is replaced as well") {
  std::string body = "[";
  for (int i = 0; i < 90; ++i) body += "{\"token\":\"" + token + std::to_string(100 + i) + "\"},";
  CHECK_FALSE(stands_in(token, seal({with_response({}, body + "{}]")}, Vault())));
  Headers cookies;
  for (int i = 0; i < 90; ++i) {
    cookies.push_back({"Set-Cookie", "c" + std::to_string(i) + "=" + token + std::to_string(i)});
  }
  CHECK_FALSE(stands_in(token, seal({with_response(cookies)}, Vault())));
}

TEST_CASE("a token is replaced in a redirect and in the URL that was asked") {
  for (const std::string& location : {"https://app/cb#access_token=" + token + "&state=1",
                                      "/cb?code=" + token,
                                      "/cb?x=1&id_token=" + percent_encode(token)}) {
    CAPTURE(location);
    CHECK_FALSE(stands_in(token, seal({with_response({{"Location", location}})}, Vault())));
    CHECK_FALSE(stands_in(token, seal({with_request("http://h" + location)}, Vault())));
  }
}

TEST_CASE("a token that a redirect hands out is replaced where it is sent on") {
  Exchange later = with_request("http://h/token", {}, "code=" + token + "&grant_type=x");
  const Transcript t = seal({with_response({{"Location", "/cb?code=" + token}}), later}, Vault());
  CHECK(t.exchanges[0].response->headers[0].value == "/cb?code={session POST /login victim.code}");
  CHECK(t.exchanges[1].request.body == "code={session POST /login victim.code}&grant_type=x");
}

TEST_CASE("what a request alone carries under a secret's name is replaced") {
  const Transcript t = seal({with_request("http://h/?api_key=" + token,
                                          {{"Cookie", "a=1; s=" + token}},
                                          "{\"password\":\"" + token + "x\"}")},
                            Vault());
  CHECK(t.exchanges[0].request.url == "http://h/?api_key={sent POST /login victim.api_key}");
  CHECK_FALSE(stands_in(token, t));
}

TEST_CASE("a cookie that is taken back is replaced though nobody set it before") {
  CHECK_FALSE(stands_in(
      token, seal({with_response({{"Set-Cookie", "sid=" + token + "; Max-Age=0"}})}, Vault())));
}

}  // namespace sworn::evidence::seal_test
