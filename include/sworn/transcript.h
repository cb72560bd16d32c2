// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn {

/// What may be known of a sealed value.
struct LedgerEntry {
  std::string placeholder;  ///< "{alice.ApiKeyAuth}", "{session POST /login victim.sid}"
  std::size_t length = 0;
  std::string alphabet;  ///< "digits", "hex", "base64url", "base64", "printable"
  /// "" or how the value is made from another one: "sha256" of `derived_from`, another placeholder.
  std::string derivation;
  std::string derived_from;
  bool is_jwt = false;
  /// Of a JWT, sealed; numbers as decimal text. Of another session value, by member, only the
  /// placeholders of what is known to stand in it: a signed cookie that holds the key.
  std::map<std::string, std::string> claims;
  std::map<std::string, std::string> header = {};  ///< of a JWT, likewise: alg, typ, kid
  /// Of a JWT whose HMAC is made with a secret that everybody knows: where that stands, "an example
  /// of jwt.io". The secret itself is not told.
  std::string signed_with = {};
  /// How many different values one operation handed out at the place of this one; 0: it is of no
  /// such sample.
  int sample_size = 0;
  int varying_bits = 0;  ///< at most so many bits differ over the sample
  std::string sample_pattern =
      {};  ///< "", "counter" or "clock": what the values of the sample follow

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

/// One of several runs that share the work: `index` from 1 to `count`; 0 of 0 is a run by itself.
struct Shard {
  int index = 0;
  int count = 0;

  friend bool operator==(const Shard&, const Shard&) = default;
};

struct RunInfo {
  std::int64_t started_ms = 0;  ///< Unix milliseconds
  double duration_ms = 0;
  int requests = 0;
  std::uint64_t seed = 0;
  std::string url;
  bool writes = false;
  bool complete = true;
  std::string stopped_why;  ///< "" when complete
  Shard shard = {};

  friend bool operator==(const RunInfo&, const RunInfo&) = default;
};

/// An identity without its secrets.
struct IdentityNote {
  std::string name;
  std::vector<std::string>
      schemes;  ///< scheme names that it holds a credential for, or was given one by a login
  std::map<std::string, std::vector<std::string>> owns;
  std::string tenant;
  std::string role;
  IdentityState state = IdentityState::active;
  std::vector<std::string> scopes =
      {};  ///< that it is entitled to; empty: nothing was said of them
  /// "GET /items/{id}" or "/items/{id}" to parameter values.
  std::map<std::string, std::map<std::string, std::vector<std::string>>> owns_at = {};

  friend bool operator==(const IdentityNote&, const IdentityNote&) = default;
};

/// The part of the configuration that the judge reads.
struct JudgeSettings {
  std::vector<IdentityNote> identities;
  std::vector<ExtraScheme> schemes;
  std::map<std::string, std::string> severity;
  std::vector<SuppressConfig> suppress;
  std::vector<std::string> reads;
  std::vector<std::string> rules;  ///< ids or families to judge; empty: all
  std::vector<std::string> skip_rules;
  std::vector<std::string> out_of_scope;  ///< operation keys that the user left out
  bool hardening = false;
  bool verify_auth = false;  ///< only whether the credentials work was asked
  /// Keys of operations that the configuration's flows describe and the document lacks.
  std::vector<std::string> undeclared = {};
  std::string config_file = {};  ///< where they are described

  friend bool operator==(const JudgeSettings&, const JudgeSettings&) = default;
};

/// All exchanges of a run, sealed: no secret stands in it. Sorted by phase, interview, subject,
/// round and story.
struct Transcript {
  RunInfo run;
  JudgeSettings settings;
  std::vector<Exchange> exchanges;
  std::map<std::string, LedgerEntry> ledger;  ///< by placeholder

  friend bool operator==(const Transcript&, const Transcript&) = default;
};

}  // namespace sworn
