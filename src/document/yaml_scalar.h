// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "document/node.h"

namespace sworn::document {

/// The kind of a plain scalar by the core schema (YAML 1.2.2 §10.3.2).
[[nodiscard]] Kind kind_of_plain(std::string_view text);

/// The kind that a scalar's tag gives it: "?" resolves as plain, "!" is a string, the core schema's
/// own tags are taken at their word, foreign ones make a string. Nothing when tag and text do not
/// fit.
[[nodiscard]] std::optional<Kind> kind_of_tagged(std::string_view tag, std::string_view text);

}  // namespace sworn::document
