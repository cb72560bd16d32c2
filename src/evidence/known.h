// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "evidence/replacer.h"
#include "evidence/sample.h"
#include "evidence/vault.h"
#include "sworn/transcript.h"

namespace sworn::evidence {

/// Every secret of a run and its placeholder, which is named after where the transcript first has
/// it: what the vault holds and what is made of that, what answers hand out, what requests carried.
class Known {
 public:
  /// Begins with the vault's; those of one name are numbered in the order of `exchanges`.
  Known(const Vault& vault, const std::vector<Exchange>& exchanges);

  /// Names what the exchange's answer hands out and what its request carried. To be called in the
  /// order of the transcript.
  void learn(const Exchange& exchange);
  /// Names the values that requests carried and that do not look like what an answer hands out.
  void learn_watched(const std::vector<Exchange>& exchanges);
  /// Once all is learned: says in the ledger how the values of one place vary.
  void close() { note_samples(samples_, placeholders_, ledger_); }

  /// Null for a value that is not known.
  [[nodiscard]] const std::string* placeholder_of(const std::string& value) const;
  /// Likewise of a cookie, of which words are known too: `lang=en`.
  [[nodiscard]] const std::string* placeholder_of_cookie(const std::string& value) const;
  /// Value to placeholder.
  [[nodiscard]] const std::map<std::string, std::string>& all() const { return placeholders_; }
  [[nodiscard]] const std::map<std::string, LedgerEntry>& ledger() const { return ledger_; }

 private:
  void learn_answer(const Exchange& exchange);
  void learn_request(const Exchange& exchange);
  [[nodiscard]] std::string placeholder_in(const std::string& kind,
                                           const Exchange& exchange,
                                           const std::string& name) const;
  /// The placeholder of a value, which is `wanted` when that is free and the value is new.
  std::string know(const std::string& value,
                   const std::string& wanted,
                   const std::string& derivation,
                   const std::string& derived_from);

  std::set<std::string> watched_;
  std::map<std::string, std::string> signed_with_;  ///< token to where its secret stands
  std::map<std::string, std::string> placeholders_;
  std::map<std::string, std::string> words_;      ///< cookie values that are no secrets
  std::unordered_map<std::string, int> numbers_;  ///< of placeholders of one name, the last given
  std::map<std::string, LedgerEntry> ledger_;
  Samples samples_;
  Replacer configured_;  ///< what the vault holds by name
};

/// A name as it may stand within a placeholder: braces and quotes would end it early where it is
/// read again.
[[nodiscard]] std::string as_name(std::string text);

}  // namespace sworn::evidence
