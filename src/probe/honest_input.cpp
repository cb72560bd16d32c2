// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_input.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "http/cookie.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/building.h"
#include "schema/schema.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

Pairs pairs_of(std::string_view text) {
  Pairs pairs;
  for (const std::string_view piece : base::split(text, '&')) {
    if (piece.empty()) {
      continue;
    }
    const auto equals = piece.find('=');
    const std::string_view value =
        equals == std::string_view::npos ? std::string_view() : piece.substr(equals + 1);
    pairs.emplace_back(base::percent_decode(piece.substr(0, equals), true),
                       base::percent_decode(value, true));
  }
  return pairs;
}

void add_json(const document::Node& node, int depth, std::map<std::string, std::string>& fields) {
  for (const document::Entry& entry : node.entries()) {
    if (entry.value->is_mapping() && depth < 8) {
      add_json(*entry.value, depth + 1, fields);
    } else if (!entry.value->is_sequence()) {
      fields.emplace(entry.key, entry.value->text());
    }
  }
}

void add_multipart(std::string_view body, std::map<std::string, std::string>& fields) {
  static constexpr std::string_view start = "form-data; name=\"";
  for (std::size_t at = body.find(start); at != std::string_view::npos; at = body.find(start, at)) {
    at += start.size();
    const auto quote = body.find('"', at);
    const auto content = body.find("\r\n\r\n", at);
    const auto end = content == std::string_view::npos ? content : body.find("\r\n--", content + 4);
    if (quote == std::string_view::npos || end == std::string_view::npos) {
      return;
    }
    fields.emplace(body.substr(at, quote - at), body.substr(content + 4, end - content - 4));
  }
}

schema::Context context_of(const Contract& contract) {
  schema::Context context;
  context.dialect = dialect_of(contract);
  context.direction = schema::Direction::request;
  context.resolver = contract.files.get();
  return context;
}

/// Whether a parameter's text satisfies its schema under some reading: as a string, or as the JSON
/// that it is.
bool is_valid_text(const Contract& contract, const Parameter& parameter, const std::string& text) {
  const document::Node* schema = parameter.schema;
  const document::Node* body =
      schema != nullptr && contract.files != nullptr ? contract.files->follow(schema) : schema;
  const document::Node* type = body != nullptr ? body->find("type") : nullptr;
  const bool is_scalar = type != nullptr && type->is_string() && type->text() != "array" &&
                         type->text() != "object" && type->text() != "file" &&
                         parameter.content_type.empty() && parameter.style != "matrix" &&
                         parameter.style != "label";
  if (!is_scalar) {
    return true;
  }
  for (const std::string& json : {document::quote_json(text), text}) {
    const auto parsed = document::parse_json(json, "input");
    if (parsed && schema::validate(*schema, parsed->root(), context_of(contract), 1).empty()) {
      return true;
    }
  }
  return false;
}

/// The texts that a request carries for a parameter.
std::vector<std::string> texts_of(const Parameter& parameter,
                                  const Route& route,
                                  const Request& request) {
  std::vector<std::string> texts;
  if (parameter.place == Place::query) {
    for (auto& [name, value] : query_fields(request)) {
      if (name == parameter.name || name.starts_with(parameter.name + "[")) texts.push_back(value);
    }
  } else if (parameter.place == Place::header) {
    for (const std::string_view value : http::all_headers(request.headers, parameter.name)) {
      texts.emplace_back(value);
    }
  } else if (parameter.place == Place::path) {
    for (const PathValue& value : route.values) {
      if (value.name == parameter.name) texts.push_back(value.value);
    }
  } else if (parameter.place == Place::cookie) {
    for (const std::string_view field : http::all_headers(request.headers, "Cookie")) {
      for (const http::Cookie& cookie : http::parse_cookie_header(field)) {
        if (cookie.name == parameter.name) texts.push_back(base::percent_decode(cookie.value));
      }
    }
  }
  return texts;
}

/// Places that this check leaves alone: credentials are the gate's, and some headers the document
/// has no say in.
bool is_left_alone(const Contract& contract, const Parameter& parameter) {
  const bool is_ignored = parameter.place == Place::header &&
                          (base::equal_ignoring_case(parameter.name, "accept") ||
                           base::equal_ignoring_case(parameter.name, "content-type") ||
                           base::equal_ignoring_case(parameter.name, "authorization") ||
                           base::equal_ignoring_case(parameter.name, "host") ||
                           base::equal_ignoring_case(parameter.name, "content-length") ||
                           base::equal_ignoring_case(parameter.name, "transfer-encoding") ||
                           base::equal_ignoring_case(parameter.name, "connection") ||
                           base::equal_ignoring_case(parameter.name, "cookie"));
  return is_ignored || std::ranges::any_of(contract.schemes, [&](const Scheme& scheme) {
           return scheme.kind == SchemeKind::api_key && scheme.place == parameter.place &&
                  base::equal_ignoring_case(scheme.parameter, parameter.name);
         });
}

bool is_exploded_object(const Contract& contract, const Parameter& parameter) {
  const document::Node* schema = contract.files != nullptr && parameter.schema != nullptr
                                     ? contract.files->follow(parameter.schema)
                                     : nullptr;
  const document::Node* type = schema != nullptr ? schema->find("type") : nullptr;
  return parameter.explode &&
         (type == nullptr || type->text() == "object" || type->text() == "array");
}

std::optional<int> refused_body(const Contract& contract,
                                const Operation& operation,
                                const Request& request) {
  if (!operation.body || operation.body->content.empty()) {
    return std::nullopt;
  }
  if (request.body.empty()) {
    return operation.body->is_required ? std::optional(400) : std::nullopt;
  }
  std::vector<std::string> declared;
  for (const MediaType& media : operation.body->content) {
    declared.push_back(media.type);
  }
  const auto type = http::find_header(request.headers, "Content-Type");
  const auto match = type ? http::best_media_match(*type, declared) : std::nullopt;
  if (!match) {
    return 415;
  }
  const MediaType& media = operation.body->content[*match];
  if (!http::is_json(*type) || media.schema == nullptr) {
    return std::nullopt;
  }
  const auto parsed = document::parse_json(request.body, "input");
  const bool is_valid =
      parsed && schema::validate(*media.schema, parsed->root(), context_of(contract), 1).empty();
  return is_valid ? std::nullopt : std::optional(400);
}

}  // namespace

Pairs query_fields(const Request& request) {
  const auto mark = request.url.find('?');
  return mark == std::string::npos ? Pairs()
                                   : pairs_of(std::string_view(request.url).substr(mark + 1));
}

std::map<std::string, std::string> input_fields(const Request& request) {
  std::map<std::string, std::string> fields;
  for (auto& [name, value] : query_fields(request)) {
    fields.emplace(name, value);
  }
  const auto type = http::find_header(request.headers, "Content-Type").value_or("");
  if (http::is_json(type)) {
    if (const auto parsed = document::parse_json(request.body, "input")) {
      add_json(parsed->root(), 0, fields);
    }
  } else if (base::starts_with_ignoring_case(type, "multipart/")) {
    add_multipart(request.body, fields);
  } else if (base::starts_with_ignoring_case(type, "application/x-www-form-urlencoded")) {
    for (auto& [name, value] : pairs_of(request.body)) {
      fields.emplace(name, value);
    }
  }
  return fields;
}

std::optional<int> refused_input(const Contract& contract,
                                 const Route& route,
                                 const Request& request) {
  const Operation& operation = *route.operation;
  std::map<std::string, std::string> form;
  for (const Parameter& parameter : operation.parameters) {
    if (is_left_alone(contract, parameter)) {
      continue;
    }
    if (parameter.place == Place::body) {
      if (form.empty()) form = input_fields(request);
      if (parameter.is_required && !form.contains(parameter.name)) return 400;
      continue;
    }
    const auto texts = texts_of(parameter, route, request);
    if (texts.empty() && parameter.is_required && !is_exploded_object(contract, parameter)) {
      return 400;
    }
    if (std::ranges::any_of(texts, [&](const std::string& text) {
          return !is_valid_text(contract, parameter, text);
        })) {
      return 400;
    }
  }
  return refused_body(contract, operation, request);
}

}  // namespace sworn::probe
