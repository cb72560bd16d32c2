// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_object.h"

#include <algorithm>
#include <array>

#include "base/random.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "evidence/collection.h"
#include "probe/credential.h"
#include "probe/path_shape.h"

namespace sworn::probe {
namespace {

constexpr std::array<std::string_view, 4> key_names{"id", "uuid", "key", "slug"};

bool is_key_value(const document::Node& node) {
  return node.is_string() || node.kind() == document::Kind::integer;
}

/// The member that identifies an object, or "".
std::string key_member(const document::Node& object) {
  for (const std::string_view name : key_names) {
    const document::Node* value = object.find(name);
    if (value != nullptr && is_key_value(*value)) {
      return std::string(name);
    }
  }
  return "";
}

struct Place {
  std::string pointer;
  std::string key;
  const document::Node* value;
};

/// The keys of the objects in the root's list or, in an envelope, in the first list of objects; of
/// a lone object its own.
std::vector<Place> keys_in(const document::Node& root,
                           const std::string& pointer = "",
                           int depth = 0) {
  std::vector<Place> places;
  if (root.is_sequence()) {
    for (std::size_t i = 0; i < root.items().size(); ++i) {
      const document::Node& item = *root.items()[i];
      if (const std::string key = key_member(item); !key.empty()) {
        places.push_back({pointer + "/" + std::to_string(i) + "/" + key, key, item.find(key)});
      }
    }
    return places;
  }
  if (const std::string key = key_member(root); !key.empty()) {
    places.push_back({pointer + "/" + key, key, root.find(key)});
    return places;
  }
  for (const document::Entry& entry : root.entries()) {
    const bool is_deeper = entry.value->is_sequence() || (entry.value->is_mapping() && depth < 1);
    if (is_deeper && places.empty()) {
      places =
          keys_in(*entry.value, pointer + "/" + document::escape_pointer(entry.key), depth + 1);
    }
  }
  return places;
}

std::string with_value(const std::string& json,
                       const std::string& pointer,
                       const std::string& value) {
  return replaced(json, [&](std::string_view, const document::Node&, const std::string& at) {
    return at == pointer ? std::optional(value) : std::nullopt;
  });
}

/// Another key of the same kind, the same for equal names of the stream.
std::string another_key(const document::Node& key, base::RandomStream& random) {
  if (!key.is_string()) {
    return std::to_string(1 + random.below(2'000'000'000));
  }
  return document::quote_json(
      invented_like(key.text().empty() ? "a1b2c3d4e5f6" : key.text(), random));
}

}  // namespace

ObjectDesk::ObjectDesk(const Contract& contract, SessionStore& store, const AnswerMaker& maker)
    : store_(store), maker_(maker) {
  for (const Operation& operation : contract.operations) {
    const std::string shape = shape_of(operation.path);
    for (auto at = shape.find("/{}"); at != std::string::npos; at = shape.find("/{}", at + 1)) {
      collections_.insert(at == 0 ? "/" : shape.substr(0, at));
    }
  }
}

bool ObjectDesk::may_see(const Route& route, const std::string& identity) const {
  // Where "not found" is not declared, it cannot be said.
  const bool is_read = (route.operation->method == "GET" || route.operation->method == "HEAD") &&
                       route.operation->response_for(404) != nullptr;
  return std::ranges::all_of(route.values, [&](const PathValue& value) {
    return store_.may_see(value.collection, value.value, identity) &&
           (!is_read || store_.may_exist(value.collection, value.value));
  });
}

void ObjectDesk::dress_collection(Answer& answer,
                                  const Operation& operation,
                                  const std::string& identity) {
  const std::string collection = shape_of(operation.path);
  const auto parsed = document::parse_json(answer.json, "answer");
  if (!parsed) {
    return;
  }
  base::RandomStream random(base::hash_of(collection), identity);
  for (const Place& place : keys_in(parsed->root())) {
    std::string key(place.value->text());
    for (int attempt = 0; attempt < 4; ++attempt) {
      const std::string value = another_key(*place.value, random);
      std::string json = with_value(answer.json, place.pointer, value);
      if (maker_.is_valid(answer, json)) {
        answer.json = std::move(json);
        key = place.value->is_string() ? value.substr(1, value.size() - 2) : value;
        break;
      }
    }
    store_.own(collection, key, identity, operation.method == "POST");
  }
}

void ObjectDesk::dress_object(Answer& answer, const PathValue& value) {
  const auto parsed = document::parse_json(answer.json, "answer");
  if (!parsed || !parsed->root().is_mapping()) {
    return;
  }
  const auto places = keys_in(parsed->root());
  if (places.size() != 1) {
    return;
  }
  const std::string key =
      places.front().value->is_string() ? document::quote_json(value.value) : value.value;
  std::string json = with_value(answer.json, places.front().pointer, key);
  if (maker_.is_valid(answer, json)) {
    answer.json = std::move(json);
  }
}

void ObjectDesk::dress(Answer& answer, const Route& route, const std::string& identity) {
  if (answer.json.empty() || answer.status / 100 != 2) {
    return;
  }
  const Operation& operation = *route.operation;
  if (collections_.contains(shape_of(operation.path)) &&
      (operation.method == "GET" || operation.method == "POST")) {
    dress_collection(answer, operation, identity);
  } else if (evidence::ends_in_parameter(operation) && !route.values.empty()) {
    dress_object(answer, route.values.back());
  }
}

}  // namespace sworn::probe
