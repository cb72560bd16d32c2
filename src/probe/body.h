// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "document/node.h"
#include "probe/building.h"
#include "sworn/result.h"

namespace sworn::probe {

struct Body {
  std::string content_type;
  std::string text;
};

/// The request body of an operation: what `values` says, the fields of its flow, its form
/// parameters (Swagger 2.0), the example, else one made from the schema; login fields filled.
/// Nothing when the operation takes none, or does without one that cannot be made. An Error when a
/// required one cannot be made.
[[nodiscard]] Result<std::optional<Body>> make_body(const Building& building);

/// A JSON value in a media type: JSON itself, form-urlencoded (members of members as JSON),
/// multipart, or a string's text. Nothing for other media types. `schema` tells files from texts in
/// multipart; may be null.
[[nodiscard]] std::optional<Body> encode_body(const std::string& media_type,
                                              const std::string& json,
                                              const document::Node* schema,
                                              const spec::Files* files);

}  // namespace sworn::probe
