// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// Objects across identities; one file each, named after the rule.
extern const Rule object_cross_identity;
extern const Rule object_sequential_id;

}  // namespace sworn::diff
