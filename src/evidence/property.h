// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::evidence {

/// A property of an object that no request should set.
struct SealedProperty {
  const document::Node* schema = nullptr;  ///< as it is declared where it is read
  bool is_read_only = false;               ///< declared in the request, as readOnly
  bool is_enumerated = false;              ///< it has one of the values that the schema lists
};

/// The properties that `reads` gives of an object and that `writes` lacks or marks readOnly, by
/// name: scalars and lists of them that nothing else which writes that object takes either. What
/// names the object or links to it is left out; where the request says of itself that it takes
/// further properties, so is what is not readOnly.
[[nodiscard]] std::map<std::string, SealedProperty> sealed_properties(const Contract& contract,
                                                                      const Operation& writes,
                                                                      const Operation& reads);

/// The operation by which what `writes` wrote is read: GET on the object, for POST on its
/// collection and for PUT and PATCH on it or on a place without parameters, such as `/me`; null
/// when there is none.
[[nodiscard]] const Operation* reader_of(const Contract& contract, const Operation& writes);

/// Whether a JSON value of that property was made up for this run, so that no server comes upon it
/// by itself: one of few values, a flag, a short number may be there by chance or by what the
/// server does.
[[nodiscard]] bool is_made_up(const SealedProperty& property, std::string_view json);

/// Whether the property that is read holds what was written: the same JSON, or a list with all
/// that the written one lists.
[[nodiscard]] bool holds_written(const std::string& read, const std::string& written);

/// The members of the top of a request's JSON body that `plain` lacks, as JSON.
[[nodiscard]] std::map<std::string, std::string> members_added(const Request& more,
                                                               const Request& plain);

/// The scalar of that name in an answer, as JSON: of the object at its top, or one wrapping deep;
/// "" when there is none.
[[nodiscard]] std::string member_of(const Response& response, std::string_view name);

}  // namespace sworn::evidence
