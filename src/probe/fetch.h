// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "sworn/result.h"

namespace sworn::probe {

struct FetchOptions {
  std::size_t most_bytes = std::size_t{256} * 1024 * 1024;
  std::chrono::milliseconds timeout{30'000};  ///< each request
  std::string user_agent;
  std::string proxy;  ///< "" for the environment's (never for loopback)
  std::string ca_file;
  bool verify_tls = true;
};

/// The document at an http(s) URL. Sends no credential, cookie or client certificate, whatever the
/// run has. A redirect is not followed: it would change what relative references mean and whose
/// word the document is. Errors name the URL without its query: an unreachable server, a status
/// other than 200, a body that is cut or too large.
[[nodiscard]] Result<std::string> fetch(const std::string& url, const FetchOptions& options);

}  // namespace sworn::probe
