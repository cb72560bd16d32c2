// SPDX-License-Identifier: Apache-2.0
#include "probe/learned.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/node.h"
#include "evidence/collection.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/path_shape.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

constexpr std::size_t most_values = 5;
constexpr std::size_t most_bytes = 200;
constexpr document::Limits limits{
    .bytes = std::size_t{4} * 1024 * 1024, .depth = 100, .nodes = 200'000};
constexpr std::array<std::string_view, 5> key_names{"id", "uuid", "key", "slug", "name"};

using Fields = std::map<std::string, std::vector<std::string>>;

void add(std::vector<std::string>& values, std::string value) {
  const bool fits = !value.empty() && value.size() <= most_bytes && values.size() < most_values;
  if (fits && std::ranges::find(values, value) == values.end()) {
    values.push_back(std::move(value));
  }
}

bool is_key(const document::Node& node) {
  return node.is_string() || node.kind() == document::Kind::integer;
}

void learn_object(const document::Node& object, Fields& fields) {
  for (const document::Entry& entry : object.entries()) {
    if (is_key(*entry.value)) {
      add(fields[std::string(entry.key)], std::string(entry.value->text()));
    }
  }
}

void learn_list(const document::Node& list, Fields& fields) {
  for (const document::Node* item :
       list.items().first(std::min(list.items().size(), most_values))) {
    if (item->is_mapping()) {
      learn_object(*item, fields);
    } else if (is_key(*item)) {
      add(fields[""], std::string(item->text()));  // a list of bare names
    }
  }
}

/// The first array of objects in an envelope such as {"data": [...]}, one wrapping deep at most.
const document::Node* list_within(const document::Node& object, int depth = 0) {
  for (const document::Entry& entry : object.entries()) {
    if (entry.value->is_sequence() && !entry.value->items().empty() &&
        entry.value->items().front()->is_mapping()) {
      return entry.value;
    }
  }
  if (depth < 1) {
    for (const document::Entry& entry : object.entries()) {
      if (const document::Node* list =
              entry.value->is_mapping() ? list_within(*entry.value, depth + 1) : nullptr) {
        return list;
      }
    }
  }
  return nullptr;
}

/// An object with a key of its own is no envelope, though it may hold lists.
bool is_envelope(const Operation& operation, const document::Node& object) {
  const bool names_one = evidence::ends_in_parameter(operation);
  const document::Node* id = object.find("id");
  return !names_one && (id == nullptr || !is_key(*id)) && list_within(object) != nullptr;
}

/// "items" of "item", "categories" of "category", "boxes" of "box".
bool is_plural_of(std::string_view plural, const std::string& singular) {
  return plural == singular + "s" || plural == singular + "es" ||
         (singular.ends_with('y') && plural == singular.substr(0, singular.size() - 1) + "ies");
}

std::string joined(std::string_view name) {
  return base::join(base::words_of(name), "");
}

const std::vector<std::string>* all_of(const Fields& fields, std::string_view name) {
  const auto found = fields.find(std::string(name));
  if (found != fields.end() && !found->second.empty()) {
    return &found->second;
  }
  for (const auto& [field, values] : fields) {
    if (!field.empty() && !values.empty() && joined(field) == joined(name)) {
      return &values;
    }
  }
  return nullptr;
}

/// What a runtime expression means in an answer (OpenAPI 3.1 §4.8.20.3); nothing for those that
/// speak of the request.
std::optional<std::string> evaluated(std::string_view expression,
                                     const document::Node* body,
                                     const Headers& headers) {
  constexpr std::string_view in_body = "$response.body#";
  constexpr std::string_view in_header = "$response.header.";
  if (expression.starts_with(in_body) && body != nullptr) {
    const document::Node* node = document::at_pointer(*body, expression.substr(in_body.size()));
    return node != nullptr && is_key(*node) ? std::optional(std::string(node->text()))
                                            : std::nullopt;
  }
  if (expression.starts_with(in_header)) {
    const auto value = http::find_header(headers, expression.substr(in_header.size()));
    return value ? std::optional(std::string(*value)) : std::nullopt;
  }
  return std::nullopt;
}

/// The declared answers of that status, the exact one first.
const document::Node* declared_answer(const spec::Files& files,
                                      const Operation& operation,
                                      int status) {
  const document::Node* answers =
      operation.node == nullptr ? nullptr : files.follow(operation.node->find("responses"));
  if (answers == nullptr) {
    return nullptr;
  }
  const std::string exact = std::to_string(status);
  for (const std::string& key : {exact, exact.substr(0, 1) + "XX", std::string("default")}) {
    if (const document::Node* answer = files.follow(answers->find(key))) {
      return answer;
    }
  }
  return nullptr;
}

/// The operation that a Link Object names, or null.
const Operation* target_of(const Contract& contract, const document::Node& link) {
  const std::string_view id = link.string_at("operationId");
  const std::string_view reference = link.string_at("operationRef");
  const auto found = std::ranges::find_if(contract.operations, [&](const Operation& operation) {
    if (!id.empty()) {
      return operation.operation_id == id;
    }
    const std::string pointer = "#/paths/" + document::escape_pointer(operation.path) + "/" +
                                base::to_lower(operation.method);
    return reference == pointer;
  });
  return found == contract.operations.end() ? nullptr : &*found;
}

}  // namespace

void Learned::learn(const Operation& operation,
                    const std::string& identity,
                    const Response& response) {
  const auto type = http::find_header(response.headers, "Content-Type");
  if (response.status < 200 || response.status > 299 || response.is_cut ||
      (type && !http::is_json(*type))) {
    return;
  }
  const auto parsed = document::parse_json(response.body, "answer", 0, limits);
  if (!parsed) {
    return;
  }
  const document::Node& root = parsed->root();
  Fields fields;
  if (root.is_sequence()) {
    learn_list(root, fields);
  } else if (is_envelope(operation, root)) {
    learn_list(*list_within(root), fields);
  } else if (root.entries().size() == 1 && root.entries().front().value->is_mapping()) {
    learn_object(*root.entries().front().value, fields);  // {"item": {...}}
  } else {
    learn_object(root, fields);
  }
  Fields& known = values_[{identity, shape_of(operation.path)}];
  for (auto& [name, values] : fields) {
    for (std::string& value : values) {
      add(known[name], std::move(value));
    }
  }
}

void Learned::learn_links(const Contract& contract,
                          const Operation& operation,
                          const std::string& identity,
                          const Response& response) {
  if (contract.files == nullptr || response.status < 200 || response.status > 299 ||
      response.is_cut) {
    return;
  }
  const document::Node* answer = declared_answer(*contract.files, operation, response.status);
  const document::Node* links =
      answer == nullptr ? nullptr : contract.files->follow(answer->find("links"));
  if (links == nullptr) {
    return;
  }
  const auto body = document::parse_json(response.body, "answer", 0, limits);
  for (const document::Entry& entry : links->entries()) {
    const document::Node* link = contract.files->follow(entry.value);
    const Operation* target = link == nullptr ? nullptr : target_of(contract, *link);
    const document::Node* parameters = target == nullptr ? nullptr : link->find("parameters");
    if (parameters == nullptr) {
      continue;
    }
    for (const document::Entry& parameter : parameters->entries()) {
      const auto value =
          evaluated(parameter.value->text(), body ? &body->root() : nullptr, response.headers);
      // "path.id" says where a name is meant that stands in two places (OpenAPI 3.1 §4.8.20).
      const std::string_view name =
          parameter.key.starts_with("path.") ? parameter.key.substr(5) : parameter.key;
      if (value) {
        add(linked_[{identity, target->key()}][std::string(name)], *value);
      }
    }
  }
}

void Learned::merge(const Learned& other) {
  left_alone_.insert(other.left_alone_.begin(), other.left_alone_.end());
  for (const auto member : {&Learned::values_, &Learned::linked_}) {
    for (const auto& [producer, fields] : other.*member) {
      for (const auto& [name, values] : fields) {
        for (const std::string& value : values) {
          add((this->*member)[producer][name], value);
        }
      }
    }
  }
}

std::optional<std::string> Learned::value_for(const Operation& operation,
                                              std::string_view parameter,
                                              const std::string& identity) const {
  auto values = values_for(operation, parameter, identity);
  if (values.empty()) {
    values = values_for(operation, parameter, "");
  }
  return values.empty() ? std::nullopt : std::optional(values.front());
}

std::vector<std::string> Learned::values_for(const Operation& operation,
                                             std::string_view parameter,
                                             const std::string& identity) const {
  if (const auto linked = linked_.find({identity, operation.key()}); linked != linked_.end()) {
    if (const auto found = linked->second.find(std::string(parameter));
        found != linked->second.end()) {
      return found->second;
    }
  }
  std::string expression = "{";
  expression.append(parameter).append("}");
  const auto place = operation.path.find(expression);
  if (place == std::string::npos) {
    return {};
  }
  const std::string_view before =
      std::string_view(operation.path).substr(0, operation.path.rfind('/', place));
  const auto found = values_.find({identity, before.empty() ? "/" : shape_of(before)});
  if (found == values_.end()) {
    return {};
  }
  const Fields& fields = found->second;
  if (const auto* values = all_of(fields, parameter)) {
    return *values;
  }
  const auto words = base::words_of(parameter);
  const auto collection = base::words_of(before.substr(before.rfind('/') + 1));
  const bool is_singular =
      !words.empty() && !collection.empty() && is_plural_of(collection.back(), words.back());
  bool may_be_bare = is_singular;
  for (const std::string_view name : key_names) {
    if (!is_singular && !joined(parameter).ends_with(name)) {
      continue;
    }
    may_be_bare = true;
    if (const auto* values = all_of(fields, name)) {
      return *values;
    }
  }
  const auto* bare = may_be_bare ? all_of(fields, "") : nullptr;
  return bare == nullptr ? std::vector<std::string>() : *bare;
}

}  // namespace sworn::probe
