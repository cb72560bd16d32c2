// SPDX-License-Identifier: Apache-2.0
#include "evidence/known.h"

#include <algorithm>
#include <cctype>
#include <optional>

#include "base/encoding.h"
#include "base/text.h"
#include "evidence/carrier.h"
#include "evidence/derivation.h"
#include "evidence/encoded.h"
#include "evidence/ledger.h"
#include "evidence/placeholder.h"
#include "evidence/secret_text.h"
#include "http/cookie.h"

namespace sworn::evidence {
namespace {

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

/// Derived forms, and of "user:password" what Basic makes of it (RFC 7617 §2), however short it is.
std::vector<Derivation> forms_of(const std::string& secret) {
  std::vector<Derivation> forms = derivations_of(secret);
  if (forms.empty() && secret.find(':') != std::string::npos) {
    forms.push_back({"base64", base::to_base64(secret)});
  }
  return forms;
}

/// A number too long to count anything, or letters of both cases that spell nothing: identifiers
/// without a digit or without a letter, as one in thirty of 21 random letters and digits is. What
/// is longer than a cookie may be is no word either.
bool is_drawn(std::string_view value) {
  const auto all = [&](int (*is_member)(int)) {
    return std::ranges::all_of(value, [&](unsigned char c) { return is_member(c) != 0; });
  };
  const auto any = [&](int (*is_member)(int)) {
    return std::ranges::any_of(value, [&](unsigned char c) { return is_member(c) != 0; });
  };
  constexpr std::size_t long_enough = 16;
  constexpr std::size_t longest_word = 4096;
  return value.size() > longest_word ||
         (value.size() >= long_enough &&
          (all(std::isdigit) || (all(std::isalpha) && any(std::isupper) && any(std::islower))));
}

bool is_told_in(const Exchange& exchange, const std::string& value) {
  if (!exchange.response) {
    return false;
  }
  return exchange.response->body.find(value) != std::string::npos ||
         std::ranges::any_of(exchange.response->headers, [&](const Header& header) {
           return header.value.find(value) != std::string::npos;
         });
}

/// What a Set-Cookie field sets, also where user agents ignore it for its length or its control
/// characters (RFC 6265bis §5.6): it is a secret all the same.
std::optional<http::Cookie> cookie_set_by(std::string_view field) {
  if (auto cookie = http::parse_set_cookie(field)) {
    return http::Cookie{cookie->name, cookie->value};
  }
  const std::string_view pair = field.substr(0, field.find(';'));
  const std::size_t equals = pair.find('=');
  if (equals == std::string_view::npos) {
    return std::nullopt;
  }
  return http::Cookie{std::string(base::trim(pair.substr(0, equals))),
                      std::string(base::trim(pair.substr(equals + 1)))};
}

/// The cookies and session headers of an answer, those that it takes back too.
std::vector<Handed> handed_out_by_headers(const Response& response) {
  std::vector<Handed> handed;
  for (const Header& header : response.headers) {
    if (base::equal_ignoring_case(header.name, "Set-Cookie")) {
      const auto cookie = cookie_set_by(header.value);
      if (cookie && !cookie->value.empty()) {
        handed.push_back({{CarrierPlace::Kind::cookie, cookie->name}, cookie->value});
      }
    } else if (is_session_header(header)) {
      handed.push_back({{CarrierPlace::Kind::header, header.name}, header.value});
    }
  }
  return handed;
}

}  // namespace

std::string as_name(std::string text) {
  std::erase_if(text, [](char c) { return c == '{' || c == '}' || c == '"'; });
  return text;
}

Known::Known(const Vault& vault, const std::vector<Exchange>& exchanges)
    : watched_(vault.watched()), signed_with_(vault.signed_with()) {
  for (const Vault::Secret& secret : in_order_of_use(vault.secrets(), exchanges)) {
    const std::string name = "{" + secret.name + "}";
    const std::string placeholder = know(secret.value, name, "", "");
    configured_.add(secret.value, placeholder);
    for (const Derivation& form : forms_of(secret.value)) {
      know(form.value, "{" + form.name + ":" + secret.name + "}", form.name, placeholder);
    }
  }
}

void Known::learn(const Exchange& exchange) {
  learn_request(exchange);
  learn_answer(exchange);
}

void Known::learn_request(const Exchange& exchange) {
  // What was made up to be refused is no secret, and may be a common word.
  if (std::ranges::any_of(exchange.credentials, [](const CredentialUse& use) {
        return use.state == CredentialState::broken;
      })) {
    return;
  }
  const auto name_all = [&](const std::vector<NamedSecret>& secrets) {
    for (const NamedSecret& secret : secrets) {
      // What holds a credential of the configuration is named after that.
      if (apply_through(configured_, secret.value, Escape::percent) == secret.value) {
        know(secret.value, placeholder_in("sent", exchange, secret.name), "", "");
      }
    }
  };
  const Request& request = exchange.request;
  if (const auto query = request.url.find_first_of("?#"); query != std::string::npos) {
    name_all(secrets_in_text(std::string_view(request.url).substr(query + 1), TextKind::url));
  }
  for (const Header& header : request.headers) {
    if (!base::equal_ignoring_case(header.name, "Cookie")) {
      name_all(secrets_in_text(header.value, TextKind::prose));
      continue;
    }
    for (const http::Cookie& cookie : http::parse_cookie_header(header.value)) {
      if (looks_secret(cookie.value)) name_all({{cookie.name, cookie.value}});
    }
  }
  name_all(secrets_in_body(request.body));
}

void Known::learn_answer(const Exchange& exchange) {
  if (!exchange.response) {
    return;
  }
  for (const Handed& handed : handed_out_by_headers(*exchange.response)) {
    const bool is_cookie = handed.place.kind == CarrierPlace::Kind::cookie;
    const std::string placeholder = placeholder_in("session", exchange, handed.place.name);
    if (!is_cookie || looks_secret(handed.value) || is_drawn(handed.value) ||
        watched_.contains(handed.value)) {
      know(handed.value, placeholder, "", "");
    } else {
      // Words have a kind of their own: several of one place share a name, which no secret may.
      words_.emplace(handed.value, placeholder_in("cookie", exchange, handed.place.name));
    }
    // "Bearer x": what is sent back may be x alone.
    const std::size_t space = is_cookie ? std::string::npos : handed.value.rfind(' ');
    if (space != std::string::npos && looks_secret(handed.value.substr(space + 1))) {
      know(handed.value.substr(space + 1), placeholder, "", "");
    }
  }
  std::vector<NamedSecret> secrets;
  for (const Header& header : exchange.response->headers) {
    if (!base::equal_ignoring_case(header.name, "Set-Cookie") && !is_session_header(header)) {
      std::ranges::move(secrets_in_text(header.value, TextKind::url), std::back_inserter(secrets));
    }
  }
  std::ranges::move(secrets_in_body(exchange.response->body), std::back_inserter(secrets));
  for (const NamedSecret& secret : secrets) {
    know(secret.value, placeholder_in("session", exchange, secret.name), "", "");
  }
  for (const Handed& handed : handed_out(*exchange.response)) {
    if (placeholders_.contains(handed.value)) {
      // Of one story alone, since a shard sees not all of them.
      const std::string story =
          exchange.interview + "|" + exchange.subject + "|" + std::to_string(exchange.round) + "|";
      samples_[story + exchange.operation + " " + handed.place.text()].push_back(
          {handed.value, exchange.started_ms});
    }
  }
}

void Known::learn_watched(const std::vector<Exchange>& exchanges) {
  std::vector<std::string> unknown;
  std::ranges::copy_if(watched_, std::back_inserter(unknown), [&](const std::string& value) {
    return !value.empty() && !placeholders_.contains(value);
  });
  for (const std::string& value : unknown) {
    const auto first = std::ranges::find_if(
        exchanges, [&](const Exchange& exchange) { return is_told_in(exchange, value); });
    know(value,
         first == exchanges.end() ? "{session value}" : placeholder_in("session", *first, "value"),
         "",
         "");
  }
}

const std::string* Known::placeholder_of(const std::string& value) const {
  const auto known = placeholders_.find(value);
  return known == placeholders_.end() ? nullptr : &known->second;
}

const std::string* Known::placeholder_of_cookie(const std::string& value) const {
  const auto found = words_.find(value);
  const std::string* known = placeholder_of(value);
  return known != nullptr || found == words_.end() ? known : &found->second;
}

std::string Known::placeholder_in(const std::string& kind,
                                  const Exchange& exchange,
                                  const std::string& name) const {
  const std::string& asked = exchange.operation.empty() ? exchange.subject : exchange.operation;
  return "{" + kind + " " + asked + " " + exchange.conversation + "." +
         as_name(configured_.apply(name)) + "}";
}

std::string Known::know(const std::string& value,
                        const std::string& wanted,
                        const std::string& derivation,
                        const std::string& derived_from) {
  if (const auto known = placeholders_.find(value); known != placeholders_.end()) {
    return known->second;
  }
  int& number = numbers_[wanted];
  std::string placeholder;
  do {
    placeholder = numbered(wanted, ++number);
  } while (ledger_.contains(placeholder));
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

}  // namespace sworn::evidence
