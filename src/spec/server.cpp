// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "spec/reader.h"

namespace sworn::spec {

std::vector<Server> read_servers(const Reader& reader, const document::Node& node) {
  std::vector<Server> urls;
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
    urls.push_back({std::move(url), server, reader.files.locate(*server, server->mark())});
  }
  return urls;
}

std::vector<Server> read_swagger_servers(const Reader& reader, const document::Node& root) {
  const std::string_view host = root.string_at("host");
  std::string base_path(root.string_at("basePath"));
  if (!base_path.empty() && !base_path.starts_with('/')) {
    base_path.insert(0, 1, '/');  // it has to begin with one (Swagger 2.0 §Swagger Object)
  }
  if (host.empty()) {
    return {{base_path.empty() ? "/" : base_path, nullptr, {}}};
  }
  std::vector<Server> urls;
  const document::Node* schemes = root.find("schemes");
  if (schemes != nullptr) {
    for (const document::Node* scheme : schemes->items()) {
      urls.push_back({std::string(scheme->text()) + "://" + std::string(host) + base_path,
                      nullptr,
                      reader.files.locate(*scheme, scheme->mark())});
    }
  }
  if (urls.empty()) {
    urls.push_back(
        {"http://" + std::string(host) + base_path, nullptr, reader.place_of(root, "host", "")});
  }
  return urls;
}

}  // namespace sworn::spec
