// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// An identity and a declared alternative that let it in before and after, with its credentials.
struct WorkingKey {
  const Identity* identity = nullptr;
  const Alternative* alternative = nullptr;
  std::vector<Attached> members;

  /// The request with these credentials instead, and the identity's values.
  [[nodiscard]] Ask with(std::vector<Attached> credentials) const;
  [[nodiscard]] Ask good() const { return with(members); }
  [[nodiscard]] Ask none() const;
};

/// What the baseline found; nothing where no credential opened the operation twice.
[[nodiscard]] std::optional<WorkingKey> working_key(const Scene& scene, const Operation& operation);

/// Operations that read, ask for a credential by contract and in fact, and have a working key.
[[nodiscard]] std::vector<const Operation*> guarded_operations(const Scene& scene);

/// Their keys, sorted: the subjects of an interview.
[[nodiscard]] std::vector<std::string> guarded_keys(const Scene& scene);

/// Whose turn a story takes while it asks with this key: nobody's when all of it is configured,
/// since only what a login handed out can be ended by another login.
[[nodiscard]] std::vector<std::unique_lock<std::mutex>> turn_for(const Scene& scene,
                                                                 const WorkingKey& key);

/// A bare secret: an apiKey, or the token of a bearer scheme without the scheme's name. Nothing for
/// schemes whose credential is no single value (basic, digest, certificates).
[[nodiscard]] std::optional<std::string> bare_secret(const Attached& member);

/// A credential that we changed, named after what it was made of.
[[nodiscard]] Attached altered(const Attached& member, std::string secret, std::string how);

/// Credentials that travel in no place of their own: `Ask::edit` puts them where they go.
[[nodiscard]] Attached edited_in(const std::string& holder,
                                 std::string signature,
                                 CredentialState state,
                                 std::string how);

/// The key's members, the one at `index` replaced or, where `by` is nothing, left out.
[[nodiscard]] std::vector<Attached> replaced(const WorkingKey& key,
                                             std::size_t index,
                                             std::optional<Attached> by);

}  // namespace sworn::probe
