// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sworn::base {

enum class HashKind { md5, sha1, sha256, sha384, sha512, sha512_256 };

/// The digest's raw bytes (OpenSSL).
[[nodiscard]] std::string digest(HashKind kind, std::string_view bytes);
/// digest() in lower-case hexadecimal.
[[nodiscard]] std::string hex_digest(HashKind kind, std::string_view bytes);
/// HMAC (RFC 2104), raw bytes.
[[nodiscard]] std::string hmac(HashKind kind, std::string_view key, std::string_view bytes);

}  // namespace sworn::base
