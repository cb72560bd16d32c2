// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace sworn::document {

/// Writes JSON piece by piece into a string, members in the order given. Invalid UTF-8 becomes
/// U+FFFD, control and bidirectional characters are escaped: any byte string yields valid JSON that
/// a terminal shows as it is. Calls must nest
/// properly; key() comes before each value of an object.
class JsonWriter {
 public:
  /// `indent` spaces per level; 0 writes everything on one line.
  explicit JsonWriter(int indent = 2);

  JsonWriter& begin_object();
  JsonWriter& end_object();
  JsonWriter& begin_array();
  JsonWriter& end_array();
  JsonWriter& key(std::string_view name);
  JsonWriter& string(std::string_view value);
  JsonWriter& integer(std::int64_t value);
  JsonWriter& number(double value);
  JsonWriter& boolean(bool value);
  JsonWriter& null();
  /// A value that is JSON already.
  JsonWriter& raw(std::string_view json);
  /// A node of a parsed document, whole.
  JsonWriter& node(const Node& value);

  /// key() and string() in one, for the common case; likewise below.
  JsonWriter& member(std::string_view name, std::string_view value);
  JsonWriter& member(std::string_view name, const char* value);
  JsonWriter& member(std::string_view name, std::int64_t value);
  JsonWriter& member(std::string_view name, bool value);
  JsonWriter& member(std::string_view name, double value);
  /// Every other integer type, without a cast at the caller's.
  template <std::integral T>
  JsonWriter& member(std::string_view name, T value) {
    return key(name).raw(std::to_string(value));
  }

  [[nodiscard]] std::string take();

 private:
  void before_value();
  void new_line();

  std::string out_;
  int indent_;
  std::vector<bool> has_elements_;
  bool after_key_ = false;
};

/// A node as compact JSON text.
[[nodiscard]] std::string to_json(const Node& node);

/// A string as a JSON string literal, quotes included.
[[nodiscard]] std::string quote_json(std::string_view text);

}  // namespace sworn::document
