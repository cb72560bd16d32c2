// SPDX-License-Identifier: Apache-2.0
#include "report/text_exchange.h"

#include "base/text.h"

namespace sworn::report {
namespace {

constexpr std::size_t most_field_lines = 4;
constexpr std::size_t most_body_lines = 12;

/// What is cut anyway need not be made printable first.
constexpr std::size_t most_body_bytes = 8192;

void append(Lines& lines,
            std::string_view mark,
            std::string_view text,
            std::size_t width,
            std::size_t most) {
  for (const std::string& line : wrap(text, width - mark.size(), most)) {
    lines.push_back(std::string(mark) + line);
  }
}

void append_message(Lines& lines,
                    std::string_view mark,
                    const Headers& headers,
                    std::string_view body,
                    std::size_t width) {
  for (const Header& header : headers) {
    append(lines, mark, header.name + ": " + header.value, width, most_field_lines);
  }
  append(lines, mark, base::shorten(body, most_body_bytes), width, most_body_lines);
}

}  // namespace

Lines exchange_lines(const Exchange& exchange, std::size_t width) {
  Lines lines;
  const Request& request = exchange.request;
  append(lines, "> ", request.method + " " + request.url, width, most_field_lines);
  append_message(lines, "> ", request.headers, request.body, width);
  if (exchange.response) {
    const Response& response = *exchange.response;
    append(lines, "< ", std::to_string(response.status), width, 1);
    append_message(lines, "< ", response.headers, response.body, width);
  }
  return lines;
}

}  // namespace sworn::report
