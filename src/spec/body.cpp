// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "spec/reader.h"

namespace sworn::spec {
namespace {

std::vector<MediaType> read_content(const Reader& reader, const document::Node& parent) {
  std::vector<MediaType> content;
  const document::Node* types = reader.map_at(parent, "content");
  if (types == nullptr) {
    return content;
  }
  for (const document::Entry& entry : types->entries()) {
    const document::Node* media = reader.object(entry.value, "a media type");
    MediaType type;
    type.type = entry.key;
    type.where = reader.files.locate(*types, entry.key_mark);
    if (media != nullptr) {
      type.schema = media->find("schema");
      type.example = first_example(reader, *media);
    }
    content.push_back(std::move(type));
  }
  return content;
}

/// `consumes` or `produces`: the operation's own list replaces the root's (Swagger 2.0 §Operation
/// Object).
std::vector<std::string> media_types_of(const Reader& reader,
                                        const document::Node& operation,
                                        std::string_view key) {
  const document::Node* list = operation.find(key);
  if (list == nullptr) {
    list = reader.files.root().find(key);
  }
  std::vector<std::string> types;
  if (list != nullptr) {
    for (const document::Node* item : list->items()) {
      types.emplace_back(item->text());
    }
  }
  return types;
}

/// Examples of a Swagger 2.0 response stand beside its schema, by media type.
std::vector<MediaType> read_swagger_content(const Reader& reader,
                                            const document::Node& operation,
                                            const document::Node& response) {
  std::vector<MediaType> content;
  const document::Node* schema = response.find("schema");
  if (schema == nullptr) {
    return content;
  }
  const document::Node* examples = response.find("examples");
  auto types = media_types_of(reader, operation, "produces");
  if (types.empty()) {
    types.emplace_back("application/json");
  }
  for (std::string& type : types) {
    MediaType media;
    media.schema = schema;
    media.example = examples != nullptr ? examples->find(type) : nullptr;
    media.type = std::move(type);
    media.where = reader.files.locate(response, response.mark());
    content.push_back(std::move(media));
  }
  return content;
}

/// A header of Swagger 2.0 is its own schema, as a parameter is.
const document::Node* schema_of_header(const Reader& reader, const document::Node* header) {
  if (header == nullptr || reader.is_swagger()) {
    return header;
  }
  return header->find("schema");
}

/// A reference may describe what it names anew (OpenAPI 3.1 §4.8.23).
std::string description_of(const Reader& reader,
                           const document::Node& reference,
                           const document::Node& response) {
  const std::string_view own = reader.is_at_least(SpecVersion::openapi_3_1)
                                   ? reference.string_at("description")
                                   : std::string_view();
  return std::string(own.empty() ? response.string_at("description") : own);
}

}  // namespace

std::optional<RequestBody> read_body(const Reader& reader, const document::Node& operation) {
  const document::Node* node = reader.map_at(operation, "requestBody");
  if (node == nullptr) {
    return std::nullopt;
  }
  RequestBody body;
  const document::Node* required = node->find("required");
  body.is_required = required != nullptr && required->as_boolean();
  body.content = read_content(reader, *node);
  return body;
}

std::optional<RequestBody> read_swagger_body(const Reader& reader,
                                             const PathItem& path_item,
                                             const document::Node& operation) {
  PathItem holders = {&operation};
  holders.insert(holders.end(), path_item.begin(), path_item.end());
  for (const document::Node* holder : holders) {
    const document::Node* list = reader.files.follow(holder->find("parameters"));
    if (list == nullptr) {
      continue;
    }
    for (const document::Node* item : list->items()) {
      const document::Node* node = reader.files.follow(item);
      const std::string_view in = node != nullptr ? node->string_at("in") : "";
      if (in != "body" && in != "formData") {
        continue;
      }
      auto types = media_types_of(reader, operation, "consumes");
      RequestBody body;
      if (in == "body") {
        const document::Node* required = node->find("required");
        body.is_required = required != nullptr && required->as_boolean();
        if (types.empty()) {
          types.emplace_back("application/json");
        }
      } else {
        body.is_required = std::ranges::any_of(list->items(), [&](const document::Node* field) {
          const document::Node* declared = reader.files.follow(field);
          const document::Node* required =
              declared != nullptr && declared->string_at("in") == "formData"
                  ? declared->find("required")
                  : nullptr;
          return required != nullptr && required->as_boolean();
        });
        if (types.empty()) {
          types.emplace_back("application/x-www-form-urlencoded");
        }
      }
      for (std::string& type : types) {
        MediaType media;
        media.type = std::move(type);
        media.schema = in == "body" ? node->find("schema") : nullptr;
        media.where = reader.files.locate(*node, node->mark());
        body.content.push_back(std::move(media));
      }
      return body;
    }
  }
  return std::nullopt;
}

std::vector<ResponseDeclaration> read_responses(const Reader& reader,
                                                const document::Node& operation,
                                                const std::string& pointer) {
  std::vector<ResponseDeclaration> responses;
  const document::Node* map = reader.map_at(operation, "responses");
  if (map == nullptr) {
    return responses;
  }
  const std::string here = below(pointer, "responses");
  for (const document::Entry& entry : map->entries()) {
    if (entry.key.starts_with("x-")) continue;
    const document::Node* node = reader.object(entry.value, "a response");
    if (node == nullptr) continue;
    ResponseDeclaration response;
    response.status = entry.key;
    response.description = description_of(reader, *entry.value, *node);
    response.where = reader.files.locate(*map, entry.key_mark, below(here, entry.key));
    response.content = reader.is_swagger() ? read_swagger_content(reader, operation, *node)
                                           : read_content(reader, *node);
    if (const document::Node* headers = reader.map_at(*node, "headers")) {
      for (const document::Entry& header : headers->entries()) {
        const document::Node* declared = reader.files.follow(header.value);
        const document::Node* required = declared != nullptr ? declared->find("required") : nullptr;
        response.headers.push_back({std::string(header.key),
                                    required != nullptr && required->as_boolean(),
                                    schema_of_header(reader, declared)});
      }
    }
    responses.push_back(std::move(response));
  }
  return responses;
}

}  // namespace sworn::spec
