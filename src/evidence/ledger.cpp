// SPDX-License-Identifier: Apache-2.0
#include "evidence/ledger.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "evidence/token.h"

namespace sworn::evidence {
namespace {

std::string alphabet_of(std::string_view value) {
  const auto all = [&](auto is_member) { return std::ranges::all_of(value, is_member); };
  if (all([](unsigned char c) { return std::isdigit(c) != 0; })) return "digits";
  if (all([](unsigned char c) { return std::isxdigit(c) != 0; })) return "hex";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; }))
    return "base64url";
  if (all([](unsigned char c) { return std::isalnum(c) != 0 || c == '+' || c == '/' || c == '='; }))
    return "base64";
  return "printable";
}

}  // namespace

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
