// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "unit/diff/courtroom.h"

namespace sworn::test {

/// What a forged token was answered: evidence/forged.h names it.
using Tried = std::pair<std::string, std::string>;

/// The story of alice's bearer token at GET /me: the controls hold unless they are said otherwise.
struct TokenTrial {
  std::vector<Tried> tried = {};
  std::string algorithm = "HS256";
  std::map<std::string, std::string> claims = {
      {"sub", "alice"}, {"aud", "api"}, {"iat", "1795000000"}, {"exp", "1795000900"}};
  std::string signed_with = "";
  std::string good = "200 {\"id\": 1}";
  std::string nothing = "401 {\"error\": \"x\"}";
  std::string never_issued = "401 {\"error\": \"x\"}";
  std::string good_again = "200 {\"id\": 1}";
};

inline const std::string me = "GET /me";
inline constexpr const char* let_in = "200 {\"id\": 1}";
inline constexpr const char* refused = "401 {\"error\": \"x\"}";

[[nodiscard]] Courtroom court_of(const TokenTrial& trial);

/// The word of `rule` in that trial.
[[nodiscard]] std::string says(std::string_view rule, const TokenTrial& trial);

}  // namespace sworn::test
