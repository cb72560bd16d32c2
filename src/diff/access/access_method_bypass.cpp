// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"
#include "evidence/access_step.h"
#include "http/header.h"

namespace sworn::diff {
namespace {

namespace step = evidence::access_step;

/// An answer to HEAD has no body: what stands beside it has to tell that it is the guarded one.
bool has_headers_of(const Exchange& answer, const Exchange& good) {
  const auto value = [](const Exchange& exchange, const char* name) {
    return std::string(http::find_header(exchange.response->headers, name).value_or(""));
  };
  const bool tells = !value(good, "ETag").empty() || (!value(good, "Content-Length").empty() &&
                                                      value(good, "Content-Length") != "0");
  return tells && std::ranges::all_of(
                      std::initializer_list<const char*>{"Content-Length", "Content-Type", "ETag"},
                      [&](const char* name) { return value(answer, name) == value(good, name); });
}

/// Of HEAD: a refusal is seen by its status, success only beside a good HEAD and an invented one.
Passage passage_of_head(const GuardedStory& guarded) {
  const Exchange* none = guarded.story.step(step::outsider, step::head_none);
  if (none == nullptr) {
    return Passage::stopped;  // HEAD is an operation of its own
  }
  if (!none->response || none->status() == 429 || none->status() == 408 || none->status() >= 500) {
    return Passage::unclear;
  }
  if (!evidence::succeeded(*none)) {
    return Passage::stopped;
  }
  const Exchange* good = guarded.story.step(step::insider, step::head_good);
  const Exchange* invented = guarded.story.step(step::outsider, step::head_invented);
  if (good == nullptr || invented == nullptr || !evidence::succeeded(*good) ||
      !invented->response) {
    return Passage::unclear;
  }
  if (evidence::succeeded(*invented)) {
    return Passage::stopped;  // everybody is told so everywhere
  }
  return has_headers_of(*none, *good) ? Passage::through : Passage::unclear;
}

Verdict examine(const Case& c) {
  const GuardedStory guarded =
      read_guarded(c, "bypass", "only GET operations are asked by other methods");
  if (guarded.verdict) {
    return *guarded.verdict;
  }
  std::vector<std::string> ways;
  std::vector<const Exchange*> proof;
  bool any_unclear = false;
  const auto add = [&](Passage passage, const char* name, std::vector<const Exchange*> exchanges) {
    any_unclear = any_unclear || passage == Passage::unclear;
    if (passage == Passage::through) {
      ways.emplace_back(name);
      proof.insert(proof.end(), exchanges.begin(), exchanges.end());
    }
  };
  add(passage_of_head(guarded),
      "HEAD",
      {guarded.story.step(step::outsider, step::head_none),
       guarded.story.step(step::insider, step::head_good),
       guarded.story.step(step::outsider, step::head_invented)});
  for (const step::Override& one : step::overrides) {
    const Exchange* answer = guarded.story.step(step::outsider, one.step);
    if (answer != nullptr && answer->failure != Failure::not_asked) {
      add(passage_of(c, guarded, *answer), one.step, {answer});
    }
  }
  if (ways.empty()) {
    return any_unclear ? inconclusive("the answer to another method is unclear") : match();
  }
  const std::string text = base::join(ways, ", ");
  Verdict verdict = found_mismatch(
      "none, by " + text,
      "Without a credential GET is refused; asked by " + text + ", the operation answers.",
      guarded.between(proof));
  verdict.scheme = c.operation.requirement.text();
  verdict.members = ways;
  verdict.decisive = proof.front();
  if (ways.size() == 1 && ways.front() == "HEAD") {
    verdict.severity = Severity::medium;  // a body is not shown
  }
  return verdict;
}

}  // namespace

const Rule access_method_bypass{
    {.id = "access-method-bypass",
     .title = "Another method goes around the gate",
     .severity = Severity::critical,
     .category = Category::authentication,
     .cwe = 650,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "The document requires a credential for this operation, however it is asked.",
     .proof_text = "Without a credential GET is refused before and after, and HEAD or a request "
                   "with a method override is answered like the good one. HEAD counts where its "
                   "headers are those of a good HEAD and an invented path is refused it.",
     .looks_like = "A preflight's answer, a server that answers HEAD everywhere, a HEAD that is an "
                   "operation of its own.",
     .remedy = "Check the credential for every method alike, after a method override was applied; "
               "best take no override at all.",
     .references = {"RFC 9110 §9.3.2", "CWE-650", "WSTG-CONF-06"},
     .yields_to = {"access-not-enforced"}},
    "bypass",
    examine};

}  // namespace sworn::diff
