// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/exchange.h"

namespace sworn::http {

struct AuthParameter {
  std::string name;  ///< in lower case
  std::string value;

  friend bool operator==(const AuthParameter&, const AuthParameter&) = default;
};

struct Challenge {
  std::string scheme;   ///< as given; compare without case (RFC 9110 §11.1)
  std::string token68;  ///< instead of parameters
  std::vector<AuthParameter> parameters;

  /// The first parameter of that name, which is given in lower case.
  [[nodiscard]] std::optional<std::string_view> parameter(std::string_view name) const;
};

struct Challenges {
  std::vector<Challenge> list;
  bool is_well_formed =
      true;  ///< by the grammar of RFC 9110 §11.6.1; if not, `list` is what could be read
};

/// One WWW-Authenticate field: several schemes, quoted strings with commas, token68.
[[nodiscard]] Challenges parse_challenges(std::string_view field);
/// All WWW-Authenticate fields of a response; none at all is well formed and empty.
[[nodiscard]] Challenges parse_challenges(const Headers& response);

}  // namespace sworn::http
