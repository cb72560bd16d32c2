// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/text.h"
#include "diff/access/guarded_story.h"
#include "diff/access/rules.h"

namespace sworn::diff {
namespace {

/// The server's own failure; what a gateway says of it, or a server that is busy, is none of it.
bool is_crash(const Exchange& answer) {
  return answer.status() >= 500 && !evidence::is_momentary(answer.status());
}

using Answers = std::vector<const Exchange*>;

/// The answers to equal questions, by what was wrong with the credential.
std::map<std::string, Answers> bad_answers(const Case& c, const evidence::AccessTable& table) {
  std::map<std::string, Answers> answers;
  answers["missing"] = table.none;
  for (const evidence::AccessCell& cell : table.broken) {
    auto& list = answers["malformed"];
    list.insert(list.end(), cell.answers.begin(), cell.answers.end());
  }
  for (const evidence::AccessCell& cell : table.never_issued) {
    auto& list = answers["wrong"];
    list.insert(list.end(), cell.answers.begin(), cell.answers.end());
  }
  for (const Exchange* answer : c.facts.story("variation", c.operation.key()).steps()) {
    const CredentialUse* use = use_in_state(*answer, CredentialState::broken);
    if (use != nullptr && answer->failure != Failure::not_asked) {
      const std::string how =
          use->how.starts_with("odd: ") ? use->how.substr(std::string("odd: ").size()) : use->how;
      answers[how].push_back(answer);
    }
  }
  return answers;
}

/// An answer to a good credential that is no failure; null where there is none.
const Exchange* answer_to_good(const AccessReading& reading) {
  for (const evidence::AccessCell& cell : reading.table.good) {
    const auto answered = std::ranges::find_if(cell.answers, [](const Exchange* answer) {
      return answer->response && answer->status() < 500;
    });
    if (answered != cell.answers.end()) {
      return *answered;
    }
  }
  return nullptr;
}

/// A server that fails over a good credential as well, or over one of two equal questions, may have
/// failed over anything.
bool fails_now_and_then(const Case& c, const std::map<std::string, Answers>& answers) {
  const bool any_once = std::ranges::any_of(answers, [](const auto& entry) {
    const auto crashes = std::ranges::count_if(
        entry.second, [](const Exchange* answer) { return is_crash(*answer); });
    return crashes > 0 && entry.second.size() > 1 && crashes < std::ssize(entry.second);
  });
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  return any_once || std::ranges::any_of(table.good, [](const evidence::AccessCell& cell) {
           return std::ranges::any_of(cell.answers,
                                      [](const Exchange* answer) { return is_crash(*answer); });
         });
}

Verdict examine(const Case& c) {
  const AccessReading reading = read_access(c);
  if (!c.operation.requirement.is_secured() || c.facts.is_missing(c.operation)) {
    return not_applicable("no credential is required");
  }
  const auto answers = bad_answers(c, reading.table);
  const bool any_asked = std::ranges::any_of(answers, [](const auto& entry) {
    return std::ranges::any_of(entry.second,
                               [](const Exchange* e) { return e->response.has_value(); });
  });
  if (!any_asked) {
    return not_applicable("no refusal was asked for");
  }
  std::vector<std::string> kinds;
  Answers proof;
  bool any_crash = false;
  for (const auto& [kind, list] : answers) {
    const auto crashes =
        std::ranges::count_if(list, [](const Exchange* answer) { return is_crash(*answer); });
    any_crash = any_crash || crashes > 0;
    if (crashes >= 2 && crashes == std::ssize(list)) {
      kinds.push_back(kind);
      proof.insert(proof.end(), list.begin(), list.begin() + 2);
    }
  }
  if (!any_crash) {
    return match();
  }
  const Exchange* good = answer_to_good(reading);
  if (kinds.empty() || good == nullptr) {
    return inconclusive(kinds.empty() ? "a failure was seen once and not again"
                                      : "a good credential is answered with a failure, too");
  }
  if (fails_now_and_then(c, answers)) {
    return inconclusive("the server fails now and then, whatever it is sent");
  }
  const std::string text = base::join(kinds, ", ");
  const Exchange* decisive = proof.front();
  const std::string status = std::to_string(decisive->status());
  proof.push_back(good);
  Verdict verdict =
      found_mismatch("fails with " + status + " over a credential that is " + text,
                     "What checks the credential fails, twice, over one that is " + text +
                         "; a good one is answered. A crash before the gate can be had by anybody.",
                     std::move(proof));
  verdict.declared = "a refusal";
  const bool is_declared = std::ranges::any_of(
      c.operation.responses,
      [&](const ResponseDeclaration& response) { return response.status == status; });
  if (is_declared) {
    verdict.severity = Severity::low;  // the document says so; HTTP says what it means
  }
  verdict.members = kinds;
  verdict.decisive = decisive;
  return verdict;
}

}  // namespace

const Rule access_refusal_error{
    {.id = "access-refusal-error",
     .title = "A bad credential makes the server fail",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 755,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A missing, wrong or malformed credential is refused with a client error.",
     .proof_text = "Equal requests without a credential, with a never-issued one, or with an odd "
                   "one (empty, long, with quotes, not UTF-8, an encoded NUL, a property name) are "
                   "each answered with a server error, twice; a good one is not.",
     .looks_like = "502, 503 and 504 of a gateway, a server that fails over everything.",
     .remedy = "Treat whatever stands in the credential's place as text from a stranger: parse it, "
               "catch what the parser throws, answer 401.",
     .references = {"RFC 9110 §15.6.1", "CWE-755", "OWASP API8:2023"},
     .yields_to = {"access-not-enforced"}},
    "variation",
    examine};

}  // namespace sworn::diff
