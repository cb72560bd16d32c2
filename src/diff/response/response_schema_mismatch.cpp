// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "diff/response/reading.h"
#include "diff/rules.h"
#include "diff/schema_reading.h"
#include "document/node.h"
#include "http/header.h"
#include "http/media_type.h"

namespace sworn::diff {
namespace {

const MediaType* declared_media(const ResponseDeclaration& declared, const Response& response) {
  const auto sent = http::find_header(response.headers, "Content-Type");
  std::vector<std::string> types;
  for (const MediaType& media : declared.content) {
    types.push_back(media.type);
  }
  const auto index = sent ? http::best_media_match(*sent, types) : std::nullopt;
  const auto parsed = sent ? http::parse_media_type(*sent) : std::nullopt;
  return index && parsed && http::is_json(*parsed) ? &declared.content[*index] : nullptr;
}

/// A pointer of which only names stand that the document may know; positions in arrays become `*`.
std::string place_of(const std::string& pointer) {
  std::string place;
  for (const std::string_view token : base::split(pointer, '/')) {
    if (token.empty()) {
      continue;
    }
    const bool is_index = token.find_first_not_of("0123456789") == std::string_view::npos;
    place += "/";
    place += is_index ? "*" : token;
  }
  return place.empty() ? "the whole body" : place;
}

/// The name of an undeclared property comes from the server: only its place is told.
std::string place_of(const schema::Problem& problem) {
  const bool names_a_stranger = problem.keyword == "additionalProperties" || problem.keyword == "unevaluatedProperties" ||
                                problem.keyword == "propertyNames";
  return place_of(names_a_stranger ? problem.instance_pointer.substr(0, problem.instance_pointer.rfind('/')) : problem.instance_pointer);
}

Verdict examine(const Case& c) {
  const GoodAnswers good = good_answers(c);
  if (good.verdict) {
    return *good.verdict;
  }
  bool any_compared = false;
  for (const Exchange* answer : good.answers) {
    const ResponseDeclaration* declared = c.operation.response_for(answer->status());
    const MediaType* media = declared != nullptr ? declared_media(*declared, *answer->response) : nullptr;
    if (media == nullptr || media->schema == nullptr || answer->request.method == "HEAD") {
      continue;
    }
    any_compared = true;
    const auto body = document::parse_json(answer->response->body, "");
    std::string place = "the whole body";
    std::string what = "not JSON";
    std::string detail = "syntax";
    if (body) {
      const auto problems = schema::validate(*media->schema, body->root(), response_context(c.contract), 5);
      if (problems.empty()) {
        continue;
      }
      place = place_of(problems.front());
      what = problems.front().message;
      detail = problems.front().keyword;
    }
    Verdict verdict = found_mismatch(place + ": " + what, "The body of the answer does not satisfy the schema that is declared for " + declared->status +
                                                        ": at " + place + ", " + what + ".", {answer});
    verdict.declared = "the schema of " + declared->status + " " + media->type;
    verdict.detail = declared->status + " " + place + " " + detail;
    verdict.where = media->where;
    return verdict;
  }
  return any_compared ? match() : not_applicable("no declared answer has a JSON schema");
}

}  // namespace

const Rule response_schema_mismatch{
    {.id = "response-schema-mismatch",
     .title = "A body does not satisfy its schema",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "A JSON body satisfies the schema that is declared for its status and media type.",
     .proof_text = "The body of a good request's answer is validated in the document's own dialect; the place and the keyword that failed are named.",
     .looks_like = "An answer that was cut off, readOnly and writeOnly members of the other direction.",
     .remedy = "Correct the schema, or the answer.",
     .references = {"OpenAPI 3.1 §4.8.24", "JSON Schema 2020-12"}},
    "",
    examine};

}  // namespace sworn::diff
