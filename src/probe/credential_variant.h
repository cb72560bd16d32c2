// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/access_step.h"
#include "probe/wallet.h"

namespace sworn::probe {

/// How the right name with a password that is not its own is called.
inline constexpr const char* another_password = evidence::access_step::another_password;

/// A credential as only a lax or careless server takes it.
struct Variant {
  std::string how;  ///< "truncated": the name of its step, and what the exchange is booked as
  std::string secret;
  /// The header that carries it, sent beside the request's own of that name: one in front, one
  /// behind. Empty where it travels in the scheme's place alone.
  std::vector<std::string> header_values = {};
};

/// What a good credential can be changed into that a check by value refuses: shortened, lengthened,
/// in other letters (where these tell credentials apart: hexadecimal has none), its scheme's name
/// twice, beside or joined with `never_issued`. A JWT's letters are left to the rules about tokens.
/// Of an account the same name with another password first, then its own shortened and in other
/// letters; of Digest the first alone, since no server holds more than a hash (RFC 7616 §3.4.2).
[[nodiscard]] std::vector<Variant> lax_variants(const Attached& good, const Attached& never_issued);

/// The account whose password would be wrong if this credential were changed: Basic, Digest, and an
/// apiKey in `Authorization` that is Basic in fact. Nothing where there is none: a password that is
/// empty or a letter beside a user name that is the key itself.
[[nodiscard]] std::optional<std::string> account_in(const Attached& good);

/// Names that every object of some languages has, which a table of keys may find (ORACLES.md, F21).
[[nodiscard]] std::vector<Variant> property_names(const Attached& good);

/// Values that no parser expects, each fit to stand in a header: none of them a credential.
[[nodiscard]] std::vector<Variant> odd_values(const Attached& good);

}  // namespace sworn::probe
