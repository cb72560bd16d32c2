// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "spec/reader.h"
#include "spec/uri.h"

namespace sworn::spec {
namespace {

/// Relative to where the document was retrieved from (OpenAPI 3.1 §4.8.5); of a file there is
/// nothing to resolve against.
std::string absolute(const Reader& reader, const document::Node& node, std::string url) {
  const std::string& retrieved = reader.files.uri_of(node);
  if (!is_http(retrieved) || !scheme_of(url).empty()) return url;
  const auto base = base::parse_url(retrieved);
  const auto resolved = base ? base::resolve_url(*base, url) : base;
  return resolved ? resolved->text() : url;
}

/// What stands for `{name}`: its default (OpenAPI 3.1 §4.8.6), which has to be there.
std::optional<std::string_view> value_of(const Reader& reader,
                                         const document::Node& variables,
                                         std::string_view name) {
  const document::Node* variable = variables.find(name);
  if (variable == nullptr) return std::nullopt;
  const document::Node* value = variable->find("default");
  const document::Node* allowed = variable->find("enum");
  const auto options =
      allowed != nullptr ? allowed->items() : std::span<const document::Node* const>();
  if (value == nullptr || value->is_collection()) {
    reader.malformed(
        "server variable '" + base::printable(base::shorten(name, 60)) + "' has no default",
        reader.files.locate(*variable, variable->mark()),
        "OpenAPI requires one");
    if (options.empty()) return std::nullopt;
    return options.front()->text();
  }
  const bool is_allowed =
      options.empty() || std::ranges::any_of(options, [&](const document::Node* option) {
        return option->text() == value->text();
      });
  if (!is_allowed) {
    reader.malformed("the default of server variable '" + base::printable(base::shorten(name, 60)) +
                         "' is not in its enum",
                     reader.files.locate(*value, value->mark()));
  }
  return value->text();
}

/// Longer URLs are of no use; a few hundred bytes could stand for a terabyte.
constexpr std::size_t most_url_bytes = 65'536;

/// In one pass: what a variable stands for is not looked into again. What would become too long
/// stays as it is written.
std::string substitute(const Reader& reader,
                       std::string_view url,
                       const document::Node& variables) {
  const std::string_view written = url;
  std::string out;
  while (!url.empty()) {
    const std::size_t open = std::min(url.find('{'), url.size());
    const std::size_t close = url.find('}', open);
    out += url.substr(0, open);
    url.remove_prefix(open);
    if (close == std::string_view::npos) break;
    const auto value = value_of(reader, variables, url.substr(1, close - open - 1));
    out += value ? *value : url.substr(0, close - open + 1);
    url.remove_prefix(close - open + 1);
    if (out.size() > most_url_bytes) {
      reader.malformed("a server URL is too long with its variables' values",
                       reader.files.locate(variables, variables.mark()));
      return std::string(written);
    }
  }
  return out.append(url);
}

std::vector<std::string> texts_of(const document::Node* list) {
  std::vector<std::string> texts;
  if (list == nullptr) return texts;
  for (const document::Node* item : list->items()) texts.emplace_back(item->text());
  return texts;
}

/// `host` and `basePath` under each of `schemes` (Swagger 2.0 §Swagger Object).
std::vector<Server> put_together(const Reader& reader, const document::Node* schemes) {
  const document::Node& root = reader.files.root();
  const std::string& retrieved = reader.files.uri_of(root);
  const auto served_by = is_http(retrieved) ? base::parse_url(retrieved) : Error{};
  std::string path(root.string_at("basePath"));
  if (!path.empty() && !path.starts_with('/')) path.insert(0, 1, '/');
  std::string host(root.string_at("host"));
  Location where = host.empty() ? Location{} : reader.place_of(root, "host", "");
  if (host.empty() && served_by) {
    host = served_by->origin().substr(served_by->scheme.size() + 3);
  }
  if (host.empty()) return {{path.empty() ? "/" : path, nullptr, {}}};
  std::vector<Server> servers;
  for (std::string& scheme : texts_of(schemes)) {
    Location there = reader.files.locate(*schemes, schemes->items()[servers.size()]->mark());
    servers.push_back({std::move(scheme) + "://" + host + path, nullptr, std::move(there)});
  }
  if (servers.empty()) {
    const std::string scheme = served_by ? served_by->scheme : "http";
    servers.push_back({scheme + "://" + host + path, nullptr, std::move(where)});
  }
  return servers;
}

}  // namespace

std::vector<Server> read_servers(const Reader& reader, const document::Node& node) {
  std::vector<Server> servers;
  const document::Node* list = reader.list_at(node, "servers");
  if (list == nullptr) return servers;
  for (const document::Node* server : list->items()) {
    if (!server->is_mapping()) {
      reader.malformed("a server is not an object and is left out",
                       reader.files.locate(*server, server->mark()));
      continue;
    }
    std::string url(server->string_at("url"));
    if (const document::Node* variables = reader.map_at(*server, "variables")) {
      url = substitute(reader, url, *variables);
    }
    if (url.empty()) url = "/";
    servers.push_back({absolute(reader, *server, std::move(url)),
                       server,
                       reader.files.locate(*server, server->mark())});
  }
  return servers;
}

Server default_server(const Reader& reader) {
  return {absolute(reader, reader.files.root(), "/"), nullptr, {}};
}

std::vector<Server> read_swagger_servers(const Reader& reader, const document::Node& root) {
  return put_together(reader, reader.list_at(root, "schemes"));
}

std::vector<Server> read_swagger_servers_of(const Reader& reader, const document::Node& operation) {
  const document::Node* schemes = reader.list_at(operation, "schemes");
  if (schemes == nullptr || schemes->items().empty()) return {};
  return put_together(reader, schemes);
}

}  // namespace sworn::spec
