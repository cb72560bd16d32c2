// SPDX-License-Identifier: Apache-2.0
#include "sworn/identity.h"

#include <algorithm>

namespace sworn {

std::string CarrierPlace::text() const {
  switch (kind) {
    case Kind::cookie:
      return "cookie " + name;
    case Kind::header:
      return "header " + name;
    case Kind::json:
      return "json " + name;
  }
  return name;
}

const Identity* Config::identity(std::string_view name) const {
  const auto found =
      std::ranges::find_if(identities, [&](const Identity& one) { return one.name == name; });
  return found == identities.end() ? nullptr : &*found;
}

}  // namespace sworn
