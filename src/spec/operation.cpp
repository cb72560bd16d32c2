// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_set>

#include "base/text.h"
#include "spec/reader.h"

namespace sworn::spec {
namespace {

struct Method {
  std::string_view key;
  std::string_view name;
  SpecVersion since;
};
constexpr std::array<Method, 9> methods{{{"get", "GET", SpecVersion::swagger_2_0},
                                         {"put", "PUT", SpecVersion::swagger_2_0},
                                         {"post", "POST", SpecVersion::swagger_2_0},
                                         {"delete", "DELETE", SpecVersion::swagger_2_0},
                                         {"options", "OPTIONS", SpecVersion::swagger_2_0},
                                         {"head", "HEAD", SpecVersion::swagger_2_0},
                                         {"patch", "PATCH", SpecVersion::swagger_2_0},
                                         {"trace", "TRACE", SpecVersion::openapi_3_0},
                                         {"query", "QUERY", SpecVersion::openapi_3_2}}};

/// Callback operations that are kept: one that is referred to from everywhere would flood.
constexpr std::size_t most_callbacks = 10'000;

/// RFC 9110 §5.6.2.
bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    const bool is_alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return is_alphanumeric || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

const document::Node* find(const PathItem& path_item, std::string_view key) {
  for (const document::Node* node : path_item) {
    if (const document::Node* found = node->find(key)) return found;
  }
  return nullptr;
}

/// Reads path items, wherever they stand.
class PathReader {
 public:
  PathReader(const Reader& reader, std::vector<Operation>& into) : reader_(reader), into_(into) {}

  void read(const document::Node& node, std::string_view path, const std::string& pointer) {
    const PathItem item = chain_of(node);
    servers_.clear();
    for (const document::Node* holder : item) {
      if (servers_.empty() && !reader_.is_swagger()) servers_ = read_servers(reader_, *holder);
    }
    for (const document::Node* holder : item) {
      for (const Method& method : methods) {
        if (!reader_.is_at_least(method.since)) continue;
        const document::Node* operation = holder->find(method.key);
        // A field that stands in both is the first one's: behaviour is undefined, so the nearer.
        if (operation == nullptr || find(item, method.key) != operation) continue;
        read_method(item, *holder, method.key, method.name, path, pointer, *operation);
      }
      read_additional(item, *holder, path, pointer);
    }
  }

 private:
  /// The path item, and what its references lead to.
  [[nodiscard]] PathItem chain_of(const document::Node& node) const {
    PathItem chain;
    const document::Node* at = &node;
    for (int hops = 0; at != nullptr && hops < 100; ++hops) {
      if (!at->is_mapping()) {
        if (!at->is_null()) {
          reader_.malformed("a path item is not an object and is left out",
                            reader_.files.locate(*at, at->mark()));
        }
        break;
      }
      if (std::ranges::find(chain, at) != chain.end()) break;
      chain.push_back(at);
      const document::Node* reference = at->find("$ref");
      if (reference == nullptr || !reference->is_string()) break;
      at = reader_.files.resolve(*at, reference->text());
    }
    return chain;
  }

  /// OpenAPI 3.2 §4.9: methods as they are sent, which are case-sensitive (RFC 9110 §9.1).
  void read_additional(const PathItem& item,
                       const document::Node& holder,
                       std::string_view path,
                       const std::string& pointer) {
    if (!reader_.is_at_least(SpecVersion::openapi_3_2)) return;
    const document::Node* additional = reader_.map_at(holder, "additionalOperations");
    if (additional == nullptr) return;
    const std::string here = below(pointer, "additionalOperations");
    for (const document::Entry& entry : additional->entries()) {
      const bool has_field = std::ranges::find(methods, entry.key, &Method::name) != methods.end();
      if (has_field || !is_token(entry.key)) {
        reader_.malformed("'" + base::printable(base::shorten(entry.key, 60)) +
                              (has_field ? "' has a field of its own and is left out"
                                         : "' is no method and is left out"),
                          reader_.files.locate(*additional, entry.key_mark, below(here, entry.key)),
                          has_field ? "move it there" : "");
        continue;
      }
      read_method(item, *additional, entry.key, entry.key, path, here, *entry.value);
    }
  }

  void read_method(const PathItem& item,
                   const document::Node& holder,
                   std::string_view key,
                   std::string_view method,
                   std::string_view path,
                   const std::string& pointer,
                   const document::Node& value) {
    if (value.is_null()) return;
    const document::Node* node = reader_.object(&value, "an operation");
    if (node == nullptr) return;
    Operation operation;
    operation.method = method;
    operation.path = path;
    operation.path_item = additional_holder(item, holder);
    operation.where = reader_.place_of(holder, key, pointer);
    describe(operation, *node);
    read_promises(operation, item, *node, below(pointer, key));
    into_.push_back(std::move(operation));
  }

  /// The path item that the operation stands in: not the map of its additional operations.
  static const document::Node* additional_holder(const PathItem& item,
                                                 const document::Node& holder) {
    for (const document::Node* node : item) {
      if (node == &holder || node->find("additionalOperations") == &holder) return node;
    }
    return item.front();
  }

  void describe(Operation& operation, const document::Node& node) const {
    operation.node = &node;
    operation.operation_id = node.string_at("operationId");
    operation.summary = node.string_at("summary");
    if (const document::Node* tags = reader_.list_at(node, "tags")) {
      for (const document::Node* tag : tags->items()) operation.tags.emplace_back(tag->text());
    }
    const document::Node* deprecated = node.find("deprecated");
    operation.is_deprecated = deprecated != nullptr && deprecated->as_boolean();
  }

  void read_promises(Operation& operation,
                     const PathItem& item,
                     const document::Node& node,
                     const std::string& pointer) const {
    const Contract& contract = reader_.contract;
    operation.parameters = read_parameters(reader_, item, node);
    operation.body =
        reader_.is_swagger() ? read_swagger_body(reader_, item, node) : read_body(reader_, node);
    operation.responses = read_responses(reader_, node, pointer);
    const document::Node* security = node.find("security");
    operation.requirement =
        security != nullptr && !security->is_null()
            ? read_requirement(reader_, node, pointer, RequirementSource::operation)
            : contract.root_requirement;
    if (security != nullptr && !security->is_null() && !security->is_sequence()) {
      operation.requirement = contract.root_requirement;
    }
    if (reader_.is_swagger()) {
      operation.servers = read_swagger_servers_of(reader_, node);
    } else {
      operation.servers = read_servers(reader_, node);
      if (operation.servers.empty()) operation.servers = servers_;
      operation.has_own_servers = !operation.servers.empty();
    }
    if (operation.servers.empty()) operation.servers = contract.servers;
  }

  const Reader& reader_;
  std::vector<Operation>& into_;
  std::vector<Server> servers_;  ///< of the path item that is being read
};

/// The callbacks of operations, and of the operations of those.
class CallbackReader {
 public:
  explicit CallbackReader(const Reader& reader) : reader_(reader) {}

  void read(const Operation& operation) {
    if (reader_.is_swagger() || operation.node == nullptr) return;
    const document::Node* callbacks = reader_.map_at(*operation.node, "callbacks");
    if (callbacks == nullptr) return;
    const std::string here = below(operation.where.pointer, "callbacks");
    for (const document::Entry& entry : callbacks->entries()) {
      const document::Node* callback = reader_.object(entry.value, "a callback");
      // One that several operations refer to is read once; so are those that hold each other.
      if (callback == nullptr || entry.key.starts_with("x-") || !seen_.insert(callback).second) {
        continue;
      }
      std::vector<Operation> found;
      for (const document::Entry& item : callback->entries()) {
        if (item.key.starts_with("x-")) continue;
        PathReader(reader_, found)
            .read(*item.value, item.key, below(below(here, entry.key), item.key));
      }
      for (Operation& one : found) {
        if (reader_.contract.callbacks.size() >= most_callbacks) return;
        reader_.contract.callbacks.push_back(one);
        read(one);
      }
    }
  }

 private:
  const Reader& reader_;
  std::unordered_set<const document::Node*> seen_;
};

void sort(std::vector<Operation>& operations) {
  std::ranges::stable_sort(operations, [](const Operation& a, const Operation& b) {
    return std::tie(a.path, a.method) < std::tie(b.path, b.method);
  });
}

}  // namespace

void read_operations(const Reader& reader, const document::Node& root) {
  Contract& contract = reader.contract;
  if (const document::Node* paths = reader.map_at(root, "paths")) {
    PathReader path_reader(reader, contract.operations);
    for (const document::Entry& entry : paths->entries()) {
      if (entry.key.starts_with("x-")) continue;
      if (!entry.key.starts_with('/')) {
        reader.malformed("path '" + base::printable(base::shorten(entry.key, 200)) +
                             "' does not begin with a slash and is left out",
                         reader.files.locate(*paths, entry.key_mark));
        continue;
      }
      path_reader.read(*entry.value, entry.key, below("/paths", entry.key));
    }
  }
  if (reader.is_at_least(SpecVersion::openapi_3_1)) {
    if (const document::Node* webhooks = reader.map_at(root, "webhooks")) {
      PathReader webhook_reader(reader, contract.webhooks);
      for (const document::Entry& entry : webhooks->entries()) {
        webhook_reader.read(*entry.value, entry.key, below("/webhooks", entry.key));
      }
    }
  }
  CallbackReader callbacks(reader);
  for (const Operation& operation : contract.operations) callbacks.read(operation);
  for (const Operation& operation : contract.webhooks) callbacks.read(operation);
  sort(contract.operations);
  sort(contract.webhooks);
  sort(contract.callbacks);
}

}  // namespace sworn::spec
