// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "probe/honest_session.h"
#include "sworn/contract.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// The token endpoints and metadata of a contract's OAuth schemes that are no operations, as paths
/// on the honest server (RFC 6749 §3.2, RFC 8414 §3). All of openIdConnect is served beside its
/// metadata.
class GrantDesk {
 public:
  GrantDesk(const Contract& contract,
            const Config& config,
            const std::string& base_url,
            SessionStore& store);

  /// Nothing where the path is none of these.
  [[nodiscard]] std::optional<Response> answer(const Request& request);

 private:
  Response grant(const std::string& scheme, const Request& request);
  /// Whose data the form and the client show: user name and password before the client's own.
  [[nodiscard]] std::optional<std::string> grantee(const std::string& scheme,
                                                   const std::map<std::string, std::string>& form,
                                                   const Request& request) const;

  const Config& config_;
  SessionStore& store_;
  std::string base_url_;
  std::map<std::string, std::string> token_paths_;     ///< path to scheme
  std::map<std::string, std::string> metadata_paths_;  ///< path to body
  std::map<std::string, std::string> device_paths_;    ///< of RFC 8628 §3.1: path to scheme
};

}  // namespace sworn::probe
