// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each, named after the rule: diff/<family>/<rule>.cpp.
extern const Rule access_not_enforced;
extern const Rule access_undeclared_requirement;
extern const Rule access_security_overdeclared;
extern const Rule access_credential_rejected;
extern const Rule access_invalid_credential_accepted;
extern const Rule access_shape_only_credential;
extern const Rule access_partial_requirement;
extern const Rule access_refusal_undeclared;
extern const Rule access_credential_echoed;
extern const Rule session_fixation;
extern const Rule session_id_unchanged;
extern const Rule session_id_derived_from_key;
extern const Rule session_id_stable;
extern const Rule session_no_state_change;
extern const Rule session_outlives_logout;
extern const Rule session_replaces_credential;
extern const Rule session_before_validation;
extern const Rule response_status_undeclared;
extern const Rule response_content_type_undeclared;
extern const Rule response_schema_mismatch;
extern const Rule operation_missing;

}  // namespace sworn::diff
