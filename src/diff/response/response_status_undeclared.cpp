// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/response/reading.h"
#include "diff/response/rules.h"

namespace sworn::diff {
namespace {

/// Every status below 500 that is not declared. A failure is the server's to mend.
Amendment amendment_for(const Case& c, const std::vector<const Exchange*>& answers) {
  Amendment amendment;
  for (const Exchange* answer : answers) {
    const bool is_known = std::ranges::any_of(amendment.responses, [&](const Exchange* other) {
      return other->status() == answer->status();
    });
    if (!is_known && answer->status() < 500 &&
        c.operation.response_for(answer->status()) == nullptr) {
      amendment.responses.push_back(answer);
    }
  }
  return amendment;
}

Verdict examine(const Case& c) {
  const GoodAnswers good = good_answers(c);
  if (good.verdict) {
    return *good.verdict;
  }
  for (const Exchange* answer : good.answers) {
    if (c.operation.response_for(answer->status()) != nullptr) {
      continue;
    }
    std::vector<std::string> declared;
    for (const ResponseDeclaration& response : c.operation.responses) {
      declared.push_back(response.status);
    }
    const std::string status = std::to_string(answer->status());
    // What its path names may be an identifier that was made up.
    const bool may_be_absent =
        answer->status() == 404 && c.operation.path.find('{') != std::string::npos;
    Verdict verdict = found_mismatch(
        "answers " + status,
        (may_be_absent ? "A request for something that need not exist is answered with "
                       : "A good request is answered with ") +
            status + ", which the operation does not declare.",
        {answer});
    verdict.declared =
        declared.empty() ? "no responses" : "responses " + base::join(declared, ", ");
    verdict.detail = status;
    if (answer->status() >= 500) {
      const bool always =
          good.answers.size() > 1 &&
          std::ranges::all_of(good.answers, [](const Exchange* e) { return e->status() >= 500; });
      if (!always) {
        continue;  // now and then: a limit or a restart, which no document declares
      }
      verdict.severity = Severity::medium;
    } else {
      verdict.amendment = amendment_for(c, good.answers);
    }
    return verdict;
  }
  return match();
}

}  // namespace

const Rule response_status_undeclared{
    {.id = "response-status-undeclared",
     .title = "A status is not declared",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "Every status that the operation answers with is declared, or a range or `default` "
                "covers it.",
     .proof_text = "A request that the document calls valid, with a good credential, is answered "
                   "with another status. A 5xx is medium, anything else low.",
     .looks_like = "Refusals of a credential, which are access-refusal-undeclared; a rate limit.",
     .remedy = "Declare the status under `responses`, or answer with a declared one.",
     .references = {"OpenAPI 3.1 §4.8.16"}},
    "",
    examine};

}  // namespace sworn::diff
