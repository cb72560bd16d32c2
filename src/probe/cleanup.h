// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// An object that this run created, and the operation that removes it.
struct Created {
  const Operation* remover;
  std::map<std::string, std::string> path_values;  ///< of the remover: the object and what it is in
  std::string identity;                            ///< who created it; "" for nobody
  bool is_account = false;  ///< of `identity` itself, which this run registered
};

/// What the exchanges of a run with `--writes` created, told by `POST /items` that succeeded and
/// `DELETE /items/{id}` that is declared, in the collection that the POST was sent to. The id is
/// what the answer tells, or a name in the request that nobody had before: a creation that tells
/// less may have been of an object that was there. So may a PUT that answers 201: it created where
/// a later one to the same object is answered otherwise (RFC 9110 §9.3.4).
[[nodiscard]] std::vector<Created> created_in(const Contract& contract,
                                              const std::vector<Exchange>& exchanges);

/// Removes them, each as who created it. Held at the end of a run, also of one that was stopped.
void remove_created(Stage& stage, const std::vector<Created>& created);

/// Notes which operations answered 201 without that what they made can be removed. The accounts
/// that the run registered for itself are not among it.
void note_what_stays(Stage& stage, const std::vector<Exchange>& exchanges);

}  // namespace sworn::probe
