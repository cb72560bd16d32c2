// SPDX-License-Identifier: Apache-2.0
#include "evidence/seal.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "evidence/encoded.h"
#include "evidence/known.h"
#include "evidence/replacer.h"
#include "evidence/signed_value.h"
#include "http/cookie.h"
#include "http/digest.h"

namespace sworn::evidence {
namespace {

/// Replaces what is known, wherever it may stand and however it is written there.
class Sealer {
 public:
  explicit Sealer(const Known& known) : known_(known) {
    for (const auto& [value, placeholder] : known_.all()) {
      replacer_.add(value, placeholder);
      said_.add(placeholder, "{literally " + placeholder.substr(1));
      if (const std::string html = escaped_for_html(value); html != value) {
        replacer_.add(html, placeholder);
      }
      has_spaces_ = has_spaces_ || value.find(' ') != std::string::npos;
    }
  }

  [[nodiscard]] Exchange sealed(Exchange exchange) const {
    Request& request = exchange.request;
    const std::size_t query = request.url.find('?');
    request.url = query == std::string::npos ? without_secrets(request.url)
                                             : without_secrets(request.url.substr(0, query)) + "?" +
                                                   sealed_form(request.url.substr(query + 1));
    request.body = request.body.find_first_of("{[\"") == std::string::npos
                       ? sealed_form(request.body)
                       : sealed_json(request.body);
    for (Header& header : request.headers) {
      header.value = sealed_header(header);
    }
    if (exchange.response) {
      disarm(*exchange.response);
      if (exchange.response->is_cut) {
        drop_half_a_secret(exchange.response->body);
      }
      exchange.response->body = without_secrets(exchange.response->body);
      for (Header& header : exchange.response->headers) {
        header.name = without_secrets(header.name);
        header.value = sealed_header(header);
      }
    }
    return exchange;
  }

  [[nodiscard]] std::map<std::string, std::string> sealed_members(
      const std::map<std::string, std::string>& members) const {
    std::map<std::string, std::string> sealed;
    for (const auto& [name, value] : members) {
      sealed.emplace(without_secrets(name), without_secrets(value));
    }
    return sealed;
  }

  /// A whole value in its own place, where short ones are replaced as well: that of a cookie, a
  /// header, a field.
  [[nodiscard]] std::string sealed_value(const std::string& value) const {
    const std::string* known = known_.placeholder_of(value);
    return known != nullptr ? *known : without_secrets(value);
  }

  /// The ledger with its own texts sealed: a claim may hold a secret.
  [[nodiscard]] std::map<std::string, LedgerEntry> sealed_ledger() const {
    std::map<std::string, LedgerEntry> ledger = known_.ledger();
    for (auto& [placeholder, entry] : ledger) {
      entry.claims = sealed_members(entry.claims);
      entry.header = sealed_members(entry.header);
    }
    for (const auto& [value, placeholder] : known_.all()) {
      LedgerEntry& entry = ledger.at(placeholder);
      if (placeholder.starts_with("{session ") && !entry.is_jwt) {
        entry.claims = known_within(value, replacer_);
      }
    }
    return ledger;
  }

 private:
  /// What a server says that reads like a placeholder is none: who echoes a sealed report has not
  /// echoed the secret.
  void disarm(Response& response) const {
    response.body = without(said_, response.body);
    for (Header& header : response.headers) {
      header.name = without(said_, header.name);
      header.value = without(said_, header.value);
    }
  }

  /// Where a body was cut, its end may be the beginning of a secret that is no longer known as one.
  void drop_half_a_secret(std::string& body) const {
    constexpr std::size_t shortest_half = 4;
    for (const auto& [value, placeholder] : known_.all()) {
      for (std::size_t length = std::min(value.size(), body.size() + 1); length > shortest_half;
           --length) {
        if (body.ends_with(std::string_view(value).substr(0, length - 1))) {
          body.resize(body.size() - (length - 1));
          break;
        }
      }
    }
  }

  /// Every secret of 8 bytes or more, as it is and however it is escaped.
  [[nodiscard]] std::string without_secrets(std::string_view text) const {
    const std::string sealed = without(replacer_, text);
    return has_spaces_ ? apply_through(replacer_, sealed, Escape::form) : sealed;
  }

  /// Replaced as it is and however JSON and URLs escape it.
  static std::string without(const Replacer& replacer, std::string_view text) {
    const std::string plain = apply_through(replacer, replacer.apply(text), Escape::json);
    return apply_through(replacer, plain, Escape::percent);
  }

  /// That of a cookie, which answers hand out as well.
  [[nodiscard]] std::string sealed_cookie(const std::string& value) const {
    const std::string* known = known_.placeholder_of_cookie(value);
    return known != nullptr ? *known : without_secrets(value);
  }

  /// A short cookie, which has no place in a query or body.
  static bool is_short_session(const std::string& value, const std::string& placeholder) {
    return value.size() < Replacer::shortest && placeholder.starts_with("{session ");
  }

  /// A query or form: of each field the value, decoded.
  [[nodiscard]] std::string sealed_form(const std::string& text) const {
    std::vector<std::string> fields;
    for (const std::string_view field : base::split(text, '&')) {
      const std::size_t equals = field.find('=');
      const std::string value = equals == std::string_view::npos
                                    ? ""
                                    : base::percent_decode(field.substr(equals + 1), true);
      const std::string* known = known_.placeholder_of(value);
      fields.push_back(known == nullptr || is_short_session(value, *known)
                           ? std::string(field)
                           : std::string(field.substr(0, equals + 1)) + *known);
    }
    return without_secrets(base::join(fields, "&"));
  }

  /// A JSON text: each short string that is a value, not a name.
  [[nodiscard]] std::string sealed_json(std::string text) const {
    for (const auto& [value, placeholder] : known_.all()) {
      if (value.size() >= Replacer::shortest || is_short_session(value, placeholder)) {
        continue;
      }
      const std::string quoted = document::quote_json(value);
      std::size_t at = text.find(quoted);
      while (at != std::string::npos) {
        const std::size_t next = text.find_first_not_of(" \t\r\n", at + quoted.size());
        const bool is_name = next != std::string::npos && text[next] == ':';
        const std::string& to = is_name ? quoted : document::quote_json(placeholder);
        text.replace(at, quoted.size(), to);
        at = text.find(quoted, at + to.size());
      }
    }
    return without_secrets(text);
  }

  /// "Basic x", where x is made of parts that are known each: "Basic
  /// {base64:bob:bob.login.password}".
  [[nodiscard]] std::string sealed_basic(const std::string& token) const {
    const auto pair = base::from_base64(token);
    const std::size_t colon = pair ? pair->find(':') : std::string::npos;
    if (colon == std::string::npos) {
      return token;
    }
    const std::string user = sealed_value(pair->substr(0, colon));
    const std::string password = sealed_value(pair->substr(colon + 1));
    const bool is_secret = user != pair->substr(0, colon) || password != pair->substr(colon + 1);
    return is_secret ? "{base64:" + as_name(user + ":" + password) + "}" : token;
  }

  [[nodiscard]] std::string sealed_set_cookie(const std::string& field) const {
    const auto cookie = http::parse_set_cookie(field);
    const std::size_t equals = field.find('=');
    const std::size_t at = cookie && equals != std::string::npos && !cookie->value.empty()
                               ? field.find(cookie->value, equals + 1)
                               : std::string::npos;
    if (at == std::string::npos) {
      return without_secrets(field);
    }
    return without_secrets(field.substr(0, at)) + sealed_cookie(cookie->value) +
           without_secrets(field.substr(at + cookie->value.size()));
  }

  [[nodiscard]] std::string sealed_header(const Header& header) const {
    if (base::equal_ignoring_case(header.name, "Set-Cookie")) {
      return sealed_set_cookie(header.value);
    }
    if (base::equal_ignoring_case(header.name, "Cookie")) {
      std::vector<std::string> pairs;
      for (const http::Cookie& cookie : http::parse_cookie_header(header.value)) {
        pairs.push_back(without_secrets(cookie.name) + "=" + sealed_cookie(cookie.value));
      }
      return base::join(pairs, "; ");
    }
    if (base::equal_ignoring_case(header.name, "Authorization") &&
        base::starts_with_ignoring_case(header.value, "digest ")) {
      return http::without_digest_response(without_secrets(header.value));
    }
    std::string whole = sealed_value(header.value);
    const std::size_t space = header.value.find(' ');
    if (whole == header.value && space != std::string::npos &&
        base::equal_ignoring_case(header.name, "Authorization")) {
      const std::string scheme = header.value.substr(0, space + 1);
      const std::string token = header.value.substr(space + 1);
      const std::string sealed = sealed_value(token);
      return scheme + (sealed == token ? sealed_basic(token) : sealed);
    }
    return whole;
  }

  static constexpr std::size_t shortest_placeholder = 3;

  const Known& known_;
  Replacer replacer_;
  Replacer said_{shortest_placeholder};  ///< those that were there before sealing
  bool has_spaces_ = false;
};

}  // namespace

Transcript seal(const std::vector<Exchange>& exchanges,
                const Vault& vault,
                JudgeSettings settings) {
  Known known(vault, exchanges);
  for (const Exchange& exchange : exchanges) {
    known.learn(exchange);
  }
  known.learn_watched(exchanges);
  known.close();
  const Sealer sealer(known);
  Transcript transcript;
  transcript.exchanges.reserve(exchanges.size());
  int id = 0;
  for (const Exchange& exchange : exchanges) {
    transcript.exchanges.push_back(sealer.sealed(exchange));
    transcript.exchanges.back().id = ++id;
  }
  for (IdentityNote& identity : settings.identities) {
    const auto seal_all = [&](std::map<std::string, std::vector<std::string>>& owned) {
      for (auto& [parameter, values] : owned) {
        std::ranges::transform(values, values.begin(), [&](const std::string& value) {
          return sealer.sealed_value(value);
        });
      }
    };
    seal_all(identity.owns);
    for (auto& [operation, owned] : identity.owns_at) {
      seal_all(owned);
    }
  }
  transcript.settings = std::move(settings);
  transcript.ledger = sealer.sealed_ledger();
  return transcript;
}

}  // namespace sworn::evidence
