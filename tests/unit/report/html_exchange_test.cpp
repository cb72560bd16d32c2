// SPDX-License-Identifier: Apache-2.0
#include "report/html_exchange.h"

#include <doctest/doctest.h>

#include <string>

#include "support/html_page.h"
#include "unit/report/sample.h"

namespace {

using sworn::report::indented;

}  // namespace

TEST_CASE("of two exchanges the parts that differ are marked, and nothing else") {
  const sworn::Report report;
  sworn::report::HtmlPage page{report};
  sworn::Exchange before = sworn::test::exchange(1, "a", "asks", "GET /me", {}, 401);
  sworn::Exchange after = sworn::test::exchange(2, "a", "asks again", "GET /me", {}, 200);
  before.request.headers = after.request.headers = {{"Cookie", "sid=1"}};
  after.response->headers.front().value = "application/xml";
  after.response->body = R"({"id":2})";
  sworn::report::append_pair(page, before, after, "step 1", "step 2");
  const sworn::test::HtmlPageReading reading("<!doctype html><title>t</title>" + page.out.take());
  CHECK(reading.errors() == 0);
  std::vector<std::string> marked;
  for (const auto& one : reading.all("mark")) marked.push_back(one.text);
  CHECK(marked ==
        std::vector<std::string>{"401", "200", "json", "xml", "  \"id\": 1", "  \"id\": 2"});
  CHECK(reading.all("tr", "class", "differs").size() == 3);
}

TEST_CASE("JSON is shown a member to a line") {
  CHECK(indented(R"({"a":1,"b":[true,{"c":"x, y: {z}"}],"d":{},"e":[]})") ==
        "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    {\n      \"c\": \"x, y: {z}\"\n    }\n  ],\n"
        "  \"d\": {},\n  \"e\": []\n}");
}

TEST_CASE("what stands in strings and numbers is left as it was sent") {
  CHECK(indented("[\"a\\\"b  c\",1.50e+3]") == "[\n  \"a\\\"b  c\",\n  1.50e+3\n]");
}

TEST_CASE("what is no JSON is shown as it is") {
  for (const char* body : {"", "plain", "{not json}", "[1,", "\"text\"", "<p>{}</p>"}) {
    CHECK(indented(body) == body);
  }
}

TEST_CASE("JSON that is laid out already is not laid out twice") {
  const std::string once = indented(R"([{"a":[1,2]},"b"])");
  CHECK(indented(once) == once);
}
