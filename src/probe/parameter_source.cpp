// SPDX-License-Identifier: Apache-2.0
#include "probe/parameter_source.h"

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "probe/credential.h"
#include "probe/login_fields.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

constexpr std::string_view hexadecimal = "0123456789abcdef";

bool satisfies(const Building& building,
               const document::Node& instance,
               const document::Node* schema) {
  return schema == nullptr ||
         schema::validate(*schema, instance, building.schema_context(), 1).empty();
}

bool satisfies(const Building& building, const std::string& json, const document::Node* schema) {
  const auto parsed = document::parse_json(json, "value");
  return parsed && satisfies(building, parsed->root(), schema);
}

/// The type that a schema names, of several (OpenAPI 3.1) the first.
std::string_view type_of(const Building& building, const document::Node* schema) {
  schema = building.contract.files == nullptr ? schema : building.contract.files->follow(schema);
  const document::Node* type = schema == nullptr ? nullptr : schema->find("type");
  if (type != nullptr && type->is_sequence() && !type->items().empty()) {
    type = type->items().front();
  }
  return type == nullptr ? std::string_view() : type->text();
}

/// A configured text: JSON where the schema wants a list or an object, else as it is.
ParameterValue value_of_text(const Building& building,
                             const Parameter& parameter,
                             const std::string& text) {
  const std::string_view type = type_of(building, parameter.schema);
  if (type == "array" || type == "object") {
    if (const auto parsed = document::parse_json(text, "value")) {
      return ParameterValue::of(parsed->root());
    }
  }
  return ParameterValue::of(text);
}

const std::string* first_owned(const Building& building, const std::string& name) {
  const Identity* identity = building.options.identity;
  if (identity == nullptr) {
    return nullptr;
  }
  for (const std::string& key : {building.operation.key(), building.operation.path}) {
    if (const auto place = identity->owns_at.find(key); place != identity->owns_at.end()) {
      if (const auto found = place->second.find(name);
          found != place->second.end() && !found->second.empty()) {
        return &found->second.front();
      }
    }
  }
  const auto found = identity->owns.find(name);
  return found == identity->owns.end() || found->second.empty() ? nullptr : &found->second.front();
}

const std::string* configured(const Building& building, const std::string& name) {
  if (const std::string* here = building.configured_here(name)) {
    return here;
  }
  const auto found = building.config.values.find(name);
  return found == building.config.values.end() ? nullptr : &found->second;
}

/// The first of the texts that the schema takes, as a string or as a number.
std::optional<std::string> first_fit(const Building& building,
                                     const document::Node* schema,
                                     const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    const bool is_digits = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
    if (satisfies(building, document::quote_json(text), schema) ||
        (is_digits && satisfies(building, text, schema))) {
      return text;
    }
  }
  return std::nullopt;
}

std::string random_uuid(base::RandomStream& random) {
  return random.draw(hexadecimal, 8) + "-" + random.draw(hexadecimal, 4) + "-4" +
         random.draw(hexadecimal, 3) + "-a" + random.draw(hexadecimal, 3) + "-" +
         random.draw(hexadecimal, 12);
}

/// A text that names something real, if any source gives one.
std::optional<std::string> known_text(const Building& building, const Parameter& parameter) {
  if (const std::string* value = configured(building, parameter.name)) return *value;
  if (const std::string* value = first_owned(building, parameter.name)) return *value;
  if (parameter.place == Place::path) {
    const auto learned =
        building.learned.value_for(building.operation, parameter.name, building.identity_name());
    // A member of the same name need not mean the same: one of an enum has to be in it.
    return learned ? first_fit(building, parameter.schema, {*learned}) : std::nullopt;
  }
  return std::nullopt;
}

/// A value that satisfies the schema and names nothing that exists; nothing when the schema leaves
/// no room (an enum).
std::optional<std::string> absent_value(const Building& building, const Parameter& parameter) {
  base::RandomStream random(building.seed_of(parameter.name), "absent");
  const std::string big = "19" + random.draw("0123456789", 8);  // fits into 31 bits
  std::vector<std::string> texts;
  std::optional<std::string> known = known_text(building, parameter);
  if (!known && parameter.example != nullptr && !parameter.example->is_mapping() &&
      !parameter.example->is_sequence()) {
    known = parameter.example->text();
  }
  const bool is_number =
      known && std::ranges::all_of(*known, [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) {
    texts.push_back(big);
  } else if (known && known->size() >= 12) {
    texts.push_back(invented_like(*known, random));
  }
  const std::string_view type = type_of(building, parameter.schema);
  if (type == "integer" || type == "number") {
    texts.insert(texts.end(), {big, "999999937", "999983", "9973", "997"});
  }
  for (const std::size_t length :
       {std::size_t{32}, std::size_t{24}, std::size_t{16}, std::size_t{12}, std::size_t{8}}) {
    texts.push_back(random.draw(hexadecimal, length));
    if (length == 32) texts.push_back(random_uuid(random));
  }
  texts.insert(texts.end(), {"absent-" + random.draw(hexadecimal, 8), big});
  return first_fit(building, parameter.schema, texts);
}

bool is_fit_for_path(const ParameterValue& value) {
  const bool is_empty = value.kind == ParameterValue::Kind::text
                            ? value.text.empty()
                            : value.items.empty() && value.members.empty();
  return !is_empty && value.text != "." && value.text != "..";
}

bool is_fit(const Parameter& parameter, const ParameterValue& value) {
  const auto has_control = [](std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; });
  };
  if (parameter.place == Place::header &&
      (has_control(value.text) || std::ranges::any_of(value.items, has_control))) {
    return false;
  }
  return parameter.place != Place::path || is_fit_for_path(value);
}

std::string described(const Parameter& parameter) {
  const std::string_view place = parameter.place == Place::body ? "form" : name_of(parameter.place);
  return "no value for " + std::string(place) + " parameter " + base::printable(parameter.name);
}

Result<ChosenValue> made_from_schema(const Building& building, const Parameter& parameter) {
  if (parameter.schema == nullptr) {
    return ChosenValue{ParameterValue::of("1"), true};
  }
  std::string reason;
  for (int attempt = 0; attempt < 3; ++attempt) {
    const std::string part = parameter.name + (attempt > 0 ? " " + std::to_string(attempt) : "");
    const auto json =
        schema::generate(*parameter.schema, building.schema_context(), building.seed_of(part));
    if (!json) {
      reason = json.error().message;
      break;
    }
    const auto parsed = document::parse_json(*json, "value");
    if (parsed && is_fit(parameter, ParameterValue::of(parsed->root()))) {
      return ChosenValue{ParameterValue::of(parsed->root()), true};
    }
    reason = "what its schema allows cannot stand there";
  }
  if (const auto text = first_fit(building, parameter.schema, {"a1", "1", "a1b2c3d4"})) {
    return ChosenValue{ParameterValue::of(*text), true};
  }
  return Error{described(parameter) + ": " + reason,
               parameter.where,
               "give one under `values:` in sworn.yaml"};
}

}  // namespace

const document::Node* given_sample(const Building& building,
                                   const document::Node* example,
                                   const document::Node* schema) {
  if (example != nullptr && satisfies(building, *example, schema)) {
    return example;
  }
  const document::Node* body =
      building.contract.files == nullptr ? schema : building.contract.files->follow(schema);
  if (body == nullptr) {
    return nullptr;
  }
  std::vector<const document::Node*> candidates{body->find("example")};
  for (const std::string_view list : {"examples", "enum"}) {
    if (list == "enum") {
      candidates.push_back(body->find("default"));
      candidates.push_back(body->find("const"));
    }
    const document::Node* items = body->find(list);
    candidates.push_back(items == nullptr || items->items().empty() ? nullptr
                                                                    : items->items().front());
  }
  const auto found = std::ranges::find_if(candidates, [&](const document::Node* candidate) {
    return candidate != nullptr && satisfies(building, *candidate, schema);
  });
  return found == candidates.end() ? nullptr : *found;
}

Result<ChosenValue> choose_value(const Building& building, const Parameter& parameter) {
  if (parameter.place == Place::path) {
    const auto decided = building.options.path_values.find(parameter.name);
    if (decided != building.options.path_values.end()) {
      return ChosenValue{ParameterValue::of(decided->second), false};
    }
    if (building.options.absent_ids) {
      if (const auto absent = absent_value(building, parameter)) {
        return ChosenValue{ParameterValue::of(*absent), true};
      }
      // The last parameter names the target; those before it only lead there.
      if (building.operation.path.rfind('{') ==
          building.operation.path.find("{" + parameter.name + "}")) {
        return Error{
            "every value of path parameter " + parameter.name + " may name something that exists",
            {},
            ""};
      }
    }
  }
  if (building.takes_login() && parameter.place != Place::path) {
    if (const auto value = login_value(*building.options.identity, parameter.name)) {
      return ChosenValue{ParameterValue::of(*value), false};
    }
  }
  if (const auto text = known_text(building, parameter)) {
    return ChosenValue{value_of_text(building, parameter, *text), false};
  }
  const document::Node* given = given_sample(building, parameter.example, parameter.schema);
  if (given != nullptr && is_fit(parameter, ParameterValue::of(*given))) {
    return ChosenValue{ParameterValue::of(*given), false};
  }
  return made_from_schema(building, parameter);
}

bool is_worth_sending(const Building& building, const Parameter& parameter) {
  if (parameter.is_required || known_text(building, parameter)) {
    return true;
  }
  if (building.takes_login() && login_value(*building.options.identity, parameter.name)) {
    return true;
  }
  if (parameter.example != nullptr) {
    return satisfies(building, *parameter.example, parameter.schema);
  }
  const document::Node* schema = building.contract.files == nullptr
                                     ? parameter.schema
                                     : building.contract.files->follow(parameter.schema);
  const document::Node* example = schema == nullptr ? nullptr : schema->find("example");
  return example != nullptr && satisfies(building, *example, parameter.schema);
}

}  // namespace sworn::probe
