// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
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
    if (url.empty()) {
      url = "/";
    }
    urls.push_back(std::move(url));
  }
  return urls;
}

std::vector<std::string> read_swagger_servers(const document::Node& root) {
  const std::string_view host = root.string_at("host");
  std::string base_path(root.string_at("basePath"));
  if (!base_path.empty() && !base_path.starts_with('/')) {
    base_path.insert(0, 1, '/');  // it has to begin with one (Swagger 2.0 §Swagger Object)
  }
  if (host.empty()) {
    return {base_path.empty() ? "/" : base_path};
  }
  std::vector<std::string> urls;
  const document::Node* schemes = root.find("schemes");
  if (schemes != nullptr) {
    for (const document::Node* scheme : schemes->items()) {
      urls.push_back(std::string(scheme->text()) + "://" + std::string(host) + base_path);
    }
  }
  if (urls.empty()) {
    urls.push_back("http://" + std::string(host) + base_path);
  }
  return urls;
}

}  // namespace sworn::spec
