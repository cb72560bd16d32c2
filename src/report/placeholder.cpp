// SPDX-License-Identifier: Apache-2.0
#include "report/placeholder.h"

namespace sworn::report {

std::string_view placeholder_at(std::string_view text, std::size_t begin) {
  if (begin >= text.size() || text[begin] != '{') return "";
  int depth = 0;
  for (std::size_t i = begin; i < text.size(); ++i) {
    depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
    if (depth == 0) return text.substr(begin, i + 1 - begin);
  }
  return "";
}

}  // namespace sworn::report
