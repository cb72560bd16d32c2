// SPDX-License-Identifier: Apache-2.0
#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "diff/session/reading.h"
#include "diff/session/rules.h"
#include "http/cookie.h"

namespace sworn::diff {
namespace {

/// The field that set the value which clients go on with: others of its name may take back an old
/// one.
std::optional<http::SetCookie> cookie_in(const Exchange& answer, const CarrierPlace& place) {
  const auto value = evidence::value_at(*answer.response, place);
  std::optional<http::SetCookie> found;
  for (const Header& header : answer.response->headers) {
    auto cookie = base::equal_ignoring_case(header.name, "Set-Cookie")
                      ? http::parse_set_cookie(header.value)
                      : std::nullopt;
    if (cookie && cookie->name == place.name && cookie->value == value) {
      found = std::move(cookie);
    }
  }
  return found;
}

struct Shortfall {
  std::vector<std::string> faults;
  Severity severity = Severity::low;
};

/// On plain http `Secure` would keep the cookie from coming back: its absence there is noted, the
/// cleartext itself is another rule's.
Shortfall shortfall_of(const http::SetCookie& cookie, bool is_https) {
  Shortfall shortfall;
  if (!cookie.is_http_only) {
    shortfall.faults.emplace_back("no HttpOnly");
  }
  if (is_https && !cookie.is_secure) {
    shortfall.faults.emplace_back("no Secure");
    shortfall.severity = Severity::medium;
  }
  if (cookie.same_site == http::SameSite::none && !cookie.is_secure) {
    shortfall.faults.emplace_back("SameSite=None without Secure");
  } else if (cookie.same_site == http::SameSite::absent ||
             cookie.same_site == http::SameSite::unknown) {
    shortfall.faults.emplace_back("no SameSite");
  }
  // RFC 6265bis §4.1.3: what the prefixes promise is compared without case.
  const std::string name = base::to_lower(cookie.name);
  const bool is_host = name.starts_with("__host-");
  if ((is_host || name.starts_with("__secure-")) && !cookie.is_secure) {
    shortfall.faults.emplace_back("its name's prefix without Secure");
  }
  if (is_host && (cookie.domain || cookie.path.value_or("") != "/")) {
    shortfall.faults.emplace_back("the prefix __Host- with Domain or another Path");
  }
  if (cookie.domain && !is_host) {
    shortfall.faults.emplace_back("Domain, which gives it to every host below");
  }
  return shortfall;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  const auto url = base::parse_url(c.transcript.run.url);
  const bool is_https = url && url->scheme == "https";
  bool any_cookie = false;
  for (const evidence::Opening& opening : login.openings) {
    const auto place = evidence::carrier_named(opening.carrier);
    const auto cookie = place && place->kind == CarrierPlace::Kind::cookie
                            ? cookie_in(*login.first, *place)
                            : std::nullopt;
    if (!cookie) {
      continue;
    }
    any_cookie = true;
    const Shortfall shortfall = shortfall_of(*cookie, is_https);
    if (shortfall.faults.empty()) {
      continue;
    }
    Verdict verdict = found_mismatch(
        base::join(shortfall.faults, ", "),
        "The cookie that carries the session is set without what keeps it from scripts, from other "
        "sites and from cleartext." +
            std::string(is_https || cookie->is_secure
                            ? ""
                            : " Secure was not asked for, since the target speaks plain http; "
                              "behind TLS it is needed."),
        {login.first, opening.proof});
    verdict.decisive = login.first;
    verdict.declared = "HttpOnly, SameSite and, under TLS, Secure";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    verdict.members = shortfall.faults;
    verdict.severity = shortfall.severity;
    return verdict;
  }
  if (!any_cookie) {
    return login.openings.empty() ? inconclusive("nothing that the login hands out opened anything")
                                  : not_applicable("the session is no cookie");
  }
  return match();
}

}  // namespace

const Rule session_cookie_attributes{
    {.id = "session-cookie-attributes",
     .title = "The session cookie lacks protective attributes",
     .severity = Severity::low,
     .category = Category::authentication,
     .cwe = 1004,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A session cookie has HttpOnly, SameSite, Secure under TLS, and no Domain (ASVS "
                "3.3.1 to 3.3.4).",
     .proof_text = "The Set-Cookie field of the login's answer, for a cookie that was seen to open "
                   "a closed operation by itself.",
     .looks_like = "Cookies that are no session; Secure on a plain http target, which is noted "
                   "only.",
     .remedy = "Set the cookie as __Host-name=...; Secure; HttpOnly; SameSite=Lax; Path=/.",
     .references = {"CWE-1004",
                    "CWE-614",
                    "CWE-1275",
                    "ASVS v5.0.0-3.3.1",
                    "WSTG-SESS-02",
                    "RFC 6265 §4.1.2"}},
    "handout",
    examine};

}  // namespace sworn::diff
