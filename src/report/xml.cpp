// SPDX-License-Identifier: Apache-2.0
#include "report/xml.h"

#include "base/text.h"
#include "base/utf8.h"

namespace sworn::report {
namespace {

void append_escaped(std::string& out, std::string_view text) {
  const std::string shown = base::printable(text, true);
  for (std::size_t i = 0; i < shown.size();) {
    const base::CodePoint point = base::decode_utf8(shown, i);
    switch (point.value) {
      case U'&':
        out += "&amp;";
        break;
      case U'<':
        out += "&lt;";
        break;
      case U'>':  // of "]]>" (XML 1.0 §2.4)
        out += "&gt;";
        break;
      case U'"':
        out += "&quot;";
        break;
      case U'\uFFFE':  // no characters (XML 1.0 §2.2)
      case U'\uFFFF':
        out += "\xef\xbf\xbd";
        break;
      default:
        out.append(shown, i, point.length);
    }
    i += point.length;
  }
}

}  // namespace

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::open(std::string_view name, Attributes attributes) {
  out_.append(2 * open_.size(), ' ');
  out_ += '<';
  out_ += name;
  for (const auto& [key, value] : attributes) {
    if (value.empty()) continue;
    out_ += ' ';
    out_ += key;
    out_ += "=\"";
    // A line feed in an attribute is read as a space (XML 1.0 §3.3.3).
    append_escaped(out_, base::replace_all(std::string(value), "\n", " "));
    out_ += '"';
  }
  out_ += '>';
}

XmlWriter& XmlWriter::begin(std::string_view name, Attributes attributes) {
  open(name, attributes);
  out_ += '\n';
  open_.emplace_back(name);
  return *this;
}

XmlWriter& XmlWriter::end() {
  const std::string name = std::move(open_.back());
  open_.pop_back();
  out_.append(2 * open_.size(), ' ');
  out_.append("</").append(name).append(">\n");
  return *this;
}

XmlWriter& XmlWriter::leaf(std::string_view name, Attributes attributes, std::string_view text) {
  open(name, attributes);
  append_escaped(out_, text);
  out_.append("</").append(name).append(">\n");
  return *this;
}

std::string XmlWriter::take() {
  return std::move(out_);
}

}  // namespace sworn::report
