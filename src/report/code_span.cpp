// SPDX-License-Identifier: Apache-2.0
#include "report/code_span.h"

#include <algorithm>

#include "base/text.h"

namespace sworn::report {

std::vector<TextSpan> text_spans(std::string_view text) {
  const bool is_balanced =
      std::ranges::count(text, '`') % 2 == 0 && text.find("``") == std::string_view::npos;
  std::vector<TextSpan> spans;
  if (!is_balanced) return {{text, false}};
  bool is_code = false;
  for (const std::string_view piece : base::split(text, '`')) {
    if (!piece.empty()) spans.push_back({piece, is_code});
    is_code = !is_code;
  }
  return spans;
}

}  // namespace sworn::report
