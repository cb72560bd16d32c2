// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "document/json_writer.h"
#include "unit/schema/schema_fixture.h"

namespace sworn::schema::test {
namespace {

struct Exception {
  std::string_view name;  ///< "<file>: <case>", or "<file>" for all of it
  std::string_view reason;
};

struct Outcome {
  int passed = 0;
  int listed = 0;
  std::vector<std::string> unlisted;
  std::set<std::string_view> met;
};

struct Suite {
  std::string folder;
  Dialect dialect;
  bool assert_formats;
  std::string id_keyword;
};

std::string suite_root() {
  return SWORN_SOURCE_DIR "/../shared/data/json-schema-test-suite";
}

bool is_as_expected(const document::Node& schema, const document::Node& test, const Suite& suite) {
  TestResolver resolver(suite.id_keyword, suite_root() + "/remotes");
  resolver.add(schema, "http://root.test/");
  Context context = in(suite.dialect);
  context.assert_formats = suite.assert_formats;
  context.resolver = &resolver;
  return validate(schema, *test.find("data"), context).empty() == test.find("valid")->as_boolean();
}

void run_file(const std::filesystem::path& path,
              const Suite& suite,
              const std::vector<Exception>& exceptions,
              Outcome& outcome) {
  const auto text = base::read_file(path.string(), 1U << 24U);
  REQUIRE(text.has_value());
  const auto document = parsed(*text);
  for (const document::Node* const group : document.root().items()) {
    const std::string file = path.filename().string();
    const std::string name = file + ": " + std::string(group->string_at("description"));
    for (const document::Node* const test : group->find("tests")->items()) {
      if (is_as_expected(*group->find("schema"), *test, suite)) {
        ++outcome.passed;
        continue;
      }
      const Exception* listed = nullptr;
      for (const Exception& exception : exceptions) {
        if (exception.name == name || exception.name == file) listed = &exception;
      }
      if (listed == nullptr) {
        outcome.unlisted.push_back(name + ": " + std::string(test->string_at("description")));
      } else {
        ++outcome.listed;
        outcome.met.insert(listed->name);
      }
    }
  }
}

void run(const Suite& suite, const std::vector<Exception>& exceptions) {
  const std::filesystem::path folder = suite_root() + "/tests/" + suite.folder;
  if (!std::filesystem::is_directory(folder)) {
    MESSAGE("the JSON-Schema-Test-Suite is not here: ", folder.string());
    return;
  }
  Outcome outcome;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.insert(entry.path());
  }
  for (const auto& path : files) run_file(path, suite, exceptions, outcome);
  for (const std::string& failure : outcome.unlisted) FAIL_CHECK(failure);
  for (const Exception& exception : exceptions) {
    CHECK_MESSAGE(outcome.met.contains(exception.name),
                  "listed as an exception, but passes: ",
                  std::string(exception.name));
  }
  CHECK(outcome.passed > 50);
  MESSAGE(suite.folder,
          ": passed ",
          outcome.passed,
          ", failed ",
          outcome.unlisted.size(),
          ", listed ",
          outcome.listed);
}

}  // namespace

TEST_CASE("the validator agrees with the required part of the 2020-12 suite") {
  constexpr std::string_view metaschema = "needs the meta-schema, which is not resolved";
  run({"draft2020-12", Dialect::draft_2020_12, false, "$id"},
      {{"defs.json: validate definition against metaschema", metaschema},
       {"ref.json: remote ref, containing refs itself", metaschema},
       {"vocabulary.json: schema that uses custom metaschema with with no validation vocabulary",
        "vocabularies are not read from meta-schemas"}});
}

TEST_CASE("the validator agrees with the draft 4 suite where OpenAPI 3.0 kept its meaning") {
  constexpr std::string_view metaschema = "needs the meta-schema, which is not resolved";
  constexpr std::string_view tuples =
      "`items` is no array in OpenAPI 3.0, `additionalItems` unknown";
  constexpr std::string_view patterns = "OpenAPI 3.0 has no `patternProperties`";
  constexpr std::string_view dependencies = "OpenAPI 3.0 has no `dependencies`";
  run({"draft4", Dialect::openapi_3_0, false, "id"},
      {{"additionalItems.json: additionalItems as schema", tuples},
       {"additionalItems.json: array of items with no additionalItems permitted", tuples},
       {"additionalItems.json: additionalItems does not look in applicators, invalid case", tuples},
       {"additionalItems.json: items validation adjusts the starting index for additionalItems",
        tuples},
       {"additionalItems.json: additionalItems with heterogeneous array", tuples},
       {"items.json: an array of schemas for items", tuples},
       {"items.json: items and subitems", tuples},
       {"ref.json: relative pointer ref to array", tuples},
       {"uniqueItems.json: uniqueItems with an array of items and additionalItems=false", tuples},
       {"uniqueItems.json: uniqueItems=false with an array of items and additionalItems=false",
        tuples},
       {"additionalProperties.json: additionalProperties being false does not allow other "
        "properties",
        patterns},
       {"additionalProperties.json: non-ASCII pattern with additionalProperties", patterns},
       {"patternProperties.json: patternProperties validates properties matching a regex",
        patterns},
       {"patternProperties.json: multiple simultaneous patternProperties are validated", patterns},
       {"patternProperties.json: regexes are not anchored by default and are case sensitive",
        patterns},
       {"properties.json: properties, patternProperties, additionalProperties interaction",
        patterns},
       {"dependencies.json: dependencies", dependencies},
       {"dependencies.json: multiple dependencies", dependencies},
       {"dependencies.json: multiple dependencies subschema", dependencies},
       {"dependencies.json: dependencies with escaped characters", dependencies},
       {"dependencies.json: dependent subschema incompatible with root", dependencies},
       {"definitions.json: validate definition against metaschema", metaschema},
       {"ref.json: remote ref, containing refs itself", metaschema}});
}

TEST_CASE("the validator agrees with the suite of formats") {
  constexpr std::string_view not_asserted = "a format that is not asserted";
  run({"draft2020-12/optional/format", Dialect::draft_2020_12, true, "$id"},
      {{"hostname.json: validation of A-label (punycode) host names", "labels are not decoded"},
       {"idn-email.json", not_asserted},
       {"idn-hostname.json", not_asserted},
       {"iri.json", not_asserted},
       {"iri-reference.json", not_asserted},
       {"relative-json-pointer.json", not_asserted},
       {"uri-template.json", not_asserted}});
}

TEST_CASE("the validator agrees with the optional part of the 2020-12 suite") {
  run({"draft2020-12/optional", Dialect::draft_2020_12, true, "$id"},
      {{"dependencies-compatibility.json", "`dependencies` is draft 7's"},
       {"unknownKeyword.json: $id inside an unknown keyword is not a real identifier",
        "this test's resolver does not know which keywords are unknown"}});
}

}  // namespace sworn::schema::test
