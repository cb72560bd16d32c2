// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sworn::report {

/// src/report/html/page.css and page.js, built in (cmake/embed.cmake). Neither holds "</".
extern const std::string_view page_style;
extern const std::string_view page_script;

}  // namespace sworn::report
