// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "diff/access/rules.h"
#include "diff/flow/rules.h"
#include "diff/function/rules.h"
#include "diff/object/rules.h"
#include "diff/property/rules.h"
#include "diff/response/rules.h"
#include "diff/rule.h"
#include "diff/session/rules.h"
#include "diff/surface/rules.h"
#include "diff/token/rules.h"

namespace sworn::diff {

std::span<const Rule> all_rules() {
  // The order of the catalogue; a rule that silences another stands before it.
  static const std::array rules{
      access_not_enforced,
      access_undeclared_requirement,
      access_security_overdeclared,
      access_credential_rejected,
      access_invalid_credential_accepted,
      token_signature_ignored,  // before what it silences
      access_shape_only_credential,
      access_partial_requirement,
      access_refusal_undeclared,
      access_credential_echoed,
      access_undeclared_location,
      access_undeclared_scheme,
      access_credential_form,
      access_method_bypass,
      access_path_bypass,
      access_lax_credential,
      access_revoked_credential,
      access_scope_not_enforced,
      access_soft_refusal,
      access_refusal_error,
      access_challenge_missing,
      access_account_enumeration,
      access_no_lockout,
      session_fixation,
      session_id_derived_from_key,
      session_id_stable,
      session_id_unchanged,
      session_no_state_change,
      session_outlives_logout,
      session_replaces_credential,
      session_before_validation,
      session_decorative,
      session_credential_confusion,
      session_shared,
      session_id_predictable,
      session_outlives_credential,
      session_id_in_url,
      session_binding_ignored,
      session_marked_by_failed_login,
      session_lifetime,
      session_refresh_reuse,
      session_privilege_not_rotated,
      session_cookie_attributes,
      session_safe_method_login,
      session_token_cacheable,
      session_data_carried_over,
      token_none_algorithm,
      token_algorithm_confusion,
      token_header_key_trusted,
      token_weak_secret,
      token_expired_accepted,
      token_audience_ignored,
      token_no_expiry,
      token_long_lived,
      token_sensitive_claims,
      flow_unreachable,
      flow_grant_broken,
      flow_response_invalid,
      flow_metadata_mismatch,
      object_cross_identity,
      object_sequential_id,
      function_cross_role,
      property_written_undeclared,
      property_write_only_returned,
      response_status_undeclared,
      response_content_type_undeclared,
      response_schema_mismatch,
      operation_missing,
  };
  return rules;
}

const Rule* rule_named(std::string_view id) {
  const auto rules = all_rules();
  const auto found =
      std::ranges::find_if(rules, [&](const Rule& rule) { return rule.info.id == id; });
  return found == rules.end() ? nullptr : &*found;
}

Verdict match() {
  Verdict verdict;
  verdict.outcome = Outcome::match;
  return verdict;
}

Verdict not_applicable(std::string reason) {
  Verdict verdict;
  verdict.outcome = Outcome::not_applicable;
  verdict.reason = std::move(reason);
  return verdict;
}

Verdict inconclusive(std::string reason) {
  Verdict verdict;
  verdict.outcome = Outcome::inconclusive;
  verdict.reason = std::move(reason);
  return verdict;
}

Verdict found_mismatch(std::string observed,
                       std::string explanation,
                       std::vector<const Exchange*> proof) {
  Verdict verdict;
  verdict.outcome = Outcome::mismatch;
  verdict.observed = std::move(observed);
  verdict.explanation = std::move(explanation);
  verdict.proof = std::move(proof);
  if (verdict.proof.size() == 1) {
    verdict.decisive = verdict.proof.front();
  }
  return verdict;
}

}  // namespace sworn::diff
