// SPDX-License-Identifier: Apache-2.0
#include "evidence/shape.h"

#include <doctest/doctest.h>

#include <string>

using sworn::Exchange;
using sworn::Response;
using sworn::evidence::alike;
using sworn::evidence::alike_in_words;

namespace {

Exchange answer(int status, const std::string& body, const std::string& url = "http://h/a") {
  Exchange exchange;
  exchange.request.url = url;
  exchange.response = Response{status, "1.1", {}, body, false};
  return exchange;
}

}  // namespace

TEST_CASE("two answers are alike by status and shape, not by value") {
  struct Case {
    const char* a;
    const char* b;
    bool expected;
  };
  for (const Case& c : {
           Case{R"({"id":1})", R"({"id":2})", true},
           {R"({"id":1})", R"({"id":2.5})", true},
           {R"({"id":1})", R"({"id":"2"})", false},
           {R"({"id":1})", R"({"id":null})", true},
           {R"({"id":1})", R"({"ID":1})", false},
           {R"({"id":1})", R"({"id":1,"x":1})", false},
           {R"({"a":1,"b":2})", R"({"b":1,"a":2})", true},
           {R"({"a":{"b":1}})", R"({"a":{"c":1}})", false},
           {R"([])", R"([{"id":1}])", true},
           {R"([{"id":1},{"id":2}])", R"([{"id":3}])", true},
           {R"([{"id":1}])", R"(["1"])", false},
           {R"([])", R"({})", false},
           {R"({})", R"({"id":1})", false},
           {R"(true)", R"(false)", true},
           {R"({"id":1})", "not found", false},
           {"", "", true},
           {"", "not found", false},
           {"not found", "forbidden", false},
           {"took 12 ms", "took 7 ms", true},
           {"request 5f3a91bc-77", "request 0a44cd19-13", true},
           {"request aaaaaaaa", "request bbbbbbbb", false},
       }) {
    CAPTURE(c.a);
    CAPTURE(c.b);
    CHECK(alike(answer(200, c.a), answer(200, c.b)) == c.expected);
    CHECK(alike(answer(200, c.b), answer(200, c.a)) == c.expected);
    CHECK_FALSE(alike(answer(200, c.a), answer(201, c.b)));
  }
}

TEST_CASE("a text that names the path that was asked is alike on another path") {
  CHECK(alike(answer(404, "Cannot GET /one", "http://h/one"),
              answer(404, "Cannot GET /two/three", "http://h/two/three?x=1")));
  CHECK_FALSE(alike(answer(404, "Cannot GET /one", "http://h/one"),
                    answer(404, "Cannot POST /two", "http://h/two")));
}

TEST_CASE("a sealed URL, which is none any more, still tells its path") {
  CHECK(alike(answer(404, "no /one here", "http://h/one?k={session POST /login a.sid}"),
              answer(404, "no /two here", "http://h/two?k={session POST /login a.sid}")));
}

TEST_CASE("two answers that are not there are not alike") {
  CHECK_FALSE(alike(Exchange{}, Exchange{}));
  CHECK_FALSE(alike(answer(200, ""), Exchange{}));
}

TEST_CASE("deep and hostile bodies are compared in bounded time") {
  const std::string deep = std::string(900, '[') + std::string(900, ']');
  CHECK(alike(answer(200, deep), answer(200, deep)));
  CHECK(alike(answer(200, deep), answer(200, "[" + deep + "]")));
  const std::string broken(50'000, '[');
  CHECK_FALSE(alike(answer(200, broken), answer(200, deep)));
}

TEST_CASE("alike in words means the same sentence in the same members") {
  const auto json = [](const std::string& text) {
    return answer(404, R"({"error":")" + text + "\"}");
  };
  CHECK(alike_in_words(json("not found"), json("not found")));
  CHECK_FALSE(alike_in_words(json("not found"), json("no such item")));
  CHECK(alike_in_words(json("item 12 is not here"), json("item 7 is not here")));
  CHECK(alike_in_words(answer(404, R"({"path":"/one"})", "http://h/one"),
                       answer(404, R"({"path":"/two"})", "http://h/two")));
}
