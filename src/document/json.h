// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/node.h"

namespace sworn::document {

struct JsonReading {
  Result<Document> document;
  /// The text is no JSON; any other error would be one in YAML too.
  bool is_malformed = false;
};

/// As parse_json.
[[nodiscard]] JsonReading read_json(std::string_view text,
                                    const std::string& name,
                                    std::uint16_t document_id,
                                    const Limits& limits,
                                    Strictness strictness);

}  // namespace sworn::document
