// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "base/clock.h"
#include "base/text.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

/// A key that the API issues is meant to stay: told by its name, where no word speaks of a session
/// or token.
bool is_issued_key(const evidence::Opening& opening) {
  const auto words = base::words_of(opening.carrier);
  bool says_key = false;
  for (const std::string& word : words) {
    if (word == "session" || word == "token" || word == "sid" || word == "jwt") {
      return false;
    }
    says_key = says_key || word == "key" || word == "apikey";
  }
  return says_key && opening.signature != "http bearer";
}

std::optional<std::int64_t> expires_in(const Exchange& answer) {
  const auto json = document::parse_json(answer.response->body, "");
  const document::Node* member = json ? json->root().find("expires_in") : nullptr;
  return member != nullptr ? member->as_integer() : std::nullopt;
}

/// The moment in milliseconds that the answer names as the end; nothing where it names none that
/// can be read: seconds or milliseconds since the Unix epoch, or a date (RFC 3339).
std::optional<std::int64_t> named_end(const Exchange& answer) {
  constexpr std::int64_t first_in_ms = 100'000'000'000;  // as seconds, the year 5138
  constexpr std::int64_t ms = 1000;
  const auto json = document::parse_json(answer.response->body, "");
  for (const char* name : {"expires_at", "expiresAt", "expires_on", "expiration"}) {
    const document::Node* member = json ? json->root().find(name) : nullptr;
    if (member == nullptr) {
      continue;
    }
    if (const auto number = member->as_integer()) {
      if (*number < 0) {
        continue;
      }
      return *number < first_in_ms ? *number * ms : *number;
    }
    const std::string text(member->is_string() ? member->text() : "");
    auto end = base::parse_rfc3339(text);
    if (!end) {
      end = base::parse_rfc3339(text + "Z");  // many write no zone, and mean none but this
    }
    if (end) {
      return end;
    }
  }
  return std::nullopt;
}

/// An access token that is handed out again until its end, which OAuth allows: what the answers say
/// of its end draws nearer, or stands still not far ahead.
bool is_kept_until_its_end(const Case& c, const Exchange& first, const Exchange& last) {
  const auto early = expires_in(first);
  const auto late = expires_in(last);
  if (early && late) {
    return *late < *early;
  }
  constexpr double soon_ms = 2.0 * 24 * 3600 * 1000;
  const auto end = named_end(first);
  const double now_ms = static_cast<double>(c.transcript.run.started_ms) + last.started_ms;
  return end && end == named_end(last) && static_cast<double>(*end) < now_ms + soon_ms;
}

std::string claim(const LedgerEntry& entry, const char* name) {
  const auto found = entry.claims.find(name);
  return found == entry.claims.end() ? "" : found->second;
}

/// Long enough for a clock of seconds to have moved on.
constexpr double far_apart_ms = 1500;

/// JWTs are equal in what matters: the same `jti` or `sid`, or, where the clock has moved on
/// between them, the same `iat` or all claims (ORACLES.md, F7).
bool is_same_token(const LedgerEntry& a, const LedgerEntry& b, bool is_far_apart) {
  if (a.is_jwt && b.is_jwt) {
    for (const char* name : {"jti", "sid"}) {
      if (!claim(a, name).empty() && claim(a, name) == claim(b, name)) {
        return true;
      }
    }
    const bool is_of_one_time = !claim(a, "iat").empty() && claim(a, "iat") == claim(b, "iat");
    return is_far_apart && claim(a, "jti") == claim(b, "jti") &&
           (is_of_one_time || a.claims == b.claims);
  }
  return a.placeholder == b.placeholder;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  const auto has_answered = [](const Exchange* answer) {
    return answer != nullptr && evidence::may_have_logged_in(*answer);
  };
  if (!has_answered(login.second) || !has_answered(login.third)) {
    return inconclusive("the login did not succeed three times, each answer fresh");
  }
  const bool is_far_apart = login.third->started_ms - login.first->started_ms >= far_apart_ms;
  bool any_session = false;
  std::string reason;
  for (const evidence::Opening& opening : login.openings) {
    if (is_issued_key(opening)) {
      continue;
    }
    any_session = true;
    const LedgerEntry* first = ledger_of(c, login.first, opening.carrier);
    const LedgerEntry* second = ledger_of(c, login.second, opening.carrier);
    const LedgerEntry* third = ledger_of(c, login.third, opening.carrier);
    if (first == nullptr || second == nullptr || third == nullptr) {
      reason = "the login did not hand out its identifier three times";
      continue;
    }
    if (!is_same_token(*first, *third, is_far_apart)) {
      if (first->is_jwt && !is_far_apart && is_same_token(*first, *third, true)) {
        reason = "the logins lie too close together for their tokens to differ";
      }
      continue;
    }
    if (!is_same_token(*first, *second, true)) {
      reason = "two of three logins were handed the same identifier";
      continue;
    }
    Verdict verdict = found_mismatch(carrier_words(opening.carrier) + " is the same each time",
                                     "Three logins by clean clients, the last two seconds after "
                                     "the first, are handed the same identifier, which alone "
                                     "opens " +
                                         opening.operation + ".",
                                     {login.first, login.second, login.third, opening.proof});
    verdict.decisive = login.third;
    verdict.declared = "each login begins a session of its own";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    if (is_kept_until_its_end(c, *login.first, *login.third)) {
      verdict.severity = Severity::low;
      verdict.explanation +=
          " The end that is named with it stays: an access token that is handed out again until "
          "then, which OAuth allows.";
    }
    return verdict;
  }
  if (!any_session) {
    return not_applicable("what the login hands out is a key that it issues");
  }
  return reason.empty() ? match() : inconclusive(reason);
}

}  // namespace

const Rule session_id_stable{
    {.id = "session-id-stable",
     .title = "Every login hands out the same session identifier",
     .severity = Severity::medium,
     .category = Category::authentication,
     .cwe = 384,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session identifier is made for one session, not for a key or an account (ASVS "
                "7.2.2, 7.2.3).",
     .proof_text = "Three clean clients log in with one credential, at once and two seconds later, "
                   "and get the same identifier; it alone opens an "
                   "operation that is closed without it. Of a JWT, jti, sid and iat are compared, "
                   "not its text.",
     .looks_like = "Two JWTs signed within one second; an access token handed out again until "
                   "shortly before its end; a key that the API issues.",
     .remedy = "Make a fresh random identifier of 128 bits or more at each login, and let it end.",
     .references = {"CWE-384", "ASVS v5.0.0-7.2.2", "ASVS v5.0.0-7.2.4", "WSTG-SESS-01"},
     .yields_to = {"session-id-derived-from-key"}},
    "handout",
    examine};

}  // namespace sworn::diff
