// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sworn::http {

struct MediaParameter {
  std::string name;   ///< in lower case
  std::string value;  ///< unquoted; a charset in lower case

  friend bool operator==(const MediaParameter&, const MediaParameter&) = default;
};

/// A media type or range (RFC 9110 §8.3.1, §12.5.1); type and subtype are in lower case, either may
/// be "*".
struct MediaType {
  std::string type;
  std::string subtype;
  std::vector<MediaParameter> parameters;

  /// "type/subtype".
  [[nodiscard]] std::string essence() const { return type + "/" + subtype; }
};

/// Nothing when there is no type/subtype; parameters that are malformed are left out.
[[nodiscard]] std::optional<MediaType> parse_media_type(std::string_view text);

/// application/json, text/json, or a subtype that ends in +json (RFC 6839 §3.1).
[[nodiscard]] bool is_json(const MediaType& media_type);
[[nodiscard]] bool is_json(std::string_view media_type);

/// The index of the declared media type or range that fits an answer's Content-Type best: with
/// parameters before type/subtype before type/* before */*, the first of equals. A declared charset
/// that the answer leaves unsaid still fits; other declared parameters have to be there.
[[nodiscard]] std::optional<std::size_t> best_media_match(std::string_view content_type,
                                                          const std::vector<std::string>& declared);

}  // namespace sworn::http
