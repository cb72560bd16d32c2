// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "unit/schema/schema_fixture.h"

namespace sworn::schema::test {
namespace {

constexpr Dialect v3 = Dialect::openapi_3_0;
constexpr Dialect v31 = Dialect::draft_2020_12;

struct Pair {
  Result<std::string> valid;
  Result<InvalidValue> invalid;
};

Pair made(std::string_view schema, Context context, std::uint64_t seed) {
  const auto document = parsed(schema);
  TestResolver resolver;
  resolver.add(document.root(), "http://root.test/");
  context.resolver = &resolver;
  return {generate(document.root(), context, seed),
          generate_invalid(document.root(), context, seed)};
}

/// In how many places two values differ: a member or item that only one has counts as one.
std::size_t differences(const document::Node& a, const document::Node& b) {
  if (document::equal(a, b)) return 0;
  std::size_t count = 0;
  if (a.is_mapping() && b.is_mapping()) {
    for (const document::Entry& entry : a.entries()) {
      const document::Node* const other = b.find(entry.key);
      count += other == nullptr ? 1U : differences(*entry.value, *other);
    }
    for (const document::Entry& entry : b.entries())
      count += a.find(entry.key) == nullptr ? 1U : 0U;
    return count;
  }
  const bool is_same_size = a.items().size() == b.items().size();
  if (!a.is_sequence() || !b.is_sequence() || !is_same_size) return 1;
  for (std::size_t i = 0; i < a.items().size(); ++i)
    count += differences(*a.items()[i], *b.items()[i]);
  return count;
}

std::set<std::string> broken_keywords(std::string_view schema, const Context& context) {
  std::set<std::string> keywords;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    CAPTURE(schema);
    const Pair pair = made(schema, context, seed);
    REQUIRE(pair.valid.has_value());
    REQUIRE(pair.invalid.has_value());
    const InvalidValue& invalid = *pair.invalid;
    CAPTURE(invalid.json);
    const auto found = problems(schema, invalid.json, context);
    const std::string start = invalid.instance_pointer + " " + invalid.keyword + ": ";
    CHECK(std::ranges::any_of(found,
                              [&](const std::string& text) { return text.starts_with(start); }));
    CHECK(differences(parsed(*pair.valid).root(), parsed(invalid.json).root()) == 1);
    CHECK(made(schema, context, seed).invalid->json == invalid.json);
    keywords.insert(invalid.keyword);
  }
  return keywords;
}

using Names = std::set<std::string>;

}  // namespace

TEST_CASE("an invalid value breaks what it says, in one place, the same for the same seed") {
  CHECK(broken_keywords(R"({"type":"string"})", in(v3)) == Names{"type"});
  CHECK(broken_keywords(R"({"type":"integer","minimum":1,"maximum":9})", in(v3)) ==
        Names{"maximum", "minimum", "type"});
  CHECK(broken_keywords(R"({"minimum":1,"exclusiveMinimum":true,"type":"number"})", in(v3))
            .contains("exclusiveMinimum"));
  CHECK(broken_keywords(R"({"type":"string","minLength":3,"maxLength":5})", in(v3)) ==
        Names{"maxLength", "minLength", "type"});
  CHECK(broken_keywords(R"({"type":"string","enum":["a","b"]})", in(v3)).contains("enum"));
  CHECK(broken_keywords(R"({"type":"string","format":"uuid"})", in(v3)).contains("format"));
  CHECK(broken_keywords(R"({"type":"string","pattern":"^[a-z]{3}$"})", in(v3)).contains("pattern"));
  CHECK(broken_keywords(R"({"type":"integer","multipleOf":7})", in(v3)).contains("multipleOf"));
  CHECK(broken_keywords(R"({"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":2})",
                        in(v3)) == Names{"maxItems", "minItems", "type"});
  CHECK(broken_keywords(R"({"type":"array","items":{"type":"integer"},"uniqueItems":true})",
                        in(v3)) == Names{"type", "uniqueItems"});
  CHECK(broken_keywords(R"({"type":"object","required":["id"],"additionalProperties":false,
                            "properties":{"id":{"type":"integer"}}})",
                        in(v3)) == Names{"additionalProperties", "required", "type"});
  CHECK(broken_keywords(R"({"type":"integer","format":"int32"})", in(v3)) ==
        Names{"format", "type"});
  CHECK(broken_keywords(R"({"const":3})", in(v31)) == Names{"const"});
  CHECK(broken_keywords(R"({"oneOf":[{"type":"string"},{"type":"integer"}]})", in(v31)) ==
        Names{"oneOf"});
}

TEST_CASE("where nothing can be invalid, or nothing valid, there is an error") {
  for (const std::string_view schema :
       {R"({})", R"({"type":["null","boolean","integer","number","string","array","object"]})"}) {
    const Pair pair = made(schema, in(v31), 1);
    CHECK(pair.valid.has_value());
    CHECK_FALSE(pair.invalid.has_value());
  }
  CHECK_FALSE(made(R"({"not":{}})", in(v31), 1).invalid.has_value());
}

}  // namespace sworn::schema::test
