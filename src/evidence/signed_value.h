// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "evidence/replacer.h"

namespace sworn::evidence {

/// What a session value that is no JWT holds of the strings of `known`, by member: a signed or
/// encoded cookie reads as its framework wrote it (Express `s:id.signature`, Flask and Django
/// `payload.time.signature`, Rails `payload--signature`, plain base64 of JSON). A text that is no
/// JSON is the member "value". Only the replacements stand in the answer, nothing of the value
/// itself: its payload may be the secret. Compressed and encrypted payloads are not read.
[[nodiscard]] std::map<std::string, std::string> known_within(std::string_view value,
                                                              const Replacer& known);

}  // namespace sworn::evidence
