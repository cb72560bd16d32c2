// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "diff/token/reading.h"
#include "diff/token/rules.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

/// Claims that hold a secret by their whole name, letters alone: `password_changed_at` is none.
bool is_secret_name(std::string_view name) {
  static constexpr std::array<std::string_view, 25> names{"password",
                                                          "passwd",
                                                          "passphrase",
                                                          "pwd",
                                                          "passwordhash",
                                                          "hashedpassword",
                                                          "encryptedpassword",
                                                          "pwdhash",
                                                          "secret",
                                                          "clientsecret",
                                                          "apikey",
                                                          "apisecret",
                                                          "privatekey",
                                                          "secretkey",
                                                          "signingkey",
                                                          "encryptionkey",
                                                          "totpsecret",
                                                          "otpsecret",
                                                          "mfasecret",
                                                          "ssn",
                                                          "socialsecuritynumber",
                                                          "creditcard",
                                                          "creditcardnumber",
                                                          "cardnumber",
                                                          "cvv"};
  return std::ranges::find(names, name) != names.end();
}

/// What tells who somebody is: the claims of OpenID Connect Core §5.1 that do.
bool is_personal_name(std::string_view name) {
  static constexpr std::array<std::string_view, 8> names{"email",
                                                         "emailaddress",
                                                         "phone",
                                                         "phonenumber",
                                                         "birthdate",
                                                         "dateofbirth",
                                                         "address",
                                                         "streetaddress"};
  return std::ranges::find(names, name) != names.end();
}

/// What a token holds that it should not.
struct Holdings {
  std::vector<std::string> secrets;   ///< names of claims
  std::vector<std::string> personal;  ///< likewise
};

bool is_reversible(const std::string& derivation) {
  return derivation.empty() || derivation.starts_with("base64") || derivation == "hex" ||
         derivation == "reversed";
}

/// Whether a text holds a configured secret, as the seal saw it: itself or in a form that leads
/// back to it, or a digest of a password, which is short enough to guess.
bool holds_configured(const Case& c, const std::string& text) {
  if (text.find('{') == std::string::npos) {
    return false;
  }
  const auto is_configured = [&](const std::string& placeholder) {
    return std::ranges::any_of(c.transcript.settings.identities, [&](const IdentityNote& one) {
      return placeholder.starts_with("{" + one.name + ".");
    });
  };
  return std::ranges::any_of(c.transcript.ledger, [&](const auto& known) {
    const LedgerEntry& entry = known.second;
    const std::string& origin = entry.derivation.empty() ? entry.placeholder : entry.derived_from;
    const bool tells =
        is_reversible(entry.derivation) || origin.find("password") != std::string::npos;
    return tells && is_configured(origin) && text.find(entry.placeholder) != std::string::npos;
  });
}

/// A flag or a time of that name says nothing: `password: true`.
bool is_text(const std::string& value) {
  return !value.empty() && value != "true" && value != "false" && value != "null" &&
         value != "\"\"" && value != "[]" && value != "{}" &&
         value.find_first_not_of("0123456789.") != std::string::npos;
}

void look_at(const Case& c, const std::string& name, const std::string& value, Holdings& found) {
  const std::string plain = base::join(base::words_of(name), "");
  if (holds_configured(c, value) || (is_secret_name(plain) && is_text(value))) {
    found.secrets.push_back(name);
  } else if (is_personal_name(plain) && is_text(value)) {
    found.personal.push_back(name);
  }
}

void look_within(const Case& c, const document::Node& node, Holdings& found) {
  for (const document::Entry& entry : node.entries()) {
    if (entry.value->is_string()) {
      look_at(c, std::string(entry.key), std::string(entry.value->text()), found);
    }
    look_within(c, *entry.value, found);
  }
  for (const document::Node* item : node.items()) {
    look_within(c, *item, found);
  }
}

Holdings holdings_of(const Case& c, const LedgerEntry& token) {
  Holdings found;
  for (const auto& [name, value] : token.claims) {
    const auto json = value.starts_with('{') || value.starts_with('[')
                          ? document::parse_json(value, "claim")
                          : Result<document::Document>(Error{});
    if (json) {
      look_within(c, json->root(), found);
    } else {
      look_at(c, name, value, found);
    }
  }
  return found;
}

Verdict judge(const Case& c, const TokenReading& reading) {
  if (reading.token == nullptr) {
    return inconclusive("nothing is known of the token");
  }
  const Holdings found = holdings_of(c, *reading.token);
  // An ID token is there to tell who somebody is.
  const bool is_id_token = reading.claim("nonce") || reading.claim("at_hash");
  if (found.secrets.empty() && (found.personal.empty() || is_id_token)) {
    return match();
  }
  const bool is_secret = !found.secrets.empty();
  const std::size_t count = is_secret ? found.secrets.size() : found.personal.size();
  Verdict verdict = token_mismatch(
      c,
      reading,
      is_secret ? "a secret in the claims" : "personal data in the claims",
      is_secret ? "The claims of the token, which are encoded and not encrypted, hold a secret: " +
                      std::string("whoever sees a token or a log with one reads it.")
                : "The claims of the token, which are encoded and not encrypted, hold " +
                      std::to_string(count) + (count == 1 ? " value" : " values") +
                      std::string(" that tell who somebody is; tokens end up in logs."));
  verdict.declared = "a token without secrets";
  if (!is_secret) {
    verdict.severity = Severity::info;
  }
  return verdict;
}

Verdict examine(const Case& c) {
  return judge_tokens(c, judge);
}

}  // namespace

const Rule token_sensitive_claims{
    {.id = "token-sensitive-claims",
     .title = "A token tells what it should not",
     .severity = Severity::medium,
     .category = Category::data_exposure,
     .cwe = 522,
     .owasp = "API3:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "The claims of a signed token are readable by all who see it, and hold no secret "
                "(RFC 7519 §12; RFC 9068 §6).",
     .proof_text = "The token that opens the operation has a claim that holds a configured secret, "
                   "or text under the name of one; as information, claims that tell who somebody "
                   "is.",
     .looks_like = "A flag or a time about a secret, such as password_changed_at; an ID token, "
                   "which is meant to tell who somebody is; a digest of a key, which binds the "
                   "token to it.",
     .remedy = "Keep secrets and personal data on the server, found by sub, or encrypt the token "
               "(RFC 7516).",
     .references = {"RFC 7519 §12", "RFC 9068 §6", "CWE-522"}},
    "forgery",
    examine};

}  // namespace sworn::diff
