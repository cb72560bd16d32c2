// SPDX-License-Identifier: Apache-2.0
#include "report/html_exchange.h"

#include <doctest/doctest.h>

#include <string>

#include "unit/report/sample.h"

namespace {

using sworn::report::indented;

}  // namespace

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
