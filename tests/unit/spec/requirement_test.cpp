// SPDX-License-Identifier: Apache-2.0
#include "spec/requirement.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "spec/loader.h"

using namespace sworn;
using spec::Condition;
using spec::condition_of;
using spec::implies;
using spec::Term;

namespace {

/// "A|B&O:read" over one-letter schemes and scopes; "" is closed and "1" open.
Condition condition(const std::string& text) {
  std::vector<Term> terms;
  if (text.empty()) return Condition(terms);
  Term term;
  std::string name;
  const auto end_variable = [&] {
    if (name.empty() || name == "1") return;
    const std::size_t colon = name.find(':');
    term.push_back({name.substr(0, colon)});
    if (colon != std::string::npos) term.push_back({name.substr(0, colon), name.substr(colon + 1)});
  };
  for (const char c : text + "|") {
    if (c != '|' && c != '&') {
      name += c;
      continue;
    }
    end_variable();
    name.clear();
    if (c == '|') {
      terms.push_back(std::move(term));
      term.clear();
    }
  }
  return Condition(terms);
}

constexpr int variables = 4;
constexpr std::uint32_t assignments = 1U << variables;

Term shown_by(std::uint32_t assignment) {
  Term shown;
  for (int i = 0; i < variables; ++i) {
    if ((assignment >> i & 1U) != 0) shown.push_back({std::string(1, static_cast<char>('A' + i))});
  }
  return shown;
}

/// A bit per assignment; computed from the raw terms, by no code of the class.
std::uint32_t truth_table(const std::vector<std::uint32_t>& terms) {
  std::uint32_t table = 0;
  for (std::uint32_t at = 0; at < assignments; ++at) {
    const bool is_true =
        std::ranges::any_of(terms, [&](std::uint32_t term) { return (at & term) == term; });
    table |= static_cast<std::uint32_t>(is_true) << at;
  }
  return table;
}

struct Sample {
  Condition condition;
  std::uint32_t table = 0;
};

/// Every sum of up to three terms over four variables, unsorted and with repeats.
std::vector<Sample> samples() {
  std::vector<Sample> all{{Condition(), 0}};
  for (std::uint32_t a = 0; a < assignments; ++a) {
    for (std::uint32_t b = 0; b < assignments; ++b) {
      for (std::uint32_t c = 0; c < assignments; ++c) {
        std::vector<Term> terms{shown_by(a), shown_by(b), shown_by(c)};
        std::ranges::reverse(terms[0]);
        const Term twice = terms[1];
        terms[1].insert(terms[1].end(), twice.begin(), twice.end());
        all.push_back({Condition(terms), truth_table({a, b, c})});
      }
    }
  }
  return all;
}

Contract contract(const std::string& requirement) {
  auto loaded = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nsecurity: " + requirement + R"(
paths: {}
components:
  securitySchemes:
    Key: {type: apiKey, in: header, name: X-Key}
    SameKey: {type: apiKey, in: header, name: x-key}
    QueryKey: {type: apiKey, in: query, name: X-Key}
    Bearer: {type: http, scheme: bearer}
    BEARER: {type: http, scheme: Bearer, bearerFormat: JWT}
    OAuth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://a.test/t, scopes: {}}}}
    Twin: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://a.test/t, scopes: {x: y}}}}
    Foreign: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://b.test/t, scopes: {}}}}
    Oidc: {type: openIdConnect, openIdConnectUrl: https://a.test/o}
    Tls: {type: mutualTLS}
    Odd: {type: odd}
    Odder: {type: odd}
)",
      "api.yaml");
  if (!loaded) FAIL(loaded.error().text());
  return *loaded;
}

Condition required(const std::string& requirement) {
  const Contract loaded = contract(requirement);
  return condition_of(loaded.root_requirement, loaded);
}

}  // namespace

TEST_CASE("alternatives are told apart by their scopes only where nothing else does it") {
  const auto told = [](std::vector<Alternative> any_of) {
    Requirement requirement;
    requirement.any_of = std::move(any_of);
    return spec::text_with_scopes(requirement);
  };
  const Alternative read{{{"A", {"read", "list"}}}, {}};
  const Alternative write{{{"A", {"write"}}}, {}};
  CHECK(told({read, write}) == "A[read, list] | A[write]");
  CHECK(told({read, {{{"B", {"write"}}}, {}}}) == "A | B");
  CHECK(told({read, {{{"A", {}}}, {}}}) == "A[read, list] | A");
  CHECK(told({{{{"A", {"x"}}, {"B", {}}}, {}}, {{{"A", {"y"}}, {"B", {}}}, {}}}) ==
        "(A[x] & B) | (A[y] & B)");
  CHECK(told({{{{"A", {"x | none"}}}, {}}, write}) == "A[x_|_none] | A[write]");
  CHECK(told({}) == "undeclared");
}

TEST_CASE("a condition lets in exactly whom its truth table lets in") {
  for (const Sample& sample : samples()) {
    std::uint32_t table = 0;
    for (std::uint32_t at = 0; at < assignments; ++at) {
      table |= static_cast<std::uint32_t>(sample.condition.lets_in(shown_by(at))) << at;
    }
    REQUIRE(table == sample.table);
    REQUIRE(sample.condition.is_open() == ((sample.table & 1U) != 0));
    REQUIRE(sample.condition.is_closed() == (sample.table == 0));
  }
}

TEST_CASE("conditions are equal and imply each other exactly as their truth tables do") {
  std::vector<Sample> all = samples();
  // One of each function in full, and every sum against a few.
  std::vector<Sample> distinct;
  for (const Sample& sample : all) {
    const bool is_new = std::ranges::none_of(
        distinct, [&](const Sample& known) { return known.table == sample.table; });
    if (is_new) distinct.push_back(sample);
  }
  CHECK(distinct.size() > 100);
  for (const Sample& a : all) {
    const auto same = std::ranges::find(distinct, a.table, &Sample::table);
    REQUIRE(same->condition == a.condition);
  }
  for (const Sample& a : distinct) {
    for (const Sample& b : distinct) {
      REQUIRE((a.condition == b.condition) == (a.table == b.table));
      REQUIRE(implies(a.condition, b.condition) == ((a.table & ~b.table) == 0));
    }
  }
}

TEST_CASE("no term of a condition contains another") {
  for (const Sample& sample : samples()) {
    const auto& terms = sample.condition.any_of();
    for (const Term& a : terms) {
      for (const Term& b : terms) {
        if (&a != &b) REQUIRE_FALSE(std::ranges::includes(a, b));
      }
    }
  }
}

TEST_CASE("a scope asks for more than its scheme alone, and schemes remain without scopes") {
  CHECK(implies(condition("O:read"), condition("O")));
  CHECK_FALSE(implies(condition("O"), condition("O:read")));
  CHECK_FALSE(implies(condition("O:read"), condition("O:write")));
  CHECK(implies(condition("O:read&O:write"), condition("O:read")));
  CHECK(condition("O|O:read") == condition("O"));
  CHECK(condition("O:read|A&O:write").without_scopes() == condition("O"));
  CHECK(condition("1").without_scopes() == condition("1"));
  CHECK(condition("").without_scopes() == condition(""));
}

TEST_CASE("a requirement's condition is told by what its schemes are") {
  struct Row {
    std::string a;
    std::string b;
    bool is_equal;
  };
  for (const Row& row : {Row{"[{Key: []}]", "[{SameKey: []}]", true},
                         {"[{Key: []}]", "[{QueryKey: []}]", false},
                         {"[{Key: [], SameKey: []}]", "[{Key: []}]", true},
                         {"[{Bearer: []}]", "[{BEARER: []}]", true},
                         {"[{Bearer: []}]", "[{OAuth: []}]", false},
                         {"[{OAuth: []}]", "[{Twin: []}]", true},
                         {"[{OAuth: []}]", "[{Foreign: []}]", false},
                         {"[{OAuth: []}]", "[{Oidc: []}]", false},
                         {"[{Tls: []}]", "[{Key: []}]", false},
                         {"[{Odd: []}]", "[{Odder: []}]", false},
                         {"[{Key: []}, {Tls: []}]", "[{Tls: []}, {Key: []}]", true},
                         {"[{Key: [], Tls: []}, {Tls: []}]", "[{Tls: []}]", true},
                         {"[{OAuth: [r, w]}]", "[{OAuth: [w, r]}]", true},
                         {"[{OAuth: [r]}]", "[{OAuth: []}]", false},
                         {"[{Bearer: [admin]}]", "[{Bearer: []}]", false},
                         {"[]", "[{}]", true},
                         {"null", "[]", true},
                         {"[{Key: []}, {}]", "[]", true}}) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    CHECK((required(row.a) == required(row.b)) == row.is_equal);
  }
}

TEST_CASE("an undefined scheme takes its alternative away and never opens an operation") {
  CHECK(required("[{Nowhere: []}]").is_closed());
  CHECK(required("[{Nowhere: []}, {Key: []}]") == required("[{Key: []}]"));
  CHECK(required("[{Nowhere: [], Key: []}, {Tls: []}]") == required("[{Tls: []}]"));
  CHECK(required("[{Nowhere: []}, {}]").is_open());
}

TEST_CASE("twenty thousand alternatives are minimised at once") {
  std::vector<Term> terms;
  for (int i = 0; i < 20'000; ++i) {
    terms.push_back({{std::to_string(i)}, {std::to_string(i + 1)}});
    if (i % 2 == 0) terms.push_back({{std::to_string(i)}});
  }
  // Of the pairs only the last has no member that stands alone.
  CHECK(Condition(std::move(terms)).any_of().size() == 10'001);
}
