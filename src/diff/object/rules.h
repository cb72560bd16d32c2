// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// Objects, functions and properties across identities; one file each, named after the rule.
extern const Rule object_cross_identity;
extern const Rule object_sequential_id;
extern const Rule function_cross_role;
extern const Rule property_written_undeclared;
extern const Rule property_write_only_returned;

}  // namespace sworn::diff
