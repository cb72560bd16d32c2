// SPDX-License-Identifier: Apache-2.0
#include "diff/schema_reading.h"

#include <set>

#include "document/node.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

bool search(const spec::Files& files,
            const document::Node* schema,
            std::string_view name,
            std::set<const document::Node*>& seen) {
  schema = files.follow(schema);
  if (schema == nullptr || !seen.insert(schema).second) {
    return false;
  }
  if (const document::Node* properties = schema->find("properties");
      properties != nullptr && properties->find(name) != nullptr) {
    return true;
  }
  for (const document::Entry& entry : schema->entries()) {
    if (entry.key == "properties") {
      for (const document::Entry& property : entry.value->entries()) {
        if (search(files, property.value, name, seen)) {
          return true;
        }
      }
      continue;
    }
    if (entry.value->is_mapping() && search(files, entry.value, name, seen)) {
      return true;
    }
    for (const document::Node* item : entry.value->items()) {
      if (item->is_mapping() && search(files, item, name, seen)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace

schema::Context response_context(const Contract& contract) {
  schema::Context context;
  switch (contract.version) {
    case SpecVersion::swagger_2_0:
      context.dialect = schema::Dialect::swagger_2_0;
      break;
    case SpecVersion::openapi_3_0:
      context.dialect = schema::Dialect::openapi_3_0;
      break;
    case SpecVersion::openapi_3_1:
    case SpecVersion::openapi_3_2:
      context.dialect = schema::Dialect::draft_2020_12;
      break;
  }
  context.direction = schema::Direction::response;
  context.resolver = contract.files.get();
  return context;
}

bool has_property(const Contract& contract, const document::Node& schema, std::string_view name) {
  std::set<const document::Node*> seen;
  return contract.files != nullptr && search(*contract.files, &schema, name, seen);
}

}  // namespace sworn::diff
