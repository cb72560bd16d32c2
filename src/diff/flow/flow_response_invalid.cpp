// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "diff/flow/reading.h"
#include "diff/flow/rules.h"
#include "evidence/step.h"
#include "http/challenge.h"
#include "http/header.h"
#include "http/media_type.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

/// One thing that is wrong with an answer, and how grave that is.
struct Complaint {
  std::string text;
  Severity severity = Severity::low;
  const Exchange* exchange = nullptr;
};

bool is_json_answer(const Response& response) {
  const auto type = http::find_header(response.headers, "Content-Type");
  return type && http::is_json(*type);
}

bool is_kept_out_of_caches(const Response& response) {
  for (const std::string_view field : http::all_headers(response.headers, "Cache-Control")) {
    for (const std::string_view piece : base::split(field, ',')) {
      if (base::equal_ignoring_case(base::trim(piece), "no-store")) return true;
    }
  }
  return false;
}

bool shows_client_in_header(const Exchange& exchange) {
  const auto field = http::find_header(exchange.request.headers, "Authorization");
  return field && base::starts_with_ignoring_case(*field, "basic ");
}

/// RFC 6749 §5.1.
void read_success(const Exchange& exchange, std::vector<Complaint>& complaints) {
  const Response& response = *exchange.response;
  const auto grant = evidence::read_grant(response);
  const auto complain = [&](const char* text, Severity severity = Severity::low) {
    complaints.push_back({text, severity, &exchange});
  };
  if (!grant || grant->access_token.empty()) {
    complain("a success without access_token");
    return;
  }
  if (!is_json_answer(response)) complain("a token answer that is not called JSON");
  if (grant->token_type.empty()) complain("a token answer without token_type");
  if (!grant->is_expiry_a_number) complain("expires_in that is no number");
  // A shared cache may hand the token to somebody else (RFC 6749 §5.1, RFC 9111 §5.2.2.5).
  if (!is_kept_out_of_caches(response)) {
    complain("a token answer without Cache-Control: no-store", Severity::medium);
  }
}

/// RFC 6749 §5.2.
void read_error(const Exchange& exchange, std::vector<Complaint>& complaints) {
  const Response& response = *exchange.response;
  const auto complain = [&](const std::string& text) {
    complaints.push_back({text, Severity::low, &exchange});
  };
  const int status = exchange.status();
  if (status >= 500) {
    complain("a wrong request answered with " + std::to_string(status));
    return;
  }
  if (status < 400) {
    complain("a wrong request answered with " + std::to_string(status));
    return;
  }
  const auto grant = evidence::read_grant(response);
  if (!grant || grant->error.empty()) {
    complain("an error without the member `error`");
    return;
  }
  const bool is_client = grant->error == "invalid_client";
  if (is_client && shows_client_in_header(exchange)) {
    if (status != 401) {
      complain("invalid_client with " + std::to_string(status) +
               " although the client came in the Authorization field");
    } else if (http::parse_challenges(response.headers).list.empty()) {
      complain("invalid_client without WWW-Authenticate");
    }
  }
  if (!is_client && status != 400) {
    complain("an error with " + std::to_string(status) + " instead of 400");
  }
}

/// An operation of the document answers there, whose errors are what the document says.
bool is_declared(const Case& c, const Exchange& exchange) {
  const auto url = base::parse_url(exchange.request.url);
  return url && std::ranges::any_of(c.contract.operations, [&](const Operation& operation) {
           return operation.method == "POST" && operation.path != "/" &&
                  url->path.ends_with(operation.path);
         });
}

Verdict examine(const Case& c) {
  const Scheme* scheme = token_scheme_of(c);
  if (scheme == nullptr) {
    return not_applicable("it is no scheme with a token endpoint");
  }
  std::vector<Complaint> complaints;
  bool any_read = false;
  for (const Exchange* exchange : token_exchanges(c, *scheme)) {
    const int status = exchange->status();
    const bool is_there = status != 404 && status != 405 && status != 410 && status != 501;
    if (!exchange->response || exchange->response->is_cut || !is_there || status == 403 ||
        evidence::is_momentary(status)) {
      continue;
    }
    if (asks_for_token(*exchange) && status >= 200 && status < 300) {
      any_read = true;
      read_success(*exchange, complaints);
    } else if (asks_wrongly(*exchange) && !is_declared(c, *exchange) &&
               !(exchange->step == step::wrong_secret && is_granted(*exchange))) {
      any_read = true;
      read_error(*exchange, complaints);
    } else if (exchange->step == step::token_by_get && is_granted(*exchange)) {
      complaints.push_back({"a token for a GET", Severity::medium, exchange});
    }
  }
  if (complaints.empty()) {
    return any_read ? match() : not_applicable(reason_not_asked(c, *scheme));
  }
  std::ranges::stable_sort(complaints, {}, &Complaint::severity);
  std::vector<std::string> texts;
  std::vector<const Exchange*> proof;
  for (const Complaint& complaint : complaints) {
    if (std::ranges::find(texts, complaint.text) == texts.end()) {
      texts.push_back(complaint.text);
      if (std::ranges::find(proof, complaint.exchange) == proof.end()) {
        proof.push_back(complaint.exchange);
      }
    }
  }
  Verdict verdict = found_mismatch(
      base::join(texts, "; "),
      "The token endpoint of " + scheme->name + " does not answer as RFC 6749 §5 requires.",
      proof);
  verdict.declared = "a token endpoint of OAuth 2";
  verdict.scheme = scheme->name;
  verdict.severity = complaints.front().severity;
  verdict.decisive = complaints.front().exchange;
  return verdict;
}

}  // namespace

const Rule flow_response_invalid{
    {.id = "flow-response-invalid",
     .title = "The token endpoint's answers break the standard",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 524,
     .owasp = "API2:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise =
         "A token answer is JSON with access_token and token_type and is kept out of caches; "
         "an error is 400 or 401 with a member `error` (RFC 6749 §5).",
     .proof_text = "One answer that lacks what the standard requires, or says success to a request "
                   "that no server can grant.",
     .looks_like = "An error of a proxy before the endpoint, a limit, another spelling of Bearer, "
                   "errors that an extension names.",
     .remedy = "Send Cache-Control: no-store with every token; answer errors with 400 and "
               "{\"error\": …}, a client that failed by its Authorization field with 401 and "
               "WWW-Authenticate.",
     .references = {"RFC 6749 §5.1", "RFC 6749 §5.2", "RFC 9700 §4.3.1", "CWE-524"}},
    "flow",
    examine};

}  // namespace sworn::diff
