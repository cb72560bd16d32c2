// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/change/rule.h"

namespace sworn::diff {

// One file each, named after the rule.
extern const ChangeRule change_security_dropped;
extern const ChangeRule change_operation_public;
extern const ChangeRule change_requirement_weakened;
extern const ChangeRule change_requirement_replaced;
extern const ChangeRule change_requirement_strengthened;
extern const ChangeRule change_scope_dropped;
extern const ChangeRule change_scope_added;
extern const ChangeRule change_operation_unsecured;
extern const ChangeRule change_operation_removed;
extern const ChangeRule change_scheme_moved;
extern const ChangeRule change_scheme_undefined;
extern const ChangeRule change_scheme_renamed;
extern const ChangeRule change_server_cleartext;
extern const ChangeRule change_server_moved;
extern const ChangeRule change_flow_url;
extern const ChangeRule change_flow_removed;
extern const ChangeRule change_flow_discouraged;
extern const ChangeRule change_scope_withdrawn;
extern const ChangeRule change_refusal_undeclared;

}  // namespace sworn::diff
