// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "schema/conjunction.h"

namespace sworn::schema {

/// One change at one place of a value.
struct Mutation {
  enum class Kind { replace, remove, insert };
  /// What it tries to break: the type, a bound within the type, what must be or must not be there.
  enum class Aim { type, bound, absence, presence };
  static constexpr std::size_t aims = 4;

  Kind kind = Kind::replace;
  Aim aim = Aim::type;
  const document::Node* place = nullptr;  ///< what is replaced, or the collection that is changed
  std::string name;                       ///< the member that is removed or inserted
  std::string json;                       ///< what is put in; an item where `place` is an array
};

/// Changes that may break a keyword of the schemas that apply to the values: the bounds exceeded by
/// one, another type, a word that is in no list, members and items too few, too many or undeclared.
/// At most so many places are looked at; children of a place that no schema is known for are not.
[[nodiscard]] std::vector<Mutation> mutations_of(const document::Node& value,
                                                 const Schemas& schemas,
                                                 const Context& context);

/// The value with the change made, as JSON.
[[nodiscard]] std::string apply(const Mutation& mutation, const document::Node& value);

}  // namespace sworn::schema
