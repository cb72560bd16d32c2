// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diff/rule.h"
#include "evidence/object.h"

namespace sworn::diff {

/// The note of an identity; null for an unknown name.
[[nodiscard]] const IdentityNote* note_of(const Case& c, const std::string& identity);

/// What the two identities are answered shows that they are two: at a closed operation a value that
/// each was told twice, or that one was told twice, differs; or one is refused an object that the
/// other is given.
[[nodiscard]] bool are_told_apart(const Case& c,
                                  const std::string& owner,
                                  const std::string& intruder);

/// Whether a credential of the answer's request opens anything that is closed to others.
[[nodiscard]] bool has_working_credential(const Case& c, const Exchange& exchange);

/// Whether `answer` holds what the owner is answered, before and after: most values that did not
/// change between these two, `id` apart, and nothing of another shape.
[[nodiscard]] bool holds_the_same(const Exchange& answer,
                                  const Exchange& before,
                                  const Exchange& after,
                                  const std::string& id);

/// Whether of what the owner is answered, before and after, something is null, empty or masked in
/// `answer`: who writes a view for others knows whom it answers.
[[nodiscard]] bool is_partial_view(const Exchange& answer,
                                   const Exchange& before,
                                   const Exchange& after);

/// Whether the answer refuses: 401, 403, 404, 410, or as what does not exist is answered.
[[nodiscard]] bool is_refusal(const Exchange& answer, const Exchange* absent);

/// Why an object is the owner's and nobody else's.
enum class Belonging {
  owned,    ///< the configuration says so
  created,  ///< the owner created it, and what the other is listed lacks it or a neighbour refuses
  unclear,  ///< what the other is listed was asked for and not told
  listed,   ///< it was listed to the owner and not to the other: that may be all that is hidden
  shared    ///< the other is listed it too, or was told of one of that name that it created
};

[[nodiscard]] Belonging belonging_of(const Case& c,
                                     const Operation& operation,
                                     const std::string& owner,
                                     const std::string& intruder,
                                     const std::string& parameter,
                                     const std::string& id);

/// Whether an object that is listed to both, of tenants that the configuration calls different,
/// gives `theirs` a value that the owner entered under the name of a secret when it created the
/// object, and that the list keeps back.
[[nodiscard]] bool gives_secret_away(const Case& c,
                                     const Exchange& own,
                                     const Exchange& theirs,
                                     const std::string& id);

/// Whether the access interview saw the operation let in whoever brings nothing.
[[nodiscard]] bool is_open(const Case& c, const Operation& operation);

/// `what`, and the status of the answer or why there is none.
[[nodiscard]] std::string without_answer(const char* what, const Exchange* exchange);

/// What of the request names the object: the last parameter of its path, else a query parameter
/// whose value the identity owns.
struct Named {
  std::string parameter;
  std::string value;
};
[[nodiscard]] Named named_object(const Case& c, const Exchange& exchange);

}  // namespace sworn::diff
