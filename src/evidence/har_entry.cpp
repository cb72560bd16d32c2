// SPDX-License-Identifier: Apache-2.0
#include "evidence/har_entry.h"

#include <algorithm>
#include <cmath>

#include "base/clock.h"
#include "base/encoding.h"
#include "base/text.h"

namespace sworn::evidence::har {
namespace {

using document::Node;

/// A member that has to be there.
const Node* required(const Node& object, const char* name, Faults& faults) {
  const Node* node = object.find(name);
  if (node == nullptr && faults.is_fine()) {
    faults.refuse(object, std::string("'") + name + "' is missing", "HAR 1.2 requires it");
  }
  return node;
}

std::string text_of(const Node& object, const char* name, Faults& faults) {
  const Node* node = object.find(name);
  const bool is_there = node != nullptr && !node->is_null();
  return is_there && faults.expect(*node, node->is_string(), name, "a string")
             ? std::string(node->text())
             : "";
}

/// Milliseconds; what no clock shows is 0.
double time_of(const Node& object, const char* name, Faults& faults) {
  const Node* node = object.find(name);
  if (node == nullptr || node->is_null()) return 0;
  const auto number = node->as_double();
  const bool is_time = number && std::isfinite(*number);
  return faults.expect(*node, is_time, name, "a number") ? *number : 0;
}

/// Name and value pairs.
Headers pairs_of(const Node& object, const char* name, Faults& faults) {
  Headers pairs;
  const Node* list = object.find(name);
  if (list == nullptr || !faults.expect(*list, list->is_sequence(), name, "an array")) return pairs;
  for (const Node* item : list->items()) {
    if (!faults.expect(*item, item->is_mapping(), name, "a list of objects")) break;
    pairs.push_back({text_of(*item, "name", faults), text_of(*item, "value", faults)});
  }
  return pairs;
}

std::string form_of(const Headers& parameters) {
  std::vector<std::string> fields;
  for (const Header& one : parameters) {
    fields.push_back(base::percent_encode(one.name) + "=" + base::percent_encode(one.value));
  }
  return base::join(fields, "&");
}

Request read_request(const Node& node, Faults& faults) {
  Request request;
  request.method = text_of(node, "method", faults);
  request.url = text_of(node, "url", faults);
  request.headers = pairs_of(node, "headers", faults);
  const Node* posted = node.find("postData");
  if (posted == nullptr || posted->is_null() ||
      !faults.expect(*posted, posted->is_mapping(), "postData", "an object")) {
    return request;
  }
  request.body = text_of(*posted, "text", faults);
  if (request.body.empty()) request.body = form_of(pairs_of(*posted, "params", faults));
  return request;
}

void read_content(const Node& node, Response& response, Faults& faults) {
  const Node* text = node.find("text");
  if (text == nullptr) {
    // Browsers leave out what they no longer have.
    const Node* size = node.find("size");
    response.is_cut = size != nullptr && size->as_double().value_or(0) > 0;
    return;
  }
  response.body = text_of(node, "text", faults);
  if (!base::equal_ignoring_case(node.string_at("encoding"), "base64")) return;
  auto decoded = base::from_base64(response.body);
  if (faults.expect(*text, decoded.has_value(), "text", "base64, as 'encoding' says")) {
    response.body = std::move(*decoded);
  }
}

/// Nothing for status 0, which stands where there was no answer.
std::optional<Response> read_response(const Node& node, Faults& faults) {
  const Node* status = required(node, "status", faults);
  if (status == nullptr) return std::nullopt;
  constexpr int most = 999;
  const auto number = status->as_integer();
  if (!faults.expect(*status, number && *number >= 0 && *number <= most, "status", "a status") ||
      *number == 0) {
    return std::nullopt;
  }
  Response response;
  response.status = static_cast<int>(*number);
  response.http_version = text_of(node, "httpVersion", faults);
  response.headers = pairs_of(node, "headers", faults);
  const Node* content = node.find("content");
  if (content != nullptr &&
      faults.expect(*content, content->is_mapping(), "content", "an object")) {
    read_content(*content, response, faults);
  }
  return response;
}

}  // namespace

void Faults::refuse(const Node& node, std::string message, std::string hint) {
  if (!error_) error_ = Error{std::move(message), document_.locate(node.mark()), std::move(hint)};
}

bool Faults::expect(const Node& node, bool holds, const char* name, const char* what) {
  if (!holds) refuse(node, std::string("'") + name + "' is not " + what, "");
  return holds;
}

Exchange read_entry(const Node& entry, Faults& faults) {
  Exchange exchange;
  exchange.interview = recorded_interview;
  if (!faults.expect(entry, entry.is_mapping(), "entries", "a list of objects")) return exchange;
  const Node* request = required(entry, "request", faults);
  const Node* response = required(entry, "response", faults);
  if (request == nullptr || response == nullptr ||
      !faults.expect(*request, request->is_mapping(), "request", "an object") ||
      !faults.expect(*response, response->is_mapping(), "response", "an object")) {
    return exchange;
  }
  exchange.request = read_request(*request, faults);
  exchange.response = read_response(*response, faults);
  if (!exchange.response) {
    exchange.failure = Failure::broken;
    exchange.reason = "the recording holds no answer";
  }
  const auto started = base::parse_rfc3339(text_of(entry, "startedDateTime", faults));
  // A clock that was never set is no time.
  exchange.started_ms = static_cast<double>(std::max<std::int64_t>(0, started.value_or(0)));
  exchange.duration_ms = std::max(0.0, time_of(entry, "time", faults));
  return exchange;
}

}  // namespace sworn::evidence::har
