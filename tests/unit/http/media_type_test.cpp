// SPDX-License-Identifier: Apache-2.0
#include "http/media_type.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

using sworn::http::best_media_match;
using sworn::http::is_json;
using sworn::http::MediaParameter;
using sworn::http::parse_media_type;

TEST_CASE("a media type is read without case and blanks, its parameters unquoted") {
  const auto media_type = parse_media_type(
      " Application/Vnd.API+JSON ; Charset=\"UTF-8\";ext=\"a;b\\\"c\" ; v = 1;bad;;=x");
  REQUIRE(media_type);
  CHECK(media_type->essence() == "application/vnd.api+json");
  CHECK(media_type->parameters ==
        std::vector<MediaParameter>{{"charset", "utf-8"}, {"ext", "a;b\"c"}, {"v", "1"}});
}

TEST_CASE("what has no type and subtype is no media type") {
  for (const char* text : {"",
                           "json",
                           "/json",
                           "application/",
                           "a b/c",
                           "application/json, text/html",
                           ";q=1",
                           "a/b/c"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_media_type(text).has_value());
  }
  CHECK(parse_media_type("a/b;")->parameters.empty());
  CHECK(parse_media_type("a/b;x=\"open")->parameters.empty());
}

TEST_CASE("JSON is application/json or a +json suffix") {
  for (const char* text : {"application/json",
                           "APPLICATION/JSON; charset=utf-8",
                           "application/problem+json",
                           "image/x+JSON",
                           "text/json"}) {
    CAPTURE(text);
    CHECK(is_json(text));
  }
  for (const char* text : {"",
                           "text/plain",
                           "application/jsonp",
                           "application/json5",
                           "application/+json",
                           "application/json-seq",
                           "image/json"}) {
    CAPTURE(text);
    CHECK_FALSE(is_json(text));
  }
}

TEST_CASE("the most specific declared media type is chosen") {
  const std::vector<std::string> declared = {"*/*",
                                             "application/*",
                                             "application/json; v=1",
                                             "Application/JSON",
                                             "text/plain; charset=utf-8"};
  struct Case {
    const char* answer;
    std::optional<std::size_t> index;
  };
  for (const Case& c : {Case{"application/json", 3},
                        {"application/json; v=1", 2},
                        {"APPLICATION/json;V=1;charset=utf-8", 2},
                        {"application/json; v=2", 3},
                        {"application/xml", 1},
                        {"image/png", 0},
                        {"text/plain", 4},
                        {"text/plain; charset=UTF-8", 4},
                        {"text/plain; charset=latin1", 0},
                        {"", std::nullopt},
                        {"garbage", std::nullopt}}) {
    CAPTURE(c.answer);
    CHECK(best_media_match(c.answer, declared) == c.index);
  }
}

TEST_CASE("nothing fits where nothing is declared for it") {
  CHECK_FALSE(best_media_match("text/html", {}).has_value());
  CHECK_FALSE(best_media_match("text/html", {"application/json", "bad", "*/html", "application/*"})
                  .has_value());
  CHECK_FALSE(best_media_match("application/json", {"application/json; v=1"}).has_value());
  CHECK_FALSE(best_media_match("application/problem+json", {"application/json"}).has_value());
  CHECK(best_media_match("text/html", {"text/*", "text/*"}) == 0);
}
