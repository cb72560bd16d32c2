// SPDX-License-Identifier: Apache-2.0
#include "http/challenge.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

using sworn::Headers;
using sworn::http::AuthParameter;
using sworn::http::Challenges;
using sworn::http::parse_challenges;

namespace {

/// "Scheme(token68)[name=value;...]" for each challenge, behind one another.
std::string shown(const Challenges& challenges) {
  std::string text;
  for (const auto& challenge : challenges.list) {
    if (!text.empty()) text += ' ';
    text += challenge.scheme;
    if (!challenge.token68.empty()) text += "(" + challenge.token68 + ")";
    if (challenge.parameters.empty()) continue;
    text += '[';
    for (const AuthParameter& parameter : challenge.parameters)
      text += parameter.name + "=" + parameter.value + ";";
    text += ']';
  }
  return text;
}

}  // namespace

TEST_CASE("well-formed challenges are read, several in one field") {
  struct Case {
    const char* field;
    const char* expected;
  };
  for (const Case& c :
       {Case{"Basic", "Basic"},
        {"Bearer realm=\"x\"", "Bearer[realm=x;]"},
        {"Basic realm=\"a, b\", charset=\"UTF-8\"", "Basic[realm=a, b;charset=UTF-8;]"},
        {"Digest realm=\"a, b\", nonce=\"x\", Basic realm=\"c\"",
         "Digest[realm=a, b;nonce=x;] Basic[realm=c;]"},
        {"Negotiate, Basic realm=x", "Negotiate Basic[realm=x;]"},
        {"Negotiate YII+/-._~==", "Negotiate(YII+/-._~==)"},
        {"Negotiate YII=, Bearer", "Negotiate(YII=) Bearer"},
        {"Newauth realm=\"apps\", type=1,\ttitle=\"Login to \\\"apps\\\"\", Basic realm=\"simple\"",
         "Newauth[realm=apps;type=1;title=Login to \"apps\";] Basic[realm=simple;]"},
        {"Bearer   Realm = \"x\" ,scope=\"a b\"", "Bearer[realm=x;scope=a b;]"},
        {", Basic ,, realm=\"x\",", "Basic[realm=x;]"},
        {"Bearer error=invalid_token", "Bearer[error=invalid_token;]"}}) {
    CAPTURE(c.field);
    const Challenges challenges = parse_challenges(c.field);
    CHECK(shown(challenges) == c.expected);
    CHECK(challenges.is_well_formed);
  }
}

TEST_CASE("malformed challenges are called so and read as far as possible") {
  struct Case {
    const char* field;
    const char* expected;
  };
  for (const Case& c : {Case{"", ""},
                        {" , ", ""},
                        {"Bearer realm=\"x\" error=\"y\"", "Bearer[realm=x;error=y;]"},
                        {"Bearer realm=\"open, Basic", "Bearer[realm=open, Basic;]"},
                        {"realm=\"x\"", ""},
                        {"Basic realm=\"x\", REALM=\"y\"", "Basic[realm=x;realm=y;]"},
                        {"Bearer realm=http://a/b, scope=c", "Bearer[realm=http://a/b;scope=c;]"},
                        {"Negotiate abc==, realm=\"x\"", "Negotiate(abc==)[realm=x;]"},
                        {"\"Basic\", Bearer", "Bearer"},
                        {"Basic:x, Bearer", "Basic Bearer"},
                        {"Basic realm=, charset=x", "Basic(realm=)[charset=x;]"}}) {
    CAPTURE(c.field);
    const Challenges challenges = parse_challenges(c.field);
    CHECK(shown(challenges) == c.expected);
    CHECK_FALSE(challenges.is_well_formed);
  }
}

TEST_CASE("the challenges of all fields are read together") {
  const Headers response = {
      {"WWW-Authenticate", "Basic realm=\"a\""}, {"X", "Digest"}, {"www-authenticate", "Bearer"}};
  const Challenges challenges = parse_challenges(response);
  CHECK(shown(challenges) == "Basic[realm=a;] Bearer");
  CHECK(challenges.is_well_formed);
  CHECK(challenges.list.front().parameter("realm") == "a");
  CHECK_FALSE(challenges.list.back().parameter("realm").has_value());
  CHECK_FALSE(parse_challenges(Headers{{"WWW-Authenticate", "Basic"}, {"WWW-Authenticate", ""}})
                  .is_well_formed);
  CHECK(parse_challenges(Headers{}).is_well_formed);
}

TEST_CASE("no bytes make the challenge reader stop or hang") {
  const std::string_view alphabet("a=\", \\\t;(\0\xFF", 11);
  for (std::size_t seed = 0; seed < 20'000; ++seed) {
    std::string field;
    for (std::size_t rest = seed * 2'654'435'761U % 100'000'007U; rest > 0;
         rest /= alphabet.size()) {
      field += alphabet[rest % alphabet.size()];
    }
    CHECK(parse_challenges(field).list.size() <= field.size());
  }
}
