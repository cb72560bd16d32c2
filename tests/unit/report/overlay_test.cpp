// SPDX-License-Identifier: Apache-2.0
#include "report/overlay.h"

#include <doctest/doctest.h>

#include <ctime>
#include <filesystem>

#include "base/file.h"
#include "document/node.h"
#include "report/format.h"
#include "schema/schema.h"
#include "spec/overlay.h"
#include "support/hostile_report.h"
#include "unit/report/sample.h"
#include "unit/spec/corpus.h"

namespace {

using namespace sworn;

std::string render(const Report& report, const report::View& view = {}) {
  return report::format_named("overlay")->render(report, view);
}

Report with_actions() {
  Report report = test::sample();
  report.overlay = {
      {"$.paths['/items'].get.security", "It is open.", "", {"access-not-enforced GET /items"}},
      {"$.paths['/items'].get", "It is open.", R"({"security":[{"A":["x y"]}]})", {}}};
  return report;
}

document::Document tree_of(const std::string& text) {
  auto tree = document::parse_yaml(text, "o.yaml");
  REQUIRE_MESSAGE(tree.has_value(), text);
  return std::move(*tree);
}

}  // namespace

TEST_CASE("actions stand in their order, with their reasons and the findings that they answer") {
  CHECK(render(with_actions()) == R"(overlay: '1.0.0'
info:
  title: What was observed of Demo API
  version: '1.2.0'
  x-sworn-left-to-the-server:
    access-challenge-missing: 1
    access-not-enforced: 4
    session-fixation: 1
extends: openapi.yaml
actions:
  - target: $.paths['/items'].get.security
    description: It is open.
    remove: true
    x-sworn-findings:
      - access-not-enforced GET /items
  - target: $.paths['/items'].get
    description: It is open.
    update:
      security:
        - A:
            - x y
)");
}

TEST_CASE("without anything to change there is one action, which changes nothing") {
  const auto overlay = spec::read_overlay(render(test::sample()), "o.yaml");
  REQUIRE(overlay.has_value());
  REQUIRE(overlay->steps.size() == 1);
  const std::string text = "a: 1 # one\n";
  const auto tree = document::parse(text, "a.yaml");
  const auto overlaid = spec::apply_overlay(*overlay, text, *tree);
  REQUIRE(overlaid.has_value());
  CHECK(overlaid->text == text);
}

TEST_CASE("a name of a document is a reference that leads back to it") {
  const auto extends = [](const std::string& file) {
    Report report = test::sample();
    report.spec.file = file;
    return std::string(tree_of(render(report)).root().string_at("extends"));
  };
  CHECK(extends("specs/my api#1.yaml") == "specs/my%20api%231.yaml");
  CHECK(extends("a:b.yaml") == "a%3Ab.yaml");
  CHECK(extends("https://h/openapi.json?key=secret") == "https://h/openapi.json");
  CHECK(extends("-").empty());
}

TEST_CASE("the reference leads back from the folder that the overlay is written into") {
  const auto extends = [](const std::string& file, const std::string& folder) {
    Report report = test::sample();
    report.spec.file = file;
    const report::View view{.working_folder = "/work/a b", .target_folder = folder};
    return std::string(tree_of(render(report, view)).root().string_at("extends"));
  };
  CHECK(extends("sub/o.yaml", "/work/a b/out") == "../sub/o.yaml");
  CHECK(extends("sub/o.yaml", "/work/a b/sub") == "o.yaml");
  CHECK(extends("./o.yaml", "/work/a b") == "o.yaml");
  CHECK(extends("o.yaml", "/elsewhere/x") == "../../work/a%20b/o.yaml");
  CHECK(extends("../o#.yaml", "/work/a b/out") == "../../o%23.yaml");
  CHECK(extends("/etc/o.yaml", "/work/a b/out") == "/etc/o.yaml");
  CHECK(extends("https://h/o.json", "/work/a b/out") == "https://h/o.json");
  // To standard output: as it is named.
  CHECK(extends("sub/o.yaml", "") == "sub/o.yaml");
}

TEST_CASE("hostile text of every member is read back as it was, and no terminal obeys it") {
  Report report = test::hostile_report();
  report.overlay = with_actions().overlay;
  report.overlay.front().target += test::hostile_text();
  report.overlay.front().description += test::hostile_text();
  report.overlay.front().fingerprints.push_back(test::hostile_text());
  const std::string text = render(report);
  const document::Document tree = tree_of(text);
  CHECK(tree.root().find("actions")->items().size() == 2);
  for (const char c : text) {
    CHECK((static_cast<unsigned char>(c) >= 0x20 || c == '\n'));
  }
  CHECK(text.find("\xC2\x9B") == std::string::npos);
  CHECK(text.find("\xE2\x80\xAE") == std::string::npos);
}

TEST_CASE("the schema of Overlay 1.0 is satisfied") {
  const auto data = test::corpus_folder();
  if (!data) {
    MESSAGE("skipped: the schemas are not here (SWORN_SHARED_DATA)");
    return;
  }
  const auto file = data->parent_path() / "overlay-tests/schemas/v1.0/schema.yaml";
  const auto schema = base::read_file(file.string(), 1 << 20);
  REQUIRE(schema.has_value());
  const document::Document rules = tree_of(*schema);
  schema::Context context;
  context.dialect = schema::Dialect::draft_2020_12;
  for (const Report& report : {with_actions(), test::sample(), test::hostile_report()}) {
    const document::Document overlay = tree_of(render(report));
    for (const auto& problem : schema::validate(rules.root(), overlay.root(), context)) {
      FAIL_CHECK(problem.instance_pointer << " " << problem.message);
    }
  }
}

TEST_CASE("ten thousand actions take less than three seconds of a processor, unoptimised") {
  Report report = with_actions();
  for (int i = 0; i < 10'000; ++i) report.overlay.push_back(report.overlay[1]);
  const std::clock_t start = std::clock();
  CHECK(render(report).size() > 1'000'000);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 3);
}
