// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sworn/report.h"

namespace sworn::report {

/// Colours for a terminal (ECMA-48 §8.3.117); without colour every function gives its text back.
/// Given finished text: the codes take no column.
class Style {
 public:
  explicit Style(bool has_color) : has_color_(has_color) {}

  [[nodiscard]] std::string bold(std::string_view text) const { return set("1", text); }
  [[nodiscard]] std::string dim(std::string_view text) const { return set("2", text); }
  [[nodiscard]] std::string good(std::string_view text) const { return set("32", text); }
  [[nodiscard]] std::string bad(std::string_view text) const { return set("1;31", text); }
  [[nodiscard]] std::string warn(std::string_view text) const { return set("33", text); }
  [[nodiscard]] std::string of(Severity severity, std::string_view text) const;
  [[nodiscard]] std::string of(OperationOutcome outcome, std::string_view text) const;

 private:
  [[nodiscard]] std::string set(std::string_view code, std::string_view text) const;

  bool has_color_;
};

}  // namespace sworn::report
