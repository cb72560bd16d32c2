// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/random.h"
#include "evidence/collection.h"
#include "evidence/object.h"
#include "probe/stage.h"
#include "schema/schema.h"

namespace sworn::probe {

/// What opened `operation` for the identity, else the first declared alternative that it can
/// satisfy; nothing when it holds none.
[[nodiscard]] std::optional<std::vector<Attached>> credentials_for(const Scene& scene,
                                                                   const Operation& operation,
                                                                   const Identity& identity);

/// One whose object is asked for, and one who asks for it.
struct Strangers {
  const Identity* owner = nullptr;
  const Identity* intruder = nullptr;
};

/// Pairs of active identities that may not share objects: of different tenants where both name
/// one, and the intruder of no other role than the owner, since a role may be entitled to look at
/// what is others'. What a configured identity may look at of an account that this run registered
/// nobody said: it is no intruder there.
[[nodiscard]] std::vector<Strangers> strangers_in(const Scene& scene);

/// Whether one of the identities' credentials came from a login, which another story may end: then
/// both turns are taken.
[[nodiscard]] std::vector<std::unique_lock<std::mutex>> turns_for(const Scene& scene,
                                                                  const Strangers& pair);

/// Creates an object as `identity`, with a new name where the client gives it one; "" when no id
/// came of it.
[[nodiscard]] std::string create_object(Conversation& client,
                                        const Scene& scene,
                                        const evidence::ObjectKin& kin,
                                        const Identity& identity,
                                        std::string_view step,
                                        base::RandomStream random);

/// The request body of `operation` with one declared member of the top replaced by a value that
/// nobody else writes; it stays valid. Nothing when the body is no JSON object, or has no member
/// that leaves room.
struct Planted {
  std::string member;
  std::string body;
};
[[nodiscard]] std::optional<Planted> planted_body(const Scene& scene,
                                                  const Operation& operation,
                                                  const Identity& identity,
                                                  const std::map<std::string, std::string>& ids,
                                                  const std::string& who,
                                                  base::RandomStream& random);

/// Values that `schema` may take and that are unlike any that a server makes itself, as JSON.
[[nodiscard]] std::vector<std::string> canaries(base::RandomStream& random);

/// The same, those first that read as a value of that name: an address for `email`.
[[nodiscard]] std::vector<std::string> canaries_for(std::string_view name,
                                                    base::RandomStream& random);

/// The JSON object with `json` as that member; nothing when `schema` does not allow it in a
/// request.
[[nodiscard]] std::optional<std::string> valid_with_member(const Scene& scene,
                                                           const document::Node& schema,
                                                           const document::Node& object,
                                                           std::string_view member,
                                                           const std::string& json);

/// In which schemas are held against the bodies of requests.
[[nodiscard]] schema::Context request_context(const Contract& contract);

/// The schema of the JSON request body, or null.
[[nodiscard]] const document::Node* json_body_schema(const Contract& contract,
                                                     const Operation& operation);

/// Whether a request satisfies the schema of its JSON body; so does any where none is declared.
[[nodiscard]] bool has_valid_body(const Scene& scene,
                                  const Operation& operation,
                                  const Request& request);

/// Puts the headers of `to` in the place of those that the configuration gives `from`.
void swap_identity_headers(Request& request, const Identity& from, const Identity& to);

}  // namespace sworn::probe
