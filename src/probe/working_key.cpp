// SPDX-License-Identifier: Apache-2.0
#include "probe/working_key.h"

#include <algorithm>

#include "probe/auth_flow.h"

namespace sworn::probe {

Ask WorkingKey::with(std::vector<Attached> credentials) const {
  return {.identity = identity, .credentials = std::move(credentials), .with_login_fields = true};
}

Ask WorkingKey::none() const {
  return {.identity = identity, .with_login_fields = true};
}

std::optional<WorkingKey> working_key(const Scene& scene, const Operation& operation) {
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    const Identity* identity = scene.config.identity(cell.identity);
    if (identity == nullptr || !evidence::AccessTable::holds(cell)) {
      continue;
    }
    const Alternative& alternative = operation.requirement.any_of[cell.alternative];
    if (auto members = scene.wallet.all_of(cell.identity, alternative)) {
      return WorkingKey{identity, &alternative, std::move(*members)};
    }
  }
  return std::nullopt;
}

std::vector<const Operation*> guarded_operations(const Scene& scene) {
  std::vector<const Operation*> guarded;
  for (const Operation* operation : closed_operations(scene)) {
    if (operation->requirement.is_secured() && working_key(scene, *operation)) {
      guarded.push_back(operation);
    }
  }
  return guarded;
}

std::vector<std::string> guarded_keys(const Scene& scene) {
  std::vector<std::string> keys;
  for (const Operation* operation : guarded_operations(scene)) {
    keys.push_back(operation->key());
  }
  std::ranges::sort(keys);
  return keys;
}

std::vector<std::unique_lock<std::mutex>> turn_for(const Scene& scene, const WorkingKey& key) {
  const bool is_configured = std::ranges::all_of(key.members, [&](const Attached& member) {
    return scene.wallet.is_configured(key.identity->name, member.scheme.name);
  });
  return scene.turns.take(is_configured ? std::vector<std::string>()
                                        : std::vector<std::string>{key.identity->name});
}

std::optional<std::string> bare_secret(const Attached& member) {
  const bool is_one_value =
      member.scheme.kind == SchemeKind::api_key || member.scheme.signature() == "http bearer";
  if (!is_one_value || member.secret.empty()) {
    return std::nullopt;
  }
  return member.secret.substr(member.secret.rfind(' ') + 1);
}

Attached altered(const Attached& member, std::string secret, std::string how) {
  return {
      member.scheme,
      std::move(secret),
      {member.use.holder, member.scheme.signature(), CredentialState::altered, "", std::move(how)}};
}

Attached edited_in(const std::string& holder,
                   std::string signature,
                   CredentialState state,
                   std::string how) {
  return {{}, "", {holder, std::move(signature), state, "", std::move(how)}};
}

std::vector<Attached> replaced(const WorkingKey& key,
                               std::size_t index,
                               std::optional<Attached> by) {
  std::vector<Attached> members = key.members;
  if (by) {
    members[index] = std::move(*by);
  } else {
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(index));
  }
  return members;
}

}  // namespace sworn::probe
