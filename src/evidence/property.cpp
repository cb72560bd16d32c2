// SPDX-License-Identifier: Apache-2.0
#include "evidence/property.h"

#include <algorithm>

#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/collection.h"
#include "http/media_type.h"
#include "spec/files.h"
#include "spec/property.h"

namespace sworn::evidence {
namespace {

const document::Node* json_schema(const std::vector<MediaType>& content) {
  const auto found = std::ranges::find_if(content, [](const MediaType& media) {
    const auto type = http::parse_media_type(media.type);
    return type && http::is_json(*type);
  });
  return found == content.end() ? nullptr : found->schema;
}

const document::Node* request_schema(const Operation& operation) {
  return operation.body ? json_schema(operation.body->content) : nullptr;
}

const document::Node* success_schema(const Operation& operation) {
  for (const ResponseDeclaration& response : operation.responses) {
    if (response.status.starts_with('2')) {
      if (const document::Node* schema = json_schema(response.content)) {
        return schema;
      }
    }
  }
  return nullptr;
}

std::string_view type_of(const Contract& contract, const document::Node* schema) {
  schema = contract.files == nullptr ? schema : contract.files->follow(schema);
  const document::Node* type = schema == nullptr ? nullptr : schema->find("type");
  if (type != nullptr && type->is_sequence() && !type->items().empty()) {
    type = type->items().front();
  }
  return type == nullptr ? std::string_view() : type->text();
}

bool is_scalar(const Contract& contract, const document::Node* schema) {
  const std::string_view type = type_of(contract, schema);
  return type == "string" || type == "boolean" || type == "integer" || type == "number";
}

bool is_scalar_or_list(const Contract& contract, const document::Node* schema) {
  if (is_scalar(contract, schema)) {
    return true;
  }
  const document::Node* list = contract.files == nullptr ? schema : contract.files->follow(schema);
  return list != nullptr && type_of(contract, list) == "array" && list->find("items") != nullptr &&
         is_scalar(contract, list->find("items"));
}

/// Whether a scalar, or those of a list, are among values that the schema lists.
bool is_enumerated(const Contract& contract, const document::Node* schema) {
  const auto follow = [&](const document::Node* node) {
    return contract.files == nullptr ? node : contract.files->follow(node);
  };
  const document::Node* body = follow(schema);
  const document::Node* items = body == nullptr ? nullptr : body->find("items");
  const document::Node* scalar = items == nullptr ? body : follow(items);
  return scalar != nullptr && scalar->find("enum") != nullptr;
}

/// Whether the schema says, in its own words, that further properties are welcome; that it leaves
/// out `additionalProperties` says nothing.
bool welcomes_more(const Contract& contract, const document::Node* schema, int depth = 0) {
  constexpr int deepest = 8;
  schema = contract.files == nullptr ? schema : contract.files->follow(schema);
  if (schema == nullptr || depth > deepest) {
    return false;
  }
  const document::Node* more = schema->find("additionalProperties");
  if ((more != nullptr && (more->is_mapping() || more->as_boolean())) ||
      schema->find("patternProperties") != nullptr) {
    return true;
  }
  for (const char* part : {"allOf", "anyOf", "oneOf"}) {
    const document::Node* parts = schema->find(part);
    for (const document::Node* one :
         parts != nullptr ? parts->items() : std::span<const document::Node* const>()) {
      if (welcomes_more(contract, one, depth + 1)) {
        return true;
      }
    }
  }
  return false;
}

/// Of {"data": {...}} the object within.
std::map<std::string, const document::Node*> object_properties(const Contract& contract,
                                                               const document::Node* schema) {
  auto properties = spec::properties_of(contract, schema, false);
  if (properties.size() == 1 && !is_scalar(contract, properties.begin()->second)) {
    auto within = spec::properties_of(contract, properties.begin()->second, false);
    return within.empty() ? properties : within;
  }
  return properties;
}

bool names_object(std::string_view name, std::string_view parameter) {
  const std::string joined = base::join(base::words_of(name), "");
  return name == parameter || joined == "id" || joined == "uuid" || joined == "key" ||
         joined == "slug" || joined == "name" || joined == "self" || joined == "href" ||
         joined == "url" || joined == "links" || joined == "etag" || joined == "version";
}

bool is_of_object(const Operation& operation, const std::string& collection) {
  const bool writes =
      operation.method == "POST" || operation.method == "PUT" || operation.method == "PATCH";
  return writes && (operation.path == collection || operation.path.starts_with(collection + "/"));
}

}  // namespace

const Operation* reader_of(const Contract& contract, const Operation& writes) {
  if (writes.method == "POST") {
    for (const std::string& parameter : listed_parameters(contract, writes)) {
      if (const Operation* reader = operation_on_object(contract, "GET", writes, parameter)) {
        return reader;
      }
    }
    return nullptr;
  }
  if (writes.method != "PUT" && writes.method != "PATCH") {
    return nullptr;
  }
  // `/me` is no object of a collection: what is written there is read at the same place.
  return ends_in_parameter(writes)                    ? kin_of(contract, writes).reads
         : writes.path.find('{') == std::string::npos ? operation_on(contract, "GET", writes.path)
                                                      : nullptr;
}

std::map<std::string, SealedProperty> sealed_properties(const Contract& contract,
                                                        const Operation& writes,
                                                        const Operation& reads) {
  std::map<std::string, SealedProperty> found;
  const ObjectKin kin = kin_of(contract, reads);
  const auto taken = spec::properties_of(contract, request_schema(writes), true);
  if (taken.empty()) {
    return found;
  }
  const bool may_have_more = welcomes_more(contract, request_schema(writes));
  const std::string collection = reads.path.substr(0, reads.path.rfind("/{"));
  for (const auto& property : object_properties(contract, success_schema(reads))) {
    const std::string& name = property.first;
    const document::Node* schema = property.second;
    const auto own = taken.find(name);
    const bool is_read_only =
        own != taken.end() && spec::is_flagged(contract, *own->second, "readOnly");
    if ((own != taken.end() && !is_read_only) || names_object(name, kin.parameter) ||
        !is_scalar_or_list(contract, schema) || (may_have_more && !is_read_only)) {
      continue;
    }
    const bool is_taken_elsewhere =
        std::ranges::any_of(contract.operations, [&](const Operation& other) {
          const auto properties = is_of_object(other, collection)
                                      ? spec::properties_of(contract, request_schema(other), true)
                                      : std::map<std::string, const document::Node*>();
          const auto there = properties.find(name);
          return there != properties.end() &&
                 !spec::is_flagged(contract, *there->second, "readOnly");
        });
    if (!is_taken_elsewhere) {
      found[name] = {schema, is_read_only, is_enumerated(contract, schema)};
    }
  }
  return found;
}

std::map<std::string, std::string> members_added(const Request& more, const Request& plain) {
  std::map<std::string, std::string> added;
  const auto rich = document::parse_json(more.body, "");
  const auto poor = document::parse_json(plain.body, "");
  if (!rich || !poor) {
    return added;
  }
  for (const document::Entry& entry : rich->root().entries()) {
    if (poor->root().find(entry.key) == nullptr) {
      added[std::string(entry.key)] = document::to_json(*entry.value);
    }
  }
  return added;
}

std::string member_of(const Response& response, std::string_view name) {
  const auto json = document::parse_json(response.body, "");
  if (!json) {
    return "";
  }
  const document::Node* member = json->root().find(name);
  for (const document::Entry& entry : json->root().entries()) {
    if (member == nullptr && entry.value->is_mapping()) {
      member = entry.value->find(name);
    }
  }
  return member == nullptr || member->is_mapping() ? "" : document::to_json(*member);
}

bool is_made_up(const SealedProperty& property, std::string_view json) {
  if (property.is_enumerated) {
    return false;
  }
  const bool is_text = json.find('"') != std::string_view::npos;
  return is_text ? json.find("{canary.") != std::string_view::npos ||
                       json.find("sworn") != std::string_view::npos ||
                       json.find("//example.org/") != std::string_view::npos ||
                       json.find("2001-02-03") != std::string_view::npos
                 : std::ranges::count_if(json, [](char c) { return c >= '0' && c <= '9'; }) >= 4;
}

bool holds_written(const std::string& read, const std::string& written) {
  if (read == written) {
    return true;
  }
  const auto list = document::parse_json(read, "");
  const auto wanted = document::parse_json(written, "");
  return list && wanted && list->root().is_sequence() && wanted->root().is_sequence() &&
         std::ranges::all_of(wanted->root().items(), [&](const document::Node* one) {
           return std::ranges::any_of(list->root().items(), [&](const document::Node* other) {
             return document::equal(*one, *other);
           });
         });
}

}  // namespace sworn::evidence
