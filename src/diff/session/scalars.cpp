// SPDX-License-Identifier: Apache-2.0
#include "diff/session/scalars.h"

#include "document/json_writer.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

constexpr std::size_t most_values = 500;

void flatten(const document::Node& node,
             const std::string& pointer,
             std::map<std::string, std::string>& values) {
  if (values.size() > most_values) {
    return;
  }
  for (const document::Entry& entry : node.entries()) {
    flatten(*entry.value, pointer + "/" + std::string(entry.key), values);
  }
  std::size_t index = 0;
  for (const document::Node* item : node.items()) {
    flatten(*item, pointer + "/" + std::to_string(index++), values);
  }
  if (!node.is_mapping() && !node.is_sequence()) {
    values[pointer] = document::to_json(node);
  }
}

}  // namespace

std::map<std::string, std::string> scalars_of(const Exchange& exchange) {
  std::map<std::string, std::string> values;
  if (!exchange.response) {
    return values;
  }
  if (const auto json = document::parse_json(exchange.response->body, "")) {
    flatten(json->root(), "", values);
  } else {
    values[""] = exchange.response->body;
  }
  return values;
}

}  // namespace sworn::diff
