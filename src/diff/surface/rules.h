// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each beside this one, named after the rule.
extern const Rule operation_missing;

}  // namespace sworn::diff
