// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "base/url.h"
#include "spec/reader.h"

namespace sworn::spec {

std::vector<std::string> read_servers(const document::Node& node) {
  std::vector<std::string> urls;
  const document::Node* servers = node.find("servers");
  if (servers == nullptr) {
    return urls;
  }
  for (const document::Node* server : servers->items()) {
    std::string url(server->string_at("url"));
    if (const document::Node* variables = server->find("variables")) {
      for (const document::Entry& variable : variables->entries()) {
        const document::Node* value = variable.value->find("default");
        if (value != nullptr) {
          url = base::replace_all(url, "{" + std::string(variable.key) + "}", value->text());
        }
      }
    }
    urls.push_back(std::move(url));
  }
  return urls;
}

std::vector<std::string> read_swagger_servers(const document::Node& root) {
  const std::string_view host = root.string_at("host");
  const std::string_view base_path = root.string_at("basePath");
  if (host.empty()) {
    return {base_path.empty() ? "/" : std::string(base_path)};
  }
  std::vector<std::string> urls;
  const document::Node* schemes = root.find("schemes");
  if (schemes != nullptr) {
    for (const document::Node* scheme : schemes->items()) {
      urls.push_back(std::string(scheme->text()) + "://" + std::string(host) + base::join_paths("", base_path));
    }
  }
  if (urls.empty()) {
    urls.push_back("http://" + std::string(host) + base::join_paths("", base_path));
  }
  return urls;
}

}  // namespace sworn::spec
