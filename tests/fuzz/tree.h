// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/node.h"

namespace sworn::fuzz {

/// Holds a parsed document to what document/node.h promises: places within the text, kinds and
/// members that agree, every entry found by its key, UTF-8 throughout.
void check_tree(const document::Document& document, std::size_t text_size);

}  // namespace sworn::fuzz
