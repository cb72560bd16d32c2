// SPDX-License-Identifier: Apache-2.0
#include "report/text_step.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "report/placeholder.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_placeholder_bytes = 100;
constexpr std::size_t most_target_bytes = 80;

/// The first "{…}" of a sealed value that is a placeholder and no JSON.
std::string placeholder_in(std::string_view value) {
  const std::string_view found = placeholder_at(value, std::min(value.find('{'), value.size()));
  const bool is_json = found.find('"') != std::string_view::npos;
  return is_json || found.size() > most_placeholder_bytes ? "" : std::string(found);
}

/// What follows "name=" in a list of pairs.
std::string_view pair_value(std::string_view pairs, char separator, std::string_view name) {
  for (const std::string_view pair : base::split(pairs, separator)) {
    const std::string_view trimmed = base::trim(pair);
    const std::size_t equals = trimmed.find('=');
    if (equals != std::string_view::npos && trimmed.substr(0, equals) == name) {
      return trimmed.substr(equals + 1);
    }
  }
  return {};
}

std::string_view header_value(const Headers& headers, std::string_view name) {
  for (const Header& header : headers) {
    if (base::equal_ignoring_case(header.name, name)) return header.value;
  }
  return {};
}

/// The sealed value of a credential, found by the signature of its scheme.
std::string_view value_of(const CredentialUse& use, const Request& request) {
  const std::string_view signature = use.signature;
  const std::size_t space = signature.find(' ');
  if (space == std::string_view::npos) return {};
  const std::string_view kind = signature.substr(0, space);
  const std::string_view name = signature.substr(space + 1);
  if (kind == "header") return header_value(request.headers, name);
  if (kind == "http") return header_value(request.headers, "authorization");
  if (kind == "cookie") return pair_value(header_value(request.headers, "cookie"), ';', name);
  const std::string_view url = request.url;
  const std::size_t query = url.find('?');
  if (kind == "query" && query != std::string_view::npos) {
    return pair_value(url.substr(query + 1), '&', name);
  }
  return {};
}

std::string described(const CredentialUse& use) {
  switch (use.state) {
    case CredentialState::good:
      return use.holder + "'s " + use.signature;
    case CredentialState::never_issued:
      return "a never-issued " + use.signature;
    case CredentialState::broken:
      return "a broken " + use.signature;
    case CredentialState::carrier:
      return "the session identifier in " + use.signature;
    case CredentialState::altered:
      return use.holder + "'s " + use.signature + ", " + use.how;
  }
  return use.signature;
}

std::string credential_text(const CredentialUse& use, const Request& request) {
  std::string placeholder = placeholder_in(value_of(use, request));
  if (placeholder.empty()) return described(use);
  if (use.state == CredentialState::broken) return "a broken " + placeholder;
  const bool says_how = placeholder.find(use.how) != std::string::npos;
  if (use.state == CredentialState::altered && !says_how) return placeholder + ", " + use.how;
  return placeholder;
}

std::string credentials_text(const Exchange& exchange) {
  if (exchange.credentials.empty()) return "without a credential";
  std::vector<std::string> texts;
  for (const CredentialUse& use : exchange.credentials) {
    texts.push_back(credential_text(use, exchange.request));
  }
  return "with " + base::join(texts, " and ");
}

/// Path and query. Sealed URLs may hold placeholders, which no URL parser takes.
std::string_view target_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return url;
  const std::size_t path = url.find_first_of("/?", scheme + 3);
  return path == std::string_view::npos ? "/" : url.substr(path);
}

std::string outcome_text(const Exchange& exchange) {
  if (exchange.response) return std::to_string(exchange.response->status);
  std::string text = base::replace_all(std::string(name_of(exchange.failure)), "-", " ");
  if (!exchange.reason.empty()) text += ": " + exchange.reason;
  return text;
}

}  // namespace

StepParts step_parts(const Exchange& exchange) {
  std::string who = exchange.conversation;
  if (!who.empty() && !exchange.step.empty()) who += " ";
  who += exchange.step;
  return {who,
          exchange.request.method + " " +
              base::shorten(target_of(exchange.request.url), most_target_bytes),
          credentials_text(exchange),
          outcome_text(exchange)};
}

std::string step_text(const Exchange& exchange) {
  const StepParts parts = step_parts(exchange);
  return (parts.who.empty() ? "" : parts.who + ": ") + parts.request + " " + parts.credentials +
         " -> " + parts.outcome;
}

}  // namespace sworn::report
