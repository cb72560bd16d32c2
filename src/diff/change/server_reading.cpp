// SPDX-License-Identifier: Apache-2.0
#include "diff/change/server_reading.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

void add(std::vector<Address>& addresses, const std::string& text, bool is_default) {
  const bool is_socket = base::starts_with_ignoring_case(text, "ws://") ||
                         base::starts_with_ignoring_case(text, "wss://");
  auto url = base::parse_url(is_socket ? "http" + text.substr(2) : text);
  if (!url) return;
  const std::string origin = url->origin();
  addresses.push_back({std::move(*url), is_socket ? "ws" + origin.substr(4) : origin, is_default});
}

const document::Node* variables_of(const Server& server) {
  return server.node != nullptr ? server.node->find("variables") : nullptr;
}

/// In one pass, like the server's own URL.
std::string with_choice(std::string_view url,
                        const document::Node& variables,
                        std::string_view chosen,
                        std::string_view choice) {
  std::string out;
  while (true) {
    const std::size_t open = std::min(url.find('{'), url.size());
    const std::size_t close = url.find('}', open);
    if (close == std::string_view::npos) return out.append(url);
    const std::string_view name = url.substr(open + 1, close - open - 1);
    const document::Node* const variable = variables.find(name);
    out += url.substr(0, open);
    out += name == chosen ? choice : variable != nullptr ? variable->string_at("default") : "";
    url.remove_prefix(close + 1);
  }
}

}  // namespace

std::vector<Address> addresses_of(const Server& server) {
  std::vector<Address> addresses;
  add(addresses, server.url, true);
  const document::Node* const variables = variables_of(server);
  if (variables == nullptr) return addresses;
  const std::string_view url = server.node->string_at("url");
  for (const document::Entry& variable : variables->entries()) {
    const document::Node* const choices = variable.value->find("enum");
    const bool is_used = url.find("{" + std::string(variable.key) + "}") != std::string_view::npos;
    if (choices == nullptr || !is_used) continue;
    for (const document::Node* const choice : choices->items()) {
      add(addresses, with_choice(url, *variables, variable.key, choice->text()), false);
    }
  }
  return addresses;
}

bool is_told_in_full(const Contract& contract, const Server& server) {
  if (server.node == nullptr) {
    return contract.version == SpecVersion::swagger_2_0 && contract.files != nullptr &&
           contract.files->root().find("host") != nullptr;
  }
  std::string_view url = server.node->string_at("url");
  if (!url.starts_with('{') && url.find("://") == std::string_view::npos) return false;
  const document::Node* const variables = variables_of(server);
  for (std::size_t open = url.find('{'); open != std::string_view::npos; open = url.find('{')) {
    const std::size_t close = url.find('}', open);
    if (close == std::string_view::npos || variables == nullptr) return false;
    const document::Node* const variable = variables->find(url.substr(open + 1, close - open - 1));
    const document::Node* const choices = variable != nullptr ? variable->find("enum") : nullptr;
    if (choices == nullptr || choices->items().empty()) return false;
    url.remove_prefix(close + 1);
  }
  return true;
}

}  // namespace sworn::diff
