// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "document/node.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

/// Whether the operation that the session opens declares that query parameter as a credential's
/// place.
bool is_declared(const Case& c, const std::string& operation, const std::string& signature) {
  const Operation* guarded = c.contract.operation(operation);
  if (guarded == nullptr) {
    return false;
  }
  const bool by_scheme =
      std::ranges::any_of(guarded->requirement.any_of, [&](const Alternative& alternative) {
        return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
          const Scheme* scheme = c.contract.scheme(use.scheme);
          return scheme != nullptr && scheme->signature() == signature;
        });
      });
  return by_scheme || std::ranges::any_of(guarded->parameters, [&](const Parameter& parameter) {
           return parameter.place == Place::query && "query " + parameter.name == signature;
         });
}

bool holds_link_with(const document::Node& node, const std::string& value, int depth) {
  if (node.is_string()) {
    const std::string_view text = node.text();
    const auto at = text.find(value);
    return at != std::string_view::npos && at > 0 &&
           (text.starts_with('/') || text.starts_with("http://") || text.starts_with("https://"));
  }
  return depth < 8 && (std::ranges::any_of(node.entries(),
                                           [&](const document::Entry& entry) {
                                             return holds_link_with(*entry.value, value, depth + 1);
                                           }) ||
                       std::ranges::any_of(node.items(), [&](const document::Node* item) {
                         return holds_link_with(*item, value, depth + 1);
                       }));
}

/// Whether the login's answer points to a URL that has the identifier in it.
bool is_handed_out_in_link(const Exchange& login, const evidence::Opening& opening) {
  const auto place = evidence::carrier_named(opening.carrier);
  const auto value = place ? evidence::value_at(*login.response, *place) : std::nullopt;
  if (!value) {
    return false;
  }
  for (const Header& header : login.response->headers) {
    const bool is_link = base::equal_ignoring_case(header.name, "Location") ||
                         base::equal_ignoring_case(header.name, "Content-Location") ||
                         base::equal_ignoring_case(header.name, "Link") ||
                         base::equal_ignoring_case(header.name, "Refresh");
    if (is_link && header.value.find(*value) != std::string::npos) {
      return true;
    }
  }
  const auto json = document::parse_json(login.response->body, "");
  return json && holds_link_with(json->root(), *value, 0);
}

Verdict named(Verdict verdict, const evidence::Opening& opening, const Exchange* decisive) {
  verdict.decisive = decisive;
  verdict.declared = "a session travels in a cookie or header";
  verdict.scheme = opening.signature;
  verdict.detail = opening.carrier;
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
  const evidence::Story& story = c.facts.story("place", c.operation.key());
  std::string reason;
  for (const evidence::Opening& opening : login.openings) {
    const Exchange* handed =
        story.step(evidence::conversation_of("user", "url", opening), step::logs_in);
    if (handed != nullptr && evidence::succeeded(*handed) &&
        is_handed_out_in_link(*handed, opening)) {
      return named(found_mismatch("the login's answer links to a URL with the identifier in it",
                                  "The login hands out its session identifier within a URL: logs, "
                                  "histories and Referer headers keep it.",
                                  {login.first, opening.proof, handed}),
                   opening,
                   handed);
    }
    const std::string user = evidence::conversation_of("user", "url", opening);
    const Exchange* before = story.step(user, step::with_session);
    const Exchange* again = story.step(user, step::with_session_again);
    const Exchange* nothing =
        story.step(evidence::conversation_of("outsider", "url", opening), step::asks_with_nothing);
    if (before == nullptr) {
      reason = "the session was not put into a URL";
      for (const Exchange* unasked : story.steps()) {
        if (unasked->failure == Failure::not_asked && !unasked->reason.empty()) {
          reason = unasked->reason;
        }
      }
      continue;
    }
    if (!works(c, before) || !works(c, again)) {
      reason = "the session did not work in its own place, before and after";
      continue;
    }
    if (carrier_gate(c, nothing, before) != Gate::refused) {
      reason = "the operation was not refused without a session";
      continue;
    }
    for (const Exchange* answer :
         story.conversation(evidence::conversation_of("stranger", "url", opening))) {
      if (carrier_gate(c, answer, before) != Gate::allowed || answer->credentials.empty()) {
        continue;
      }
      const std::string& signature = answer->credentials.front().signature;
      // Which of the names it was is told by the next answers; a declared one is promised.
      if (signature == "query *" || is_declared(c, answer->operation, signature)) {
        continue;
      }
      return named(found_mismatch("the session is taken from the URL as " + signature,
                                  "The identifier is let in from the URL as it is from its own "
                                  "place: whoever sends somebody a link chooses the session, and "
                                  "logs and histories keep it.",
                                  {before, answer, nothing, again}),
                   opening,
                   answer);
    }
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_id_in_url{
    {.id = "session-id-in-url",
     .title = "The session identifier is taken from the URL, or handed out in one",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 598,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session travels in a cookie or header, never in a URL, which others see and an "
                "attacker can set.",
     .proof_text = "The session in a query or path parameter opens what it opens in its own place, "
                   "without that place; the operation refuses without it. Or the login's answer "
                   "links to a URL with the identifier in it.",
     .looks_like = "A query parameter that the document declares for it.",
     .remedy = "Take the session from the declared cookie or header alone, and put none into "
               "links.",
     .references = {"CWE-598", "CWE-384", "RFC 6750 §2.3", "WSTG-SESS-04"},
     .yields_to = {"access-not-enforced"}},
    "place",
    examine};

}  // namespace sworn::diff
