// SPDX-License-Identifier: Apache-2.0
#include "evidence/seal.h"

#include <algorithm>
#include <cctype>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "evidence/carrier.h"
#include "evidence/derivation.h"
#include "evidence/replacer.h"
#include "evidence/token.h"
#include "http/cookie.h"

namespace sworn::evidence {
namespace {

std::string alphabet_of(std::string_view value) {
  const auto all = [&](auto is_member) { return std::ranges::all_of(value, is_member); };
  if (all([](unsigned char c) { return std::isdigit(c) != 0; })) return "digits";
  if (all([](unsigned char c) { return std::isxdigit(c) != 0; })) return "hex";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; })) return "base64url";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '/' || c == '='; })) return "base64";
  return "printable";
}

std::string last_token(const std::string& pointer) {
  const auto slash = pointer.rfind('/');
  return slash == std::string::npos ? pointer : pointer.substr(slash + 1);
}

class Sealer {
 public:
  explicit Sealer(const Vault& vault) : watched_(vault.watched()) {
    for (const Vault::Secret& secret : vault.secrets()) {
      know(secret.value, "{" + secret.name + "}", "", "");
      if (secret.name.find("broken.") == 0) {
        continue;
      }
      for (const Derivation& form : derivations_of(secret.value)) {
        know(form.value, "{" + form.name + ":" + secret.name + "}", form.name, "{" + secret.name + "}");
      }
    }
  }

  /// Names what an answer hands out, in the order of the transcript.
  void learn(const Exchange& exchange) {
    if (!exchange.response) {
      return;
    }
    for (const Handed& handed : handed_out(*exchange.response)) {
      const std::string name = handed.place.kind == CarrierPlace::Kind::json ? last_token(handed.place.name) : handed.place.name;
      const bool is_cookie = handed.place.kind == CarrierPlace::Kind::cookie;
      if (!is_cookie || looks_secret(handed.value) || watched_.contains(handed.value)) {
        know(handed.value, "{session " + exchange.operation + " " + exchange.conversation + "." + name + "}", "", "");
      } else if (!short_.contains(handed.value)) {
        short_.emplace(handed.value, "{session " + exchange.operation + " " + exchange.conversation + "." + name + "}");
      }
    }
  }

  /// Once everything is known: builds the replacer and seals the ledger's own texts.
  void close() {
    for (const auto& [value, placeholder] : placeholders_) {
      replacer_.add(value, placeholder);
      if (const std::string encoded = base::percent_encode(value); encoded != value) {
        replacer_.add(encoded, placeholder);
      }
      std::string quoted = document::quote_json(value);
      quoted = quoted.substr(1, quoted.size() - 2);
      if (quoted != value) {
        replacer_.add(quoted, placeholder);
      }
    }
    for (auto& [placeholder, entry] : ledger_) {
      for (auto& [name, claim] : entry.claims) {
        claim = replacer_.apply(claim);
      }
    }
  }

  [[nodiscard]] Exchange sealed(Exchange exchange) const {
    exchange.request.url = without_short_secrets(replacer_.apply(exchange.request.url));
    exchange.request.body = without_short_secrets(replacer_.apply(exchange.request.body));
    for (Header& header : exchange.request.headers) {
      header.value = sealed_header(header);
    }
    if (exchange.response) {
      exchange.response->body = replacer_.apply(exchange.response->body);
      for (Header& header : exchange.response->headers) {
        header.value = sealed_header(header);
      }
    }
    return exchange;
  }

  [[nodiscard]] std::map<std::string, LedgerEntry> take_ledger() { return std::move(ledger_); }

 private:
  void know(const std::string& value, const std::string& wanted, const std::string& derivation,
            const std::string& derived_from) {
    if (placeholders_.contains(value)) {
      return;
    }
    std::string placeholder = wanted;
    for (int number = 2; ledger_.contains(placeholder); ++number) {
      placeholder = wanted.substr(0, wanted.size() - 1) + " " + std::to_string(number) + "}";
    }
    LedgerEntry entry;
    entry.placeholder = placeholder;
    entry.length = value.size();
    entry.alphabet = alphabet_of(value);
    entry.derivation = derivation;
    entry.derived_from = derived_from;
    if (const auto token = decode_token(value)) {
      entry.is_jwt = true;
      entry.claims = token->claims;
    }
    placeholders_.emplace(value, placeholder);
    ledger_.emplace(placeholder, std::move(entry));
  }

  /// Short values are replaced in their own place only: as the whole value of a cookie or of a credential's header.
  [[nodiscard]] std::string short_placeholder(const std::string& value) const {
    if (const auto known = placeholders_.find(value); known != placeholders_.end()) {
      return known->second;
    }
    const auto found = short_.find(value);
    return found == short_.end() ? value : found->second;
  }

  /// The short secrets of the configuration, where a request carries one as a whole JSON string or form value.
  [[nodiscard]] std::string without_short_secrets(std::string text) const {
    for (const auto& [value, placeholder] : placeholders_) {
      if (value.size() >= Replacer::shortest || text.find(value) == std::string::npos) {
        continue;
      }
      text = base::replace_all(std::move(text), document::quote_json(value), document::quote_json(placeholder));
      text = base::replace_all(std::move(text), "=" + value + "&", "=" + placeholder + "&");
      if (text.ends_with("=" + value)) {
        text.replace(text.size() - value.size(), value.size(), placeholder);
      }
    }
    return text;
  }

  [[nodiscard]] std::string sealed_header(const Header& header) const {
    if (base::equal_ignoring_case(header.name, "Set-Cookie")) {
      const auto cookie = http::parse_set_cookie(header.value);
      const std::size_t equals = header.value.find('=');
      if (cookie && equals != std::string::npos && !cookie->value.empty()) {
        const std::size_t at = header.value.find(cookie->value, equals + 1);
        if (at != std::string::npos) {
          return replacer_.apply(header.value.substr(0, at)) + short_placeholder(cookie->value) +
                 replacer_.apply(header.value.substr(at + cookie->value.size()));
        }
      }
    }
    if (base::equal_ignoring_case(header.name, "Cookie")) {
      std::vector<std::string> pairs;
      for (const http::Cookie& cookie : http::parse_cookie_header(header.value)) {
        pairs.push_back(cookie.name + "=" + short_placeholder(cookie.value));
      }
      return base::join(pairs, "; ");
    }
    if (base::equal_ignoring_case(header.name, "Authorization")) {
      const std::size_t space = header.value.find(' ');
      if (space != std::string::npos && replacer_.apply(header.value) == header.value) {
        return header.value.substr(0, space + 1) + short_placeholder(header.value.substr(space + 1));
      }
    }
    const std::string whole = placeholders_.contains(header.value) ? short_placeholder(header.value) : header.value;
    return replacer_.apply(whole);
  }

  std::set<std::string> watched_;
  std::map<std::string, std::string> placeholders_;  ///< value to placeholder
  std::map<std::string, std::string> short_;         ///< cookie values that are words
  std::map<std::string, LedgerEntry> ledger_;
  Replacer replacer_;
};

}  // namespace

Transcript seal(const std::vector<Exchange>& exchanges, const Vault& vault) {
  Sealer sealer(vault);
  for (const Exchange& exchange : exchanges) {
    sealer.learn(exchange);
  }
  sealer.close();
  Transcript transcript;
  transcript.exchanges.reserve(exchanges.size());
  int id = 0;
  for (const Exchange& exchange : exchanges) {
    transcript.exchanges.push_back(sealer.sealed(exchange));
    transcript.exchanges.back().id = ++id;
  }
  transcript.ledger = sealer.take_ledger();
  return transcript;
}

}  // namespace sworn::evidence
