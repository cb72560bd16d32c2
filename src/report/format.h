// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// One of the forms that a report is printed in. Rendering is pure, and whatever a server or a
/// document said is escaped for the form.
struct Format {
  std::string_view name;   ///< as `--report` takes it
  std::string_view about;  ///< one line of help
  std::string (*render)(const Report& report, const View& view);
};

/// In the order of the help.
[[nodiscard]] std::span<const Format> formats();

/// Null for an unknown name.
[[nodiscard]] const Format* format_named(std::string_view name);

[[nodiscard]] std::vector<std::string> format_names();

}  // namespace sworn::report
