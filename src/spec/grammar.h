// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sworn::spec {

/// The objects of OpenAPI that may be, or may hold, references.
enum class Object : std::uint8_t {
  document,
  components,
  paths,
  path_item,
  operation,
  parameter,
  request_body,
  media_type,
  encoding,
  responses,
  response,
  header,
  example,
  link,
  callback,
  schema,
  security_scheme,
  flows,
  requirement,
  leaf  ///< holds no references that count
};

/// Whether a field holds such an object, a list of them, or a map whose keys its author chose.
enum class Shape : std::uint8_t { one, list, map };

struct Position {
  Object object = Object::leaf;
  Shape shape = Shape::one;
};

/// What stands under a field of an object, in any version of OpenAPI or Swagger 2.0; nothing where
/// data stands, so that a `$ref` in an example or an extension refers to nothing.
[[nodiscard]] std::optional<Position> position_of(Object holder, std::string_view field);

/// What the patterned fields of an object are, such as the paths of `paths`; nothing when its
/// fields are fixed.
[[nodiscard]] std::optional<Object> member_of(Object holder);

}  // namespace sworn::spec
