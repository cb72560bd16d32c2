// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "document/node.h"

namespace sworn::document {

/// How YAML is laid out.
struct YamlStyle {
  std::size_t indent = 2;
  bool indents_lists = true;  ///< the dashes stand deeper than the key of their list
};

/// A tree as a YAML 1.2 document in block style, which parse_yaml reads as an equal tree. Strings
/// are quoted where any reader, also one of YAML 1.1, would take them for something else. Controls
/// and what reorders a line are escaped: a terminal shows the text as it is.
[[nodiscard]] std::string to_yaml(const Node& root, const YamlStyle& style = {});

/// "key: value" with all its lines, of which the first has no indentation and the others at least
/// `column` spaces. Ends in a line feed.
[[nodiscard]] std::string yaml_entry(std::string_view key,
                                     const Node& value,
                                     std::size_t column,
                                     const YamlStyle& style);
/// Likewise what stands behind the colon of a key at `column`, from the space or line feed on.
[[nodiscard]] std::string yaml_value(const Node& value, std::size_t column, const YamlStyle& style);
/// Likewise "- value".
[[nodiscard]] std::string yaml_item(const Node& value, std::size_t column, const YamlStyle& style);

/// A scalar on one line, as it may stand in block style.
[[nodiscard]] std::string yaml_scalar(const Node& scalar);

}  // namespace sworn::document
