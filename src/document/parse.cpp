// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "document/builder.h"

namespace sworn::document {
namespace {

bool begins_as_json(std::string_view text) {
  text.remove_prefix(bom_size(text));
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

bool is_named_json(const std::string& name) {
  return name.size() >= 5 && base::equal_ignoring_case(name.substr(name.size() - 5), ".json");
}

}  // namespace

Result<Document> parse(std::string_view text,
                       std::string name,
                       std::uint16_t document_id,
                       const Limits& limits) {
  if (!begins_as_json(text)) return parse_yaml(text, std::move(name), document_id, limits);
  Result<Document> json = parse_json(text, name, document_id, limits);
  if (json || is_named_json(name)) return json;
  // Flow style YAML begins as JSON does. When it is neither, the JSON parser's words fit better.
  Result<Document> yaml = parse_yaml(text, std::move(name), document_id, limits);
  return yaml ? std::move(yaml) : std::move(json);
}

}  // namespace sworn::document
