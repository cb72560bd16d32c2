// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include <doctest/doctest.h>

#include <string>

#include "base/file.h"
#include "base/text.h"
#include "document/node.h"
#include "schema/schema.h"
#include "support/hostile_report.h"
#include "unit/report/document_sample.h"
#include "unit/report/sample.h"

namespace {

using sworn::Report;
using sworn::document::Document;
using sworn::document::Node;

/// References within the schema's own document.
class OwnReferences : public sworn::schema::Resolver {
 public:
  explicit OwnReferences(const Node& root) : root_(root) {}
  [[nodiscard]] const Node* resolve(const Node&, std::string_view reference) const override {
    return sworn::document::at_pointer(root_, reference.substr(1));
  }

 private:
  const Node& root_;
};

Document parsed(const std::string& text) {
  sworn::Result<Document> document = sworn::document::parse_json(text, "report.json");
  REQUIRE_MESSAGE(document.has_value(), (document ? "" : document.error().text()));
  return std::move(*document);
}

/// What is wrong with a report according to the shipped schema, or "".
std::string schema_problems(const std::string& json) {
  const std::string path = std::string(SWORN_SOURCE_DIR) + "/src/report/report.schema.json";
  const sworn::Result<std::string> text = sworn::base::read_file(path, 1'000'000);
  REQUIRE(text.has_value());
  const Document schema = parsed(*text);
  const Document report = parsed(json);
  const OwnReferences resolver(schema.root());
  sworn::schema::Context context;
  context.dialect = sworn::schema::Dialect::draft_2020_12;
  context.resolver = &resolver;
  std::string all;
  for (const auto& problem : sworn::schema::validate(schema.root(), report.root(), context)) {
    all += problem.instance_pointer + ": " + problem.message + "\n";
  }
  return all;
}

std::string text_at(const Document& document, const char* pointer) {
  const Node* const node = sworn::document::at_pointer(document.root(), pointer);
  REQUIRE_MESSAGE(node != nullptr, pointer);
  return std::string(node->text());
}

bool has_raw_control(const std::string& text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return true;
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("the JSON report satisfies its schema") {
  CHECK(schema_problems(sworn::report::json(sworn::test::sample())) == "");
  CHECK(schema_problems(sworn::report::json(Report{})) == "");
}

TEST_CASE("what is suppressed has its reason, and what is gone stands in a list of its own") {
  Report report = sworn::test::sample();
  CHECK(sworn::report::json(report).find("gone") == std::string::npos);
  CHECK(sworn::report::json(report).find("suppressed_because") == std::string::npos);
  report.findings.back().suppressed_because = "gateway, ticket 812";
  report.findings.front().state = sworn::FindingState::known;
  report.gone = {{"session-fixation", "POST", "/login", "abc"}};
  const std::string json = sworn::report::json(report);
  CHECK(schema_problems(json).empty());
  const Document document = parsed(json);
  CHECK(text_at(document, "/findings/8/suppressed_because") == "gateway, ticket 812");
  CHECK(text_at(document, "/findings/0/state") == "known");
  CHECK(text_at(document, "/gone/0/rule") == "session-fixation");
  CHECK(text_at(document, "/gone/0/method") == "POST");
  CHECK(text_at(document, "/gone/0/path") == "/login");
  CHECK(text_at(document, "/gone/0/fingerprint") == "abc");
}

TEST_CASE("the schema refuses what the report does not have") {
  const std::string json = sworn::report::json(sworn::test::sample());
  const auto with = [&](const char* from, const char* to) {
    return schema_problems(sworn::base::replace_all(json, from, to));
  };
  CHECK(with("\"url\": \"http", "\"uri\": \"http") != "");
  CHECK(with("\"severity\": \"high\"", "\"severity\": \"grave\"") != "");
  const std::string review = sworn::report::json(sworn::test::review_sample(3));
  CHECK(schema_problems(sworn::base::replace_all(
            review, "\"security_source\": \"document\"", "\"security_source\": \"root\"")) != "");
  CHECK(schema_problems(sworn::base::replace_all(review, "\"secured\": 2", "\"secured\": -2")) !=
        "");
  CHECK(with("\"status\": 401", "\"status\": \"401\"") != "");
}

TEST_CASE("members stand in the order of the design, values where they belong") {
  const std::string json = sworn::report::json(sworn::test::sample());
  const Document document = parsed(json);
  std::string order;
  for (const auto& entry : document.root().entries()) order += std::string(entry.key) + " ";
  CHECK(order ==
        "report_version tool spec url run summary operations findings groups inconclusive problems "
        "coverage exchanges ");
  CHECK(text_at(document, "/run/started") == "2026-11-20T21:00:00.123Z");
  CHECK(text_at(document, "/run/seed") == "18446744073709551615");
  CHECK(text_at(document, "/summary/findings/critical") == "5");
  CHECK(text_at(document, "/findings/5/implies/0") == "session-id-unchanged");
  CHECK(text_at(document, "/groups/0/operations/4") == "GET /reports");
  CHECK(text_at(document, "/exchanges/4/credentials/0/state") == "good");
  CHECK(text_at(document, "/exchanges/6/failure") == "timeout");
  CHECK(sworn::document::at_pointer(document.root(), "/exchanges/6/response")->is_null());
  CHECK(json.ends_with("}\n"));
}

TEST_CASE("empty operation_id, scheme and reason are left out, other empty strings stay") {
  const Document document = parsed(sworn::report::json(sworn::test::sample()));
  const auto at = [&](const char* pointer) {
    return sworn::document::at_pointer(document.root(), pointer);
  };
  CHECK(at("/findings/0/operation_id") == nullptr);
  CHECK(at("/findings/0/scheme") == nullptr);
  CHECK(at("/operations/0/reason") == nullptr);
  CHECK(at("/findings/6/declared") != nullptr);
  CHECK(at("/operations/6/observed_security") != nullptr);
}

TEST_CASE("a review has its contract, no url, no exchanges and nothing observed") {
  const std::string json = sworn::report::json(sworn::test::review_sample(3));
  CHECK(schema_problems(json) == "");
  const Document document = parsed(json);
  std::string order;
  for (const auto& entry : document.root().entries()) order += std::string(entry.key) + " ";
  CHECK(order ==
        "report_version tool spec run summary contract operations findings groups inconclusive "
        "problems coverage ");
  CHECK(text_at(document, "/contract/version") == "3.0.3");
  CHECK(text_at(document, "/contract/secured") == "2");
  CHECK(text_at(document, "/operations/0/security_source") == "document");
  CHECK(text_at(document, "/operations/0/refusals/0") == "401");
  for (const char* key : {"\"url\"", "\"observed\"", "\"observed_security\"", "old_spec"}) {
    CAPTURE(key);
    CHECK(json.find(key) == std::string::npos);
  }
}

TEST_CASE("a report of changes has the old document, both forms, and neither url nor exchanges") {
  const std::string json = sworn::report::json(sworn::test::diff_sample());
  CHECK(schema_problems(json) == "");
  const Document document = parsed(json);
  std::string order;
  for (const auto& entry : document.root().entries()) order += std::string(entry.key) + " ";
  CHECK(order ==
        "report_version tool old_spec spec run summary operations findings groups inconclusive "
        "problems coverage ");
  CHECK(text_at(document, "/old_spec/file") == "v1.yaml");
  CHECK(text_at(document, "/findings/0/declared") == "ApiKeyAuth");
  CHECK(text_at(document, "/findings/0/observed") == "none");
  CHECK(text_at(document, "/groups/0/observed") == "none");
  CHECK(text_at(document, "/operations/0/declared_security") == "ApiKeyAuth");
  CHECK(text_at(document, "/operations/0/observed_security") == "none");
  for (const char* key : {"\"url\"", "security_source"}) {
    CAPTURE(key);
    CHECK(json.find(key) == std::string::npos);
  }
}

TEST_CASE("hostile text leaves valid JSON without raw controls") {
  const std::string json = sworn::report::json(sworn::test::hostile_report());
  CHECK(sworn::base::is_valid_utf8(json));
  CHECK_FALSE(has_raw_control(json));
  CHECK(json.find("\xe2\x80\xae") == std::string::npos);
  const Document document = parsed(json);
  // Nothing is lost but the invalid bytes.
  const std::string title = text_at(document, "/spec/title");
  CHECK(title.find("\x1b[31mred") != std::string::npos);
  CHECK(title.find("\xc2\x9b"
                   "2J") != std::string::npos);
  CHECK(title.find("\xe2\x80\xae reversed") != std::string::npos);
}
