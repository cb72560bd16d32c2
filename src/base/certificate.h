// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/result.h"

namespace sworn::base {

/// What a TLS client presents, as one PEM text: the chain of `certificate` and its private key,
/// unencrypted. `key` may be empty where `certificate` holds the key too. An Error where a part is
/// missing, cannot be read with `passphrase`, or certificate and key do not belong together; it
/// shows neither.
[[nodiscard]] Result<std::string> client_certificate(const std::string& certificate,
                                                     const std::string& key,
                                                     const std::string& passphrase);

/// A certificate that says of itself what the one in `model` says of its holder (subject and common
/// extensions), signed by a fresh key of its own: nobody issued it. "" where `model` holds none.
[[nodiscard]] std::string self_signed_like(const std::string& model);

/// A certificate of a name that nobody has, signed by itself.
[[nodiscard]] std::string self_signed_stranger();

}  // namespace sworn::base
