// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each beside this one, named after the rule.
extern const Rule session_fixation;
extern const Rule session_id_unchanged;
extern const Rule session_id_derived_from_key;
extern const Rule session_id_stable;
extern const Rule session_no_state_change;
extern const Rule session_outlives_logout;
extern const Rule session_replaces_credential;
extern const Rule session_before_validation;
extern const Rule session_credential_confusion;
extern const Rule session_shared;
extern const Rule session_id_predictable;
extern const Rule session_outlives_credential;
extern const Rule session_decorative;
extern const Rule session_id_in_url;
extern const Rule session_binding_ignored;
extern const Rule session_marked_by_failed_login;
extern const Rule session_lifetime;
extern const Rule session_refresh_reuse;
extern const Rule session_privilege_not_rotated;
extern const Rule session_cookie_attributes;
extern const Rule session_safe_method_login;
extern const Rule session_token_cacheable;
extern const Rule session_data_carried_over;

}  // namespace sworn::diff
