// SPDX-License-Identifier: Apache-2.0
#include "probe/path_shape.h"

namespace sworn::probe {

std::string shape_of(std::string_view path) {
  std::string out;
  bool is_name = false;
  for (const char c : path) {
    if (c == '}') is_name = false;
    if (!is_name) out += c;
    if (c == '{') is_name = true;
  }
  while (out.size() > 1 && out.back() == '/') {
    out.pop_back();
  }
  return out;
}

}  // namespace sworn::probe
