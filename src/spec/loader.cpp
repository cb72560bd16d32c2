// SPDX-License-Identifier: Apache-2.0
#include "spec/loader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/hash.h"
#include "base/text.h"
#include "spec/files.h"
#include "spec/reader.h"

namespace sworn::spec {
namespace {

struct Method {
  std::string_view key;
  std::string_view name;
};
constexpr std::array<Method, 8> methods{{{"get", "GET"},
                                         {"put", "PUT"},
                                         {"post", "POST"},
                                         {"delete", "DELETE"},
                                         {"options", "OPTIONS"},
                                         {"head", "HEAD"},
                                         {"patch", "PATCH"},
                                         {"trace", "TRACE"}}};

/// The version that a root declares. Only major.minor decides (OpenAPI 3.1 §4.1).
Result<SpecVersion> read_version(const document::Document& document) {
  const document::Node& root = document.root();
  if (!root.is_mapping()) {
    return Error{"this is not an OpenAPI document: its root is not an object",
                 document.locate(root.mark()),
                 "name the OpenAPI file of the API"};
  }
  const document::Node* swagger = root.find("swagger");
  const document::Node* openapi = root.find("openapi");
  if (const document::Node* old = root.find("swaggerVersion");
      old != nullptr && swagger == nullptr && openapi == nullptr) {
    return Error{"version '" + base::printable(base::shorten(old->text(), 40)) + "' is not known",
                 document.locate(old->mark()),
                 "sworn reads Swagger 2.0, OpenAPI 3.0 and 3.1"};
  }
  if (swagger == nullptr && openapi == nullptr) {
    return Error{
        "this is not an OpenAPI document: it has neither 'openapi' nor 'swagger' at its root",
        document.locate(root.mark()),
        "name the OpenAPI file of the API"};
  }
  if (swagger != nullptr && openapi != nullptr) {
    return Error{"both 'swagger' and 'openapi' stand at the root",
                 document.locate(root.mark_of("openapi")),
                 "keep one"};
  }
  const document::Node& value = swagger != nullptr ? *swagger : *openapi;
  const std::string_view text = value.text();
  if (swagger != nullptr && text == "2.0") return SpecVersion::swagger_2_0;
  if (openapi != nullptr && (text == "3.0" || text.starts_with("3.0.")))
    return SpecVersion::openapi_3_0;
  if (openapi != nullptr && (text == "3.1" || text.starts_with("3.1.")))
    return SpecVersion::openapi_3_1;
  return Error{"version '" + base::printable(base::shorten(text, 40)) + "' is not known",
               document.locate(value.mark()),
               "sworn reads Swagger 2.0, OpenAPI 3.0 and 3.1"};
}

/// So that a document of another kind or version is told so, whatever its references are.
Result<void> check_version(const document::Document& document) {
  const auto version = read_version(document);
  return version ? Result<void>() : version.error();
}

void read_operation(const Reader& reader,
                    std::string_view method,
                    std::string_view path,
                    const document::Node& path_item,
                    const document::Node& node,
                    Location where,
                    const std::string& pointer) {
  Contract& contract = reader.contract;
  Operation operation;
  operation.method = method;
  operation.path = path;
  operation.operation_id = node.string_at("operationId");
  operation.summary = node.string_at("summary");
  operation.node = &node;
  operation.path_item = &path_item;
  operation.where = std::move(where);
  if (const document::Node* tags = node.find("tags")) {
    for (const document::Node* tag : tags->items()) {
      operation.tags.emplace_back(tag->text());
    }
  }
  const document::Node* deprecated = node.find("deprecated");
  operation.is_deprecated = deprecated != nullptr && deprecated->as_boolean();
  operation.parameters = read_parameters(reader, &path_item, &node);
  operation.body =
      reader.is_swagger() ? read_swagger_body(reader, &path_item, node) : read_body(reader, node);
  operation.responses = read_responses(reader, node, pointer);
  const document::Node* security = node.find("security");
  operation.requirement =
      security != nullptr && security->is_sequence()
          ? read_requirement(reader, node, pointer, RequirementSource::operation)
          : contract.root_requirement;
  operation.servers = read_servers(reader, node);
  if (operation.servers.empty()) {
    operation.servers = read_servers(reader, path_item);
  }
  operation.has_own_servers = !operation.servers.empty();
  if (operation.servers.empty()) {
    operation.servers = contract.servers;
  }
  contract.operations.push_back(std::move(operation));
}

Result<void> read_paths(const Reader& reader, const document::Node& root) {
  const document::Node* paths = root.find("paths");
  if (paths == nullptr) {
    return {};
  }
  if (!paths->is_mapping() && !paths->is_null()) {
    return Error{"'paths' is not an object", reader.files.locate(root, root.mark_of("paths")), ""};
  }
  for (const document::Entry& entry : paths->entries()) {
    if (!entry.key.starts_with('/')) {
      if (!entry.key.starts_with("x-")) {
        reader.contract.remarks.push_back({Flaw::malformed,
                                           {"path '" + base::printable(entry.key) +
                                                "' does not begin with a slash and is left out",
                                            reader.files.locate(*paths, entry.key_mark),
                                            ""}});
      }
      continue;
    }
    const document::Node* path_item = reader.files.follow(entry.value);
    if (path_item == nullptr) {
      continue;
    }
    const std::string here = below("/paths", entry.key);
    for (const Method& method : methods) {
      const document::Node* node = reader.files.follow(path_item->find(method.key));
      if (node != nullptr && node->is_mapping()) {
        read_operation(reader,
                       method.name,
                       entry.key,
                       *path_item,
                       *node,
                       reader.place_of(*path_item, method.key, here),
                       below(here, method.key));
      }
    }
  }
  return {};
}

Result<Contract> read_contract(std::shared_ptr<Files> files, const std::string& name) {
  const document::Node& root = files->root();
  auto version = read_version(files->entry());
  if (!version) {
    return version.error();
  }
  Contract contract;
  contract.file = name;
  contract.version = *version;
  contract.openapi =
      root.find(contract.version == SpecVersion::swagger_2_0 ? "swagger" : "openapi")->text();
  contract.sha256 = base::hex_digest(base::HashKind::sha256, files->text());
  if (const document::Node* info = files->follow(root.find("info"))) {
    contract.title = info->string_at("title");
    const document::Node* api_version = info->find("version");
    contract.api_version = api_version != nullptr ? api_version->text() : "";
  }
  const Reader reader{*files, contract};
  if (reader.is_swagger()) {
    contract.servers = read_swagger_servers(reader, root);
    read_schemes(reader, root.find("securityDefinitions"), "/securityDefinitions");
  } else {
    contract.servers = read_servers(reader, root);
    if (const document::Node* components = files->follow(root.find("components"))) {
      read_schemes(reader, components->find("securitySchemes"), "/components/securitySchemes");
    }
  }
  if (contract.servers.empty()) {
    contract.servers.push_back({"/", nullptr, {}});
  }
  contract.root_requirement = read_requirement(reader, root, "", RequirementSource::root);
  if (auto read = read_paths(reader, root); !read) {
    return read.error();
  }
  std::ranges::sort(contract.operations, [](const Operation& a, const Operation& b) {
    return std::tie(a.path, a.method) < std::tie(b.path, b.method);
  });
  contract.files = std::move(files);
  return contract;
}

}  // namespace

Result<Contract> load(const std::string& path, const LoadOptions& options) {
  auto files = Files::open(path, options.ref_root, check_version);
  if (!files) {
    return files.error();
  }
  return read_contract(std::move(*files), path);
}

Result<Contract> load_text(std::string text, const std::string& name, const LoadOptions& options) {
  auto files = Files::of_text(std::move(text), name, options.ref_root, check_version);
  if (!files) {
    return files.error();
  }
  return read_contract(std::move(*files), name);
}

}  // namespace sworn::spec
