// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"

namespace sworn::diff {

/// Schemes of two contracts that are one thing for a requirement: equal, or the old and the new
/// form of one. Sorted by name; either side may be empty.
struct SchemeClass {
  std::vector<const Scheme*> before;
  std::vector<const Scheme*> after;

  [[nodiscard]] bool is_in_both() const { return !before.empty() && !after.empty(); }
};

/// Which schemes of two contracts belong together: first those that are the same and keep their
/// name, each by itself; of the rest those that are the same whatever their names; then those of
/// one name, those that share an OAuth flow, however many, and the last one on each side that
/// travels the same way.
class SchemePairs {
 public:
  /// Both contracts have to outlive it.
  SchemePairs(const Contract& before, const Contract& after);

  [[nodiscard]] const std::vector<SchemeClass>& classes() const { return classes_; }
  /// The variable of a requirement (spec/requirement.h) that the name stands for. A name that one
  /// document defines and the other only uses is the same there: that its definition is missing is
  /// another matter. Nothing for a name that neither defines.
  [[nodiscard]] std::optional<std::string> variable_before(std::string_view name) const;
  [[nodiscard]] std::optional<std::string> variable_after(std::string_view name) const;
  /// The class of a variable that one of these gave.
  [[nodiscard]] const SchemeClass& class_of(const std::string& variable) const {
    return classes_[std::stoul(variable)];
  }

 private:
  using Names = std::map<std::string, std::string, std::less<>>;

  std::vector<SchemeClass> classes_;
  Names before_;
  Names after_;
};

}  // namespace sworn::diff
