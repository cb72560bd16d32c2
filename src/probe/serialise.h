// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/node.h"
#include "sworn/contract.h"

namespace sworn::probe {

/// A parameter's value before it has a form on the wire. Members of members are JSON text: the
/// styles do not define them (OpenAPI 3.1 §4.8.12.3).
struct ParameterValue {
  enum class Kind { text, list, object };
  Kind kind = Kind::text;
  std::string text;
  std::vector<std::string> items;
  std::vector<std::pair<std::string, std::string>> members;

  /// A single text.
  [[nodiscard]] static ParameterValue of(std::string_view text);
  /// Of a JSON value; null members are undefined and left out (RFC 6570 §2.3).
  [[nodiscard]] static ParameterValue of(const document::Node& node);
};

/// The value as it stands in the request, by the parameter's style and explode (OpenAPI 3.1
/// §4.8.12.2, RFC 6570): what replaces `{name}` in a path, "a=1&b=2" of a query or form, a header's
/// value, "a=1; b=2" of a Cookie field. Styles that a shape has no form for fall back to the
/// place's own. A parameter that is the whole query has no name there, and an object is a form
/// (OpenAPI 3.2 §4.12.1). Separators of delimited styles are percent-encoded where the place is.
[[nodiscard]] std::string serialise(const Parameter& parameter, const ParameterValue& value);

}  // namespace sworn::probe
