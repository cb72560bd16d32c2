// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "evidence/replacer.h"

namespace sworn::evidence {

/// How a text may write the characters of a value.
enum class Escape {
  json,     ///< \n, \/, \u00e9 (RFC 8259 §7)
  percent,  ///< %2F, in either case (RFC 3986 §2.1)
  form      ///< likewise, and + is a space
};

/// `text` with every string of `replacer` replaced that stands in it as escaped, whichever of its
/// characters are escaped; all else stays as it is written.
[[nodiscard]] std::string apply_through(const Replacer& replacer,
                                        std::string_view text,
                                        Escape escape);

/// `value` as HTML and XML write it in text and attributes.
[[nodiscard]] std::string escaped_for_html(const std::string& value);

}  // namespace sworn::evidence
