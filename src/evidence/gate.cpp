// SPDX-License-Identifier: Apache-2.0
#include "evidence/gate.h"

#include <algorithm>

#include "base/text.h"
#include "evidence/shape.h"
#include "http/header.h"

namespace sworn::evidence {
namespace {

/// An answer that a cache gave shows nothing of the gate behind it (RFC 9111 §5.1).
bool is_from_cache(const Response& response) {
  const auto age = http::find_header(response.headers, "Age");
  if (age && base::trim(*age) != "0") {
    return true;
  }
  const auto cache = http::find_header(response.headers, "X-Cache");
  return cache && base::to_lower(*cache).find("hit") != std::string::npos;
}

bool is_usable(const Exchange* exchange) {
  return exchange != nullptr && exchange->response && !exchange->response->is_cut &&
         !is_momentary(exchange->status()) && !is_from_cache(*exchange->response);
}

/// Whether a server that lets a client certificate in broke off the handshake with whoever came
/// without it (RFC 8446 §4.4.2.4): a refusal before HTTP.
bool is_refused_by_tls(const Exchange* exchange, const GateReference& reference) {
  return exchange != nullptr && exchange->failure == Failure::tls && reference.good != nullptr &&
         reference.good->response &&
         std::ranges::find(reference.good->credentials, "mtls", &CredentialUse::signature) !=
             reference.good->credentials.end();
}

bool is_unauthorized(int status) {
  return status == 401 || status == 407;
}

/// Whether the answer without a credential is a refusal, so that a good credential's answer means
/// something.
bool none_is_refused(const GateReference& reference) {
  if (is_refused_by_tls(reference.none, reference)) {
    return true;
  }
  if (!is_usable(reference.none)) {
    return false;
  }
  const int status = reference.none->status();
  if (is_unauthorized(status)) {
    return true;
  }
  if (!is_usable(reference.good)) {
    return false;
  }
  if (alike(*reference.none, *reference.good)) {
    // One envelope for success and refusal: what it says of itself decides.
    const bool never_issued_says_so =
        is_usable(reference.never_issued) && alike(*reference.none, *reference.never_issued) &&
        fullness(*reference.never_issued, *reference.good) == Fullness::other_outcome;
    return succeeded(*reference.good) && never_issued_says_so &&
           fullness(*reference.none, *reference.good) == Fullness::other_outcome;
  }
  if (status == 403) {
    return !is_unauthorized(reference.good->status()) && reference.good->status() != 403;
  }
  if (!succeeded(*reference.good)) {
    return false;
  }
  // The requests differ in the credential alone and only the good one succeeds.
  const bool never_issued_agrees =
      is_usable(reference.never_issued) && alike(*reference.none, *reference.never_issued);
  return never_issued_agrees || (status >= 400 && status < 500);
}

}  // namespace

std::string_view name_of(Gate gate) {
  switch (gate) {
    case Gate::refused:
      return "refused";
    case Gate::allowed:
      return "allowed";
    case Gate::not_entitled:
      return "not entitled";
    case Gate::unclear:
      break;
  }
  return "unclear";
}

bool is_momentary(int status) {
  return status == 408 || status == 429 || (status >= 502 && status <= 504);
}

bool succeeded(const Exchange& exchange) {
  return is_usable(&exchange) && exchange.status() >= 200 && exchange.status() < 300;
}

Gate read_gate(const Exchange& answer, Carrying carrying, const GateReference& reference) {
  if (is_refused_by_tls(&answer, reference)) {
    return Gate::refused;
  }
  if (!is_usable(&answer)) {
    return Gate::unclear;
  }
  const int status = answer.status();
  if (is_unauthorized(status)) {
    return Gate::refused;
  }
  const bool good_succeeds = is_usable(reference.good) && succeeded(*reference.good);
  const bool is_closed = none_is_refused(reference);
  if (good_succeeds && alike(answer, *reference.good)) {
    if (carrying == Carrying::good || fullness(answer, *reference.good) == Fullness::equal) {
      return Gate::allowed;
    }
    // Shape alone is too loose to say that somebody was let in.
    const bool is_said_to_others = is_closed &&
                                   fullness(answer, *reference.good) == Fullness::other_outcome &&
                                   alike_in_words(answer, *reference.none);
    return &answer == reference.none && is_closed ? Gate::refused
           : is_said_to_others                    ? Gate::refused
                                                  : Gate::unclear;
  }
  if (is_closed && carrying == Carrying::other) {
    // What a made-up credential was told is no refusal by being told twice: N and X have to agree.
    const bool is_client_error = status >= 400 && status < 500;
    if (&answer == reference.none ||
        (good_succeeds && (is_client_error || alike(answer, *reference.none)))) {
      return Gate::refused;
    }
    return Gate::unclear;
  }
  if (is_closed && carrying == Carrying::good) {
    // What a made-up credential is told as well says nothing of the identity.
    const bool is_told_to_anyone =
        alike(answer, *reference.none) ||
        (is_usable(reference.never_issued) && alike(answer, *reference.never_issued));
    if (status == 403) {
      return is_told_to_anyone ? Gate::refused : Gate::not_entitled;
    }
    if (is_told_to_anyone) {
      return Gate::unclear;
    }
    return status < 500 ? Gate::allowed : Gate::unclear;
  }
  return Gate::unclear;
}

}  // namespace sworn::evidence
