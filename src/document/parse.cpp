// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "document/builder.h"
#include "document/json.h"
#include "document/source.h"

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

/// YAML takes much of what is broken JSON, and may read something else than was meant.
void note_not_json(Document& document, const Error& error) {
  Builder::add_note(document,
                    {Oddity::Kind::not_json,
                     error.message + "; it is read as YAML",
                     {static_cast<std::uint32_t>(error.where.line),
                      static_cast<std::uint32_t>(error.where.column)}});
}

}  // namespace

Result<Document> parse(std::string_view text,
                       const std::string& name,
                       std::uint16_t document_id,
                       const Limits& limits,
                       Strictness strictness) {
  const auto read_as_json = [&] { return read_json(text, name, document_id, limits, strictness); };
  const auto read_as_yaml = [&] { return parse_yaml(text, name, document_id, limits, strictness); };
  if (!begins_as_json(text) && !is_named_json(name)) return read_as_yaml();
  JsonReading json = read_as_json();
  if (!json.is_malformed) return std::move(json.document);
  Result<Document> yaml = read_as_yaml();
  // Flow style YAML begins as JSON does. When it is neither, the JSON parser's words fit better.
  if (!yaml) return std::move(json.document);
  if (!is_named_json(name)) return yaml;
  if (strictness == Strictness::strict) return std::move(json.document);
  note_not_json(*yaml, json.document.error());
  return yaml;
}

}  // namespace sworn::document
