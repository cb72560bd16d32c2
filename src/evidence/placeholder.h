// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "evidence/replacer.h"
#include "sworn/transcript.h"

namespace sworn::evidence {

using Ledger = std::map<std::string, LedgerEntry>;

/// Finds the placeholders of a ledger in sealed exchanges.
class PlaceholderFinder {
 public:
  explicit PlaceholderFinder(const Ledger& ledger);
  /// In the order in which they stand there, repeated ones included.
  [[nodiscard]] std::vector<std::string> in(const Exchange& exchange) const;

 private:
  Replacer replacer_;
};

/// Gives placeholders other names, everywhere in an exchange or an entry of the ledger.
class PlaceholderRenamer {
 public:
  explicit PlaceholderRenamer(const std::map<std::string, std::string>& names);
  void rename(Exchange& exchange) const;
  void rename(LedgerEntry& entry) const;

 private:
  Replacer replacer_;
};

/// The name of which a placeholder has a number: "{alice.key}" for "{alice.key 2}", where the
/// ledger has that; else its own.
[[nodiscard]] std::string unnumbered(const std::string& placeholder, const Ledger& ledger);

/// `unnumbered` with a number, or as it is for the first: the seal and merging number alike.
[[nodiscard]] std::string numbered(const std::string& unnumbered, int number);

/// Whether a conversation gave it its name, and not the configuration.
[[nodiscard]] bool is_named_by_conversation(const std::string& placeholder);

}  // namespace sworn::evidence
