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

TEST_CASE("a body that would grow manifold by being laid out is left as it was sent") {
  const auto repeated = [](std::string_view piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
  };
  const std::string deep =
      std::string(990, '[') + "1" + repeated(",1", 6500) + std::string(990, ']');
  CHECK(indented(deep) == deep);
  const std::string flat = "[" + repeated("1,", 6500) + "1]";
  CHECK(indented(flat).size() > flat.size());
  const std::string shallow = R"({"a":{"b":[)" + repeated("1,", 50) + "1]}}";
  CHECK(indented(shallow).starts_with("{\n  \"a\": {\n    \"b\": [\n      1,\n"));
}

TEST_CASE("a hostile body makes an exchange no larger than a body of its size may") {
  const sworn::Report report;
  sworn::report::HtmlPage page{report};
  sworn::Exchange one = sworn::test::exchange(1, "a", "asks", "GET /me", {}, 200);
  one.response->body = std::string(990, '[') + "1";
  for (int i = 0; i < 6500; ++i) one.response->body += ",1";
  one.response->body += std::string(990, ']');
  sworn::report::append_exchange(page, one);
  CHECK(page.out.take().size() < 8 * one.response->body.size());
}

TEST_CASE("JSON that is laid out already is not laid out twice") {
  const std::string once = indented(R"([{"a":[1,2]},"b"])");
  CHECK(indented(once) == once);
}
