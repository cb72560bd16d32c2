// SPDX-License-Identifier: Apache-2.0
#include "probe/body.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/random.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "http/media_type.h"
#include "probe/login_fields.h"
#include "probe/parameter_source.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

enum class Form { json, urlencoded, multipart, text, none };

constexpr std::string_view urlencoded_type = "application/x-www-form-urlencoded";

Form form_of(std::string_view text) {
  const auto type = http::parse_media_type(text);
  if (!type) {
    return Form::none;
  }
  const std::string essence = type->essence();
  if (http::is_json(*type) || essence == "*/*" || essence == "application/*") return Form::json;
  if (essence == urlencoded_type) return Form::urlencoded;
  if (essence == "multipart/form-data" || essence == "multipart/*") return Form::multipart;
  const bool is_plain = essence == "text/plain" || essence == "text/csv" || essence == "text/*" ||
                        essence == "text/markdown" || essence == "application/octet-stream";
  return is_plain ? Form::text : Form::none;
}

/// What is sent where the document names a range.
std::string concrete(const std::string& type) {
  const auto parsed = http::parse_media_type(type);
  if (!parsed || (parsed->type != "*" && parsed->subtype != "*")) {
    return type;
  }
  return parsed->type == "multipart" ? "multipart/form-data"
         : parsed->type == "text"    ? "text/plain"
                                     : "application/json";
}

std::string text_of(const document::Node& node) {
  return node.is_mapping() || node.is_sequence() ? document::to_json(node)
                                                 : std::string(node.text());
}

std::string to_urlencoded(const document::Node& object) {
  std::vector<std::string> pairs;
  for (const document::Entry& entry : object.entries()) {
    const std::string start = base::percent_encode(entry.key) + "=";
    if (entry.value->is_sequence()) {
      for (const document::Node* item : entry.value->items()) {
        pairs.push_back(start + base::percent_encode(text_of(*item)));
      }
    } else if (!entry.value->is_null()) {
      pairs.push_back(start + base::percent_encode(text_of(*entry.value)));
    }
  }
  return base::join(pairs, "&");
}

/// The media type of one part (OpenAPI 3.1 §4.8.15, Encoding Object, contentType).
std::string part_type(const document::Node& value, const document::Node* schema) {
  if (value.is_mapping() || value.is_sequence()) {
    return "application/json";
  }
  const bool is_file = schema != nullptr && (schema->string_at("type") == "file" ||
                                             schema->string_at("format") == "binary" ||
                                             schema->find("contentMediaType") != nullptr);
  return is_file ? "application/octet-stream" : "";
}

Body to_multipart(const document::Node& object,
                  const document::Node* schema,
                  const spec::Files* files) {
  const std::string boundary =
      "sworn-" + base::to_hex(std::to_string(base::hash_of(document::to_json(object))));
  const document::Node* shape = files != nullptr ? files->follow(schema) : schema;
  const document::Node* properties = shape != nullptr ? shape->find("properties") : nullptr;
  Body body{"multipart/form-data; boundary=" + boundary, ""};
  for (const document::Entry& entry : object.entries()) {
    const document::Node* property = properties != nullptr ? properties->find(entry.key) : nullptr;
    const std::string type =
        part_type(*entry.value, files != nullptr ? files->follow(property) : property);
    const std::string name =
        base::replace_all(base::replace_all(std::string(entry.key), "\"", "%22"), "\n", "%0A");
    body.text += "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"";
    body.text += type == "application/octet-stream" ? "; filename=\"sworn.txt\"\r\n" : "\r\n";
    body.text += type.empty() ? "\r\n" : "Content-Type: " + type + "\r\n\r\n";
    body.text += text_of(*entry.value) + "\r\n";
  }
  body.text += "--" + boundary + "--\r\n";
  return body;
}

/// The form parameters of Swagger 2.0 as one JSON object; nothing when the operation has none.
Result<std::optional<std::string>> form_object(const Building& building) {
  document::JsonWriter writer(0);
  writer.begin_object();
  bool is_form = false;
  for (const Parameter& parameter : building.operation.parameters) {
    if (parameter.place != Place::body) {
      continue;
    }
    is_form = true;
    if (!is_worth_sending(building, parameter)) {
      continue;
    }
    if (parameter.schema != nullptr && parameter.schema->string_at("type") == "file") {
      writer.member(parameter.name, "sworn");
      continue;
    }
    const auto chosen = choose_value(building, parameter);
    if (!chosen) {
      return chosen.error();
    }
    writer.key(parameter.name);
    if (chosen->value.kind == ParameterValue::Kind::text) {
      writer.string(chosen->value.text);
      continue;
    }
    writer.begin_array();
    for (const std::string& item : chosen->value.items) {
      writer.string(item);
    }
    writer.end_array();
  }
  writer.end_object();
  return is_form ? std::optional(writer.take()) : std::nullopt;
}

bool has_file(const Operation& operation) {
  return std::ranges::any_of(operation.parameters, [](const Parameter& p) {
    return p.place == Place::body && p.schema != nullptr && p.schema->string_at("type") == "file";
  });
}

/// What a flow of the configuration says about its login's body; "" when it says nothing.
std::string flow_object(const Building& building) {
  const FlowConfig* flow = building.flow();
  if (flow == nullptr || !building.options.with_login_fields ||
      building.options.identity == nullptr) {
    return "";
  }
  if (flow->fields.empty()) {
    std::string json = flow->body;
    for (const auto& [name, text] : building.options.identity->login) {
      const std::string quoted = document::quote_json(text);
      json =
          base::replace_all(std::move(json), "{" + name + "}", quoted.substr(1, quoted.size() - 2));
    }
    return json;
  }
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const auto& [name, text] : flow->fields) {
    writer.member(name, fill_template(text, *building.options.identity));
  }
  writer.end_object();
  return writer.take();
}

/// The JSON value that a media type is filled with.
Result<std::string> content_of(const Building& building, const MediaType& media) {
  const bool has_login = building.takes_login() && building.contract.files != nullptr;
  const auto finish = [&](const std::string& json, bool is_made) {
    return has_login ? with_login_fields(json,
                                         media.schema,
                                         *building.contract.files,
                                         *building.options.identity,
                                         is_made)
                     : json;
  };
  if (const document::Node* given = given_sample(building, media.example, media.schema)) {
    return finish(document::to_json(*given), false);
  }
  if (media.schema == nullptr) {
    return finish("{}", false);
  }
  auto json = schema::generate(*media.schema, building.schema_context(), building.seed_of("body"));
  if (!json) {
    return json.error();
  }
  return finish(*json, true);
}

}  // namespace

std::optional<Body> encode_body(const std::string& media_type,
                                const std::string& json,
                                const document::Node* schema,
                                const spec::Files* files) {
  const Form form = form_of(media_type);
  const std::string type = concrete(media_type);
  if (form == Form::json) {
    return Body{type, json};
  }
  const auto parsed = document::parse_json(json, "body");
  if (!parsed || form == Form::none) {
    return std::nullopt;
  }
  if (form == Form::urlencoded) return Body{type, to_urlencoded(parsed->root())};
  if (form == Form::multipart) return to_multipart(parsed->root(), schema, files);
  return Body{type, text_of(parsed->root())};
}

Result<std::optional<Body>> make_body(const Building& building) {
  const Operation& operation = building.operation;
  const spec::Files* files = building.contract.files.get();
  const std::vector<MediaType> none;
  const std::vector<MediaType>& content = operation.body ? operation.body->content : none;
  auto media = std::ranges::find_if(
      content, [](const MediaType& m) { return form_of(m.type) != Form::none; });
  if (has_file(operation)) {
    media = std::ranges::find_if(
        content, [](const MediaType& m) { return form_of(m.type) == Form::multipart; });
  }
  const std::string type = media != content.end() ? media->type
                           : has_file(operation)  ? "multipart/form-data"
                                                  : "application/json";
  const document::Node* schema = media != content.end() ? media->schema : nullptr;

  if (const std::string* text = building.configured_here("body")) {
    return encode_body(type, *text, schema, files);
  }
  if (const std::string json = flow_object(building); !json.empty()) {
    const bool is_form = building.flow()->is_form;
    return encode_body(
        is_form ? std::string(urlencoded_type) : "application/json", json, schema, files);
  }
  auto form = form_object(building);
  if (!form) {
    return form.error();
  }
  if (*form) {
    return encode_body(form_of(type) == Form::multipart ? type : std::string(urlencoded_type),
                       **form,
                       nullptr,
                       files);
  }
  const bool is_bodiless = operation.method == "GET" || operation.method == "HEAD";
  if (!operation.body || (!operation.body->is_required && is_bodiless) || content.empty()) {
    return std::optional<Body>();
  }
  if (media == content.end()) {
    if (!operation.body->is_required) {
      return std::optional<Body>();
    }
    return Error{"no body of type " + base::printable(content.front().type) + " can be made",
                 content.front().where,
                 "leave the operation out, or declare another media type"};
  }
  const auto json = content_of(building, *media);
  if (!json) {
    if (!operation.body->is_required) {
      return std::optional<Body>();
    }
    return Error{"no valid request body can be made: " + json.error().message,
                 media->where,
                 "give one as `body` under `values:` in sworn.yaml"};
  }
  return encode_body(media->type, *json, media->schema, files);
}

}  // namespace sworn::probe
