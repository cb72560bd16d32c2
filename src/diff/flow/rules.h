// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each, named after the rule.
extern const Rule flow_unreachable;
extern const Rule flow_grant_broken;
extern const Rule flow_response_invalid;
extern const Rule flow_metadata_mismatch;

}  // namespace sworn::diff
