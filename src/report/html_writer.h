// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sworn::report {

/// `name` is ours; `value` is anybody's. One without a name is left out.
struct Attribute {
  std::string_view name;
  std::string_view value;
};

using Attributes = std::initializer_list<Attribute>;

/// Writes HTML piece by piece into a string. Names of tags and attributes are literals of ours;
/// text and values are any bytes and are escaped (HTML Standard §13.1.2, §13.1.4), what cannot be
/// seen or reorders a line is shown as an escape. Calls must nest: each open() has its close().
class HtmlWriter {
 public:
  HtmlWriter& open(std::string_view tag, Attributes attributes = {});
  /// Ends what was opened last.
  HtmlWriter& close();
  /// Text of one line.
  HtmlWriter& text(std::string_view text);
  /// text(), what stands between two backticks as an element "code".
  HtmlWriter& prose(std::string_view text);
  /// Text whose lines and tabs are kept.
  HtmlWriter& lines(std::string_view text);
  /// open(), text() and close() in one.
  HtmlWriter& element(std::string_view tag, std::string_view text);
  HtmlWriter& element(std::string_view tag, Attributes attributes, std::string_view text);
  /// An element that has no end: meta, input, br.
  HtmlWriter& lone(std::string_view tag, Attributes attributes = {});
  /// A style sheet or script of ours, which nothing can be escaped in (HTML Standard §13.1.2.1).
  HtmlWriter& verbatim(std::string_view ours);

  [[nodiscard]] std::string take();

 private:
  void begin(std::string_view tag, Attributes attributes);
  void append(std::string_view printable);

  std::string out_;
  std::vector<std::string_view> open_;
};

}  // namespace sworn::report
