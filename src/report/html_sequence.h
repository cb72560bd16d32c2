// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "report/html_part.h"

namespace sworn::report {

/// Whether the exchanges tell a story, more than one operation asked, and no variation of one
/// request.
[[nodiscard]] bool is_story(const std::vector<const Exchange*>& steps);

/// The steps as a sequence diagram (SVG 2): a line for each conversation and one for the server, an
/// arrow for each request and its answer. It has a title and a description; `list_anchor` is the
/// id of the list that says the same in words.
void append_sequence(HtmlPage& page,
                     const std::vector<const Exchange*>& steps,
                     int decisive,
                     std::string_view list_anchor);

}  // namespace sworn::report
