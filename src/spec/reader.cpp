// SPDX-License-Identifier: Apache-2.0
#include "spec/reader.h"

namespace sworn::spec {

std::string below(const std::string& pointer, std::string_view token) {
  return pointer + "/" + document::escape_pointer(token);
}

Location Reader::place_of(const document::Node& parent,
                          std::string_view key,
                          const std::string& parent_pointer) const {
  return files.locate(parent, parent.mark_of(key), below(parent_pointer, key));
}

}  // namespace sworn::spec
