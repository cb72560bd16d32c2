// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "evidence/har.h"
#include "evidence/har_fields.h"
#include "http/cookie.h"
#include "http/header.h"
#include "sworn/version.h"

namespace sworn::evidence {
namespace {

using document::JsonWriter;

/// Writes members; empty texts and lists are left out, which reading gives back as they are.
class FieldWriter {
 public:
  explicit FieldWriter(JsonWriter& writer) : writer_(writer) {}

  template <typename T>
  void operator()(const char* name, const T& value) {
    if constexpr (requires { value.empty(); }) {
      if (value.empty()) return;
    }
    writer_.key(name);
    put(value);
  }

 private:
  /// What is no UTF-8 cannot be a JSON string.
  void put(const std::string& text) {
    if (base::is_valid_utf8(text)) {
      writer_.string(text);
    } else {
      writer_.begin_object().member("base64", base::to_base64(text)).end_object();
    }
  }
  void put(bool value) { writer_.boolean(value); }
  void put(int value) { writer_.integer(value); }
  void put(std::int64_t value) { writer_.integer(value); }
  void put(double value) { writer_.number(value); }
  /// As text: readers that have doubles only lose digits of larger numbers (RFC 8259 §6).
  void put(std::uint64_t value) { writer_.string(std::to_string(value)); }

  template <typename E>
  requires std::is_enum_v<E>
  void put(E value) { writer_.string(har::names_of(value).at(static_cast<std::size_t>(value))); }
  template <typename T>
  void put(const std::vector<T>& values) {
    writer_.begin_array();
    for (const T& value : values) put(value);
    writer_.end_array();
  }
  template <typename T>
  void put(const std::map<std::string, T>& values) {
    writer_.begin_object();
    for (const auto& [name, value] : values) {
      writer_.key(name);
      put(value);
    }
    writer_.end_object();
  }
  template <typename T>
  requires std::is_class_v<T>
  void put(const T& structure) {
    writer_.begin_object();
    har::fields(*this, structure);
    writer_.end_object();
  }

  JsonWriter& writer_;
};

bool is_text(const Headers& headers) {
  return std::ranges::all_of(headers, [](const Header& header) {
    return base::is_valid_utf8(header.name) && base::is_valid_utf8(header.value);
  });
}

/// Whether HAR's own members hold it whole.
bool is_text(const Request& request) {
  return base::is_valid_utf8(request.method) && base::is_valid_utf8(request.url) &&
         base::is_valid_utf8(request.body) && is_text(request.headers);
}

void write_pairs(JsonWriter& writer, const char* name, const Headers& pairs) {
  writer.key(name).begin_array();
  for (const Header& pair : pairs) {
    writer.begin_object().member("name", pair.name).member("value", pair.value).end_object();
  }
  writer.end_array();
}

Headers query_of(const std::string& url) {
  Headers pairs;
  const auto mark = url.find('?');
  if (mark == std::string::npos) return pairs;
  for (const std::string_view pair : base::split(std::string_view(url).substr(mark + 1), '&')) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    pairs.push_back(
        {base::percent_decode(pair.substr(0, equals), true), base::percent_decode(value, true)});
  }
  return pairs;
}

Headers cookies_sent(const Headers& headers) {
  Headers pairs;
  for (const std::string_view field : http::all_headers(headers, "Cookie")) {
    for (http::Cookie& cookie : http::parse_cookie_header(field)) {
      pairs.push_back({std::move(cookie.name), std::move(cookie.value)});
    }
  }
  return pairs;
}

Headers cookies_set(const Headers& headers) {
  Headers pairs;
  for (const std::string_view field : http::all_headers(headers, "Set-Cookie")) {
    if (auto cookie = http::parse_set_cookie(field)) {
      pairs.push_back({std::move(cookie->name), std::move(cookie->value)});
    }
  }
  return pairs;
}

std::string header_of(const Headers& headers, std::string_view name) {
  return std::string(http::find_header(headers, name).value_or(""));
}

void write_request(JsonWriter& writer, const Request& request, const std::string& http_version) {
  writer.key("request").begin_object();
  writer.member("method", request.method).member("url", request.url);
  writer.member("httpVersion", http_version);
  write_pairs(writer, "cookies", cookies_sent(request.headers));
  write_pairs(writer, "headers", request.headers);
  write_pairs(writer, "queryString", query_of(request.url));
  if (!request.body.empty()) {
    writer.key("postData").begin_object();
    writer.member("mimeType", header_of(request.headers, "Content-Type"));
    writer.member("text", request.body).key("params").begin_array().end_array().end_object();
  }
  writer.member("headersSize", -1).member("bodySize", request.body.size()).end_object();
}

/// Without an answer what browsers write: status 0.
void write_response(JsonWriter& writer, const Response& response) {
  writer.key("response").begin_object();
  writer.member("status", response.status).member("statusText", "");
  writer.member("httpVersion", response.http_version);
  write_pairs(writer, "cookies", cookies_set(response.headers));
  write_pairs(writer, "headers", response.headers);
  writer.key("content").begin_object();
  writer.member("size", response.body.size());
  writer.member("mimeType", header_of(response.headers, "Content-Type"));
  if (base::is_valid_utf8(response.body)) {
    writer.member("text", response.body);
  } else {
    writer.member("text", base::to_base64(response.body)).member("encoding", "base64");
  }
  writer.end_object();
  writer.member("redirectURL", header_of(response.headers, "Location"));
  writer.member("headersSize", -1).member("bodySize", response.body.size()).end_object();
}

void write_sworn(JsonWriter& writer, const Exchange& exchange) {
  FieldWriter field(writer);
  writer.key("_sworn").begin_object();
  har::fields(field, exchange);
  writer.member("answered", exchange.response.has_value());
  if (!is_text(exchange.request)) field("request", exchange.request);
  if (exchange.response && exchange.response->is_cut) writer.member("cut", true);
  if (exchange.response && !(is_text(exchange.response->headers) &&
                             base::is_valid_utf8(exchange.response->http_version))) {
    field("response", *exchange.response);
  }
  writer.end_object();
}

/// On one line, so that a recording can be read and searched line by line.
std::string entry_of(const Exchange& exchange, std::int64_t run_started_ms) {
  JsonWriter writer(0);
  const Response response = exchange.response.value_or(Response{});
  writer.begin_object();
  constexpr double longest_run = 1e12;
  const double after = std::clamp(exchange.started_ms, 0.0, longest_run);
  writer.member("startedDateTime", base::rfc3339(run_started_ms + std::llround(after)));
  writer.member("time", exchange.duration_ms);
  write_request(
      writer, exchange.request, response.http_version.empty() ? "HTTP/1.1" : response.http_version);
  write_response(writer, response);
  writer.key("cache").begin_object().end_object();
  writer.key("timings").begin_object().member("send", 0).member("wait", exchange.duration_ms);
  writer.member("receive", 0).end_object();
  write_sworn(writer, exchange);
  writer.end_object();
  return writer.take();
}

/// A question that was not asked: no entry of HAR, which holds requests.
std::string unasked_of(const Exchange& exchange) {
  JsonWriter writer(0);
  FieldWriter field(writer);
  writer.begin_object();
  har::fields(field, exchange);
  if (exchange.request != Request{}) field("request", exchange.request);
  if (exchange.response) field("response", *exchange.response);
  writer.end_object();
  return writer.take();
}

bool was_sent(const Exchange& exchange) {
  return exchange.failure != Failure::not_asked && !exchange.request.url.empty();
}

}  // namespace

std::string write_har(const Recording& recording) {
  const Transcript& transcript = recording.transcript;
  JsonWriter writer(1);
  FieldWriter field(writer);
  writer.begin_object().key("log").begin_object();
  writer.member("version", "1.2");
  writer.key("creator").begin_object();
  writer.member("name", "sworn").member("version", recording.tool).end_object();
  writer.key("_sworn").begin_object().member("version", har::format_version);
  writer.key("spec").begin_object();
  field("file", recording.spec_file);
  field("sha256", recording.spec_sha256);
  writer.end_object();
  field("run", transcript.run);
  field("settings", transcript.settings);
  writer.key("ledger").begin_array();
  for (const auto& [placeholder, entry] : transcript.ledger) {
    JsonWriter line(0);
    FieldWriter line_field(line);
    line.begin_object();
    har::fields(line_field, entry);
    line.end_object();
    writer.raw(line.take());
  }
  writer.end_array();
  writer.key("unasked").begin_array();
  for (const Exchange& exchange : transcript.exchanges) {
    if (!was_sent(exchange)) writer.raw(unasked_of(exchange));
  }
  writer.end_array().end_object();
  writer.key("entries").begin_array();
  for (const Exchange& exchange : transcript.exchanges) {
    if (was_sent(exchange)) writer.raw(entry_of(exchange, transcript.run.started_ms));
  }
  writer.end_array().end_object().end_object();
  return writer.take() + "\n";
}

}  // namespace sworn::evidence
