// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "spec/reader.h"

namespace sworn::spec {
namespace {

std::optional<Place> place_named(std::string_view in) {
  if (in == "path") return Place::path;
  if (in == "query") return Place::query;
  if (in == "header") return Place::header;
  if (in == "cookie") return Place::cookie;
  if (in == "formData") return Place::body;
  return std::nullopt;
}

/// The first example that a parameter or media type gives (OpenAPI 3.1 §4.8.12.2).
const document::Node* first_example(const Reader& reader, const document::Node& node) {
  if (const document::Node* example = node.find("example")) {
    return example;
  }
  if (const document::Node* examples = node.find("examples");
      examples != nullptr && !examples->entries().empty()) {
    if (const document::Node* first = reader.files.follow(examples->entries().front().value)) {
      return first->find("value");
    }
  }
  return nullptr;
}

/// Style and explode where the document is silent (OpenAPI 3.1 §4.8.12.2).
void set_defaults(Parameter& parameter, const document::Node& node) {
  const bool is_form = parameter.place == Place::query || parameter.place == Place::cookie ||
                       parameter.place == Place::body;
  parameter.style =
      node.string_at("style").empty() ? (is_form ? "form" : "simple") : node.string_at("style");
  const document::Node* explode = node.find("explode");
  parameter.explode = explode == nullptr ? parameter.style == "form" : explode->as_boolean();
}

/// `collectionFormat` in the words of OpenAPI 3 (Swagger 2.0 §Parameter Object; csv is the
/// default).
void set_collection_format(Parameter& parameter, const document::Node& node) {
  const std::string_view format = node.string_at("collectionFormat");
  parameter.explode = format == "multi";
  if (format == "ssv") parameter.style = "spaceDelimited";
  if (format == "pipes") parameter.style = "pipeDelimited";
  if (format == "tsv") parameter.style = "tabDelimited";
}

std::optional<Parameter> read_parameter(const Reader& reader, const document::Node* reference) {
  const document::Node* node = reader.files.follow(reference);
  if (node == nullptr || !node->is_mapping()) {
    return std::nullopt;
  }
  const auto place = place_named(node->string_at("in"));
  if (!place) {
    return std::nullopt;
  }
  Parameter parameter;
  parameter.name = node->string_at("name");
  parameter.place = *place;
  const document::Node* required = node->find("required");
  parameter.is_required = *place == Place::path || (required != nullptr && required->as_boolean());
  const document::Node* reserved = node->find("allowReserved");
  parameter.allow_reserved = reserved != nullptr && reserved->as_boolean();
  parameter.where = reader.files.locate(*node, node->mark());
  set_defaults(parameter, *node);
  parameter.example = first_example(reader, *node);
  if (reader.is_swagger()) {
    set_collection_format(parameter, *node);
    parameter.schema = node;
    if (parameter.example == nullptr) {
      parameter.example = node->find("x-example");
    }
    return parameter;
  }
  parameter.schema = node->find("schema");
  if (const document::Node* content = node->find("content");
      content != nullptr && !content->entries().empty()) {
    const document::Entry& first = content->entries().front();
    parameter.content_type = first.key;
    parameter.schema = first.value->find("schema");
    if (parameter.example == nullptr) {
      parameter.example = first_example(reader, *first.value);
    }
  }
  return parameter;
}

std::vector<MediaType> read_content(const Reader& reader, const document::Node& parent) {
  std::vector<MediaType> content;
  const document::Node* types = parent.find("content");
  if (types == nullptr) {
    return content;
  }
  for (const document::Entry& entry : types->entries()) {
    const document::Node* media = reader.files.follow(entry.value);
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

}  // namespace

std::vector<Parameter> read_parameters(const Reader& reader,
                                       const document::Node* path_item,
                                       const document::Node* operation) {
  std::vector<Parameter> parameters;
  for (const document::Node* holder : {operation, path_item}) {
    const document::Node* list = holder != nullptr ? holder->find("parameters") : nullptr;
    if (list == nullptr) {
      continue;
    }
    for (const document::Node* item : list->items()) {
      auto parameter = read_parameter(reader, item);
      const bool is_known =
          parameter && std::ranges::any_of(parameters, [&](const Parameter& other) {
            return other.name == parameter->name && other.place == parameter->place;
          });
      if (parameter && !is_known) {
        parameters.push_back(std::move(*parameter));
      }
    }
  }
  return parameters;
}

std::optional<RequestBody> read_body(const Reader& reader, const document::Node& operation) {
  const document::Node* node = reader.files.follow(operation.find("requestBody"));
  if (node == nullptr || !node->is_mapping()) {
    return std::nullopt;
  }
  RequestBody body;
  const document::Node* required = node->find("required");
  body.is_required = required != nullptr && required->as_boolean();
  body.content = read_content(reader, *node);
  return body;
}

std::optional<RequestBody> read_swagger_body(const Reader& reader,
                                             const document::Node* path_item,
                                             const document::Node& operation) {
  for (const document::Node* holder : {&operation, path_item}) {
    const document::Node* list = holder != nullptr ? holder->find("parameters") : nullptr;
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
  const document::Node* map = reader.files.follow(operation.find("responses"));
  if (map == nullptr) {
    return responses;
  }
  const std::string here = below(pointer, "responses");
  for (const document::Entry& entry : map->entries()) {
    const document::Node* node = reader.files.follow(entry.value);
    if (node == nullptr || entry.key.starts_with("x-")) {
      continue;
    }
    ResponseDeclaration response;
    response.status = entry.key;
    response.description = node->string_at("description");
    response.where = reader.files.locate(*map, entry.key_mark, below(here, entry.key));
    response.content = reader.is_swagger() ? read_swagger_content(reader, operation, *node)
                                           : read_content(reader, *node);
    if (const document::Node* headers = node->find("headers")) {
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
