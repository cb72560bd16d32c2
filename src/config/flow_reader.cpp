// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "config/section.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

std::string read_request(Reader& reader, const Node& node) {
  const std::string text = reader.line(node);
  const std::optional<std::string> key = operation_key(text);
  if (!key || key->front() == '/' || key->front() == '*') {
    reader.fail(node.mark(), "expected a request as 'METHOD /path'");
  }
  return key.value_or("");
}

/// Members that are all strings become fields; any other body is kept whole.
void read_body(Reader& reader, const Node& node, FlowConfig& flow) {
  const auto is_string = [](const Entry& entry) { return entry.value->is_string(); };
  if (node.is_mapping() && std::ranges::all_of(node.entries(), is_string)) {
    flow.fields = reader.text_map(node);
  } else if (node.is_mapping() || node.is_sequence()) {
    flow.body = reader.json(node);
  } else {
    reader.fail(node.mark(), "expected a mapping of body members");
  }
}

void read_login(Reader& reader, const Node& node, FlowConfig& flow) {
  int bodies = 0;
  const auto read_form = [&](const Node& value) {
    ++bodies;
    flow.is_form = true;
    flow.fields = reader.text_map(value);
  };
  const auto read_json = [&](const Node& value) {
    ++bodies;
    read_body(reader, value, flow);
  };
  const auto read_basic = [&](const Node& value) { flow.is_basic = reader.boolean(value); };
  reader.members(
      node,
      {{"request", [&](const Node& value) { flow.request = read_request(reader, value); }},
       {"body", read_json},
       {"form", read_form},
       {"basic", read_basic}});
  if (bodies > 1) reader.fail(node.mark(), "a login has a 'body' or a 'form', not both");
  if (flow.request.empty()) reader.fail(node.mark(), "a login needs 'request'");
}

CarrierPlace read_place(Reader& reader, const Node& node) {
  CarrierPlace place;
  int places = 0;
  const auto in = [&](const char* key, CarrierPlace::Kind kind) {
    return Member{key, [&, kind](const Node& value) {
                    ++places;
                    place = {kind, reader.line(value)};
                    if (kind == CarrierPlace::Kind::json && !place.name.starts_with('/')) {
                      reader.fail(value.mark(), "expected a JSON Pointer, which begins with '/'");
                    }
                  }};
  };
  reader.members(node,
                 {in("cookie", CarrierPlace::Kind::cookie),
                  in("header", CarrierPlace::Kind::header),
                  in("json", CarrierPlace::Kind::json)});
  if (places != 1) reader.fail(node.mark(), "'from' names one place: cookie, header or json");
  return place;
}

void read_gives(Reader& reader, const Node& node, FlowConfig& flow) {
  const auto read_send = [&](const Node& value) {
    flow.send = reader.line(value);
    if (flow.send.find("{value}") == std::string::npos) {
      reader.fail(value.mark(), "expected a form that holds {value}");
    }
  };
  reader.members(node,
                 {{"scheme", [&](const Node& value) { flow.scheme = reader.line(value); }},
                  {"from", [&](const Node& value) { flow.from = read_place(reader, value); }},
                  {"send", read_send}});
}

}  // namespace

FlowConfig read_flow(Reader& reader, const Node& node) {
  FlowConfig flow;
  reader.members(
      node,
      {{"login", [&](const Node& value) { read_login(reader, value, flow); }},
       {"gives", [&](const Node& value) { read_gives(reader, value, flow); }},
       {"logout", [&](const Node& value) { flow.logout = read_request(reader, value); }},
       {"refresh", [&](const Node& value) { flow.refresh = read_request(reader, value); }}});
  if (flow.request.empty()) reader.fail(node.mark(), "a flow needs 'login' with its 'request'");
  return flow;
}

std::vector<ExtraScheme> read_schemes(Reader& reader, const Node& node) {
  std::vector<ExtraScheme> schemes;
  reader.entries(node, [&](const Entry& entry) {
    ExtraScheme one;
    one.name = entry.key;
    one.where = reader.locate(*entry.value);
    reader.members(*entry.value,
                   {{"type",
                     [&](const Node& value) {
                       one.type = reader.one_of(value, {"apiKey", "http"});
                     }},
                    {"scheme", [&](const Node& value) { one.scheme = reader.line(value); }},
                    {"in",
                     [&](const Node& value) {
                       one.in = reader.one_of(value, {"header", "query", "cookie"});
                     }},
                    {"name", [&](const Node& value) { one.parameter = reader.line(value); }}});
    if (one.type.empty()) {
      reader.fail(entry.key_mark, "a scheme needs 'type': apiKey or http");
    } else if (one.type == "http" && one.scheme.empty()) {
      reader.fail(entry.key_mark, "a scheme of type http needs 'scheme': basic, bearer, ...");
    } else if (one.type == "apiKey" && (one.in.empty() || one.parameter.empty())) {
      reader.fail(entry.key_mark, "a scheme of type apiKey needs 'in' and 'name'");
    }
    schemes.push_back(std::move(one));
  });
  return schemes;
}

}  // namespace sworn::config
