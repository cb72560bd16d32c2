// SPDX-License-Identifier: Apache-2.0
#include "report/html_writer.h"

#include "base/text.h"
#include "base/utf8.h"
#include "report/code_span.h"

namespace sworn::report {

namespace {

/// No text may hold these (HTML Standard §13.2.3.5): U+FDD0 to U+FDEF and the last two of a plane.
bool is_noncharacter(char32_t value) {
  return (value >= 0xFDD0 && value <= 0xFDEF) || (value & 0xFFFEU) == 0xFFFEU;
}

}  // namespace

void HtmlWriter::append(std::string_view printable) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < printable.size(); ++i) {
    const char* entity = nullptr;
    if (static_cast<unsigned char>(printable[i]) >= 0xEF) {
      const base::CodePoint point = base::decode_utf8(printable, i);
      if (!is_noncharacter(point.value)) continue;
      out_.append(printable.substr(begin, i - begin)).append("\xef\xbf\xbd");
      begin = i + point.length;
      i = begin - 1;
      continue;
    }
    switch (printable[i]) {
      case '&':
        entity = "&amp;";
        break;
      case '<':
        entity = "&lt;";
        break;
      case '>':
        entity = "&gt;";
        break;
      case '"':
        entity = "&quot;";
        break;
      case '\'':
        entity = "&#39;";
        break;
      default:
        continue;
    }
    out_.append(printable.substr(begin, i - begin)).append(entity);
    begin = i + 1;
  }
  out_.append(printable.substr(begin));
}

void HtmlWriter::begin(std::string_view tag, Attributes attributes) {
  out_.append("<").append(tag);
  for (const Attribute& attribute : attributes) {
    if (attribute.name.empty()) continue;
    out_.append(" ").append(attribute.name).append("=\"");
    append(base::printable(attribute.value));
    out_.append("\"");
  }
  out_.append(">");
}

HtmlWriter& HtmlWriter::open(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  open_.push_back(tag);
  return *this;
}

HtmlWriter& HtmlWriter::close() {
  out_.append("</").append(open_.back()).append(">");
  // A line for each block, so that two reports can be compared; never inside a line of text.
  const std::string_view tag = open_.back();
  if (tag == "div" || tag == "section" || tag == "article" || tag == "tr" || tag == "li") {
    out_.append("\n");
  }
  open_.pop_back();
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  append(base::printable(text));
  return *this;
}

HtmlWriter& HtmlWriter::prose(std::string_view text) {
  for (const TextSpan& span : text_spans(text)) {
    if (span.is_code) {
      element("code", span.text);
    } else {
      this->text(span.text);
    }
  }
  return *this;
}

HtmlWriter& HtmlWriter::lines(std::string_view text) {
  bool is_first = true;
  for (const std::string_view piece : base::split(text, '\t')) {
    // As a reference: the file itself holds no control character but its line feeds.
    if (!is_first) out_.append("&#9;");
    is_first = false;
    append(base::printable(base::replace_all(std::string(piece), "\r\n", "\n"), true));
  }
  return *this;
}

HtmlWriter& HtmlWriter::element(std::string_view tag, std::string_view text) {
  return open(tag).text(text).close();
}

HtmlWriter& HtmlWriter::element(std::string_view tag,
                                Attributes attributes,
                                std::string_view text) {
  return open(tag, attributes).text(text).close();
}

HtmlWriter& HtmlWriter::lone(std::string_view tag, Attributes attributes) {
  begin(tag, attributes);
  return *this;
}

HtmlWriter& HtmlWriter::verbatim(std::string_view ours) {
  out_.append(ours);
  return *this;
}

std::string HtmlWriter::take() {
  return std::move(out_);
}

}  // namespace sworn::report
