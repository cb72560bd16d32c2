// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "evidence/grant.h"
#include "probe/stage.h"

namespace sworn::probe {

/// Schemes of OAuth 2 and OpenID Connect, in the order of the contract.
[[nodiscard]] std::vector<const Scheme*> token_schemes(const Contract& contract);

/// Of these, those that an operation in scope asks for.
[[nodiscard]] std::vector<const Scheme*> wanted_token_schemes(const Scene& scene);

/// Where the document says that the metadata of a scheme's server stand; "" where it does not.
[[nodiscard]] std::string metadata_url_of(const Scheme& scheme);

/// `scheme` with the flows that the metadata give: all of openIdConnect (OpenAPI 3.1 §4.8.27 names
/// none), and token URLs that the document leaves out.
[[nodiscard]] Scheme with_discovered(Scheme scheme, const evidence::Metadata& metadata);

/// Asks for the metadata that the document names and completes the scheme with them. What cannot be
/// asked is noted with its reason, and the scheme stays as it is.
[[nodiscard]] Scheme discover(Stage& stage, const Scheme& scheme, const std::string& conversation);

}  // namespace sworn::probe
