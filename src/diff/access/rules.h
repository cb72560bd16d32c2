// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each beside this one, named after the rule.
extern const Rule access_not_enforced;
extern const Rule access_undeclared_requirement;
extern const Rule access_security_overdeclared;
extern const Rule access_credential_rejected;
extern const Rule access_invalid_credential_accepted;
extern const Rule access_shape_only_credential;
extern const Rule access_partial_requirement;
extern const Rule access_refusal_undeclared;
extern const Rule access_credential_echoed;
extern const Rule access_undeclared_location;
extern const Rule access_undeclared_scheme;
extern const Rule access_credential_form;
extern const Rule access_method_bypass;
extern const Rule access_path_bypass;
extern const Rule access_lax_credential;
extern const Rule access_revoked_credential;
extern const Rule access_scope_not_enforced;
extern const Rule access_soft_refusal;
extern const Rule access_refusal_error;
extern const Rule access_challenge_missing;
extern const Rule access_account_enumeration;
extern const Rule access_no_lockout;

}  // namespace sworn::diff
