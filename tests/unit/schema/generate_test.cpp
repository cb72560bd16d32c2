// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include "unit/schema/schema_fixture.h"

namespace sworn::schema::test {
namespace {

constexpr Dialect v2 = Dialect::swagger_2_0;
constexpr Dialect v3 = Dialect::openapi_3_0;
constexpr Dialect v31 = Dialect::draft_2020_12;
constexpr std::uint64_t seeds = 25;

Result<std::string> made(std::string_view schema, Context context, std::uint64_t seed = 1) {
  const auto document = parsed(schema);
  TestResolver resolver;
  resolver.add(document.root(), "http://root.test/");
  context.resolver = &resolver;
  return generate(document.root(), context, seed);
}

/// The text, or the error's message.
std::string text_of(const Result<std::string>& result) {
  return result ? result.value() : result.error().message;
}

void check_law(std::string_view schema, const Context& context) {
  CAPTURE(schema);
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    const Result<std::string> result = made(schema, context, seed);
    const std::string text = text_of(result);
    INFO(text);
    REQUIRE(result.has_value());
    CHECK(problems(schema, text, context).empty());
    CHECK(text_of(made(schema, context, seed)) == text);
  }
}

}  // namespace

TEST_CASE("what is generated from schemas of any dialect validates, the same for the same seed") {
  for (const std::string_view schema :
       {R"({})",
        R"({"type":"string"})",
        R"({"type":"string","minLength":40,"maxLength":41})",
        R"({"type":"string","maxLength":0})",
        R"({"type":"string","format":"uuid"})",
        R"({"type":"string","format":"date"})",
        R"({"type":"string","format":"date-time"})",
        R"({"type":"string","format":"time"})",
        R"({"type":"string","format":"duration"})",
        R"({"type":"string","format":"email","minLength":30})",
        R"({"type":"string","format":"email","maxLength":8})",
        R"({"type":"string","format":"uri","minLength":60})",
        R"({"type":"string","format":"hostname"})",
        R"({"type":"string","format":"ipv4"})",
        R"({"type":"string","format":"ipv6"})",
        R"({"type":"string","format":"byte","minLength":9})",
        R"({"type":"string","format":"binary"})",
        R"({"type":"string","format":"password","minLength":12})",
        R"({"type":"string","format":"date","pattern":"^2"})",
        R"({"type":"string","pattern":"^[A-Z]{2}[0-9]{4,6}$"})",
        R"({"type":"string","pattern":"^[a-z]+$","minLength":20,"maxLength":22})",
        R"({"type":"integer"})",
        R"({"type":"integer","format":"int32","minimum":2147483647})",
        R"({"type":"integer","minimum":9223372036854775807})",
        R"({"type":"integer","maximum":-10})",
        R"({"type":"integer","maximum":-9223372036854775808})",
        R"({"type":"integer","minimum":7,"maximum":7})",
        R"({"type":"integer","multipleOf":7,"minimum":100,"maximum":106})",
        R"({"type":"integer","multipleOf":2.5,"minimum":1})",
        R"({"type":"integer","minimum":1e400})",
        R"({"type":"number","minimum":0.5,"maximum":0.6})",
        R"({"type":"number","multipleOf":0.01,"minimum":0.015,"maximum":0.025})",
        R"({"type":"number","maximum":-0.001,"minimum":-0.002})",
        R"({"type":"boolean"})",
        R"({"type":"array","items":{"type":"integer"}})",
        R"({"type":"array","items":{"type":"boolean"},"minItems":2,"uniqueItems":true})",
        R"({"type":"array","items":{"enum":["a","b","c"]},"minItems":3,"uniqueItems":true})",
        R"({"type":"array","maxItems":0,"items":{"type":"integer"}})",
        R"({"type":"object","minProperties":3,"additionalProperties":{"type":"integer"}})",
        R"({"type":"object","required":["a","b"],"properties":{"a":{"type":"string"}}})",
        R"({"type":"object","maxProperties":1,"properties":{"a":{},"b":{}},"required":["b"]})",
        R"({"type":"object","required":["a"],"properties":{"a":{"type":"integer"}},
            "additionalProperties":false})",
        R"({"allOf":[{"type":"object","required":["a"],"properties":{"a":{"minimum":3}}},
                     {"properties":{"a":{"type":"integer","maximum":4},"b":{"type":"string"}}}]})",
        R"({"type":"object","required":["name"],
            "properties":{"name":{"type":"string"},"kids":{"type":"array","items":{"$ref":"#"}}}})",
        R"({"type":"object","properties":{"next":{"$ref":"#"}}})"}) {
    for (const Dialect dialect : {v2, v3, v31}) {
      check_law(schema, in(dialect, Direction::request));
      check_law(schema, in(dialect, Direction::response));
    }
  }
}

TEST_CASE("what is generated from OpenAPI 3.0 schemas validates") {
  for (const std::string_view schema :
       {R"({"type":"integer","minimum":5,"exclusiveMinimum":true,
            "maximum":7,"exclusiveMaximum":true})",
        R"({"type":"number","minimum":1,"exclusiveMinimum":true,
            "maximum":2,"exclusiveMaximum":true})",
        R"({"oneOf":[{"type":"integer","minimum":3},{"type":"string"}]})",
        R"({"anyOf":[{"$ref":"#/nowhere"},{"type":"string","format":"uuid"}]})",
        R"({"oneOf":[{"required":["a"]},{"required":["b"]}],"type":"object",
            "properties":{"a":{"type":"string"},"b":{"type":"string"}}})",
        R"({"type":"integer","not":{"multipleOf":2}})",
        R"({"not":{"type":"string"}})",
        R"({"type":"object","properties":{"a":{"type":"string"}},"not":{"required":["a"]}})",
        R"({"type":"object","required":["self"],
            "properties":{"self":{"oneOf":[{"$ref":"#"},{"type":"string"}]}}})",
        R"({"oneOf":[{"$ref":"#/cat"},{"$ref":"#/dog"}],"discriminator":{"propertyName":"kind"},
            "cat":{"type":"object","required":["kind"],"properties":{"kind":{"type":"string"}}},
            "dog":{"type":"object","required":["kind","x"],
                   "properties":{"kind":{"type":"integer"}}}})"}) {
    check_law(schema, in(v3, Direction::request));
  }
}

TEST_CASE("what is generated from 2020-12 schemas validates") {
  for (const std::string_view schema :
       {R"({"const":{"a":[1,null]}})",
        R"({"type":["null","string"]})",
        R"({"exclusiveMinimum":0,"exclusiveMaximum":1,"type":"number"})",
        R"({"prefixItems":[{"type":"string"},{"type":"integer"}],"items":false,"minItems":2})",
        R"({"type":"array","contains":{"type":"integer","minimum":9},"minContains":2})",
        R"({"type":"array","prefixItems":[{"type":"string"}],"contains":{"const":4},
            "unevaluatedItems":false})",
        R"({"type":"object","patternProperties":{"^x-[a-z]{3}$":{"type":"integer"}},
            "minProperties":2,
            "additionalProperties":false})",
        R"({"type":"object","propertyNames":{"pattern":"^[A-Z]{4}$"},"minProperties":2})",
        R"({"type":"object","required":["a"],"dependentRequired":{"a":["b"]},
            "properties":{"b":{"type":"integer"}}})",
        R"({"type":"object","required":["a"],"dependentSchemas":{"a":{"required":["c"],
            "properties":{"c":{"const":7}}}}})",
        R"({"type":"object","properties":{"kind":{"enum":["x","y"]}},"required":["kind"],
            "if":{"properties":{"kind":{"const":"x"}}},"then":{"required":["more"]}})",
        R"({"allOf":[{"properties":{"a":{"type":"integer"}}}],"required":["a"],"type":"object",
            "unevaluatedProperties":false})",
        R"({"type":"object","required":["next"],
            "properties":{"next":{"anyOf":[{"$ref":"#"},{"type":"null"}]}}})",
        R"({"type":"object","$defs":{"n":{"$anchor":"here","type":"integer"}},
            "properties":{"v":{"$ref":"#here"}},"required":["v"]})"}) {
    check_law(schema, in(v31, Direction::request));
  }
}

TEST_CASE("a value of oneOf is made to differ from the branches that it would match by accident") {
  for (const std::string_view schema :
       {R"({"oneOf":[{"type":"object","properties":{"id":{"type":"integer"}}},
                     {"type":"object","properties":{"name":{"type":"string"}}}]})",
        R"({"oneOf":[{"type":"object","properties":{"a":{"type":"object",
                        "properties":{"x":{"type":"integer"}}}}},
                     {"type":"object","properties":{"a":{"type":"object",
                        "properties":{"y":{"type":"integer"}}}}}]})",
        R"({"oneOf":[{"type":"object","properties":{"a":{}}},
                     {"type":"object","additionalProperties":false}]})",
        R"({"oneOf":[{"type":"number"},{"type":"integer"}]})"}) {
    check_law(schema, in(v3, Direction::request));
    check_law(schema, in(v3, Direction::response));
  }
}

TEST_CASE("where only the discriminator tells branches apart, it is named, readOnly or not") {
  constexpr std::string_view schema =
      R"({"oneOf":[{"$ref":"#/Cat"},{"$ref":"#/Dog"}],"discriminator":{"propertyName":"kind"},
          "Cat":{"type":"object","properties":{"kind":{"type":"string","readOnly":true}}},
          "Dog":{"type":"object","properties":{"kind":{"type":"string","readOnly":true}}}})";
  CHECK(text_of(made(schema, in(v3, Direction::request))) == R"({"kind":"Cat"})");
  CHECK(text_of(made(schema, in(v3, Direction::response))) == R"({"kind":"Cat"})");
}

TEST_CASE("a proposed value is preferred where it is valid, and only there") {
  CHECK(text_of(made(R"({"type":"string","example":"rex","enum":["tom","rex"]})", in(v3))) ==
        R"("rex")");
  CHECK(text_of(made(R"({"type":"string","example":7,"default":"tom"})", in(v3))) == R"("tom")");
  CHECK(text_of(made(R"({"type":"string","enum":["tom","rex"]})", in(v3))) == R"("tom")");
  CHECK(text_of(made(R"({"type":"string","examples":[3,"rex"],"default":"tom"})", in(v31))) ==
        R"("rex")");
  CHECK(text_of(made(R"({"const":3,"examples":[4]})", in(v31))) == "3");
}

TEST_CASE("a property that does not travel in this direction is left out") {
  constexpr std::string_view schema =
      R"({"type":"object","required":["id","pw","name"],"properties":{
          "id":{"type":"integer","readOnly":true,"example":1},
          "pw":{"type":"string","writeOnly":true,"example":"x"},
          "name":{"type":"string","example":"n"}}})";
  CHECK(text_of(made(schema, in(v3, Direction::request))) == R"({"pw":"x","name":"n"})");
  CHECK(text_of(made(schema, in(v3, Direction::response))) == R"({"id":1,"name":"n"})");
  CHECK(text_of(made(R"({"type":"object","example":{"id":1,"name":"n"},
                  "properties":{"id":{"readOnly":true},"name":{}}})",
                     in(v3, Direction::request))) == R"({"name":"n"})");
}

TEST_CASE("the discriminator's value fits the branch that was taken") {
  CHECK(text_of(made(R"({"oneOf":[{"$ref":"#/Cat"},{"$ref":"#/Dog"}],
                  "discriminator":{"propertyName":"kind","mapping":{"feline":"#/Cat"}},
                  "Cat":{"type":"object","required":["kind","c"],
                         "properties":{"kind":{"type":"string"},
                                       "c":{"type":"integer","example":1}}},
                  "Dog":{"type":"object","required":["kind","d"]}})",
                     in(v3))) == R"({"kind":"feline","c":1})");
}

TEST_CASE("optional properties are left out below depth 2") {
  CHECK(text_of(made(R"({"type":"object","properties":{"a":{"$ref":"#"}}})", in(v3))) ==
        R"({"a":{"a":{}}})");
}

TEST_CASE("where nothing valid is found there is an error that says why") {
  for (const std::string_view schema :
       {R"({"type":"string","pattern":"^a$b"})",
        R"({"type":"integer","minimum":5,"maximum":4})",
        R"({"type":"string","minLength":5,"maxLength":4})",
        R"({"$ref":"#/nowhere"})",
        R"({"allOf":[{"type":"string"},{"type":"integer"}]})",
        R"({"not":{}})",
        R"({"enum":[]})",
        R"({"type":"string","minLength":100000000})",
        R"({"type":"array","minItems":100000000})",
        R"({"type":"object","minProperties":100000000})",
        R"({"type":"object","required":["a"],"properties":{"a":{"$ref":"#"}}})",
        R"({"type":"object","required":["a"],"additionalProperties":false})"}) {
    CAPTURE(schema);
    const auto text = made(schema, in(v3));
    REQUIRE_FALSE(text.has_value());
    CHECK(text.error().message.size() > std::string_view("no valid value was found: ").size());
  }
}

}  // namespace sworn::schema::test
