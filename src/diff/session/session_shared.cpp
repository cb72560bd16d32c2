// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "diff/session/voice.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

struct Side {
  const Exchange* login = nullptr;
  std::vector<const Exchange*> answers;  ///< of its session
};

Side read_side(const Case& c, const std::string& who, const evidence::Opening& opening) {
  const evidence::Story& story = c.facts.story("sample", c.operation.key());
  const std::string name = evidence::conversation_of(who, "clean", opening);
  Side side;
  side.login = story.step(name, step::logs_in);
  for (const char* question : {step::with_session, step::with_session_again}) {
    const Exchange* answer = story.step(name, question);
    if (works(c, answer)) {
      side.answers.push_back(answer);
    }
  }
  return side;
}

/// Whether the two logins say the same: then both identities are one.
bool are_equal_requests(const Request& a, const Request& b) {
  const auto told = [](const Request& request) {
    Headers headers = request.headers;
    std::erase_if(headers, [](const Header& header) { return header.name == "User-Agent"; });
    return headers;
  };
  return a.url == b.url && a.body == b.body && told(a) == told(b);
}

std::string tenant_of(const Case& c, const std::string& identity) {
  for (const IdentityNote& note : c.transcript.settings.identities) {
    if (note.name == identity) {
      return note.tenant;
    }
  }
  return "";
}

/// The identity's answers to its own key where the session was tried.
std::vector<const Exchange*> answers_to_key(const Case& c,
                                            const evidence::Opening& opening,
                                            const std::string& identity) {
  std::vector<const Exchange*> answers;
  for (const evidence::AccessCell& cell : c.facts.access(opening.operation).good) {
    for (const Exchange* answer : cell.answers) {
      const bool is_by_key =
          std::ranges::all_of(answer->credentials, [&](const CredentialUse& use) {
            return use.carrier.empty() && use.signature != opening.signature;
          });
      if (cell.identity == identity && is_by_key && evidence::succeeded(*answer)) {
        answers.push_back(answer);
      }
    }
  }
  return answers;
}

/// Whether two tokens speak of one principal: one subject, and nothing else that tells two apart
/// but their times and numbers.
bool are_of_one_subject(const LedgerEntry* one, const LedgerEntry* other) {
  if (one == nullptr || other == nullptr || !one->is_jwt || !other->is_jwt) {
    return false;
  }
  const auto who = [](const LedgerEntry& entry) {
    std::map<std::string, std::string> claims = entry.claims;
    for (const char* name : {"iat", "exp", "nbf", "auth_time", "jti", "sid", "nonce"}) {
      claims.erase(name);
    }
    return claims;
  };
  const auto claims = who(*one);
  const auto subject = claims.find("sub");
  return subject != claims.end() && !subject->second.empty() && claims == who(*other);
}

Verdict found(const evidence::Opening& opening,
              const Side& one,
              const Side& other,
              const Exchange* nothing,
              const std::vector<const Exchange*>& by_key,
              std::string observed,
              std::string explanation) {
  std::vector<const Exchange*> proof = by_key;
  proof.insert(proof.end(),
               {one.login, one.answers.front(), other.login, other.answers.front(), nothing});
  Verdict verdict = found_mismatch(std::move(observed), std::move(explanation), std::move(proof));
  verdict.declared = "each identity gets a session of its own";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
  verdict.decisive = other.login;
  return verdict;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  std::string reason;
  for (const evidence::Opening& opening : login.openings) {
    const Side one = read_side(c, "one", opening);
    const Side other = read_side(c, "other", opening);
    const Exchange* nothing =
        c.facts.story("sample", c.operation.key())
            .step(evidence::conversation_of("outsider", "clean", opening), step::asks_with_nothing);
    if (one.login == nullptr || other.login == nullptr) {
      reason = "a second identity is needed to tell whose session it is";
      continue;
    }
    if (are_equal_requests(one.login->request, other.login->request)) {
      return not_applicable("both identities log in with the same credential");
    }
    if (one.answers.size() < 2 || other.answers.size() < 2) {
      reason = "the sessions of the two identities did not both work";
      continue;
    }
    if (carrier_gate(c, nothing, one.answers.front()) != Gate::refused) {
      reason = "the operation was not refused without a session";
      continue;
    }
    const LedgerEntry* first = ledger_of(c, one.login, opening.carrier);
    const LedgerEntry* second = ledger_of(c, other.login, opening.carrier);
    if (first != nullptr && first == second) {
      return found(opening,
                   one,
                   other,
                   nothing,
                   {},
                   carrier_words(opening.carrier) + " is the same for two identities",
                   "Two identities that log in with credentials of their own are handed one and "
                   "the same identifier.");
    }
    const auto to_one = answers_to_key(c, opening, one.answers.front()->identity);
    const auto to_other = answers_to_key(c, opening, other.answers.front()->identity);
    if (are_told_apart(to_one, to_other) &&
        voice_of(*other.answers.front(), to_one, to_other) == Voice::first) {
      return found(opening,
                   one,
                   other,
                   nothing,
                   {to_one.front(), to_other.front()},
                   "one identity's session is answered as another's",
                   "By its own key the operation knows each identity; by the session that the "
                   "login hands out both are answered as one of them.");
    }
    const std::string& tenant = tenant_of(c, one.answers.front()->identity);
    const bool is_one_tenant =
        !tenant.empty() && tenant == tenant_of(c, other.answers.front()->identity);
    if (are_of_one_subject(first, second) && !is_one_tenant &&
        !are_told_apart(one.answers, other.answers)) {
      Verdict verdict = found(opening,
                              one,
                              other,
                              nothing,
                              {},
                              "the tokens of two identities have one subject",
                              "Two identities that log in with credentials of their own get tokens "
                              "whose claim sub names the same principal.");
      verdict.severity = Severity::medium;
      return verdict;
    }
    if (!are_told_apart(one.answers, other.answers)) {
      reason = "the operation does not tell the two identities apart";
    }
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_shared{
    {.id = "session-shared",
     .title = "Two identities are given one session",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 488,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session stands for the principal that logged in, and for no other.",
     .proof_text = "Two identities log in with their own credentials; they get the same "
                   "identifier, or their sessions are answered as one principal, though their own "
                   "keys are told apart there.",
     .looks_like = "Two keys of one principal: configure one identity for them. Identities of one "
                   "tenant, whose tokens name it.",
     .remedy =
         "Make each session from the credential that was validated, and look its principal up "
         "on every request.",
     .references = {"CWE-488", "ASVS v5.0.0-7.2.1"},
     .yields_to = {"access-not-enforced"}},
    "sample",
    examine};

}  // namespace sworn::diff
