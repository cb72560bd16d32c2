// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sworn::report {

/// Writes an XML 1.0 document piece by piece, an element in a line. Any bytes may be given as text
/// and as the value of an attribute: controls and what reorders a line are shown as \xNN
/// (base::printable), what XML 1.0 §2.2 does not allow is U+FFFD, markup is escaped (§2.4). Names
/// are the caller's and must be XML's. Calls must nest properly.
class XmlWriter {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  XmlWriter();

  /// Attributes without a value are left out.
  XmlWriter& begin(std::string_view name, Attributes attributes = {});
  XmlWriter& end();
  /// An element that holds text alone; line feeds stay.
  XmlWriter& leaf(std::string_view name, Attributes attributes, std::string_view text);

  [[nodiscard]] std::string take();

 private:
  void open(std::string_view name, Attributes attributes);

  std::string out_;
  std::vector<std::string> open_;
};

}  // namespace sworn::report
