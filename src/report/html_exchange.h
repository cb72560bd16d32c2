// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/html_part.h"

namespace sworn::report {

/// Two exchanges as a table of two columns, what differs marked. The titles say who asked.
void append_pair(HtmlPage& page,
                 const Exchange& control,
                 const Exchange& decisive,
                 std::string_view control_title,
                 std::string_view decisive_title);

/// One exchange: request and answer as they went over the wire.
void append_exchange(HtmlPage& page, const Exchange& exchange);

/// `body` with a line for each member where it is JSON, nothing but white space outside of strings
/// changed (RFC 8259 §2); as it is otherwise, and where its depth would make it many times larger.
[[nodiscard]] std::string indented(std::string_view body);

}  // namespace sworn::report
