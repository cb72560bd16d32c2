// SPDX-License-Identifier: Apache-2.0
#include "probe/serialise.h"

#include <doctest/doctest.h>

#include <filesystem>

#include "base/file.h"

using namespace sworn;

namespace {

document::Document json(std::string_view text) {
  auto parsed = document::parse_json(text, "value");
  REQUIRE(parsed);
  return std::move(*parsed);
}

Parameter parameter(Place place, std::string style, bool explode, std::string name = "color") {
  Parameter made;
  made.name = std::move(name);
  made.place = place;
  made.style = std::move(style);
  made.explode = explode;
  return made;
}

std::string written(const Parameter& p, std::string_view value) {
  const auto document = json(value);
  return probe::serialise(p, probe::ParameterValue::of(document.root()));
}

Place place_of(std::string_view style) {
  if (style == "matrix" || style == "label" || style == "simple") return Place::path;
  return style == "cookie" ? Place::cookie : Place::query;
}

constexpr std::string_view text_value = "\"blue\"";
constexpr std::string_view list_value = R"(["blue","black","brown"])";
constexpr std::string_view object_value = R"({"R":100,"G":200,"B":150})";

}  // namespace

TEST_CASE("every style is written as the table of OpenAPI 3.1 says") {
  struct Row {
    Place place;
    const char* style;
    bool explode;
    const char* text;
    const char* list;
    const char* object;
  };
  const std::vector<Row> rows{
      {Place::path,
       "matrix",
       false,
       ";color=blue",
       ";color=blue,black,brown",
       ";color=R,100,G,200,B,150"},
      {Place::path,
       "matrix",
       true,
       ";color=blue",
       ";color=blue;color=black;color=brown",
       ";R=100;G=200;B=150"},
      {Place::path, "label", false, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"},
      {Place::path, "label", true, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"},
      {Place::path, "simple", false, "blue", "blue,black,brown", "R,100,G,200,B,150"},
      {Place::header, "simple", true, "blue", "blue,black,brown", "R=100,G=200,B=150"},
      {Place::query,
       "form",
       false,
       "color=blue",
       "color=blue,black,brown",
       "color=R,100,G,200,B,150"},
      {Place::query,
       "form",
       true,
       "color=blue",
       "color=blue&color=black&color=brown",
       "R=100&G=200&B=150"},
      {Place::query,
       "spaceDelimited",
       false,
       "color=blue",
       "color=blue%20black%20brown",
       "color=R%20100%20G%20200%20B%20150"},
      {Place::query,
       "pipeDelimited",
       false,
       "color=blue",
       "color=blue%7Cblack%7Cbrown",
       "color=R%7C100%7CG%7C200%7CB%7C150"},
      {Place::query,
       "tabDelimited",
       false,
       "color=blue",
       "color=blue%09black%09brown",
       "color=R%09100%09G%09200%09B%09150"},
      {Place::header, "pipeDelimited", false, "blue", "blue|black|brown", "R|100|G|200|B|150"},
      {Place::query,
       "deepObject",
       true,
       "color=blue",
       "color=blue&color=black&color=brown",
       "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
      {Place::cookie,
       "cookie",
       true,
       "color=blue",
       "color=blue; color=black; color=brown",
       "R=100; G=200; B=150"}};
  for (const Row& row : rows) {
    CAPTURE(row.style);
    CAPTURE(row.explode);
    const Parameter p = parameter(row.place, row.style, row.explode);
    CHECK(written(p, text_value) == row.text);
    CHECK(written(p, list_value) == row.list);
    CHECK(written(p, object_value) == row.object);
  }
  CHECK(written(parameter(Place::path, "matrix", false), "\"\"") == ";color");
}

TEST_CASE(
    "reserved characters are encoded except where the parameter allows them, and in headers") {
  const Parameter query = parameter(Place::query, "form", true, "q");
  CHECK(written(query, R"("a/b&c=d e%20#")") == "q=a%2Fb%26c%3Dd%20e%2520%23");
  Parameter reserved = query;
  reserved.allow_reserved = true;
  CHECK(written(reserved, R"("a/b?c&d#e+f[g]")") == "q=a/b?c%26d%23e%2Bf%5Bg%5D");
  CHECK(written(parameter(Place::header, "simple", false), R"("a b/c")") == "a b/c");
  CHECK(written(parameter(Place::path, "simple", false), R"("a/b?c#d")") == "a%2Fb%3Fc%23d");
}

TEST_CASE("null members are left out and nested ones are JSON") {
  CHECK(written(parameter(Place::query, "form", true), R"({"a":null,"b":{"c":1},"d":true})") ==
        "b=%7B%22c%22%3A1%7D&d=true");
}

TEST_CASE("the published style examples of OpenAPI 3.0 to 3.2 are met") {
  const std::string path =
      SWORN_SOURCE_DIR "/../shared/data/auth-and-param-vectors/oas-style-examples.json";
  if (!std::filesystem::exists(path)) {
    MESSAGE("no vectors at " << path);
    return;
  }
  const auto text = base::read_file(path, 1'000'000);
  REQUIRE(text);
  const auto document = json(*text);
  for (const document::Node* row : document.root().find("rows")->items()) {
    const std::string style(row->string_at("style"));
    const Parameter p = parameter(place_of(style), style, row->find("explode")->as_boolean(true));
    const std::pair<const char*, std::string_view> cells[] = {{"undefined", "\"\""},
                                                              {"string", text_value},
                                                              {"array", list_value},
                                                              {"object", object_value}};
    for (const auto& [cell, value] : cells) {
      if (row->find(cell) == nullptr || row->find(cell)->is_null()) continue;
      CAPTURE(style);
      CAPTURE(cell);
      std::string expected(row->string_at(cell));
      if (expected.starts_with('?')) expected.erase(0, 1);
      CHECK(written(p, value) == expected);
    }
  }
}

TEST_CASE("a parameter that is the whole query stands there without its name") {
  Parameter p = parameter(Place::query, "form", true);
  p.is_whole_query = true;
  CHECK(written(p, R"({"a": 1, "b": "x&y"})") == "a=1&b=x%26y");
  CHECK(written(p, R"("x y")") == "x%20y");
}
