// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "diff/rule.h"

namespace sworn::diff {

/// What the access rules have in common: who should be let in, and the answers that their verdicts
/// rest on.
struct AccessReading {
  const evidence::AccessTable& table;
  const evidence::AccessCell* working =
      nullptr;  ///< a declared alternative that succeeded before and after
  evidence::Gate none = evidence::Gate::unclear;
};

[[nodiscard]] AccessReading read_access(const Case& c);

/// Why nothing can be said of a secured operation: it was not asked, does not exist, needs no
/// credential, or no good credential works. Nothing when the rule may judge.
[[nodiscard]] std::optional<Verdict> no_access_verdict(const Case& c, const AccessReading& reading);

/// A secured operation that is commonly meant to be open: a login, refresh, logout or registration,
/// or health, version and documentation under an inherited requirement. A login that takes nothing
/// but the credential that it declares itself is not.
[[nodiscard]] bool is_meant_to_be_open(const Case& c);

/// A public operation whose 401 may be about what it takes besides a credential: a login's fields,
/// a signature, a one-time code. The token of a page and the code of a country are no such thing.
[[nodiscard]] bool may_refuse_its_fields(const Case& c);

/// `{"error": "insufficient_scope"}`: an error in a JSON body, whatever the status says. One of
/// null, false, zero or nothing is none: envelopes say so of every success. Of an answer that came.
[[nodiscard]] bool speaks_of_an_error(const Exchange& answer);

/// Why an answer to everybody may be a refusal of everybody: the credential is refused elsewhere
/// and opened nothing, or nothing shows that it works at all and the body is not what is declared.
/// Nothing when the good credential is known to be good.
[[nodiscard]] std::optional<Verdict> doubt_of_credential(const Case& c,
                                                         const AccessReading& reading);

/// The good exchanges before and after, with `others` between them.
[[nodiscard]] std::vector<const Exchange*> between_controls(
    const AccessReading& reading, const std::vector<const Exchange*>& others);

/// The names of the schemes of an alternative's cell: "ApiKeyAuth & Signature".
[[nodiscard]] std::string scheme_names(const Case& c, const std::vector<std::string>& signatures);

}  // namespace sworn::diff
