// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/session/reading.h"
#include "diff/session/rules.h"

namespace sworn::diff {
namespace {

constexpr std::size_t long_enough = 12;

/// The ledger's word for how a value is made from a credential; "" when it is not. A JWT's claims
/// and what a signed cookie reads as are looked through as well.
std::string derivation_of(const Case& c,
                          const LedgerEntry& entry,
                          const std::vector<std::string>& credentials) {
  const auto is_credential = [&](const std::string& placeholder) {
    return std::ranges::find(credentials, placeholder) != credentials.end();
  };
  if (is_credential(entry.placeholder)) {
    return "the credential itself";
  }
  if (!entry.derivation.empty() && is_credential(entry.derived_from)) {
    return entry.derivation + " of the credential";
  }
  for (const auto& [name, claim] : entry.claims) {
    for (const auto& [placeholder, inner] : c.transcript.ledger) {
      const bool is_made_from_it = is_credential(placeholder) || is_credential(inner.derived_from);
      // A digest of the key in a signed token binds it to the key and gives nothing away; as the
      // token's own id it does.
      const bool is_digest =
          inner.derivation.starts_with("md5") || inner.derivation.starts_with("sha");
      const bool tells =
          !is_digest || name == "jti" || name == "sid" || (name == "value" && !entry.is_jwt);
      if (is_made_from_it && tells && claim.find(placeholder) != std::string::npos) {
        return (entry.is_jwt ? "a token whose claim " + name + " holds "
                             : "a value whose " + (name == "value" ? "payload" : "member " + name) +
                                   " holds ") +
               (inner.derivation.empty() ? "the credential"
                                         : inner.derivation + " of the credential");
      }
    }
  }
  return "";
}

/// Whether a derived form of it would be told from chance.
bool is_comparable(const Case& c, const std::string& placeholder) {
  const auto entry = c.transcript.ledger.find(placeholder);
  return entry != c.transcript.ledger.end() && entry->second.length >= long_enough;
}

Verdict examine(const Case& c) {
  const LoginReading login = read_login(c);
  if (login.verdict) {
    return *login.verdict;
  }
  if (login.openings.empty()) {
    return inconclusive("nothing that the login hands out opened anything");
  }
  std::vector<std::string> credentials;
  for (const CredentialUse& use : login.first->credentials) {
    for (const Scheme& scheme : c.contract.schemes) {
      if (scheme.signature() == use.signature && use.state == CredentialState::good) {
        credentials.push_back("{" + use.holder + "." + scheme.name + "}");
        credentials.push_back("{" + use.holder + "." + scheme.name + ".password}");
      }
    }
  }
  if (credentials.empty()) {
    return not_applicable("the login takes no declared credential");
  }
  std::erase_if(credentials, [&](const std::string& one) { return !is_comparable(c, one); });
  bool all_known = true;
  for (const evidence::Opening& opening : login.openings) {
    const LedgerEntry* entry = ledger_of(c, login.first, opening.carrier);
    const std::string how = entry != nullptr ? derivation_of(c, *entry, credentials) : "";
    all_known = all_known && entry != nullptr;
    if (how.empty()) {
      continue;
    }
    Verdict verdict = found_mismatch(
        carrier_words(opening.carrier) + " is " + how,
        "What the login hands out as a session is " + how + ", and alone opens " +
            opening.operation + ". It ends only with the key, and whoever sees it needs no key.",
        {login.first, login.second, opening.proof});
    std::erase(verdict.proof, nullptr);
    verdict.decisive = opening.proof;
    verdict.declared = "a session identifier of its own";
    verdict.scheme = opening.signature;
    verdict.detail = opening.carrier;
    return verdict;
  }
  if (credentials.empty()) {
    return inconclusive(
        "the credential is shorter than 12 characters: what is made from it cannot be told from "
        "chance");
  }
  return all_known ? match()
                   : inconclusive(
                         "not all that the login hands out could be compared with the credential");
}

}  // namespace

const Rule session_id_derived_from_key{
    {.id = "session-id-derived-from-key",
     .title = "The session identifier is made from the key",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 340,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::contrast,
     .promise = "A session identifier is random and says nothing of the credential that it was "
                "issued for.",
     .proof_text = "What the login hands out, or a claim in it, equals the key, its base64 or "
                   "hexadecimal form, or its MD5, SHA-1 or SHA-2 digest, and "
                   "alone opens an operation that is closed without it.",
     .looks_like =
         "A public prefix of the key; keys of fewer than 12 characters, which match by accident.",
     .remedy = "Draw the identifier from a cryptographic random generator, 128 bits or more, and "
               "keep the link to the key on the server.",
     .references = {"CWE-340", "ASVS v5.0.0-7.2.3", "WSTG-SESS-01"}},
    "handout",
    examine};

}  // namespace sworn::diff
