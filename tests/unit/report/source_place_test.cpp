// SPDX-License-Identifier: Apache-2.0
#include "report/source_place.h"

#include <doctest/doctest.h>

using sworn::Location;
using sworn::report::place_of;
using sworn::report::SourceKind;
using sworn::report::SourcePlace;
using sworn::report::View;

namespace {

SourcePlace place(const std::string& file, const std::string& folder, const std::string& root) {
  return place_of({file, 3, 1, ""}, "", {.working_folder = folder, .source_root = root});
}

}  // namespace

TEST_CASE("a document is named as the checkout names it, wherever in it the process works") {
  CHECK(place("api/openapi.yaml", "/src", "/src").path == "api/openapi.yaml");
  CHECK(place("./openapi.yaml", "/src/api", "/src").path == "api/openapi.yaml");
  CHECK(place("../openapi.yaml", "/src/api", "/src/").path == "openapi.yaml");
  CHECK(place("/src/api/openapi.yaml", "/tmp", "/src").path == "api/openapi.yaml");
  CHECK(place("/src/api/openapi.yaml", "/tmp", "/src").is_in_source);
}

TEST_CASE("what is outside of the checkout is said to be") {
  CHECK_FALSE(place("/etc/openapi.yaml", "/src", "/src").is_in_source);
  CHECK(place("/etc/openapi.yaml", "/src", "/src").path == "/etc/openapi.yaml");
  CHECK_FALSE(place("../../openapi.yaml", "/src/api", "/src").is_in_source);
  // A folder whose name begins with that of the root is another.
  CHECK_FALSE(place("/src2/openapi.yaml", "/src", "/src").is_in_source);
}

TEST_CASE("without folders a relative name stays, and one that climbs is not in the checkout") {
  CHECK(place("api/openapi.yaml", "", "").is_in_source);
  CHECK(place("./api/../openapi.yaml", "", "").path == "openapi.yaml");
  CHECK_FALSE(place("../openapi.yaml", "", "").is_in_source);
  CHECK_FALSE(place("/openapi.yaml", "", "").is_in_source);
}

TEST_CASE("standard input and a URL are no files") {
  CHECK(place("-", "/src", "/src").kind == SourceKind::standard_input);
  CHECK(place("-", "/src", "/src").path == "stdin");
  const SourcePlace remote = place("https://api.example/openapi.json", "/src", "/src");
  CHECK(remote.kind == SourceKind::url);
  CHECK(remote.path == "https://api.example/openapi.json");
  CHECK_FALSE(remote.is_in_source);
}

TEST_CASE("columns count characters, to the end of the line") {
  const View view;
  // "ä" has two bytes: the eighth byte is the seventh character.
  const SourcePlace exact = place_of({"a.yaml", 7, 8, ""}, "  ä: [x]", view);
  CHECK(exact.line == 7);
  CHECK(exact.column == 7);
  CHECK(exact.end_column == 9);
  const SourcePlace unknown = place_of({"a.yaml", 0, 0, ""}, "", view);
  CHECK(unknown.line == 1);
  CHECK(unknown.column == 1);
  CHECK(unknown.end_column == 2);
  // The excerpt of a long line is cut before the column.
  CHECK(place_of({"a.json", 1, 9000, ""}, "{", view).column == 9000);
}
