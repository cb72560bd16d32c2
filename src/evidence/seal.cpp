// SPDX-License-Identifier: Apache-2.0
#include "evidence/seal.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "evidence/carrier.h"
#include "evidence/derivation.h"
#include "evidence/encoded.h"
#include "evidence/ledger.h"
#include "evidence/replacer.h"
#include "evidence/signed_value.h"
#include "evidence/token.h"
#include "http/cookie.h"
#include "spec/purpose.h"

namespace sworn::evidence {
namespace {

std::string last_token(const std::string& pointer) {
  const auto slash = pointer.rfind('/');
  const std::string token = slash == std::string::npos ? pointer : pointer.substr(slash + 1);
  return base::replace_all(base::replace_all(token, "~1", "/"), "~0", "~");
}

/// A name within a placeholder: braces and quotes would end it early where it is read again.
std::string as_name(std::string text) {
  std::erase_if(text, [](char c) { return c == '{' || c == '}' || c == '"'; });
  return text;
}

std::string escaped_for_html(const std::string& value) {
  std::string text = base::replace_all(value, "&", "&amp;");
  text = base::replace_all(std::move(text), "<", "&lt;");
  text = base::replace_all(std::move(text), ">", "&gt;");
  return base::replace_all(std::move(text), "\"", "&quot;");
}

/// The secrets by name, and those of one name by where the transcript first has them: their numbers
/// do not depend on which thread was first.
std::vector<Vault::Secret> in_order_of_use(std::vector<Vault::Secret> secrets,
                                           const std::vector<Exchange>& exchanges) {
  const auto first_use = [&](const std::string& value) {
    const auto found = std::ranges::find_if(exchanges, [&](const Exchange& exchange) {
      const Request& request = exchange.request;
      return request.url.find(value) != std::string::npos ||
             request.body.find(value) != std::string::npos ||
             std::ranges::any_of(request.headers, [&](const Header& header) {
               return header.value.find(value) != std::string::npos;
             });
    });
    return found - exchanges.begin();
  };
  for (auto begin = secrets.begin(); begin != secrets.end();) {
    const auto end = std::find_if(
        begin, secrets.end(), [&](const Vault::Secret& s) { return s.name != begin->name; });
    if (end - begin > 1) {
      std::vector<std::pair<std::ptrdiff_t, Vault::Secret>> ordered;
      for (auto secret = begin; secret != end; ++secret) {
        ordered.emplace_back(first_use(secret->value), std::move(*secret));
      }
      std::ranges::stable_sort(ordered, {}, [](const auto& pair) { return pair.first; });
      std::ranges::transform(ordered, begin, [](auto& pair) { return std::move(pair.second); });
    }
    begin = end;
  }
  return secrets;
}

class Sealer {
 public:
  Sealer(const Vault& vault, const std::vector<Exchange>& exchanges)
      : watched_(vault.watched()), signed_with_(vault.signed_with()) {
    for (const Vault::Secret& secret : in_order_of_use(vault.secrets(), exchanges)) {
      const std::string name = "{" + secret.name + "}";
      const std::string placeholder = know(secret.value, name, "", "");
      configured_.add(secret.value, placeholder);
      if (secret.name.starts_with("broken.")) {
        continue;
      }
      for (const Derivation& form : forms_of(secret.value)) {
        know(form.value, "{" + form.name + ":" + secret.name + "}", form.name, placeholder);
      }
    }
  }

  /// Names what an answer hands out, in the order of the transcript.
  void learn(const Exchange& exchange) {
    if (!exchange.response) {
      return;
    }
    for (const Handed& handed : handed_out(*exchange.response)) {
      const bool is_json = handed.place.kind == CarrierPlace::Kind::json;
      const bool is_cookie = handed.place.kind == CarrierPlace::Kind::cookie;
      const bool is_header = handed.place.kind == CarrierPlace::Kind::header;
      const std::string name = is_json ? last_token(handed.place.name) : handed.place.name;
      // An object's id is long and mixed too, and no secret: only what is named or read as a token.
      if (is_json && !spec::is_token_name(name) && !watched_.contains(handed.value) &&
          !placeholders_.contains(handed.value) && !decode_token(handed.value)) {
        continue;
      }
      const std::string placeholder = placeholder_in(exchange, name);
      if (!is_cookie || looks_secret(handed.value) || watched_.contains(handed.value)) {
        know(handed.value, placeholder, "", "");
      } else {
        short_.emplace(handed.value, placeholder);
      }
      // "Bearer x": what is sent back may be x alone.
      const std::size_t space = is_header ? handed.value.rfind(' ') : std::string::npos;
      if (space != std::string::npos && looks_secret(handed.value.substr(space + 1))) {
        know(handed.value.substr(space + 1), placeholder, "", "");
      }
    }
  }

  /// Names the values that requests carried and that do not look like what an answer hands out.
  void learn_watched(const std::vector<Exchange>& exchanges) {
    std::vector<std::string> unknown;
    std::ranges::copy_if(watched_, std::back_inserter(unknown), [&](const std::string& value) {
      return !value.empty() && !placeholders_.contains(value);
    });
    for (const std::string& value : unknown) {
      const auto first = std::ranges::find_if(
          exchanges, [&](const Exchange& exchange) { return is_told_in(exchange, value); });
      know(value,
           first == exchanges.end() ? "{session value}" : placeholder_in(*first, "value"),
           "",
           "");
    }
  }

  /// Once everything is known: builds the replacer and seals the ledger's own texts.
  void close() {
    for (const auto& [value, placeholder] : placeholders_) {
      replacer_.add(value, placeholder);
      if (const std::string html = escaped_for_html(value); html != value) {
        replacer_.add(html, placeholder);
      }
      has_spaces_ = has_spaces_ || value.find(' ') != std::string::npos;
    }
    for (const auto& [value, placeholder] : placeholders_) {
      if (placeholder.starts_with("{session ") && !ledger_[placeholder].is_jwt) {
        ledger_[placeholder].claims = known_within(value, replacer_);
      }
    }
    for (auto& [placeholder, entry] : ledger_) {
      entry.claims = sealed_members(entry.claims);
      entry.header = sealed_members(entry.header);
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

  [[nodiscard]] std::map<std::string, LedgerEntry> take_ledger() { return std::move(ledger_); }

 private:
  /// Where a body was cut, its end may be the beginning of a secret that is no longer known as one.
  void drop_half_a_secret(std::string& body) const {
    constexpr std::size_t shortest_half = 4;
    for (const auto& [value, placeholder] : placeholders_) {
      for (std::size_t length = std::min(value.size(), body.size() + 1); length > shortest_half;
           --length) {
        if (body.ends_with(std::string_view(value).substr(0, length - 1))) {
          body.resize(body.size() - (length - 1));
          break;
        }
      }
    }
  }

  /// Derived forms, and of "user:password" what Basic makes of it (RFC 7617 §2), however short it
  /// is.
  static std::vector<Derivation> forms_of(const std::string& secret) {
    std::vector<Derivation> forms = derivations_of(secret);
    if (forms.empty() && secret.find(':') != std::string::npos) {
      forms.push_back({"base64", base::to_base64(secret)});
    }
    return forms;
  }

  [[nodiscard]] std::string placeholder_in(const Exchange& exchange,
                                           const std::string& name) const {
    return "{session " + exchange.operation + " " + exchange.conversation + "." +
           as_name(configured_.apply(name)) + "}";
  }

  static bool is_told_in(const Exchange& exchange, const std::string& value) {
    if (!exchange.response) {
      return false;
    }
    return exchange.response->body.find(value) != std::string::npos ||
           std::ranges::any_of(exchange.response->headers, [&](const Header& header) {
             return header.value.find(value) != std::string::npos;
           });
  }

  /// The placeholder of a value, which is `wanted` when that is free and the value is new.
  std::string know(const std::string& value,
                   const std::string& wanted,
                   const std::string& derivation,
                   const std::string& derived_from) {
    if (const auto known = placeholders_.find(value); known != placeholders_.end()) {
      return known->second;
    }
    std::string placeholder = wanted;
    for (int number = 2; ledger_.contains(placeholder); ++number) {
      placeholder = wanted.substr(0, wanted.size() - 1) + " " + std::to_string(number) + "}";
    }
    LedgerEntry entry = ledger_entry_of(value);
    entry.placeholder = placeholder;
    entry.derivation = derivation;
    entry.derived_from = derived_from;
    if (const auto known = signed_with_.find(value); known != signed_with_.end()) {
      entry.signed_with = known->second;
    }
    placeholders_.emplace(value, placeholder);
    ledger_.emplace(placeholder, std::move(entry));
    return placeholder;
  }

  /// Every secret of 8 bytes or more, as it is and however it is escaped.
  [[nodiscard]] std::string without_secrets(std::string_view text) const {
    std::string sealed = apply_through(replacer_, replacer_.apply(text), Escape::json);
    sealed = apply_through(replacer_, sealed, Escape::percent);
    return has_spaces_ ? apply_through(replacer_, sealed, Escape::form) : sealed;
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
    if (const auto known = placeholders_.find(value); known != placeholders_.end()) {
      return known->second;
    }
    return without_secrets(value);
  }

  /// That of a cookie, which answers hand out as well.
  [[nodiscard]] std::string sealed_cookie(const std::string& value) const {
    const auto found = short_.find(value);
    return found == short_.end() || placeholders_.contains(value) ? sealed_value(value)
                                                                  : found->second;
  }

  /// A short cookie, which has no place in a query or body.
  static bool is_short_session(const std::pair<const std::string, std::string>& known) {
    return known.first.size() < Replacer::shortest && known.second.starts_with("{session ");
  }

  /// A query or form: of each field the value, decoded.
  [[nodiscard]] std::string sealed_form(const std::string& text) const {
    std::vector<std::string> fields;
    for (const std::string_view field : base::split(text, '&')) {
      const std::size_t equals = field.find('=');
      const auto known =
          equals == std::string_view::npos
              ? placeholders_.end()
              : placeholders_.find(base::percent_decode(field.substr(equals + 1), true));
      fields.push_back(known == placeholders_.end() || is_short_session(*known)
                           ? std::string(field)
                           : std::string(field.substr(0, equals + 1)) + known->second);
    }
    return without_secrets(base::join(fields, "&"));
  }

  /// A JSON text: each short string that is a value, not a name.
  [[nodiscard]] std::string sealed_json(std::string text) const {
    for (const auto& known : placeholders_) {
      const auto& [value, placeholder] = known;
      if (value.size() >= Replacer::shortest || is_short_session(known)) {
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

  std::set<std::string> watched_;
  std::map<std::string, std::string> signed_with_;
  std::map<std::string, std::string> placeholders_;  ///< value to placeholder
  std::map<std::string, std::string> short_;         ///< cookie values that are words
  std::map<std::string, LedgerEntry> ledger_;
  Replacer configured_;  ///< what the vault holds by name
  Replacer replacer_;
  bool has_spaces_ = false;
};

}  // namespace

Transcript seal(const std::vector<Exchange>& exchanges, const Vault& vault) {
  Sealer sealer(vault, exchanges);
  for (const Exchange& exchange : exchanges) {
    sealer.learn(exchange);
  }
  sealer.learn_watched(exchanges);
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
