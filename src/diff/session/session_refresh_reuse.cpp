// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "document/node.h"
#include "evidence/step.h"
#include "http/cookie.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;

std::optional<std::string> refresh_token_in(const document::Node& node, int depth) {
  for (const document::Entry& entry : node.entries()) {
    if (entry.value->is_string() && spec::is_refresh_name(entry.key)) {
      return std::string(entry.value->text());
    }
    if (auto inner = depth < 8 ? refresh_token_in(*entry.value, depth + 1) : std::nullopt) {
      return inner;
    }
  }
  return std::nullopt;
}

/// The refresh token in an answer, sealed.
std::optional<std::string> refresh_token_of(const Exchange& answer) {
  if (const auto json = document::parse_json(answer.response->body, "")) {
    if (auto token = refresh_token_in(json->root(), 0)) {
      return token;
    }
  }
  for (const Header& header : answer.response->headers) {
    const auto cookie =
        header.name.size() == 10 ? http::parse_set_cookie(header.value) : std::nullopt;
    if (cookie && spec::is_refresh_name(cookie->name)) {
      return cookie->value;
    }
  }
  return std::nullopt;
}

bool has_succeeded(const Exchange* exchange) {
  return exchange != nullptr && evidence::succeeded(*exchange);
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("refresh", c.operation.key());
  if (story.is_empty()) {
    return not_applicable("it is no refresh");
  }
  const Exchange* login = story.step("user", step::logs_in);
  // The last one counts: a way that was not taken comes before it.
  const Exchange* first = nullptr;
  for (const Exchange* exchange : story.conversation("user")) {
    first = exchange->step == step::refreshes ? exchange : first;
  }
  const Exchange* used = story.step("user", step::with_refreshed);
  const Exchange* again = story.step("thief", step::refreshes_again);
  const Exchange* later = story.step("thief", step::refreshes_later);
  const Exchange* invented = story.step("outsider", step::refreshes_invented);
  const Exchange* nothing = story.step("outsider", step::asks_with_nothing);
  if (first == nullptr || again == nullptr) {
    return inconclusive(login != nullptr && !login->reason.empty()
                            ? login->reason
                            : "no refresh token was handed out");
  }
  if (login == nullptr || !evidence::may_have_logged_in(*login) || !has_succeeded(first)) {
    return inconclusive("the refresh does not succeed");
  }
  const auto old_token = refresh_token_of(*login);
  const auto new_token = refresh_token_of(*first);
  if (!old_token || !new_token || *old_token == *new_token) {
    return not_applicable("refresh tokens are not rotated");
  }
  if (invented == nullptr || !invented->response || evidence::succeeded(*invented)) {
    return inconclusive("an invented refresh token was not refused");
  }
  if (!works(c, used)) {
    return inconclusive("what the refresh handed out did not work");
  }
  if (carrier_gate(c, nothing, used) != Gate::refused) {
    return inconclusive("the operation was not refused without a session");
  }
  if (!again->response || again->status() == 429 || again->status() >= 500) {
    return inconclusive("the answer to the old refresh token is unclear");
  }
  if (!evidence::succeeded(*again)) {
    return match();
  }
  if (later == nullptr || !later->response) {
    return inconclusive("whether the old refresh token works later was not found out");
  }
  if (!evidence::succeeded(*later)) {
    return match();  // a moment of grace for answers that were lost
  }
  const Exchange* reused = nullptr;
  for (const Exchange* exchange : story.conversation("thief")) {
    if (exchange->step == step::with_reused && works(c, exchange)) {
      reused = exchange;
    }
  }
  if (reused == nullptr) {
    return inconclusive("what the old refresh token gave opens nothing");
  }
  Verdict verdict =
      found_mismatch("the old refresh token works once more",
                     "The refresh hands out a new refresh token, and the old one is exchanged "
                     "again, at once and when any grace for lost answers is over, for what opens " +
                         reused->operation + ". Whoever saw it keeps the session.",
                     {login, first, used, invented, again, later, reused, nothing});
  verdict.declared = "a refresh token is spent by its use";
  verdict.decisive = later;
  return verdict;
}

}  // namespace

const Rule session_refresh_reuse{
    {.id = "session-refresh-reuse",
     .title = "A refresh token works again after its rotation",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 613,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A refresh token that was rotated is refused, and ends what was issued after it "
                "(RFC 9700 §4.14.2).",
     .proof_text = "A refresh hands out another refresh token; the first is exchanged again at "
                   "once, three and, held once more, 32 seconds later, and what it gives opens a "
                   "closed operation. An "
                   "invented one is refused.",
     .looks_like = "Refresh tokens that are not rotated, as confidential clients may have them; a "
                   "grace of up to half a minute for answers that were lost.",
     .remedy = "Take each refresh token once; when a spent one comes back, end the whole family.",
     .references = {"CWE-613", "RFC 9700 §4.14.2", "ASVS v5.0.0-10.4.5"}},
    "refresh",
    examine};

}  // namespace sworn::diff
