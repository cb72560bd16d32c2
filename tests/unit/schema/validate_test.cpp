// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <thread>

#include "unit/schema/schema_fixture.h"

namespace sworn::schema::test {
namespace {

constexpr Dialect v2 = Dialect::swagger_2_0;
constexpr Dialect v3 = Dialect::openapi_3_0;
constexpr Dialect v31 = Dialect::draft_2020_12;

struct Row {
  std::vector<Dialect> dialects;
  std::string_view schema;
  std::string_view instance;
  bool valid;
};

void check(const std::vector<Row>& rows, Direction direction = Direction::response) {
  for (const Row& row : rows) {
    for (const Dialect dialect : row.dialects) {
      CAPTURE(row.schema);
      CAPTURE(row.instance);
      CAPTURE(static_cast<int>(dialect));
      CHECK(is_valid(row.schema, row.instance, in(dialect, direction)) == row.valid);
    }
  }
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("types are those of JSON Schema, and 1.0 is an integer") {
  check({{{v2, v3, v31}, R"({"type":"integer"})", "1", true},
         {{v2, v3, v31}, R"({"type":"integer"})", "1.0", true},
         {{v2, v3, v31}, R"({"type":"integer"})", "1e2", true},
         {{v2, v3, v31}, R"({"type":"integer"})", "1e400", true},
         {{v2, v3, v31}, R"({"type":"integer"})", "1.5", false},
         {{v2, v3, v31}, R"({"type":"integer"})", R"("1")", false},
         {{v2, v3, v31}, R"({"type":"number"})", "1", true},
         {{v2, v3, v31}, R"({"type":"boolean"})", "0", false},
         {{v2, v3, v31}, R"({"type":"object"})", "[]", false},
         {{v2, v3, v31}, R"({"type":"array"})", "[]", true},
         {{v31}, R"({"type":["string","null"]})", "null", true},
         {{v31}, R"({"type":["string","null"]})", "1", false},
         {{v2}, R"({"type":"file"})", R"({"any":1})", true},
         {{v3}, R"({"type":"file"})", "1", false}});
}

TEST_CASE("nullable is effective only beside type, in OpenAPI 3.0 only") {
  check({{{v3}, R"({"type":"string","nullable":true})", "null", true},
         {{v2, v31}, R"({"type":"string","nullable":true})", "null", false},
         {{v3}, R"({"nullable":true,"allOf":[{"type":"string"}]})", "null", false},
         {{v3}, R"({"type":"string","nullable":true,"enum":["a"]})", "null", false},
         {{v3}, R"({"type":"string","nullable":true,"enum":["a",null]})", "null", true},
         {{v3}, R"({"type":"string"})", "null", false},
         {{v2}, R"({"type":"string","x-nullable":true})", "null", true},
         {{v2}, R"({"type":"string","x-nullable":true,"enum":["a"]})", "null", true},
         {{v3}, R"({"type":"string","x-nullable":true})", "null", false}});
}

TEST_CASE("exclusive bounds are booleans before 3.1 and numbers since") {
  check({{{v2, v3}, R"({"minimum":5,"exclusiveMinimum":true})", "5", false},
         {{v2, v3}, R"({"minimum":5,"exclusiveMinimum":false})", "5", true},
         {{v31}, R"({"minimum":5,"exclusiveMinimum":true})", "5", true},
         {{v31}, R"({"exclusiveMinimum":5})", "5", false},
         {{v31}, R"({"exclusiveMinimum":5})", "5.000000000000000000001", true},
         {{v2, v3}, R"({"exclusiveMinimum":5})", "4", true},
         {{v2, v3}, R"({"maximum":5,"exclusiveMaximum":true})", "5", false},
         {{v31}, R"({"exclusiveMaximum":5})", "5", false}});
}

TEST_CASE("numbers are compared as decimals of any size") {
  check({{{v3, v31}, R"({"multipleOf":0.1})", "0.3", true},
         {{v3, v31}, R"({"multipleOf":0.01})", "19.99", true},
         {{v3, v31}, R"({"multipleOf":0.01})", "19.999", false},
         {{v3, v31}, R"({"multipleOf":3})", "1e400", false},
         {{v3, v31}, R"({"multipleOf":2})", "1e400", true},
         {{v3, v31}, R"({"multipleOf":1e-10})", "1e99999999999999999999", true},
         {{v3, v31}, R"({"multipleOf":0})", "1", true},
         {{v3, v31}, R"({"maximum":1e308})", "1e400", false},
         {{v3, v31}, R"({"minimum":-1e308})", "-1e400", false},
         {{v3, v31}, R"({"maximum":9007199254740992})", "9007199254740993", false},
         {{v3, v31}, R"({"minimum":0})", "-0.0", true},
         {{v3, v31}, R"({"format":"int32"})", "2147483648", false},
         {{v3, v31}, R"({"format":"int32"})", "-2147483648", true},
         {{v3, v31}, R"({"format":"int64"})", "9223372036854775808", false},
         {{v3, v31}, R"({"format":"int64"})", "9223372036854775807", true}});
}

TEST_CASE("strings are counted in characters, and patterns are not anchored") {
  check({{{v2, v3, v31}, R"({"maxLength":2})", R"("äö")", true},
         {{v2, v3, v31}, R"({"maxLength":1})", R"("😀")", true},
         {{v2, v3, v31}, R"({"minLength":2})", R"("😀")", false},
         {{v2, v3, v31}, R"({"pattern":"b"})", R"("abc")", true},
         {{v2, v3, v31}, R"({"pattern":"^b"})", R"("abc")", false},
         {{v2, v3, v31}, R"({"pattern":"^a$"})", R"("a\n")", false},
         {{v2, v3, v31}, R"({"pattern":"^\\u0061\\s$"})", R"("a\u00a0")", true},
         {{v2, v3, v31}, R"({"pattern":"["})", R"("a")", true}});
}

TEST_CASE("a keyword that the dialect does not have is ignored") {
  check({{{v2, v3}, R"({"const":1})", "2", true},
         {{v31}, R"({"const":1})", "2", false},
         {{v2, v3}, R"({"if":{},"then":{"type":"string"}})", "2", true},
         {{v31}, R"({"if":{},"then":{"type":"string"}})", "2", false},
         {{v2, v3}, R"({"contains":{"type":"string"}})", "[]", true},
         {{v2, v3}, R"({"patternProperties":{"a":{"type":"string"}}})", R"({"a":1})", true},
         {{v31}, R"({"patternProperties":{"a":{"type":"string"}}})", R"({"a":1})", false},
         {{v2}, R"({"oneOf":[{"type":"string"}]})", "1", true},
         {{v3, v31}, R"({"oneOf":[{"type":"string"}]})", "1", false},
         {{v2}, R"({"not":{}})", "1", true},
         {{v3, v31}, R"({"not":{}})", "1", false}});
}

TEST_CASE("siblings of a reference count since 3.1 only") {
  constexpr std::string_view schema =
      R"({"properties":{"a":{"$ref":"#/x","maxLength":1}},"x":{"type":"string"}})";
  check({{{v2, v3}, schema, R"({"a":"long"})", true},
         {{v31}, schema, R"({"a":"long"})", false},
         {{v2, v3, v31}, schema, R"({"a":1})", false}});
}

TEST_CASE("a property that does not travel in this direction is not required") {
  constexpr std::string_view read_only =
      R"({"required":["id"],"properties":{"id":{"type":"string","readOnly":true}}})";
  constexpr std::string_view write_only =
      R"({"required":["pw"],"properties":{"pw":{"type":"string","writeOnly":true}}})";
  check({{{v2, v3, v31}, read_only, "{}", true}, {{v2, v3, v31}, write_only, "{}", false}},
        Direction::request);
  check({{{v2, v3, v31}, read_only, "{}", false},
         {{v3, v31}, write_only, "{}", true},
         {{v2}, write_only, "{}", false}},
        Direction::response);
}

TEST_CASE("a readOnly declared beside the requirement or behind a reference is found") {
  check({{{v2, v3, v31},
          R"({"allOf":[{"$ref":"#/base"},{"required":["id"]}],
              "base":{"properties":{"id":{"readOnly":true}}}})",
          "{}",
          true},
         {{v2, v3, v31},
          R"({"required":["id"],"properties":{"id":{"$ref":"#/id"}},"id":{"readOnly":true}})",
          "{}",
          true},
         {{v2, v3, v31},
          R"({"required":["id"],"properties":{"id":{"readOnly":false}}})",
          "{}",
          false}},
        Direction::request);
}

TEST_CASE("a discriminator does not change the result") {
  constexpr std::string_view schema =
      R"({"oneOf":[{"$ref":"#/cat"},{"$ref":"#/dog"}],
          "discriminator":{"propertyName":"kind","mapping":{"c":"#/cat"}},
          "cat":{"required":["purrs"]},"dog":{"required":["barks"]}})";
  check({{{v3, v31}, schema, R"({"kind":"c","barks":1})", true},
         {{v3, v31}, schema, R"({"kind":"c"})", false}});
}

TEST_CASE("more than one match of oneOf is not held against a value that names its branch") {
  constexpr std::string_view schema =
      R"({"oneOf":[{"$ref":"#/cat"},{"$ref":"#/dog"},{"type":"object","required":["other"]}],
          "discriminator":{"propertyName":"kind","mapping":{"c":"#/cat"}},
          "cat":{"type":"object","required":["kind"]},"dog":{"type":"object"}})";
  check({{{v3, v31}, schema, R"({"kind":"c"})", true},
         {{v3, v31}, schema, R"({"kind":"dog"})", true},
         {{v3, v31}, schema, R"({"kind":"cat"})", false},
         {{v3, v31}, schema, R"({"kind":"unheard-of"})", false},
         {{v3, v31}, schema, R"({"kind":1})", false},
         {{v3, v31}, R"({"oneOf":[{},{"$ref":"#/a"}],"a":{}})", R"({"kind":"a"})", false}});
}

TEST_CASE("formats are asserted unless the context says otherwise") {
  CHECK_FALSE(is_valid(R"({"format":"uuid"})", R"("x")"));
  CHECK(is_valid(R"({"format":"unheard-of"})", R"("x")"));
  CHECK(is_valid(R"({"format":"byte"})", R"("YWJj")"));
  CHECK_FALSE(is_valid(R"({"format":"byte"})", R"("a b!")"));
  Context context;
  context.assert_formats = false;
  CHECK(is_valid(R"({"format":"uuid"})", R"("x")", context));
}

TEST_CASE("problems name the place and what was expected, in document order") {
  constexpr std::string_view schema =
      R"({"type":"object","required":["id"],"additionalProperties":false,
          "properties":{"a":{"type":"integer"},"b/c":{"type":"array","items":{"maximum":3}}}})";
  CHECK(problems(schema, R"({"b/c":[1,9],"a":"x"})") ==
        Texts{" required: required property 'id' is missing",
              "/b~1c/1 maximum: the value is above the maximum of 3",
              "/a type: expected integer, got string"});
  CHECK(problems(R"({"type":"string","nullable":true})", "1") ==
        Texts{" type: expected string or null, got integer"});
  CHECK(problems(R"({"oneOf":[{"type":"string"},{"type":"null"},{"type":"array"}]})", "1") ==
        Texts{" oneOf: the value matches none of the 3 alternatives"});
  CHECK(problems(R"({"oneOf":[{},{}]})", "1") ==
        Texts{" oneOf: the value matches more than one of the 2 alternatives"});
}

TEST_CASE("no text of the instance enters a message") {
  constexpr std::string_view secret = R"({"s3cret-name":"s3cret-value"})";
  for (const std::string_view schema : {R"({"additionalProperties":false})",
                                        R"({"additionalProperties":{"type":"integer"}})",
                                        R"({"additionalProperties":{"enum":["a"]}})",
                                        R"({"additionalProperties":{"const":"a"}})",
                                        R"({"additionalProperties":{"pattern":"^a"}})",
                                        R"({"additionalProperties":{"format":"uuid"}})",
                                        R"({"propertyNames":{"maxLength":1}})",
                                        R"({"unevaluatedProperties":false})"}) {
    Context context = in(v31);
    const auto document = parsed(schema);
    const auto instance = parsed(secret);
    const auto found = validate(document.root(), instance.root(), context);
    REQUIRE(found.size() == 1);
    CHECK(found.front().message.find("s3cret") == std::string::npos);
  }
  const auto found = problems(R"({"additionalProperties":false})", secret);
  CHECK(found == Texts{"/s3cret-name additionalProperties: the property is not declared"});
}

TEST_CASE("no more problems are reported than asked for, and none twice") {
  const auto schema = parsed(R"({"items":{"type":"string"}})");
  const auto instance = parsed("[1,2,3,4,5]");
  CHECK(validate(schema.root(), instance.root(), {}, 3).size() == 3);
  CHECK(problems(R"({"allOf":[{"type":"string"},{"type":"string"}]})", "1").size() == 1);
}

TEST_CASE("a failed branch does not make its properties look undeclared") {
  CHECK(problems(
            R"({"allOf":[{"properties":{"a":{"type":"string"}}}],"unevaluatedProperties":false})",
            R"({"a":1})",
            in(v31)) == Texts{"/a type: expected string, got integer"});
}

TEST_CASE("what cannot be decided is no problem, negated or not") {
  check({{{v3, v31}, R"({"$ref":"#/nowhere"})", "1", true},
         {{v3, v31}, R"({"not":{"$ref":"#/nowhere"}})", "1", true},
         {{v3, v31}, R"({"anyOf":[{"type":"string"},{"$ref":"#/nowhere"}]})", "1", true},
         {{v3, v31}, R"({"oneOf":[{"$ref":"#/nowhere"},{"type":"integer"}]})", "1", true},
         {{v3, v31}, R"({"oneOf":[{},{"$ref":"#/nowhere"},{"type":"integer"}]})", "1", false},
         {{v31}, R"({"if":{"$ref":"#/nowhere"},"then":false,"else":false})", "1", true},
         {{v31}, R"({"contains":{"$ref":"#/nowhere"}})", "[1]", true},
         {{v31}, R"({"$ref":"#/nowhere","unevaluatedProperties":false})", R"({"a":1})", true},
         {{v31},
          R"({"patternProperties":{"(":{}},"additionalProperties":false})",
          R"({"a":1})",
          true},
         {{v3, v31}, R"({"not":{"pattern":"("}})", R"("a")", true}});
}

TEST_CASE("reference loops and recursive schemas end") {
  check({{{v2, v3, v31}, R"({"$ref":"#"})", "1", true},
         {{v2, v3, v31},
          R"({"allOf":[{"$ref":"#/a"}],"a":{"$ref":"#/b"},"b":{"$ref":"#/a"}})",
          "1",
          true},
         {{v3, v31}, R"({"not":{"$ref":"#"}})", "1", true},
         {{v2, v3, v31}, R"({"allOf":[{"$ref":"#"}],"type":"string"})", "1", false},
         {{v2, v3, v31}, R"({"type":"array","items":{"$ref":"#"}})", "[[[[1]]]]", false},
         {{v2, v3, v31}, R"({"type":"array","items":{"$ref":"#"}})", "[[[[]]]]", true}});
  const std::string deep = std::string(900, '[') + std::string(900, ']');
  CHECK(is_valid(R"({"type":"array","items":{"$ref":"#"}})", deep));
  CHECK(
      is_valid(
          R"({"anyOf":[{"items":{"$ref":"#"},"minItems":1},{"items":{"$ref":"#"},"minItems":1}]})",
          std::string(18, '[') + std::string(18, ']')) == false);
}

TEST_CASE("schemas are compiled once for their resolver and read by several threads at once") {
  const auto schema = parsed(
      R"({"type":"array","items":{"$ref":"#/n"},"n":{"properties":{"id":{"type":"integer"},
          "next":{"$ref":"#/n"}},"required":["id"]}})");
  const auto good = parsed(R"([{"id":1,"next":{"id":2,"next":{"id":3}}}])");
  const auto bad = parsed(R"([{"id":1,"next":{"id":2,"next":{"id":"3"}}}])");
  TestResolver resolver;
  resolver.add(schema.root(), "http://root.test/");
  Context context = in(v31);
  context.resolver = &resolver;
  std::array<int, 8> wrong{};
  std::vector<std::thread> threads;
  for (int& count : wrong) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        if (!validate(schema.root(), good.root(), context).empty()) ++count;
        if (validate(schema.root(), bad.root(), context).size() != 1) ++count;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::array<int, 8>{});
}

TEST_CASE("one resolver serves every dialect, direction and assertion of formats") {
  const auto schema = parsed(
      R"({"required":["w"],"properties":{"w":{"writeOnly":true},"c":{"const":1},
          "f":{"format":"uuid"}}})");
  TestResolver resolver;
  resolver.add(schema.root(), "http://root.test/");
  const auto is_accepted = [&](std::string_view instance, Context context) {
    context.resolver = &resolver;
    const auto value = parsed(instance);
    return validate(schema.root(), value.root(), context).empty();
  };
  CHECK(is_accepted("{}", in(v3)));
  CHECK_FALSE(is_accepted("{}", in(v3, Direction::request)));
  CHECK_FALSE(is_accepted("{}", in(v2)));
  CHECK(is_accepted(R"({"c":2})", in(v3)));
  CHECK_FALSE(is_accepted(R"({"c":2})", in(v31)));
  Context lax = in(v3);
  lax.assert_formats = false;
  CHECK(is_accepted(R"({"f":"x"})", lax));
  CHECK_FALSE(is_accepted(R"({"f":"x"})", in(v3)));
}

TEST_CASE("large arrays are searched for equal items quickly and by value") {
  std::string numbers = "[";
  for (int i = 0; i < 50'000; ++i) numbers += std::to_string(i) + ",";
  CHECK(is_valid(R"({"uniqueItems":true})", numbers + "-1]"));
  CHECK_FALSE(is_valid(R"({"uniqueItems":true})", numbers + "1.0]"));
  CHECK_FALSE(is_valid(R"({"uniqueItems":true})", R"([{"a":1,"b":2},{"b":2,"a":1}])"));
}

}  // namespace sworn::schema::test
