// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each, named after the rule; those that diff/rules.h does not name.
extern const Rule session_credential_confusion;
extern const Rule session_shared;
extern const Rule session_id_predictable;
extern const Rule session_outlives_credential;
extern const Rule session_decorative;
extern const Rule session_id_in_url;
extern const Rule session_marked_by_failed_login;
extern const Rule session_lifetime;
extern const Rule session_refresh_reuse;
extern const Rule session_privilege_not_rotated;
extern const Rule session_cookie_attributes;
extern const Rule session_safe_method_login;
extern const Rule session_token_cacheable;
extern const Rule session_data_carried_over;

}  // namespace sworn::diff
