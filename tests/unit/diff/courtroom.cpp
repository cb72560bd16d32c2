// SPDX-License-Identifier: Apache-2.0
#include "unit/diff/courtroom.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.h"
#include "diff/judge.h"
#include "diff/observed.h"
#include "evidence/carrier.h"
#include "evidence/facts.h"
#include "spec/loader.h"

namespace sworn::test {
namespace {

std::vector<std::string> fields_of(std::string_view line, std::string_view separator) {
  std::vector<std::string> fields;
  for (std::size_t at = 0;;) {
    const auto next = line.find(separator, at);
    fields.emplace_back(
        base::trim(line.substr(at, next == std::string_view::npos ? next : next - at)));
    if (next == std::string_view::npos) {
      return fields;
    }
    at = next + separator.size();
  }
}

void carry(Request& request, const std::string& signature, const std::string& value) {
  const std::string name = signature.substr(signature.find(' ') + 1);
  if (signature.starts_with("cookie ")) {
    request.headers.push_back({"Cookie", name + "=" + value});
  } else if (signature.starts_with("header ")) {
    request.headers.push_back({name, value});
  } else {
    request.headers.push_back({"Authorization", name + " " + value});
  }
}

void answer_with(Exchange& exchange, std::string_view text) {
  const auto said = [&](std::string_view word, Failure failure) {
    if (!text.starts_with(word)) {
      return false;
    }
    exchange.failure = failure;
    exchange.reason = base::trim(text.substr(word.size()));
    return true;
  };
  if (said("timeout", Failure::timeout) || said("stopped", Failure::stopped) ||
      said("not-asked", Failure::not_asked)) {
    if (exchange.reason.empty()) {
      exchange.reason = name_of(exchange.failure);
    }
    return;
  }
  Response response;
  response.status = std::stoi(std::string(text.substr(0, 3)));
  text = base::trim(text.substr(3));
  bool has_type = false;
  if (text.starts_with('[')) {
    const auto end = text.find("] ") == std::string_view::npos ? text.size() - 1 : text.find("] ");
    for (const std::string& header : fields_of(text.substr(1, end - 1), "; ")) {
      const auto colon = header.find(": ");
      response.headers.push_back({header.substr(0, colon), header.substr(colon + 2)});
      has_type = has_type || response.headers.back().name == "Content-Type";
    }
    text = base::trim(text.substr(end + 1));
  }
  if (!has_type && !text.empty()) {
    response.headers.push_back(
        {"Content-Type",
         text.starts_with('{') || text.starts_with('[') ? "application/json" : "text/plain"});
  }
  response.body = text;
  exchange.response = std::move(response);
}

}  // namespace

Courtroom::Courtroom(const std::string& yaml) {
  auto loaded = spec::load_text(yaml, "openapi.yaml");
  if (!loaded) {
    throw std::runtime_error(loaded.error().text());
  }
  contract = *loaded;
  transcript.run.url = "http://127.0.0.1:8080";
  transcript.run.started_ms = 1'795'000'000'000;  // 2026-11-18
  transcript.settings.identities.push_back(
      {"alice", {"ApiKeyAuth"}, {}, "", "", IdentityState::active});
  for (const char* holder : {"alice", "bob"}) {
    const std::string placeholder = std::string("{") + holder + ".ApiKeyAuth}";
    transcript.ledger[placeholder] = {placeholder, 32, "hex", "", "", false, {}};
  }
}

CredentialUse Courtroom::use_of(std::string_view text, Exchange& exchange) {
  CredentialUse use;
  const auto parts = fields_of(text, " < ");
  const auto with_how = fields_of(parts.front(), " as ");
  const std::string& whole = with_how.front();
  if (with_how.size() > 1) {
    use.how = with_how[1];
  }
  const auto sign = whole.find_first_of("+?!~^");
  use.holder = whole.substr(0, sign);
  const char kind = whole.at(sign);
  use.state = kind == '+'   ? CredentialState::good
              : kind == '?' ? CredentialState::never_issued
              : kind == '!' ? CredentialState::broken
              : kind == '^' ? CredentialState::altered
                            : CredentialState::carrier;
  const auto equals = whole.find('=', sign);
  const std::string what =
      whole.substr(sign + 1, equals == std::string::npos ? equals : equals - sign - 1);
  const Scheme* scheme = contract.scheme(what);
  use.signature = scheme != nullptr ? scheme->signature() : what;
  if (parts.size() > 1) {
    use.carrier = parts[1];
  }
  const std::string prefix = kind == '?' ? "never-issued." : kind == '!' ? "broken." : "";
  const std::string value = equals == std::string::npos
                                ? "{" + prefix + use.holder + "." + what + "}"
                                : whole.substr(equals + 1);
  carry(exchange.request, use.signature, value);
  return use;
}

void Courtroom::add(Exchange exchange, std::string_view credentials, std::string_view answer) {
  const auto space = exchange.operation.find(' ');
  exchange.request.method =
      exchange.operation.empty() ? "GET" : exchange.operation.substr(0, space);
  exchange.request.url =
      "http://127.0.0.1:8080" +
      (exchange.operation.empty() ? "/invented" : exchange.operation.substr(space + 1));
  if (credentials != "-") {
    for (const std::string& one : fields_of(credentials, " & ")) {
      exchange.credentials.push_back(use_of(one, exchange));
    }
    exchange.identity = exchange.credentials.front().holder;
  }
  answer_with(exchange, answer);
  if (exchange.response) {
    for (const evidence::Handed& handed : evidence::handed_out(*exchange.response)) {
      transcript.ledger.try_emplace(handed.value,
                                    LedgerEntry{handed.value, 32, "hex", "", "", false, {}});
    }
  }
  exchange.id = static_cast<int>(transcript.exchanges.size()) + 1;
  exchange.started_ms = clock_ms_ += 10;
  transcript.exchanges.push_back(std::move(exchange));
}

Courtroom& Courtroom::asked(const std::string& operation, std::string_view lines, int round) {
  int number = 0;
  for (const std::string& line : fields_of(lines, "\n")) {
    if (line.empty()) {
      continue;
    }
    const auto fields = fields_of(line, " | ");
    Exchange exchange;
    exchange.interview = "access";
    exchange.subject = operation;
    exchange.round = round;
    exchange.conversation = "access";
    exchange.step = "question " + std::to_string(++number);
    exchange.operation = operation;
    add(std::move(exchange), fields.at(0), fields.at(1));
  }
  return *this;
}

Courtroom& Courtroom::told(const std::string& interview,
                           const std::string& subject,
                           std::string_view lines,
                           int round) {
  for (const std::string& line : fields_of(lines, "\n")) {
    if (line.starts_with("wait ")) {
      clock_ms_ += std::stod(line.substr(5));
      continue;
    }
    if (line.empty()) {
      continue;
    }
    const auto fields = fields_of(line, " | ");
    Exchange exchange;
    exchange.interview = interview;
    exchange.subject = subject;
    exchange.round = round;
    exchange.conversation = fields.at(0);
    exchange.step = fields.at(1);
    exchange.operation = fields.at(2) == "=" ? subject : fields.at(2) == "-" ? "" : fields.at(2);
    add(std::move(exchange), fields.at(3), fields.at(4));
  }
  return *this;
}

Courtroom& Courtroom::works_elsewhere() {
  return asked(neighbour, sound);
}

Courtroom& Courtroom::signs(const std::string& placeholder,
                            std::map<std::string, std::string> claims) {
  transcript.ledger[placeholder] = {placeholder, 200, "base64url", "", "", true, std::move(claims)};
  return *this;
}

Courtroom& Courtroom::derives(const std::string& placeholder,
                              const std::string& how,
                              const std::string& from) {
  transcript.ledger[placeholder] = {placeholder, 64, "hex", how, from, false, {}};
  return *this;
}

diff::Verdict Courtroom::verdict(std::string_view rule, const std::string& operation) const {
  const evidence::Facts facts(contract, transcript.exchanges, 1);
  const diff::Rule* known = diff::rule_named(rule);
  const Operation* about = contract.operation(operation);
  REQUIRE(known != nullptr);
  REQUIRE(about != nullptr);
  diff::Verdict verdict = known->examine({contract, *about, transcript, facts});
  CAPTURE(rule);
  CHECK(std::ranges::count(verdict.proof, nullptr) == 0);
  // Which exchange shows it is the rule's to say, whatever the last one happens to be.
  CHECK(std::ranges::count(verdict.proof, verdict.decisive) == (verdict.proof.empty() ? 0 : 1));
  return verdict;
}

std::vector<std::string> Courtroom::steps(std::string_view rule,
                                          const std::string& operation) const {
  diff::Verdict shown = verdict(rule, operation);
  std::ranges::sort(shown.proof, {}, &Exchange::id);
  std::vector<std::string> steps;
  for (const Exchange* one : shown.proof) {
    steps.push_back((one == shown.decisive ? "> " : "") + one->conversation + ": " + one->step);
  }
  return steps;
}

std::string Courtroom::decisive(std::string_view rule, const std::string& operation) const {
  const diff::Verdict shown = verdict(rule, operation);
  return shown.decisive == nullptr ? ""
                                   : shown.decisive->conversation + ": " + shown.decisive->step;
}

std::string Courtroom::says(std::string_view rule, const std::string& operation) const {
  switch (verdict(rule, operation).outcome) {
    case diff::Outcome::match:
      return "match";
    case diff::Outcome::mismatch:
      return "mismatch";
    case diff::Outcome::inconclusive:
      return "inconclusive";
    case diff::Outcome::not_applicable:
      break;
  }
  return "not-applicable";
}

std::string Courtroom::observed(const std::string& operation) const {
  const evidence::Facts facts(contract, transcript.exchanges, 2);
  return diff::observed_security({contract, *contract.operation(operation), transcript, facts});
}

Report Courtroom::report() const {
  Report report = diff::judge(contract, transcript);
  for (const Finding& one : report.findings) {
    CAPTURE(one.rule);
    CHECK(std::ranges::is_sorted(one.exchanges));
    CHECK(std::ranges::count(one.exchanges, one.decisive) == (one.exchanges.empty() ? 0 : 1));
  }
  return report;
}

const Finding* finding(const Report& report, std::string_view rule, const std::string& operation) {
  const auto found = std::ranges::find_if(report.findings, [&](const Finding& one) {
    return one.rule == rule && one.method + " " + one.path == operation;
  });
  return found == report.findings.end() ? nullptr : &*found;
}

const OperationResult& result(const Report& report, const std::string& operation) {
  const auto found = std::ranges::find_if(report.operations, [&](const OperationResult& one) {
    return one.method + " " + one.path == operation;
  });
  REQUIRE(found != report.operations.end());
  return *found;
}

std::vector<std::string> findings(const Report& report) {
  std::vector<std::string> names;
  for (const Finding& one : report.findings) {
    names.push_back(one.rule + " of " + one.method + " " + one.path);
  }
  return names;
}

std::string document_with(const std::string& paths) {
  return R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
security: [{ApiKeyAuth: []}]
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-API-Key}
    Signature: {type: apiKey, in: header, name: X-Signature}
    SessionCookie: {type: apiKey, in: cookie, name: sid}
    Bearer: {type: http, scheme: bearer}
    OAuth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {}}}}
paths:
)" + paths;
}

}  // namespace sworn::test
