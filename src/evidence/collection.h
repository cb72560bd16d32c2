// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"

/// Which operations are about the objects of one collection, told by their paths. A slash at the
/// end of a path makes no difference: frameworks write `/items/` and `/items/{itemId}/`, or mix
/// both.
namespace sworn::evidence {

/// "/items" of "/items/"; "/" stays.
[[nodiscard]] std::string_view without_end_slash(std::string_view path);

/// The operation of that method on that path; null when there is none.
[[nodiscard]] const Operation* operation_on(const Contract& contract,
                                            std::string_view method,
                                            std::string_view path);

/// Whether the path ends in a parameter: `/items/{itemId}`.
[[nodiscard]] bool ends_in_parameter(const Operation& operation);

/// The operations about the objects of one collection: `/items` and `/items/{itemId}`.
struct ObjectKin {
  std::string parameter;               ///< the last of the path, which names the object
  const Operation* creates = nullptr;  ///< POST on the collection
  const Operation* lists = nullptr;    ///< GET on the collection
  const Operation* reads = nullptr;    ///< GET on the object itself
};

/// Those of the object that `operation` names last in its path. Without a path parameter, or where
/// the parameter is no whole segment, `parameter` is "".
[[nodiscard]] ObjectKin kin_of(const Contract& contract, const Operation& operation);

/// The parameters of the objects that `operation` lists: "itemId" for `GET /items` where
/// `/items/{itemId}` is declared. Sorted.
[[nodiscard]] std::vector<std::string> listed_parameters(const Contract& contract,
                                                         const Operation& operation);

/// The operation of that method on an object of the collection that `operation` is about:
/// `DELETE /items/{itemId}` for `POST /items`; null when there is none.
[[nodiscard]] const Operation* operation_on_object(const Contract& contract,
                                                   std::string_view method,
                                                   const Operation& operation,
                                                   std::string_view parameter);

}  // namespace sworn::evidence
