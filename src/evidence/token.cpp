// SPDX-License-Identifier: Apache-2.0
#include "evidence/token.h"

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"

namespace sworn::evidence {
namespace {

std::optional<std::map<std::string, std::string>> read_object(std::string_view part) {
  const auto text = base::from_base64(part);
  if (!text) {
    return std::nullopt;
  }
  const auto json = document::parse_json(*text, "");
  if (!json || !json->root().is_mapping()) {
    return std::nullopt;
  }
  std::map<std::string, std::string> members;
  for (const document::Entry& entry : json->root().entries()) {
    members.emplace(entry.key,
                    entry.value->is_string() ? std::string(entry.value->text())
                                             : document::to_json(*entry.value));
  }
  return members;
}

}  // namespace

std::optional<Token> decode_token(std::string_view text) {
  if (text.size() < 20 || text.size() > 16'384) {
    return std::nullopt;
  }
  const auto parts = base::split(text, '.');
  if (parts.size() != 3 || parts[0].empty() || parts[1].empty()) {
    return std::nullopt;
  }
  auto header = read_object(parts[0]);
  auto claims = read_object(parts[1]);
  if (!header || !claims || !header->contains("alg")) {
    return std::nullopt;
  }
  return Token{std::move(*header), std::move(*claims)};
}

}  // namespace sworn::evidence
