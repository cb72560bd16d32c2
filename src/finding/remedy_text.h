// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace sworn::finding {

/// A file of src/finding/remedies/, as it was when this was built.
struct RemedyText {
  std::string_view name;  ///< "session_rotation"
  std::string_view text;
};

/// All of them, by name, built in (cmake/embed.cmake).
extern const std::span<const RemedyText> remedy_texts;

}  // namespace sworn::finding
