// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "spec/reader.h"

namespace sworn::spec {
namespace {

/// Where a parameter of this version stands; `body` of Swagger 2.0 is no parameter here.
std::optional<Place> place_named(const Reader& reader, std::string_view in) {
  if (in == "path") return Place::path;
  if (in == "query") return Place::query;
  if (in == "header") return Place::header;
  if (in == "cookie") return Place::cookie;
  if (in == "formData" && reader.is_swagger()) return Place::body;
  if (in == "querystring" && reader.is_at_least(SpecVersion::openapi_3_2)) return Place::query;
  return std::nullopt;
}

/// Style and explode where the document is silent (OpenAPI 3.1 §4.8.12.2, 3.2 §4.12.2 for cookie).
void set_defaults(Parameter& parameter, const document::Node& node) {
  const bool is_form = parameter.place == Place::query || parameter.place == Place::cookie ||
                       parameter.place == Place::body;
  parameter.style =
      node.string_at("style").empty() ? (is_form ? "form" : "simple") : node.string_at("style");
  const document::Node* explode = node.find("explode");
  parameter.explode = explode == nullptr ? parameter.style == "form" || parameter.style == "cookie"
                                         : explode->as_boolean();
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

/// `content` instead of `schema`: one media type, no style (OpenAPI 3.1 §4.8.12.3).
void set_content(const Reader& reader, Parameter& parameter, const document::Node& node) {
  const document::Node* content = reader.map_at(node, "content");
  if (content == nullptr || content->entries().empty()) return;
  const document::Entry& first = content->entries().front();
  parameter.content_type = first.key;
  parameter.schema = nullptr;
  if (const document::Node* media = reader.object(first.value, "a media type")) {
    parameter.schema = media->find("schema");
    if (parameter.example == nullptr) parameter.example = first_example(reader, *media);
  }
}

std::optional<Parameter> read_parameter(const Reader& reader, const document::Node* reference) {
  const document::Node* node = reader.object(reference, "a parameter");
  if (node == nullptr) return std::nullopt;
  const std::string_view in = node->string_at("in");
  const auto place = place_named(reader, in);
  Location where = reader.files.locate(*node, node->mark());
  if (!place) {
    if (in != "body" || !reader.is_swagger()) {
      reader.malformed("a parameter is in '" + base::printable(base::shorten(in, 40)) +
                           "', which is no place, and is left out",
                       std::move(where),
                       "");
    }
    return std::nullopt;
  }
  Parameter parameter;
  parameter.name = node->string_at("name");
  parameter.place = *place;
  parameter.is_whole_query = in == "querystring";
  if (parameter.name.empty() && !parameter.is_whole_query) {
    reader.malformed("a parameter has no name and is left out", std::move(where), "");
    return std::nullopt;
  }
  const document::Node* required = node->find("required");
  parameter.is_required = *place == Place::path || (required != nullptr && required->as_boolean());
  const document::Node* reserved = node->find("allowReserved");
  parameter.allow_reserved = reserved != nullptr && reserved->as_boolean();
  parameter.where = std::move(where);
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
  set_content(reader, parameter, *node);
  return parameter;
}

}  // namespace

const document::Node* first_example(const Reader& reader, const document::Node& node) {
  if (const document::Node* example = node.find("example")) {
    return example;
  }
  const document::Node* examples = node.find("examples");
  if (examples == nullptr || examples->entries().empty()) return nullptr;
  const document::Node* first = reader.files.follow(examples->entries().front().value);
  if (first == nullptr) return nullptr;
  // `dataValue` is the value as the schema sees it (OpenAPI 3.2 §4.19).
  const document::Node* data = first->find("dataValue");
  return data != nullptr ? data : first->find("value");
}

std::vector<Parameter> read_parameters(const Reader& reader,
                                       const PathItem& path_item,
                                       const document::Node& operation) {
  std::vector<Parameter> parameters;
  std::set<std::pair<Place, std::string>> known;
  PathItem holders = {&operation};
  holders.insert(holders.end(), path_item.begin(), path_item.end());
  for (const document::Node* holder : holders) {
    const document::Node* list = reader.list_at(*holder, "parameters");
    if (list == nullptr) {
      continue;
    }
    for (const document::Node* item : list->items()) {
      auto parameter = read_parameter(reader, item);
      if (parameter && known.emplace(parameter->place, parameter->name).second) {
        parameters.push_back(std::move(*parameter));
      }
    }
  }
  return parameters;
}

}  // namespace sworn::spec
