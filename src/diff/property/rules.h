// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// Properties that are not to be written or not to be read; one file each, named after the rule.
extern const Rule property_written_undeclared;
extern const Rule property_write_only_returned;

}  // namespace sworn::diff
