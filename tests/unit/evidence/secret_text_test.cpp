// SPDX-License-Identifier: Apache-2.0
#include "evidence/secret_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/encoding.h"

namespace sworn::evidence {
namespace {

std::string told(const std::vector<NamedSecret>& secrets) {
  std::string text;
  for (const NamedSecret& secret : secrets) text += secret.name + "=" + secret.value + ";";
  return text;
}

std::string in_text(const std::string& text, TextKind kind = TextKind::prose) {
  return told(secrets_in_text(text, kind));
}

}  // namespace

TEST_CASE("a value beside the name of a token is a secret, however the text writes the two") {
  struct Case {
    const char* text;
    const char* found;
  };
  for (const Case& c :
       {Case{R"({"access_token":"k3Jd92LsPq81", "id": 1)", "access_token=k3Jd92LsPq81;"},
        {R"({"token" : "k3Jd92LsPq)", "token=k3Jd92LsPq;"},
        {R"({"token":"a\/b\u002bc1234"; cut)", "token=a/b+c1234;"},
        {R"(text {\"token\":\"k3Jd92LsPq81\"})", "token=k3Jd92LsPq81;"},
        {"access_token=k3Jd92LsPq81&scope=read", "access_token=k3Jd92LsPq81;"},
        {"refresh_token=k3%2BJd92LsPq&x=1", "refresh_token=k3+Jd92LsPq;"},
        {"Your API key: your api_key: k3Jd92LsPq81.", "api_key=k3Jd92LsPq81.;"},
        {R"(<input type=hidden name="session_token" value="k3Jd92LsPq81">)",
         "session_token=k3Jd92LsPq81;"},
        {R"(<meta content='k3Jd92LsPq81' name='token'><p>)", "token=k3Jd92LsPq81;"},
        {"password=Hunter2Hunter2", "password=Hunter2Hunter2;"},
        {"see Bearer k3Jd92LsPq81+/==", "bearer=k3Jd92LsPq81+/==;"}}) {
    CAPTURE(c.text);
    CHECK(in_text(c.text) == c.found);
  }
}

TEST_CASE("a word about a token is no secret") {
  for (const char* text : {R"({"token":"required"})",
                           "token: invalid_token",
                           "password: must be longer",
                           "next_page_token=k3Jd92LsPq81",
                           "tokens=k3Jd92LsPq81",
                           R"(Bearer realm="k3Jd92LsPq81", error="invalid_token")",
                           "Bearer tokens are required",
                           "code=k3Jd92LsPq81",
                           "the token k3Jd92LsPq81",
                           R"(<input name="token"><input name="other" value="k3Jd92LsPq81">)"}) {
    CAPTURE(text);
    CHECK(in_text(text).empty());
  }
}

TEST_CASE("a code in a URL is a credential, in its query and in its fragment") {
  CHECK(in_text("https://app/cb?code=k3Jd92LsPq81&state=1", TextKind::url) == "code=k3Jd92LsPq81;");
  CHECK(in_text("/cb#access_token=k3Jd92LsPq81&token_type=bearer", TextKind::url) ==
        "access_token=k3Jd92LsPq81;");
}

TEST_CASE("a JSON Web Token is found wherever it stands, with the full stop behind it left out") {
  const std::string jwt = base::to_base64url(R"({"alg":"HS256"})") + "." +
                          base::to_base64url(R"({"sub":"alice"})") + ".c2lnbmF0dXJl";
  CHECK(in_text("<p>" + jwt + "</p>") == "jwt=" + jwt + ";");
  CHECK(in_text("It is " + jwt + ". Keep it.") == "jwt=" + jwt + ";");
  CHECK(in_text("it is eyJhbGciOiJIUzI1NiJ9.x").empty());
}

TEST_CASE("a JSON body is read by its names at any depth and however many there are") {
  std::string deep = R"({"token":"k3Jd92LsPq81"})";
  for (int i = 0; i < 60; ++i) deep = "{\"a\":" + deep + "}";
  CHECK(told(secrets_in_body(deep)) == "token=k3Jd92LsPq81;");
  std::string many = "[";
  for (int i = 0; i < 60; ++i) many += R"({"token":"k3Jd92LsPq)" + std::to_string(i) + "\"},";
  CHECK(secrets_in_body(many + "{}]").size() == 60);
  CHECK(told(secrets_in_body(
            R"({"tokens":1,"refresh_token":["k3Jd92LsPq81"],"password":"wrong"})")) ==
        "refresh_token=k3Jd92LsPq81;");
}

}  // namespace sworn::evidence
