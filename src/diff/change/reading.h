// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "diff/change/rule.h"

namespace sworn::diff {

/// The old and the new requirement as their documents write them, scopes included: "A | O[read,
/// write]". Where both read the same, each scheme is followed by what it is: "A (header x-key)".
struct Forms {
  std::string before;
  std::string after;
};
[[nodiscard]] Forms forms_of(const Changes& changes,
                             const Requirement& before,
                             const Requirement& after);

/// A change of a pair's requirement with its place, texts and operation filled in.
[[nodiscard]] Change requirement_change(const Changes& changes, const OperationPair& pair);

/// How many of the old alternatives still let their callers in.
[[nodiscard]] std::size_t sufficient_still(const OperationPair& pair);

/// "header X-Key", "http basic", "oauth2": what a scheme is, as its document writes it.
[[nodiscard]] std::string form_of(const Scheme& scheme);

/// What the owner loses when credentials take the new form; info where it is nothing.
[[nodiscard]] Effect effect_on_owner(const Scheme& before, const Scheme& after);

/// How many operations name one of the schemes.
[[nodiscard]] std::size_t count_uses(const Contract& contract,
                                     const std::vector<const Scheme*>& schemes);

/// "1 operation", "12 operations".
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// At most five of the names, and how many more there are.
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

}  // namespace sworn::diff
