// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "diff/review/rule.h"
#include "diff/review/rules.h"

namespace sworn::diff {

std::span<const ReviewRule> review_rules() {
  // The order of the catalogue: security first, then operations, then the document's form.
  static const std::array rules{
      review_security_undeclared,    review_operation_unsecured,
      review_scheme_undefined,       review_scheme_malformed,
      review_scheme_unregistered,    review_scheme_unused,
      review_scheme_deprecated,      review_key_in_url,
      review_authorization_key,      review_authorization_parameter,
      review_cleartext_server,       review_flow_cleartext,
      review_flow_discouraged,       review_discovery_url,
      review_scope_unknown,          review_scope_absent,
      review_scope_misplaced,        review_refusal_undeclared,
      review_challenge_undeclared,   review_safe_method_writes,
      review_body_on_safe_method,    review_path_ambiguous,
      review_path_parameter,         review_header_ignored,
      review_operation_id_duplicate, review_link_unknown,
      review_server_variable,        review_server_relative,
      review_nullable_ignored,       review_reference_broken,
      review_reference_sibling,      review_key_duplicate,
      review_entry_malformed,
  };
  return rules;
}

}  // namespace sworn::diff
