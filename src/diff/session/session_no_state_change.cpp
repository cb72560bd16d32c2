// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "diff/session/second_step.h"
#include "evidence/carrier.h"
#include "evidence/shape.h"
#include "evidence/step.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

constexpr std::size_t most_steps = 5;  ///< of the proof: the others are like them

/// The login tells a good credential from others: it answers otherwise without one, or to one that
/// nobody was given. A login that was only asked with good fields shows nothing of that: its
/// success may be a form that is shown again. The other answer; null where nothing tells.
const Exchange* refusal_of_login(const Case& c, const LoginReading& login) {
  const evidence::Story& story = c.facts.story("handout", c.operation.key());
  const Exchange* refusal = nullptr;
  for (const char* name : {step::login_with_nothing, step::login_never_issued}) {
    const Exchange* answer = story.step("first", name);
    if (answer == nullptr || !answer->response || answer->status() >= 500 ||
        answer->status() == 408 || answer->status() == 429) {
      continue;
    }
    if (evidence::alike(*answer, *login.first)) {
      return nullptr;
    }
    refusal = answer;
  }
  return refusal;
}

/// What an operation says to a value that the login handed out. A soft refusal is one; that the
/// value's bearer may not is none.
evidence::Gate trial_gate(const Case& c, const Exchange& trial) {
  const evidence::Gate gate = c.facts.gate(trial, evidence::Carrying::good);
  if (gate == evidence::Gate::allowed) {
    return evidence::succeeded(trial) ? gate : evidence::Gate::unclear;
  }
  const bool is_soft = gate == evidence::Gate::unclear &&
                       c.facts.gate(trial, evidence::Carrying::other) == evidence::Gate::refused;
  return is_soft ? evidence::Gate::refused : gate;
}

/// Whether the identity's own credential was told the same before it logged in.
bool was_answered_so_before(const Case& c, const Exchange& trial) {
  return std::ranges::any_of(
      c.facts.access(trial.operation).good, [&](const evidence::AccessCell& cell) {
        return cell.identity == trial.identity &&
               std::ranges::any_of(cell.answers, [&](const Exchange* answer) {
                 return evidence::alike(*answer, trial);
               });
      });
}

/// Handed out as a session or token, told by its place and name; an account's id is none.
bool is_session_like(const evidence::Handed& value) {
  switch (value.place.kind) {
    case CarrierPlace::Kind::cookie:
      return !evidence::is_known_harmless_cookie(value.place.name);
    case CarrierPlace::Kind::header:
      return true;
    case CarrierPlace::Kind::json:
      break;
  }
  return spec::is_token_name(value.place.name.substr(value.place.name.rfind('/') + 1));
}

/// Whether the operation that was tried declares the place of the carrier as enough.
bool declares(const Case& c, const Exchange& trial) {
  const Operation* operation = c.contract.operation(trial.operation);
  return operation != nullptr &&
         std::ranges::any_of(operation->requirement.any_of, [&](const Alternative& alternative) {
           const Scheme* scheme = alternative.all_of.size() == 1
                                      ? c.contract.scheme(alternative.all_of.front().scheme)
                                      : nullptr;
           return scheme != nullptr && scheme->signature() == trial.credentials.front().signature;
         });
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (!login.openings.empty()) {
    return match();
  }
  if (const std::string more = second_step_of(c, *login.first); !more.empty()) {
    return inconclusive(more + " speaks for a login of several steps, of which this is one");
  }
  const Exchange* refusal = refusal_of_login(c, login);
  if (refusal == nullptr) {
    return inconclusive("the login does not tell a good credential from none");
  }
  const evidence::Story& story = c.facts.story("handout", c.operation.key());
  const auto handed = evidence::handed_out(*login.first->response);
  std::vector<std::string> carriers;
  for (const evidence::Handed& value : handed) {
    if (is_session_like(value)) {
      carriers.push_back(value.place.text());
    }
  }
  const bool hands_out = !carriers.empty();
  std::vector<const Exchange*> refused;
  const Exchange* promised = nullptr;  // the first of them where the document says that it opens
  std::string in_unknown_form;
  for (const Exchange* exchange : story.conversation("first")) {
    if (exchange->failure == Failure::not_asked) {
      return inconclusive("not every closed operation could be tried: " + exchange->reason);
    }
    const bool is_trial =
        exchange->operation != c.operation.key() && !exchange->credentials.empty();
    if (!is_trial) {
      continue;
    }
    const std::string& carrier = exchange->credentials.front().carrier;
    if (carrier.empty() && was_answered_so_before(c, *exchange) &&
        c.facts.gate(*exchange, evidence::Carrying::good) == evidence::Gate::not_entitled) {
      continue;  // the identity may not, whether it logs in or not
    }
    const evidence::Gate gate = trial_gate(c, *exchange);
    if (gate == evidence::Gate::allowed) {
      return match();
    }
    if (gate != evidence::Gate::refused) {
      return inconclusive("the answer of " + exchange->operation +
                          " to what the login handed out is unclear");
    }
    const bool is_meant =
        hands_out ? std::ranges::find(carriers, carrier) != carriers.end() : carrier.empty();
    if (is_meant) {
      refused.push_back(exchange);
      if (!carrier.empty() && exchange->credentials.front().signature == "header authorization") {
        in_unknown_form = exchange->operation;
      }
      if (promised == nullptr && (carrier.empty() || declares(c, *exchange))) {
        promised = exchange;
      }
    }
  }
  if (hands_out && refused.empty()) {
    return inconclusive("there is no closed operation to try it on");
  }
  if (!hands_out) {
    // A login that hands out nothing may act for the key on the server's side only where something
    // is closed to the key.
    if (refused.empty()) {
      return inconclusive(
          "it hands out nothing, and every closed operation is open to the credential itself");
    }
  }
  if (!in_unknown_form.empty()) {
    // What has to stand before a token in that header is the server's own: "Token x", "JWT x".
    return inconclusive("in which form " + in_unknown_form +
                        " takes what the login hands out is not known");
  }
  if (promised == nullptr) {
    return inconclusive("no operation says that it takes such a session by itself");
  }
  std::vector<const Exchange*> proof{refusal, login.first, promised};
  for (const Exchange* exchange : refused) {
    if (exchange != promised && proof.size() < most_steps) {
      proof.push_back(exchange);
    }
  }
  Verdict verdict = found_mismatch("nothing is opened",
                                   "The login checks the credential and answers with success; what "
                                   "it hands out opens none of the operations that "
                                   "are closed without it.",
                                   std::move(proof));
  verdict.decisive = promised;
  verdict.declared = "a login changes what its caller may do";
  return verdict;
}

}  // namespace

const Rule session_no_state_change{
    {.id = "session-no-state-change",
     .title = "A login validates and changes nothing",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 303,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise = "A login that succeeds hands out what opens the operations that need it.",
     .proof_text = "The login refuses a wrong credential and takes the good one; every operation "
                   "that is closed without a session is asked with what "
                   "it handed out, and refuses.",
     .looks_like =
         "A token for another audience, a session that is tied to something the client "
         "did not send, a login that a second factor completes, operations that could not be "
         "tried.",
     .remedy = "Bind the session to the validated credential on the server, or take the operation "
               "out of the document.",
     .references = {"ASVS v5.0.0-7.2.1", "OWASP API2:2023"}},
    "handout",
    examine};

}  // namespace sworn::diff
