// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "diff/response/reading.h"
#include "diff/response/rules.h"
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

/// A pointer of which only names stand that the document knows; positions in arrays, and keys that
/// are the server's own, become `*`.
std::string place_of(const Case& c, const document::Node& schema, const std::string& pointer) {
  std::string place;
  for (const std::string_view token : base::split(pointer, '/')) {
    if (!token.empty()) {
      place += "/";
      place += has_property(c.contract, schema, token) ? token : "*";
    }
  }
  return place.empty() ? "the whole body" : place;
}

/// A name that a programmer gave: neither data that stands as a key nor a text made to be read.
bool is_plain_name(std::string_view name) {
  constexpr std::size_t longest = 40;
  return !name.empty() && name.size() <= longest && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  });
}

/// Whether a sealed value stands in the text.
bool is_sealed(const Case& c, std::string_view text) {
  for (auto at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    for (auto end = text.find('}', at); end != std::string_view::npos && end - at < 300;
         end = text.find('}', end + 1)) {
      if (c.transcript.ledger.contains(std::string(text.substr(at, end - at + 1)))) {
        return true;
      }
    }
  }
  return false;
}

/// Whether a string at or below the node is sealed.
bool holds_sealed(const Case& c, const document::Node& node) {
  return (node.is_string() && is_sealed(c, node.text())) ||
         std::ranges::any_of(
             node.entries(),
             [&](const document::Entry& entry) { return holds_sealed(c, *entry.value); }) ||
         std::ranges::any_of(node.items(),
                             [&](const document::Node* item) { return holds_sealed(c, *item); });
}

/// A recording has a placeholder where the answer had a secret: of such a value only its type is
/// known.
bool is_doubtful(const Case& c, const document::Node& body, const schema::Problem& problem) {
  static constexpr std::array<std::string_view, 6> certain{
      "type", "required", "additionalProperties", "unevaluatedProperties", "minItems", "maxItems"};
  const document::Node* place = document::at_pointer(body, problem.instance_pointer);
  return std::ranges::find(certain, problem.keyword) == certain.end() && place != nullptr &&
         holds_sealed(c, *place);
}

Verdict examine(const Case& c) {
  const GoodAnswers good = good_answers(c);
  if (good.verdict) {
    return *good.verdict;
  }
  bool any_compared = false;
  bool any_doubt = false;
  for (const Exchange* answer : good.answers) {
    const ResponseDeclaration* declared = c.operation.response_for(answer->status());
    const MediaType* media =
        declared != nullptr ? declared_media(*declared, *answer->response) : nullptr;
    if (media == nullptr || media->schema == nullptr || answer->request.method == "HEAD") {
      continue;
    }
    any_compared = true;
    const auto body = document::parse_json(answer->response->body, "");
    std::string place = "the whole body";
    std::string what = "not JSON";
    std::string detail = "syntax";
    std::string stranger;
    if (body) {
      auto problems = schema::validate(*media->schema, body->root(), response_context(c.contract));
      any_doubt |= std::erase_if(problems, [&](const schema::Problem& problem) {
                     return is_doubtful(c, body->root(), problem);
                   }) > 0;
      if (problems.empty()) {
        continue;
      }
      const schema::Problem& first = problems.front();
      const bool names_a_stranger = first.keyword == "additionalProperties" ||
                                    first.keyword == "unevaluatedProperties" ||
                                    first.keyword == "propertyNames";
      // The name of an undeclared property comes from the server: no finding is known by it.
      place = place_of(c,
                       *media->schema,
                       names_a_stranger
                           ? first.instance_pointer.substr(0, first.instance_pointer.rfind('/'))
                           : first.instance_pointer);
      what = names_a_stranger ? "a property is not declared" : first.message;
      detail = first.keyword;
      const std::string_view name =
          std::string_view(first.instance_pointer).substr(first.instance_pointer.rfind('/') + 1);
      if (names_a_stranger && is_plain_name(name)) {
        stranger = " (" + std::string(name) + ")";
      }
    } else if (is_sealed(c, answer->response->body)) {
      any_doubt = true;
      continue;
    }
    Verdict verdict =
        found_mismatch(place + ": " + what,
                       "The body of the answer does not satisfy the schema that is declared for " +
                           declared->status + ": at " + place + ", " + what + stranger + ".",
                       {answer});
    verdict.declared = "the schema of " + declared->status + " " + media->type;
    verdict.detail = declared->status + " " + place + " " + detail;
    verdict.where = media->where;
    return verdict;
  }
  if (any_doubt) {
    return inconclusive("a sealed value stands where the schema says more than a type");
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
     .proof_text = "The body of a good request's answer is validated in the document's own "
                   "dialect; the place and the keyword that failed are named.",
     .looks_like =
         "An answer that was cut off, readOnly and writeOnly members of the other direction.",
     .remedy = "Correct the schema, or the answer.",
     .references = {"OpenAPI 3.1 §4.8.24", "JSON Schema 2020-12"}},
    "",
    examine};

}  // namespace sworn::diff
