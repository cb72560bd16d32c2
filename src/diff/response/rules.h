// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each beside this one, named after the rule.
extern const Rule response_status_undeclared;
extern const Rule response_content_type_undeclared;
extern const Rule response_schema_mismatch;

}  // namespace sworn::diff
