// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "probe/honest.h"
#include "run/check.h"

namespace sworn::test {

struct HonestRun {
  std::uint64_t seed = 7;
  bool writes = false;
  std::vector<std::string> include;  ///< all when empty
  std::vector<std::string> rules;    ///< all when empty
  probe::Lie lie;
  bool logs_in =
      false;  ///< no credential for schemes that a login hands out: cookies and bearer tokens
};

/// A whole run against the honest server of `file` in specs/, without network and without waiting.
/// alice and bob hold a random credential for every scheme and the fields of a login. Start and
/// duration are zero.
[[nodiscard]] run::Checked hold(const std::string& file, const HonestRun& how = {});

/// "rule of METHOD /path (confirmed): what was observed", every exchange of its story beneath.
[[nodiscard]] std::string told(const Report& report);

/// "METHOD /path outcome" of every operation.
[[nodiscard]] std::vector<std::string> outcomes(const Report& report);

}  // namespace sworn::test
