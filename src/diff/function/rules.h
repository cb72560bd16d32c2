// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// Functions across roles; one file each, named after the rule.
extern const Rule function_cross_role;

}  // namespace sworn::diff
