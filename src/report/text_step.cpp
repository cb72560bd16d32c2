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
  // A digest is made anew for each answer: it names neither its pair nor its holder.
  if (placeholder.empty() || placeholder == "{digest response}") return described(use);
  if (use.state == CredentialState::broken) return "a broken " + placeholder;
  const bool says_how = placeholder.find(use.how) != std::string::npos;
  if (use.state == CredentialState::altered && !says_how) return placeholder + ", " + use.how;
  return placeholder;
}

/// The secrets in the fields of a request that are no declared credential: those of a login, of a
/// client at a token endpoint.
void append_secrets(std::vector<std::string>& texts, std::string_view text) {
  constexpr std::size_t most = 3;
  for (std::size_t at = text.find('{'); at != std::string_view::npos && texts.size() < most;) {
    const std::string_view found = placeholder_at(text, at);
    const bool is_one = found.find('.') != std::string_view::npos &&
                        found.find_first_of("\"\n") == std::string_view::npos &&
                        found.size() <= most_placeholder_bytes && !found.starts_with("{marker.") &&
                        !found.starts_with("{canary.");
    if (is_one && std::ranges::find(texts, found) == texts.end()) texts.emplace_back(found);
    at = text.find('{', at + (is_one ? found.size() : 1));
  }
}

std::string credentials_text(const Exchange& exchange) {
  std::vector<std::string> texts;
  for (const CredentialUse& use : exchange.credentials) {
    texts.push_back(credential_text(use, exchange.request));
  }
  if (texts.empty()) {
    append_secrets(texts, header_value(exchange.request.headers, "authorization"));
    append_secrets(texts, exchange.request.body);
  }
  return texts.empty() ? "without a credential" : "with " + base::join(texts, " and ");
}

/// Steps of which the credential says all: who is let in is asked by them.
std::string plain_step(const Exchange& exchange) {
  std::string_view step = exchange.step;
  const bool is_again = step.ends_with(" again");
  const std::string_view first = step.substr(0, step.size() - (is_again ? 6 : 0));
  const std::string_view word = first.substr(0, first.find(' '));
  if (word == "none" || word == "good" || word == "broken" || word == "never-issued") {
    return is_again ? "again" : "";
  }
  // The request is told beside it.
  return base::replace_all(std::string(step), " " + exchange.operation, "");
}

/// Whose conversation it is: neither the way of the story nor the place of a credential, which are
/// told beside it.
std::string plain_speaker(const Exchange& exchange) {
  const std::string_view name = exchange.conversation;
  for (const std::string_view place : {"http ", "header ", "cookie ", "query "}) {
    if (name.starts_with(place)) return "";
  }
  return std::string(name.substr(0, name.find(" (")));
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

/// Whether two requests are one and the same to who reads the steps.
bool reads_alike(const Exchange& a, const Exchange& b) {
  return a.request.method == b.request.method && a.request.url == b.request.url &&
         a.request.body == b.request.body && credentials_text(a) == credentials_text(b);
}

bool is_success(const Exchange& exchange) {
  return exchange.status() >= 200 && exchange.status() < 300;
}

}  // namespace

StepParts step_parts(const Exchange& exchange) {
  std::string who = plain_speaker(exchange);
  const std::string step = plain_step(exchange);
  if (!who.empty() && !step.empty()) who += " ";
  who += step;
  return {who,
          step,
          exchange.request.method + " " +
              base::shorten(target_of(exchange.request.url), most_target_bytes),
          credentials_text(exchange),
          outcome_text(exchange)};
}

std::string step_text(const Story& story, std::size_t position) {
  const Exchange& exchange = *story[position];
  const StepParts parts = step_parts(exchange);
  std::string text = (parts.who.empty() ? "" : parts.who + ": ") + parts.request + " " +
                     parts.credentials + " -> " + parts.outcome;
  for (std::size_t i = position; i-- > 0 && is_success(exchange);) {
    const Exchange& before = *story[i];
    if (is_success(before) && reads_alike(before, exchange)) {
      const bool is_other = before.response->body != exchange.response->body;
      return is_other ? text + ", not the answer of step " + std::to_string(i + 1) : text;
    }
  }
  return text;
}

}  // namespace sworn::report
