// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sworn::probe {

/// Another spelling of a URL that some servers route as the plain one, and some gates do not
/// recognise.
struct PathVariant {
  std::string how;  ///< "trailing slash"
  std::string url;
};

/// The spellings of `url`, whose path ends in what `path_template` stands for: a trailing slash
/// more or less, a doubled slash, "/./" (RFC 3986 §5.2.4), "%2e" for its dot, a parameter ";x"
/// (RFC 3986 §3.3), a letter of a literal segment in the other case and percent-encoded (RFC 3986
/// §6.2.2). None equals `url`; the root path has none.
[[nodiscard]] std::vector<PathVariant> path_variants(const std::string& url,
                                                     std::string_view path_template);

}  // namespace sworn::probe
