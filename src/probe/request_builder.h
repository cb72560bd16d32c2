// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "probe/learned.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"
#include "sworn/result.h"

namespace sworn::probe {

/// A request ready to send but for its credentials.
struct Draft {
  Request request;
  bool has_guessed_id = false;  ///< a path value was made from its schema: nothing need stand there
};

struct BuildOptions {
  const Identity* identity =
      nullptr;  ///< whose values, `owns` and headers are used; null: the configuration's alone
  bool absent_ids = false;  ///< path parameters name nothing that exists (for unsafe requests)
  std::map<std::string, std::string> path_values =
      {};                         ///< path parameters that are decided already
  bool with_login_fields = true;  ///< a login's body is filled from the identity's `login`
};

/// Makes requests that the contract calls valid. A value comes from, in this order: `values`
/// (operation, path, bare name), the identity's `owns`, what earlier answers gave, example,
/// default, enum, the schema (schema::generate). Optional parameters are left out unless configured
/// or with an example. Styles follow OpenAPI 3.1 §4.8.12 and RFC 6570; bodies are JSON,
/// form-urlencoded, multipart or text, the first media type of these that is declared. Parameters
/// that are the place of a declared apiKey are left to attach(). Headers of the configuration and
/// the identity replace all others of their name.
class RequestBuilder {
 public:
  /// `base_url` has no trailing slash; the references outlive the builder.
  RequestBuilder(const Contract& contract,
                 const Config& config,
                 std::string base_url,
                 std::uint64_t seed);

  /// An Error says in plain words what is missing: "no value for path parameter itemId".
  [[nodiscard]] Result<Draft> build(const Operation& operation,
                                    const Learned& learned,
                                    const BuildOptions& options) const;

  /// base_url and path, for paths that the contract does not declare.
  [[nodiscard]] Request bare(const std::string& method, const std::string& path) const;

 private:
  const Contract& contract_;
  const Config& config_;
  std::string base_url_;
  std::uint64_t seed_;
};

/// Where the operations of `contract` live, given --url (DESIGN.md, "The command line"): a `url`
/// with a path stands for the whole server; without one the path of the first server of the
/// contract is kept.
[[nodiscard]] std::string base_url_of(const Contract& contract, const std::string& url);

/// Where one operation lives, given base_url_of(): servers of its own (OpenAPI 3.1 §4.8.5) on a
/// declared server's origin are mapped to `base_url`'s with their own path. An Error for another
/// host.
[[nodiscard]] Result<std::string> base_url_for(const Contract& contract,
                                               const Operation& operation,
                                               const std::string& base_url);

}  // namespace sworn::probe
