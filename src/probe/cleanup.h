// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// An object that this run created, and the operation that removes it.
struct Created {
  const Operation* remover;
  std::string parameter;  ///< of its path, which names the object
  std::string id;
  std::string identity;     ///< who created it; "" for nobody
  bool is_account = false;  ///< of `identity` itself, which this run registered
};

/// What the exchanges of a run with `--writes` created, told by `POST /items` that succeeded and
/// `DELETE /items/{id}` that is declared; the id is taken from the answer's body or its Location.
[[nodiscard]] std::vector<Created> created_in(const Contract& contract,
                                              const std::vector<Exchange>& exchanges);

/// Removes them, each as who created it. Held at the end of a run, also of one that was stopped.
void remove_created(Stage& stage, const std::vector<Created>& created);

}  // namespace sworn::probe
