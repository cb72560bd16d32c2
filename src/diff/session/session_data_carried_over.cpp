// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

/// Whether the marker stands in the answer; nothing where there is no answer to look at.
std::optional<bool> is_marked(const Exchange* answer) {
  if (answer == nullptr || !evidence::succeeded(*answer)) {
    return std::nullopt;
  }
  return answer->response->body.find("{marker.") != std::string::npos;
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("carry-over", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("no visitor's session can be written to, or --writes was not given");
  }
  const Exchange* writes = story.step("attacker", step::writes_marker);
  const Exchange* own = story.step("attacker", step::reads_marker);
  const Exchange* login = story.step("victim", step::logs_in_planted);
  const Exchange* victims = story.step("victim", step::reads_marker);
  const Exchange* clean = story.step("clean", step::reads_marker);
  if (writes == nullptr || !evidence::succeeded(*writes) || !is_marked(own).value_or(false)) {
    return inconclusive("nothing could be written into a visitor's session and read again");
  }
  if (login == nullptr || !evidence::may_have_logged_in(*login)) {
    return inconclusive("the login does not succeed over a visitor's session");
  }
  if (is_marked(clean).value_or(true)) {
    return inconclusive("what was written is seen by everybody, or by nobody who was asked");
  }
  const auto marked = is_marked(victims);
  if (!marked) {
    return inconclusive("what the victim's session holds was not read");
  }
  if (!*marked) {
    return match();
  }
  Verdict verdict = found_mismatch(
      "what a visitor wrote is in the session after the login",
      "A marker that somebody wrote into an anonymous session is read by whoever logs in with it: "
      "what was planted there speaks for the victim.",
      {writes, own, login, victims, clean});
  verdict.declared = "a login begins a session of its own";
  verdict.decisive = victims;
  return verdict;
}

}  // namespace

const Rule session_data_carried_over{
    {.id = "session-data-carried-over",
     .title = "What a visitor wrote into a session survives the login",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "What an anonymous session holds is not trusted after a login.",
     .proof_text = "A random marker is written into an anonymous session and read there; somebody "
                   "logs in with that session, and reads it too. A clean login does not.",
     .looks_like = "A cart that is kept on purpose; a list that everybody sees.",
     .remedy = "Take over only what the user confirms, and begin with an empty session otherwise.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.4"},
     .yields_to = {"session-fixation"}},
    "carry-over",
    examine};

}  // namespace sworn::diff
