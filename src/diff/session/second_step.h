// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "diff/rule.h"

namespace sworn::diff {

/// What speaks for a login of several steps, of which `login`, an answer of the operation under
/// examination, is the first: "POST /login/verify", an operation of the document below it or about
/// a second factor; "its answer", which says that more is needed. "" where nothing does.
[[nodiscard]] std::string second_step_of(const Case& c, const Exchange& login);

}  // namespace sworn::diff
