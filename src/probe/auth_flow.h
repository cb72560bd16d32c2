// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "evidence/carrier.h"
#include "probe/stage.h"
#include "spec/purpose.h"

namespace sworn::probe {

/// Logs in, refreshes or ends a session: told from the operation's names, or declared in `flows`.
[[nodiscard]] spec::Purpose purpose_in(const Scene& scene, const Operation& operation);

/// The flow of the configuration that logs in by this operation, or null.
[[nodiscard]] const FlowConfig* flow_of(const Scene& scene, const Operation& operation);

/// How an identity can log in by an operation.
struct LoginWay {
  const Identity* identity = nullptr;
  std::vector<Attached> credentials;  ///< what the operation declares and the configuration gives
  bool with_fields = false;           ///< the request carries the identity's login fields

  [[nodiscard]] Ask ask() const;
};

/// Nothing when the identity holds neither what the operation declares nor what its body takes.
[[nodiscard]] std::optional<LoginWay> login_way(const Scene& scene,
                                                const Operation& operation,
                                                const Identity& identity);

/// Why a request may not be sent at all: it is out of scope, changes state, ends a session, or logs
/// in with nothing to log in with. Nothing when it may be sent.
[[nodiscard]] std::optional<std::string> reason_not_to_ask(const Scene& scene,
                                                           const Operation& operation);

/// Ways to send a value that an answer handed out back to `operation`: the schemes that it declares
/// and that fit, and, for a JSON string, `Authorization: Bearer`. A cookie goes back as that
/// cookie, a header as that header.
[[nodiscard]] std::vector<Scheme> ways_to_send(const Scene& scene,
                                               const CarrierPlace& place,
                                               const Operation& operation);

/// The scheme that a signature of a carrier describes: "cookie sid", "header x-session-token",
/// "http bearer".
[[nodiscard]] Scheme scheme_of(const std::string& signature);

/// A value as a carrier of `holder`.
[[nodiscard]] Attached as_carrier(const Scheme& scheme,
                                  const std::string& secret,
                                  const std::string& holder,
                                  const CarrierPlace& place,
                                  CredentialState state);

/// The identities that answers are asked for: those that are active.
[[nodiscard]] std::vector<const Identity*> active_identities(const Scene& scene);

/// Whether even the quickest good answer of the baseline took more than a second.
[[nodiscard]] bool is_slow(const Scene& scene, const Operation& operation);

/// Operations that refuse whoever brings nothing and may be sent, those that a session of their own
/// kind opens first, and those that take their time last.
[[nodiscard]] std::vector<const Operation*> closed_operations(const Scene& scene);

/// The first operation and exchange by which an anonymous caller was handed that cookie; nothing
/// when none was.
[[nodiscard]] const Operation* anonymous_source(const Scene& scene, const std::string& cookie);

}  // namespace sworn::probe
