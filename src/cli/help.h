// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace sworn::cli {

/// The words around the option tables of a help page.
struct HelpPage {
  std::string description;
  std::string usage;
  std::string footer;
};

/// Of a command; "" is the program as a whole.
[[nodiscard]] HelpPage help_page(const std::string& command);

}  // namespace sworn::cli
