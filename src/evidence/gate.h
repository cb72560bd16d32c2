// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "sworn/exchange.h"

namespace sworn::evidence {

/// What one answer shows about the gate before an operation (DESIGN.md, verdict protocol 2).
enum class Gate {
  refused,       ///< the credential was not let in
  allowed,       ///< it was
  not_entitled,  ///< the credential is good and its identity may not: 403
  unclear        ///< nothing can be concluded
};

[[nodiscard]] std::string_view name_of(Gate gate);

/// A status that tells of the moment or of who stands before the API, never of what was asked:
/// 408, 429, 502, 503, 504 (RFC 9110 §15.5.9, §15.6.3 to §15.6.5; RFC 6585 §4).
[[nodiscard]] bool is_momentary(int status);

/// The answers to one request, identical but for the credential, that give an answer its meaning.
/// Any may be null.
struct GateReference {
  const Exchange* good = nullptr;          ///< with a credential that should be let in
  const Exchange* none = nullptr;          ///< without any
  const Exchange* never_issued = nullptr;  ///< with one that nobody was given
};

enum class Carrying {
  good,  ///< the request carried a real credential or a session that a login gave
  other  ///< none, a made-up one, or one whose worth is in question
};

/// Reads `answer`. Without a good answer that succeeds (2xx) only 401 and 407 mean refused and
/// nothing means allowed, save what a good credential got where nobody else is let in.
[[nodiscard]] Gate read_gate(const Exchange& answer,
                             Carrying carrying,
                             const GateReference& reference);

/// A 2xx answer that is whole and not from a cache.
[[nodiscard]] bool succeeded(const Exchange& exchange);

}  // namespace sworn::evidence
