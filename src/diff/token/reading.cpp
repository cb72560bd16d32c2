// SPDX-License-Identifier: Apache-2.0
#include "diff/token/reading.h"

#include <algorithm>
#include <cstdlib>

#include "base/clock.h"
#include "base/text.h"
#include "evidence/forged.h"
#include "http/cookie.h"
#include "http/header.h"

namespace sworn::diff {
namespace {

namespace forged = evidence::forged;
using evidence::Carrying;
using evidence::Gate;

/// The value that a request carries in that place, sealed; "" when it carries none there.
std::string carried_in(const Request& request, const std::string& signature) {
  const auto space = signature.find(' ');
  const std::string place = signature.substr(0, space);
  const std::string name = space == std::string::npos ? "" : signature.substr(space + 1);
  if (place == "cookie") {
    for (const http::Cookie& cookie :
         http::parse_cookie_header(http::find_header(request.headers, "Cookie").value_or(""))) {
      if (cookie.name == name) {
        return cookie.value;
      }
    }
    return "";
  }
  if (place == "query") {
    const auto query = request.url.find('?');
    for (const std::string_view field : base::split(
             query == std::string::npos ? "" : std::string_view(request.url).substr(query + 1),
             '&')) {
      if (field.starts_with(name + "=")) {
        return std::string(field.substr(name.size() + 1));
      }
    }
    return "";
  }
  return std::string(
      http::find_header(request.headers, place == "http" ? "Authorization" : name).value_or(""));
}

std::optional<Verdict> fault_of(const TokenReading& reading) {
  const Exchange* first = reading.good;
  if (first != nullptr && first->failure == Failure::not_asked) {
    return not_applicable(first->reason);
  }
  if (first == nullptr || !evidence::succeeded(*first) || reading.good_again == nullptr ||
      !evidence::succeeded(*reading.good_again)) {
    return inconclusive("the token did not work before and after");
  }
  if (reading.nothing == nullptr || reading.gate_of(*reading.nothing) != Gate::refused) {
    return inconclusive("the operation was not refused without the token");
  }
  return std::nullopt;
}

std::optional<std::int64_t> date_of(const Exchange& answer) {
  const auto date = answer.response ? http::find_header(answer.response->headers, "Date")
                                    : std::optional<std::string_view>();
  return date ? base::parse_http_date(*date) : std::nullopt;
}

/// The request never reached what verifies tokens: it was too large for the server.
bool is_too_large(const Exchange& answer) {
  return answer.status() == 413 || answer.status() == 414 || answer.status() == 431;
}

int rank_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::mismatch:
      return 3;
    case Outcome::inconclusive:
      return 2;
    case Outcome::match:
      return 1;
    case Outcome::not_applicable:
      break;
  }
  return 0;
}

}  // namespace

std::vector<const Exchange*> TokenReading::answers_to(std::string_view how) const {
  std::vector<const Exchange*> answers;
  std::ranges::copy_if(others, std::back_inserter(answers), [&](const Exchange* one) {
    return one->step.starts_with(forged::asks + std::string(how));
  });
  return answers;
}

Gate TokenReading::gate_of(const Exchange& answer) const {
  return evidence::read_gate(answer, Carrying::other, {good, nothing, never_issued});
}

bool TokenReading::is_let_in(std::string_view how) const {
  return std::ranges::any_of(
      answers_to(how), [&](const Exchange* answer) { return gate_of(*answer) == Gate::allowed; });
}

std::optional<std::string> TokenReading::claim(const std::string& name) const {
  if (token == nullptr || !token->claims.contains(name)) {
    return std::nullopt;
  }
  return token->claims.at(name);
}

std::optional<double> TokenReading::time_claim(const std::string& name) const {
  const auto text = claim(name);
  if (!text || text->empty()) {
    return std::nullopt;
  }
  char* end = nullptr;
  const double seconds = std::strtod(text->c_str(), &end);
  return *end == '\0' ? std::optional(seconds) : std::nullopt;
}

bool TokenReading::is_by_secret() const {
  if (token == nullptr) {
    return false;
  }
  const auto algorithm = token->header.find("alg");
  return algorithm != token->header.end() && algorithm->second.starts_with("HS");
}

const LedgerEntry* ledger_of_request(const Case& c,
                                     const Exchange& exchange,
                                     const std::string& signature) {
  const std::string value = carried_in(exchange.request, signature);
  // Sealed, a credential is a placeholder, behind the scheme's name where it has one.
  const auto brace = value.find('{');
  const auto found =
      c.transcript.ledger.find(brace == std::string::npos ? "" : value.substr(brace));
  // A token within a token (RFC 7519 §5.2) is not read: its claims are not known.
  return found != c.transcript.ledger.end() && found->second.is_jwt ? &found->second : nullptr;
}

std::vector<TokenReading> read_tokens(const Case& c) {
  std::vector<TokenReading> readings;
  for (const Exchange* exchange : c.facts.story("forgery", c.operation.key()).steps()) {
    if (exchange->step.starts_with(forged::key_set)) {
      continue;
    }
    auto reading = std::ranges::find(readings, exchange->conversation, &TokenReading::signature);
    if (reading == readings.end()) {
      reading = readings.insert(readings.end(), TokenReading{});
      reading->signature = exchange->conversation;
    }
    if (exchange->step == forged::good) {
      reading->good = exchange;
      reading->token = ledger_of_request(c, *exchange, reading->signature);
    } else if (exchange->step == forged::nothing) {
      reading->nothing = exchange;
    } else if (exchange->step == forged::never_issued) {
      reading->never_issued = exchange;
    } else if (exchange->step == forged::good_again) {
      reading->good_again = exchange;
    } else {
      reading->others.push_back(exchange);
    }
  }
  for (TokenReading& reading : readings) {
    reading.fault = fault_of(reading);
  }
  return readings;
}

std::string token_words(const Case& c, const TokenReading& reading) {
  for (const Alternative& alternative : c.operation.requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = c.contract.scheme(use.scheme);
      if (scheme != nullptr && scheme->signature() == reading.signature) {
        return scheme->name;
      }
    }
  }
  return reading.signature;
}

Verdict judge_tokens(const Case& c, TokenJudge judge) {
  Verdict worst = not_applicable("no JSON Web Token opens it, or another operation stands for it");
  for (const TokenReading& reading : read_tokens(c)) {
    Verdict verdict = reading.fault ? *reading.fault : judge(c, reading);
    if (rank_of(verdict.outcome) > rank_of(worst.outcome)) {
      worst = std::move(verdict);
    }
  }
  return worst;
}

Verdict judge_forged(const Case& c, const TokenReading& reading, const ForgedQuestion& question) {
  if (question.needs_checked_signature) {
    const Gate nobodys =
        reading.never_issued == nullptr ? Gate::unclear : reading.gate_of(*reading.never_issued);
    if (nobodys == Gate::allowed || reading.is_let_in(forged::flipped) ||
        reading.is_let_in(forged::stripped)) {
      return not_applicable("the signature is not checked at all");
    }
    const bool is_about_none =
        std::ranges::find(question.hows, forged::no_algorithm) != question.hows.end();
    if (!is_about_none && reading.is_let_in(forged::no_algorithm)) {
      return not_applicable("a token without a signature is let in");
    }
    if (nobodys != Gate::refused) {
      return inconclusive("the answer to a token that nobody signed is unclear");
    }
  }
  std::vector<const Exchange*> answers;
  for (const std::string_view how : question.hows) {
    const auto more = reading.answers_to(how);
    answers.insert(answers.end(), more.begin(), more.end());
  }
  std::optional<Verdict> unknown;
  for (const Exchange* answer : answers) {
    const std::string how = answer->step.substr(std::string_view(forged::asks).size());
    const Gate gate = reading.gate_of(*answer);
    if (gate == Gate::allowed) {
      Verdict verdict = token_mismatch(c, reading, "lets in a token " + how, question.explanation);
      const auto added = reading.answers_to(forged::claim_added);
      verdict.proof = {reading.good, reading.nothing, reading.never_issued, answer};
      verdict.proof.insert(verdict.proof.end(), added.begin(), added.end());
      verdict.proof.push_back(reading.good_again);
      std::erase(verdict.proof, nullptr);
      verdict.decisive = answer;
      return verdict;
    }
    if ((gate != Gate::refused || is_too_large(*answer)) && !unknown) {
      unknown = inconclusive(answer->failure == Failure::not_asked
                                 ? answer->reason
                                 : "the answer to a token " + how + " is unclear");
    }
  }
  if (unknown) {
    return *unknown;
  }
  return answers.empty() ? not_applicable(question.why_not_asked) : match();
}

Verdict token_mismatch(const Case& c,
                       const TokenReading& reading,
                       const std::string& observed,
                       std::string explanation) {
  const std::string name = token_words(c, reading);
  Verdict verdict = found_mismatch(
      name + ": " + observed, std::move(explanation), {reading.good, reading.good_again});
  verdict.scheme = name;
  verdict.detail = reading.signature;
  verdict.decisive = reading.good;
  return verdict;
}

bool tells_time(const Exchange& answer) {
  return date_of(answer).has_value();
}

double seconds_at(const Case& c, const Exchange& answer) {
  const auto told = date_of(answer);
  return told ? static_cast<double>(*told)
              : (static_cast<double>(c.transcript.run.started_ms) + answer.started_ms) / 1000;
}

}  // namespace sworn::diff
