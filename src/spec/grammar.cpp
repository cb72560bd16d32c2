// SPDX-License-Identifier: Apache-2.0
#include "spec/grammar.h"

#include <array>
#include <span>

namespace sworn::spec {
namespace {

struct Field {
  std::string_view name;
  Object object;
  Shape shape = Shape::one;
};

constexpr std::array document_fields{Field{"paths", Object::paths},
                                     Field{"webhooks", Object::path_item, Shape::map},
                                     Field{"components", Object::components},
                                     Field{"info", Object::leaf},
                                     Field{"security", Object::requirement, Shape::list},
                                     // Swagger 2.0
                                     Field{"definitions", Object::schema, Shape::map},
                                     Field{"parameters", Object::parameter, Shape::map},
                                     Field{"responses", Object::response, Shape::map},
                                     Field{
                                         "securityDefinitions",
                                         Object::security_scheme,
                                         Shape::map,
                                     }};

constexpr std::array component_fields{Field{"schemas", Object::schema, Shape::map},
                                      Field{"responses", Object::response, Shape::map},
                                      Field{"parameters", Object::parameter, Shape::map},
                                      Field{"examples", Object::example, Shape::map},
                                      Field{"requestBodies", Object::request_body, Shape::map},
                                      Field{"headers", Object::header, Shape::map},
                                      Field{"securitySchemes", Object::security_scheme, Shape::map},
                                      Field{"links", Object::link, Shape::map},
                                      Field{"callbacks", Object::callback, Shape::map},
                                      Field{"pathItems", Object::path_item, Shape::map},
                                      Field{"mediaTypes", Object::media_type, Shape::map}};

constexpr std::array path_item_fields{Field{"get", Object::operation},
                                      Field{"put", Object::operation},
                                      Field{"post", Object::operation},
                                      Field{"delete", Object::operation},
                                      Field{"options", Object::operation},
                                      Field{"head", Object::operation},
                                      Field{"patch", Object::operation},
                                      Field{"trace", Object::operation},
                                      Field{"query", Object::operation},
                                      Field{"additionalOperations", Object::operation, Shape::map},
                                      Field{"parameters", Object::parameter, Shape::list}};

constexpr std::array operation_fields{Field{"parameters", Object::parameter, Shape::list},
                                      Field{"requestBody", Object::request_body},
                                      Field{"responses", Object::responses},
                                      Field{"callbacks", Object::callback, Shape::map},
                                      Field{"security", Object::requirement, Shape::list}};

/// Of a parameter and of a header; `items` is Swagger 2.0.
constexpr std::array parameter_fields{Field{"schema", Object::schema},
                                      Field{"content", Object::media_type, Shape::map},
                                      Field{"examples", Object::example, Shape::map},
                                      Field{"items", Object::schema}};

constexpr std::array request_body_fields{Field{"content", Object::media_type, Shape::map}};

constexpr std::array media_type_fields{Field{"schema", Object::schema},
                                       Field{"itemSchema", Object::schema},
                                       Field{"examples", Object::example, Shape::map},
                                       Field{"encoding", Object::encoding, Shape::map},
                                       Field{"prefixEncoding", Object::encoding, Shape::list},
                                       Field{"itemEncoding", Object::encoding}};

constexpr std::array encoding_fields{Field{"headers", Object::header, Shape::map},
                                     Field{"encoding", Object::encoding, Shape::map},
                                     Field{"prefixEncoding", Object::encoding, Shape::list},
                                     Field{"itemEncoding", Object::encoding}};

/// The `examples` of a response are data (Swagger 2.0 §Response Object).
constexpr std::array response_fields{Field{"headers", Object::header, Shape::map},
                                     Field{"content", Object::media_type, Shape::map},
                                     Field{"links", Object::link, Shape::map},
                                     Field{"schema", Object::schema}};

constexpr std::array scheme_fields{Field{"flows", Object::flows}};

/// The applicators of every dialect (JSON Schema 2020-12 Core §10, draft 4 for Swagger 2.0).
constexpr std::array schema_fields{Field{"properties", Object::schema, Shape::map},
                                   Field{"items", Object::schema},
                                   Field{"allOf", Object::schema, Shape::list},
                                   Field{"oneOf", Object::schema, Shape::list},
                                   Field{"anyOf", Object::schema, Shape::list},
                                   Field{"not", Object::schema},
                                   Field{"additionalProperties", Object::schema},
                                   Field{"patternProperties", Object::schema, Shape::map},
                                   Field{"$defs", Object::schema, Shape::map},
                                   Field{"definitions", Object::schema, Shape::map},
                                   Field{"prefixItems", Object::schema, Shape::list},
                                   Field{"additionalItems", Object::schema},
                                   Field{"contains", Object::schema},
                                   Field{"if", Object::schema},
                                   Field{"then", Object::schema},
                                   Field{"else", Object::schema},
                                   Field{"dependentSchemas", Object::schema, Shape::map},
                                   Field{"dependencies", Object::schema, Shape::map},
                                   Field{"propertyNames", Object::schema},
                                   Field{"unevaluatedItems", Object::schema},
                                   Field{"unevaluatedProperties", Object::schema},
                                   Field{"contentSchema", Object::schema}};

std::span<const Field> fields_of(Object holder) {
  switch (holder) {
    case Object::document:
      return document_fields;
    case Object::components:
      return component_fields;
    case Object::path_item:
      return path_item_fields;
    case Object::operation:
      return operation_fields;
    case Object::parameter:
    case Object::header:
      return parameter_fields;
    case Object::request_body:
      return request_body_fields;
    case Object::media_type:
      return media_type_fields;
    case Object::encoding:
      return encoding_fields;
    case Object::response:
      return response_fields;
    case Object::schema:
      return schema_fields;
    case Object::security_scheme:
      return scheme_fields;
    case Object::paths:
    case Object::responses:
    case Object::callback:
    case Object::flows:
    case Object::example:
    case Object::link:
    case Object::requirement:
    case Object::leaf:
      break;
  }
  return {};
}

}  // namespace

std::optional<Position> position_of(Object holder, std::string_view field) {
  for (const Field& known : fields_of(holder)) {
    if (known.name == field) return Position{known.object, known.shape};
  }
  return std::nullopt;
}

std::optional<Object> member_of(Object holder) {
  switch (holder) {
    case Object::paths:
    case Object::callback:
      return Object::path_item;
    case Object::responses:
      return Object::response;
    case Object::flows:
      return Object::leaf;
    default:
      return std::nullopt;
  }
}

}  // namespace sworn::spec
