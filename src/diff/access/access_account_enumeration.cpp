// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "diff/access/guessing.h"
#include "diff/access/rules.h"
#include "document/node.h"
#include "evidence/shape.h"

namespace sworn::diff {
namespace {

void collect_texts(const document::Node& node, std::vector<std::string>& texts) {
  if (node.is_string()) {
    texts.emplace_back(node.text());
  }
  for (const document::Entry& entry : node.entries()) {
    collect_texts(*entry.value, texts);
  }
}

/// The answer without what it repeats of the request: a name that differs is no difference.
Exchange without_echo(const Exchange& answer) {
  std::vector<std::string> texts;
  if (const auto json = document::parse_json(answer.request.body, "")) {
    collect_texts(json->root(), texts);
  } else {
    for (const std::string_view field : base::split(answer.request.body, '&')) {
      const auto equals = field.find('=');
      if (equals != std::string_view::npos) {
        texts.push_back(base::percent_decode(field.substr(equals + 1), true));
      }
    }
  }
  Exchange bare = answer;
  for (const std::string& text : texts) {
    if (text.size() >= 3) {
      bare.response->body = base::replace_all(std::move(bare.response->body), text, "*");
    }
  }
  return bare;
}

bool are_told_the_same(const Exchange& a, const Exchange& b) {
  return evidence::alike_in_words(without_echo(a), without_echo(b));
}

Verdict examine(const Case& c) {
  const Guessing guessing = read_guessing(c);
  if (guessing.verdict) {
    return *guessing.verdict;
  }
  const std::vector<const Exchange*> asked{
      guessing.unknown[0], guessing.wrong[0], guessing.unknown[1], guessing.wrong[1]};
  if (std::ranges::any_of(asked, [](const Exchange* answer) {
        return is_held_up(*answer) || answer->status() >= 500;
      })) {
    return inconclusive("guessing was held up before two answers could be compared");
  }
  if (!are_told_the_same(*guessing.unknown[0], *guessing.unknown[1]) ||
      !are_told_the_same(*guessing.wrong[0], *guessing.wrong[1])) {
    return inconclusive("equal guesses are answered in different ways");
  }
  if (are_told_the_same(*guessing.unknown[0], *guessing.wrong[0])) {
    return match();
  }
  if (!evidence::succeeded(*guessing.good_again)) {
    return inconclusive("the good login did not succeed after");
  }
  const bool by_status = guessing.unknown[0]->status() != guessing.wrong[0]->status();
  const std::string by = by_status ? "status" : "body";
  std::vector<const Exchange*> proof{guessing.good};
  proof.insert(proof.end(), asked.begin(), asked.end());
  proof.push_back(guessing.good_again);
  Verdict verdict = found_mismatch(
      "an unknown account is told by the " + by,
      "A wrong password and an account that does not exist are answered differently, each twice: "
      "whoever asks learns which accounts there are.",
      std::move(proof));
  verdict.declared = "one refusal for both";
  verdict.detail = by;
  verdict.decisive = guessing.unknown[0];
  return verdict;
}

}  // namespace

const Rule access_account_enumeration{
    {.id = "access-account-enumeration",
     .title = "A login tells which accounts exist",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 204,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A refused login does not tell whether the account or the password was wrong.",
     .proof_text = "Two wrong passwords of one account get one answer, two accounts that nobody "
                   "has get another, what they repeat of the request apart; the good login "
                   "succeeds before and after.",
     .looks_like = "A message that repeats the name, a limit that is reached meanwhile.",
     .remedy = "Answer both with one status and one text, and do the same work for both.",
     .references = {"CWE-204", "ASVS v5.0.0-6.3.8", "WSTG-IDNT-04"}},
    "guessing",
    examine};

}  // namespace sworn::diff
