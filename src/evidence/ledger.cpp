// SPDX-License-Identifier: Apache-2.0
#include "evidence/ledger.h"

#include <utility>

#include "evidence/sample.h"
#include "evidence/token.h"

namespace sworn::evidence {
LedgerEntry ledger_entry_of(std::string_view value) {
  LedgerEntry entry;
  entry.length = value.size();
  entry.alphabet = alphabet_of(value);
  // "Token x": the configuration may give the scheme with the token.
  if (auto token = decode_token(value.substr(value.rfind(' ') + 1))) {
    entry.is_jwt = true;
    entry.claims = std::move(token->claims);
    entry.header = std::move(token->header);
  }
  return entry;
}

}  // namespace sworn::evidence
