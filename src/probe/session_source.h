// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "evidence/session.h"
#include "probe/auth_flow.h"
#include "probe/stage.h"

namespace sworn::probe {

/// How an identity comes by a session, and how it sends it.
struct SessionSource {
  const Operation* login = nullptr;
  LoginWay way;
  CarrierPlace place;            ///< where the login's answer has it
  Scheme scheme;                 ///< how it goes back
  std::string opens;             ///< the operation that it was seen to open alone, or ""
  std::string form = "{value}";  ///< what it is sent as: "Token {value}"

  [[nodiscard]] const Identity& identity() const { return *way.identity; }
  /// A value as a session of this source.
  [[nodiscard]] Attached attached(const std::string& value) const;
};

/// One identifier of a login and who can log in there: what a story about that login is held with.
[[nodiscard]] std::optional<SessionSource> source_of(const Scene& scene,
                                                     const Operation& login,
                                                     const evidence::Opening& opening,
                                                     const Identity& identity);

/// An identifier of a login, and how somebody comes by one of their own.
struct OpeningSource {
  evidence::Opening opening;
  SessionSource source;
};

/// Each identifier of `login` that was seen to open something, with the first active identity that
/// can log in there.
[[nodiscard]] std::vector<OpeningSource> sources_of(const Scene& scene, const Operation& login);

/// A session that travels as `scheme` says: one that was seen to open something, else what some
/// login hands out at a place of that name.
[[nodiscard]] std::optional<SessionSource> source_for(const Scene& scene,
                                                      const Scheme& scheme,
                                                      const Identity& identity);

/// The first session of `identity` that opens anything, cookies first.
[[nodiscard]] std::optional<SessionSource> any_source(const Scene& scene, const Identity& identity);

/// Logs in and takes what the source hands out; nothing when it hands out none. `edit` changes the
/// login last of all, where there is one.
[[nodiscard]] std::optional<std::string> begin_session(
    Stage& stage,
    Conversation& client,
    std::string_view step,
    const SessionSource& source,
    const std::function<void(Request&)>& edit = {});

/// What a client that sent `value` goes on with: what the answer renews it by, where it succeeded,
/// else `value`.
[[nodiscard]] std::string renewed(const Scene& scene,
                                  const Exchange& answer,
                                  const CarrierPlace& place,
                                  const std::string& value);

/// Logins whose identifiers were seen to open something: the subjects of the stories about them.
[[nodiscard]] std::vector<std::string> logins_with_openings(const Scene& scene);

/// A text of the same shape as `value` that nobody was handed, known to the vault as invented.
[[nodiscard]] std::string invented(Stage& stage,
                                   const CarrierPlace& place,
                                   const std::string& value);

/// Whether requests stay on this machine, so that a secret may stand in a URL.
[[nodiscard]] bool is_on_loopback(const Scene& scene);

}  // namespace sworn::probe
