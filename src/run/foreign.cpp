// SPDX-License-Identifier: Apache-2.0
#include "run/foreign.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "evidence/seal.h"
#include "evidence/vault.h"
#include "http/cookie.h"
#include "http/header.h"
#include "probe/honest_route.h"
#include "probe/request_builder.h"

namespace sworn::run {
namespace {

constexpr const char* recorder = "recorded";

/// A place where the API was, and what it answers there.
struct Base {
  std::string origin;
  probe::Router router;
};

std::string origin_of(const std::string& url) {
  const auto parsed = base::parse_url(url);
  return parsed ? parsed->origin() : "";
}

Result<std::vector<Base>> bases_of(const Contract& contract, const std::string& url) {
  std::vector<Base> bases;
  if (!url.empty()) {
    if (const auto parsed = base::parse_url(url); !parsed) return parsed.error();
    const std::string whole = probe::base_url_of(contract, url);
    bases.push_back({origin_of(whole), probe::Router(contract, whole)});
    return bases;
  }
  for (const Server& server : contract.servers) {
    std::string whole = server.url;
    while (whole.ends_with('/')) whole.pop_back();
    if (std::string origin = origin_of(whole); !origin.empty()) {
      bases.push_back({std::move(origin), probe::Router(contract, whole)});
    }
  }
  if (bases.empty()) {
    return Error{"which exchanges are the API's? its document names no host",
                 {},
                 "say where it was with --url"};
  }
  return bases;
}

const Operation* operation_of(const std::vector<Base>& bases, const Request& request) {
  const std::string origin = origin_of(request.url.substr(0, request.url.find('#')));
  for (const Base& base : bases) {
    const Operation* found = base.origin == origin ? base.router.find(request).operation : nullptr;
    // What HEAD answers is not what the document says of GET.
    if (found != nullptr && found->method == request.method) return found;
  }
  return nullptr;
}

std::optional<std::string> parameter_in(const std::string& url, const std::string& name) {
  const auto mark = url.find('?');
  if (mark == std::string::npos) return std::nullopt;
  const std::string_view query = std::string_view(url).substr(mark + 1);
  for (const std::string_view pair : base::split(query.substr(0, query.find('#')), '&')) {
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos &&
        base::percent_decode(pair.substr(0, equals), true) == name) {
      return base::percent_decode(pair.substr(equals + 1), true);
    }
  }
  return std::nullopt;
}

std::optional<std::string> cookie_in(const Headers& headers, const std::string& name) {
  for (const std::string_view field : http::all_headers(headers, "Cookie")) {
    for (http::Cookie& cookie : http::parse_cookie_header(field)) {
      if (cookie.name == name) return std::move(cookie.value);
    }
  }
  return std::nullopt;
}

/// What follows the scheme's name in Authorization.
std::optional<std::string> authorization_in(const Headers& headers, std::string_view scheme) {
  const auto field = http::find_header(headers, "Authorization");
  if (!field || !base::starts_with_ignoring_case(*field, scheme) ||
      field->substr(scheme.size()).find_first_not_of(' ') == std::string_view::npos ||
      (*field)[scheme.size()] != ' ') {
    return std::nullopt;
  }
  return std::string(base::trim(field->substr(scheme.size())));
}

/// What the request carries where the scheme is declared.
std::optional<std::string> credential_in(const Request& request, const Scheme& scheme) {
  if (scheme.kind == SchemeKind::api_key) {
    switch (scheme.place) {
      case Place::query:
        return parameter_in(request.url, scheme.parameter);
      case Place::cookie:
        return cookie_in(request.headers, scheme.parameter);
      default: {
        const auto value = http::find_header(request.headers, scheme.parameter);
        return value ? std::optional(std::string(*value)) : std::nullopt;
      }
    }
  }
  constexpr std::string_view http = "http ";
  const std::string signature = scheme.signature();
  return signature.starts_with(http)
             ? authorization_in(request.headers, std::string_view(signature).substr(http.size()))
             : std::nullopt;
}

/// Fields that hold a credential whatever the document says.
void lock_away_fields(const Headers& headers, evidence::Vault& vault) {
  for (const Header& header : headers) {
    const bool is_credential = base::equal_ignoring_case(header.name, "Authorization") ||
                               base::equal_ignoring_case(header.name, "Proxy-Authorization") ||
                               base::equal_ignoring_case(header.name, "DPoP");
    if (!is_credential) continue;
    const std::string name = std::string(recorder) + "." + header.name;
    const std::size_t space = header.value.find(' ');
    vault.add(space == std::string::npos ? header.value : header.value.substr(space + 1), name);
  }
}

void recognise(const Contract& contract, Exchange& exchange, evidence::Vault& vault) {
  for (const Scheme& scheme : contract.schemes) {
    const std::string signature = scheme.signature();
    const bool is_known = std::ranges::any_of(
        exchange.credentials, [&](const CredentialUse& use) { return use.signature == signature; });
    const auto value = is_known ? std::nullopt : credential_in(exchange.request, scheme);
    if (!value || value->empty()) continue;
    vault.add(*value, std::string(recorder) + "." + scheme.name);
    exchange.identity = recorder;
    exchange.credentials.push_back({recorder, signature});
  }
  lock_away_fields(exchange.request.headers, vault);
}

/// Somebody else's page, picture or beacon: none of our business but that it was there.
void forget(Exchange& exchange) {
  exchange.request.url = exchange.request.url.substr(0, exchange.request.url.find_first_of("?#"));
  exchange.request.headers.clear();
  exchange.request.body.clear();
  if (exchange.response) {
    exchange.response->headers.clear();
    exchange.response->body.clear();
  }
}

/// Pseudo-header fields of HTTP/2 (RFC 9113 §8.3) are no fields.
void drop_pseudo_fields(Headers& headers) {
  std::erase_if(headers, [](const Header& header) { return header.name.starts_with(':'); });
}

}  // namespace

Result<Transcript> read_foreign(const Contract& contract,
                                Transcript recorded,
                                const std::string& url) {
  const auto bases = bases_of(contract, url);
  if (!bases) return bases.error();
  evidence::Vault vault;
  int entry = 0;
  for (Exchange& exchange : recorded.exchanges) {
    exchange.interview = recorded_interview;
    exchange.conversation = recorder;
    exchange.step = "entry " + std::to_string(++entry);
    drop_pseudo_fields(exchange.request.headers);
    if (exchange.response) drop_pseudo_fields(exchange.response->headers);
    const Operation* operation = operation_of(*bases, exchange.request);
    exchange.subject = operation != nullptr ? operation->key() : "*";
    if (operation == nullptr) {
      forget(exchange);
      continue;
    }
    exchange.operation = operation->key();
    recognise(contract, exchange, vault);
  }
  Transcript transcript = evidence::seal(recorded.exchanges, vault, recorded.settings);
  transcript.run = recorded.run;
  transcript.run.url = url.empty() ? bases->front().origin : url;
  return transcript;
}

}  // namespace sworn::run
