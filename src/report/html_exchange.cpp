// SPDX-License-Identifier: Apache-2.0
#include "report/html_exchange.h"

#include <algorithm>

#include "base/text.h"
#include "document/node.h"
#include "report/html_difference.h"
#include "report/text_layout.h"

namespace sworn::report {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::size_t most_body_bytes = std::size_t{16} * 1024;
/// A longer body is folded.
constexpr std::size_t most_open_lines = 16;
constexpr std::size_t most_open_bytes = 1200;
/// How much larger a body may become by being laid out; a small one is never too large.
constexpr std::size_t most_growth = 4;
constexpr std::size_t most_small_bytes = 4096;

std::string request_line(const Exchange& exchange) {
  return exchange.request.method + " " + exchange.request.url;
}

std::string status_line(const Exchange& exchange) {
  if (exchange.response) {
    // "1.1" as curl counts, "HTTP/1.1" as a HAR file has it.
    std::string version = exchange.response->http_version;
    if (!version.empty() && !version.starts_with("HTTP/")) version.insert(0, "HTTP/");
    return (version.empty() ? "" : version + " ") + std::to_string(exchange.response->status);
  }
  const std::string why = base::replace_all(std::string(name_of(exchange.failure)), "-", " ");
  return "no answer: " + why + (exchange.reason.empty() ? "" : ", " + exchange.reason);
}

std::string field_text(const Header& header) {
  return header.name + ": " + header.value;
}

/// One side of a row: the text, `begin` to `end` of it marked.
void append_side(HtmlPage& page, const std::string& text, std::size_t begin, std::size_t end) {
  const std::string_view view = text;
  page.out.open("td").open("code");
  page.out.text(view.substr(0, begin));
  if (end > begin) page.out.element("mark", view.substr(begin, end - begin));
  page.out.text(view.substr(end)).close().close();
}

void append_absent(HtmlPage& page) {
  page.out.element("td", {{"class", "absent"}}, "not there");
}

void append_row(HtmlPage& page, const std::string& left, const std::string& right) {
  if (left == right) {
    page.out.open("tr");
    append_side(page, left, 0, 0);
    append_side(page, right, 0, 0);
  } else {
    const DifferingPart part = differing_part(left, right);
    page.out.open("tr", {{"class", "differs"}});
    append_side(page, left, part.begin, part.left_end);
    append_side(page, right, part.begin, part.right_end);
  }
  page.out.close();
}

void append_header_rows(HtmlPage& page, const Headers& left, const Headers& right) {
  for (const HeaderPair& pair : pair_headers(left, right)) {
    if (pair.left != nullptr && pair.right != nullptr) {
      append_row(page, field_text(*pair.left), field_text(*pair.right));
      continue;
    }
    const std::string text = field_text(pair.left != nullptr ? *pair.left : *pair.right);
    page.out.open("tr", {{"class", "differs"}});
    if (pair.left == nullptr) append_absent(page);
    append_side(page, text, 0, text.size());
    if (pair.right == nullptr) append_absent(page);
    page.out.close();
  }
}

void append_body_lines(HtmlPage& page, const Lines& lines, const std::vector<bool>& differs) {
  page.out.open("pre").open("code");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0) page.out.lines("\n");
    if (i < differs.size() && differs[i]) {
      page.out.open("mark").lines(lines[i]).close();
    } else {
      page.out.lines(lines[i]);
    }
  }
  page.out.close().close();
}

/// The body, or that there is none; folded where it is long.
void append_body(HtmlPage& page,
                 std::string_view shown,
                 std::size_t size,
                 bool is_cut,
                 const std::vector<bool>& differs) {
  if (shown.empty()) {
    page.out.element("p", {{"class", "absent"}}, "no body");
    return;
  }
  const Lines lines = base::split(shown, '\n');
  const bool is_folded = lines.size() > most_open_lines || shown.size() > most_open_bytes;
  if (is_folded) {
    page.out.open("details").element("summary",
                                     "Body, " + std::to_string(size) + " bytes, " +
                                         count_of(static_cast<int>(lines.size()), "line"));
  }
  append_body_lines(page, lines, differs);
  if (size > most_body_bytes) {
    page.out.element("p", {{"class", "note"}}, "The rest of the body is in the recording.");
  } else if (is_cut) {
    page.out.element("p", {{"class", "note"}}, "The answer ended here or was cut off.");
  }
  if (is_folded) page.out.close();
}

std::string shown_body(const std::string& body) {
  return body.size() > most_body_bytes ? base::shorten(body, most_body_bytes) : indented(body);
}

void append_body_row(HtmlPage& page,
                     const std::string& left,
                     const std::string& right,
                     bool left_is_cut,
                     bool right_is_cut) {
  if (left.empty() && right.empty()) return;
  const std::string left_shown = shown_body(left);
  const std::string right_shown = shown_body(right);
  LineDifference differs;
  if (!left_shown.empty() && !right_shown.empty()) {
    differs = compare_lines(base::split(left_shown, '\n'), base::split(right_shown, '\n'));
  }
  page.out.open("tr", {{left == right ? "" : "class", "differs"}});
  page.out.open("td");
  append_body(page, left_shown, left.size(), left_is_cut, differs.left);
  page.out.close().open("td");
  append_body(page, right_shown, right.size(), right_is_cut, differs.right);
  page.out.close().close();
}

void append_part_title(HtmlPage& page, std::string_view title) {
  page.out.open("tr").element("th", {{"colspan", "2"}, {"scope", "rowgroup"}}, title).close();
}

const std::string& body_of(const Exchange& exchange) {
  static const std::string nothing;
  return exchange.response ? exchange.response->body : nothing;
}

const Headers& headers_of(const Exchange& exchange) {
  static const Headers nothing;
  return exchange.response ? exchange.response->headers : nothing;
}

bool is_cut(const Exchange& exchange) {
  return exchange.response && exchange.response->is_cut;
}

void append_message(HtmlPage& page,
                    std::string_view title,
                    const std::string& first_line,
                    const Headers& headers,
                    const std::string& body,
                    bool is_cut) {
  page.out.open("div", {{"class", "message"}});
  page.out.element("p", {{"class", "part"}}, title).open("pre").open("code");
  page.out.element("strong", first_line);
  for (const Header& header : headers) page.out.lines("\n").text(field_text(header));
  page.out.close().close();
  if (!body.empty()) append_body(page, shown_body(body), body.size(), is_cut, {});
  page.out.close();
}

}  // namespace

void append_pair(HtmlPage& page,
                 const Exchange& control,
                 const Exchange& decisive,
                 std::string_view control_title,
                 std::string_view decisive_title) {
  HtmlWriter& out = page.out;
  out.open(
      "div",
      {{"class", "scroll"}, {"tabindex", "0"}, {"role", "group"}, {"aria-label", "Exchanges"}});
  out.open("table", {{"class", "pair"}});
  out.element("caption", "The control beside the decisive exchange; what differs is marked");
  out.open("thead").open("tr");
  out.open("th", {{"scope", "col"}}).element("span", {{"class", "part"}}, "Control");
  out.text(" ").text(control_title).close();
  out.open("th", {{"scope", "col"}}).element("span", {{"class", "part decisive"}}, "Decisive");
  out.text(" ").text(decisive_title).close().close().close();

  out.open("tbody");
  append_part_title(page, "Request");
  append_row(page, request_line(control), request_line(decisive));
  append_header_rows(page, control.request.headers, decisive.request.headers);
  append_body_row(page, control.request.body, decisive.request.body, false, false);
  out.close().open("tbody");
  append_part_title(page, "Answer");
  append_row(page, status_line(control), status_line(decisive));
  append_header_rows(page, headers_of(control), headers_of(decisive));
  append_body_row(page, body_of(control), body_of(decisive), is_cut(control), is_cut(decisive));
  out.close().close().close();
}

void append_exchange(HtmlPage& page, const Exchange& exchange) {
  page.out.open("div", {{"class", "exchange"}});
  append_message(page,
                 "Request",
                 request_line(exchange),
                 exchange.request.headers,
                 exchange.request.body,
                 false);
  append_message(page,
                 "Answer",
                 status_line(exchange),
                 headers_of(exchange),
                 body_of(exchange),
                 is_cut(exchange));
  page.out.close();
}

std::string indented(std::string_view body) {
  const std::string_view trimmed = base::trim(body);
  if (trimmed.empty() || (trimmed.front() != '{' && trimmed.front() != '[') ||
      !document::parse_json(std::string(trimmed), "body")) {
    return std::string(body);
  }
  // Each line of a deep tree costs its depth: 15 KB of brackets and commas would be 13 MB.
  const std::size_t most = most_growth * trimmed.size() + most_small_bytes;
  std::string out;
  std::size_t depth = 0;
  bool is_string = false;
  const auto new_line = [&] { out.append("\n").append(2 * depth, ' '); };
  for (std::size_t i = 0; i < trimmed.size(); ++i) {
    if (out.size() > most) return std::string(body);
    const char c = trimmed[i];
    if (is_string) {
      out += c;
      if (c == '\\' && i + 1 < trimmed.size()) {
        out += trimmed[++i];
      } else if (c == '"') {
        is_string = false;
      }
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    const bool closes = c == '}' || c == ']';
    const bool is_first = !out.empty() && (out.back() == '{' || out.back() == '[');
    if (closes) --depth;
    if (is_first != closes) new_line();
    // An empty object or array stays on its line, and so does what follows a key.
    out += c;
    if (c == '{' || c == '[') ++depth;
    if (c == ',') new_line();
    if (c == ':') out += ' ';
    is_string = c == '"';
  }
  return out;
}

}  // namespace sworn::report
