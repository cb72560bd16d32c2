// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sworn::spec {

/// A URI reference without its fragment, and the fragment without its "#".
struct Reference {
  std::string_view target;
  std::string_view fragment;
};

[[nodiscard]] Reference take_apart(std::string_view reference);

/// `target` against `base` for any scheme (RFC 3986 §5.2.2), in one spelling: scheme and host in
/// lower case, no dot segments, characters that no URI has percent-encoded. Without a fragment.
[[nodiscard]] std::string resolve_uri(std::string_view base, std::string_view target);

/// The scheme without its colon; "" of a relative reference.
[[nodiscard]] std::string_view scheme_of(std::string_view uri);
[[nodiscard]] bool is_http(std::string_view uri);
[[nodiscard]] bool is_file(std::string_view uri);

/// The file URI of an absolute path (RFC 8089 §2).
[[nodiscard]] std::string uri_of_path(std::string_view path);
/// The path that a file URI names; nothing for another scheme, another host, or a NUL in it.
[[nodiscard]] std::optional<std::string> path_of_uri(std::string_view uri);

}  // namespace sworn::spec
