// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "diff/rule.h"

namespace sworn::diff {

// One file each, named after the rule: diff/token/<rule>.cpp.
extern const Rule token_signature_ignored;
extern const Rule token_none_algorithm;
extern const Rule token_algorithm_confusion;
extern const Rule token_header_key_trusted;
extern const Rule token_weak_secret;
extern const Rule token_expired_accepted;
extern const Rule token_audience_ignored;
extern const Rule token_no_expiry;
extern const Rule token_long_lived;
extern const Rule token_sensitive_claims;

}  // namespace sworn::diff
