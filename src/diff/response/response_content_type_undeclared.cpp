// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/response/reading.h"
#include "diff/response/rules.h"
#include "http/header.h"
#include "http/media_type.h"

namespace sworn::diff {
namespace {

Verdict examine(const Case& c) {
  const GoodAnswers good = good_answers(c);
  if (good.verdict) {
    return *good.verdict;
  }
  bool any_compared = false;
  for (const Exchange* answer : good.answers) {
    const ResponseDeclaration* declared = c.operation.response_for(answer->status());
    const bool has_body = !answer->response->body.empty() && answer->request.method != "HEAD";
    if (declared == nullptr || declared->content.empty() || !has_body) {
      continue;
    }
    any_compared = true;
    std::vector<std::string> types;
    for (const MediaType& media : declared->content) {
      types.push_back(media.type);
    }
    const auto sent = http::find_header(answer->response->headers, "Content-Type");
    if (sent && http::best_media_match(*sent, types)) {
      continue;
    }
    const auto no_type = std::ranges::find_if_not(
        types, [](const std::string& type) { return http::parse_media_type(type).has_value(); });
    if (no_type != types.end()) {
      return inconclusive("the document declares " + *no_type + ", which is no media type");
    }
    // What the server says is shown only when it is a media type at all.
    const auto parsed = sent ? http::parse_media_type(*sent) : std::nullopt;
    const std::string observed = parsed ? parsed->type + "/" + parsed->subtype
                                        : (sent ? "no media type" : "no Content-Type");
    Verdict verdict =
        found_mismatch(observed,
                       "The answer's body comes as " + observed +
                           ", which the operation does not declare for " + declared->status + ".",
                       {answer});
    verdict.declared = base::join(types, ", ");
    verdict.detail = declared->status + " " + observed;
    verdict.where = declared->where;
    return verdict;
  }
  return any_compared ? match() : not_applicable("no declared answer has a body");
}

}  // namespace

const Rule response_content_type_undeclared{
    {.id = "response-content-type-undeclared",
     .title = "A content type is not declared",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 436,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise =
         "The body of an answer comes in one of the media types that are declared for its status.",
     .proof_text = "A good request is answered with a body whose Content-Type matches none of the "
                   "declared keys.",
     .looks_like = "A charset or another parameter, an answer without a body.",
     .remedy = "Send the declared Content-Type, or declare the one that is sent.",
     .references = {"OpenAPI 3.1 §4.8.17", "RFC 9110 §8.3"}},
    "",
    examine};

}  // namespace sworn::diff
