// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "schema/sample_pattern.h"

namespace sworn::schema {

/// A text of the format, of about the length; names and addresses are those reserved for examples
/// (RFC 2606, RFC 5737, RFC 3849). Nothing for a format that is not known.
[[nodiscard]] std::optional<std::string> sample_format(std::string_view format,
                                                       Length length,
                                                       base::RandomStream& random);

/// A word of lower-case letters.
[[nodiscard]] std::string sample_word(Length length, base::RandomStream& random);

}  // namespace sworn::schema
