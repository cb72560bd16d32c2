// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/review/rule.h"

namespace sworn::diff {

// One file each, named after the rule: diff/review/<rule>.cpp.
extern const ReviewRule review_security_undeclared;
extern const ReviewRule review_operation_unsecured;
extern const ReviewRule review_scheme_undefined;
extern const ReviewRule review_scheme_malformed;
extern const ReviewRule review_scheme_unregistered;
extern const ReviewRule review_scheme_unused;
extern const ReviewRule review_scheme_deprecated;
extern const ReviewRule review_key_in_url;
extern const ReviewRule review_authorization_key;
extern const ReviewRule review_authorization_parameter;
extern const ReviewRule review_cleartext_server;
extern const ReviewRule review_flow_cleartext;
extern const ReviewRule review_flow_discouraged;
extern const ReviewRule review_discovery_url;
extern const ReviewRule review_scope_unknown;
extern const ReviewRule review_scope_absent;
extern const ReviewRule review_scope_misplaced;
extern const ReviewRule review_refusal_undeclared;
extern const ReviewRule review_challenge_undeclared;
extern const ReviewRule review_safe_method_writes;
extern const ReviewRule review_body_on_safe_method;
extern const ReviewRule review_path_ambiguous;
extern const ReviewRule review_path_parameter;
extern const ReviewRule review_header_ignored;
extern const ReviewRule review_operation_id_duplicate;
extern const ReviewRule review_link_unknown;
extern const ReviewRule review_server_variable;
extern const ReviewRule review_server_relative;
extern const ReviewRule review_nullable_ignored;
extern const ReviewRule review_reference_broken;
extern const ReviewRule review_reference_sibling;
extern const ReviewRule review_key_duplicate;
extern const ReviewRule review_entry_malformed;

}  // namespace sworn::diff
