// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "document/node.h"
#include "sworn/exchange.h"
#include "sworn/result.h"

namespace sworn::evidence::har {

/// The first thing that is wrong with a file, and where it stands.
class Faults {
 public:
  explicit Faults(const document::Document& document) : document_(document) {}

  [[nodiscard]] bool is_fine() const { return !error_; }
  [[nodiscard]] const std::optional<Error>& error() const { return error_; }
  void refuse(const document::Node& node, std::string message, std::string hint);
  /// Whether `holds`; else `name` is not `what`.
  bool expect(const document::Node& node, bool holds, const char* name, const char* what);

 private:
  const document::Document& document_;
  std::optional<Error> error_;
};

/// HAR's own members of an entry. `started_ms` counts from 1970; no answer (status 0) is
/// Failure::broken; a body that was left out counts as cut.
[[nodiscard]] Exchange read_entry(const document::Node& entry, Faults& faults);

}  // namespace sworn::evidence::har
