// SPDX-License-Identifier: Apache-2.0
#include "probe/authorization_form.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "document/node.h"
#include "evidence/step.h"
#include "http/header.h"
#include "probe/auth_flow.h"

namespace sworn::probe {
namespace {

constexpr const char* plain = "{value}";
constexpr std::size_t most_named = 2;

std::string without_quotes(std::string_view word) {
  constexpr std::string_view quotes = "\"'`*.,;:()";
  const auto first = word.find_first_not_of(quotes);
  return first == std::string_view::npos
             ? ""
             : std::string(word.substr(first, word.find_last_not_of(quotes) - first + 1));
}

bool is_scheme_word(std::string_view word) {
  return word.size() > 1 && std::ranges::all_of(word, [](char c) {
           return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-';
         });
}

/// Words that a description has before the value: `prefix "Token"`, `JWT <token>`, `Key {key}`.
/// Bearer is tried anyway, as what it is.
std::vector<std::string> named_in(std::string_view description) {
  std::vector<std::string> words;
  for (const std::string_view line : base::split(description, '\n')) {
    for (const std::string_view word : base::split(line, ' ')) {
      words.push_back(without_quotes(word));
    }
  }
  std::erase(words, "");
  std::vector<std::string> named;
  for (std::size_t i = 0; i + 1 < words.size() && named.size() < most_named; ++i) {
    const std::string& next = words[i + 1];
    const bool is_before_value = std::string_view("<{[").find(next.front()) != std::string::npos;
    const std::string& word = base::to_lower(words[i]) == "prefix" ? next : words[i];
    const bool is_named = is_before_value || &word == &next;
    if (is_named && is_scheme_word(word) && base::to_lower(word) != "bearer" &&
        std::ranges::find(named, word) == named.end()) {
      named.push_back(word);
    }
  }
  return named;
}

}  // namespace

std::vector<std::string> forms_of(const Scene& scene,
                                  const Operation& login,
                                  const CarrierPlace& place,
                                  const Scheme& scheme) {
  const FlowConfig* flow = flow_of(scene, login);
  if (flow != nullptr && !flow->send.empty() && flow->from == place &&
      (flow->scheme.empty() || flow->scheme == scheme.name)) {
    return {flow->send};
  }
  std::vector<std::string> forms{plain};
  if (scheme.signature() != "header authorization") {
    return forms;
  }
  auto words = named_in(scheme.node == nullptr ? "" : scheme.node->string_at("description"));
  words.emplace_back("Token");
  for (const std::string& word : words) {
    const std::string form = word + " " + plain;
    if (std::ranges::find(forms, form) == forms.end()) {
      forms.push_back(form);
    }
  }
  return forms;
}

std::string in_form(const std::string& form, const std::string& value) {
  return base::replace_all(form, plain, value);
}

std::string form_of(const evidence::Facts& facts,
                    const std::string& login,
                    const evidence::Opening& opening) {
  const auto place = evidence::carrier_named(opening.carrier);
  const Exchange* answer = facts.story("handout", login).step("first", evidence::step::logs_in);
  const bool is_bearer = opening.signature == "http bearer";
  if (!place || (opening.signature != "header authorization" && !is_bearer) ||
      opening.proof == nullptr || answer == nullptr || !answer->response) {
    return plain;
  }
  const auto value = evidence::value_at(*answer->response, *place);
  const auto sent = http::all_headers(opening.proof->request.headers, "Authorization");
  const bool is_plain =
      is_bearer && sent.size() == 1 && base::starts_with_ignoring_case(sent.front(), "bearer ");
  return value && !value->empty() && sent.size() == 1 && !is_plain &&
                 sent.front().find(*value) != std::string::npos
             ? base::replace_all(std::string(sent.front()), *value, plain)
             : plain;
}

std::string_view without_form(const Config& config,
                              const std::string& scheme,
                              std::string_view secret) {
  for (const FlowConfig& flow : config.flows) {
    const auto place = flow.scheme == scheme ? flow.send.find("{value}") : std::string::npos;
    if (place == std::string::npos) {
      continue;
    }
    const std::string_view before = std::string_view(flow.send).substr(0, place);
    const std::string_view after = std::string_view(flow.send).substr(place + 7);
    if (secret.size() > before.size() + after.size() && secret.starts_with(before) &&
        secret.ends_with(after)) {
      return secret.substr(before.size(), secret.size() - before.size() - after.size());
    }
  }
  return secret;
}

}  // namespace sworn::probe
