// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

namespace sworn::schema {

/// `undecided` where a reference leads nowhere, a pattern does not compile or a bound was reached.
/// It is no problem by itself, and `not`, `oneOf` and the like never turn it into one.
enum class Verdict : std::uint8_t { valid, invalid, undecided };

/// Of two verdicts that must both hold.
[[nodiscard]] constexpr Verdict both(Verdict a, Verdict b) {
  if (a == Verdict::invalid || b == Verdict::invalid) return Verdict::invalid;
  return a == Verdict::undecided ? a : b;
}

/// The children of one instance, by position, that some subschema has looked at, for
/// `unevaluatedProperties` and `unevaluatedItems` (JSON Schema Core §11).
class Evaluated {
 public:
  void add(std::size_t child) {
    if (children_.size() <= child) children_.resize(child + 1);
    children_[child] = true;
  }
  void add_all() { all_ = true; }
  void add(const Evaluated& other) {
    all_ = all_ || other.all_;
    for (std::size_t i = 0; i < other.children_.size(); ++i) {
      if (other.children_[i]) add(i);
    }
  }
  [[nodiscard]] bool has(std::size_t child) const {
    return all_ || (child < children_.size() && children_[child]);
  }

 private:
  bool all_ = false;
  std::vector<bool> children_;
};

}  // namespace sworn::schema
