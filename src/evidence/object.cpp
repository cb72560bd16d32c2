// SPDX-License-Identifier: Apache-2.0
#include "evidence/object.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/collection.h"
#include "http/header.h"

namespace sworn::evidence {
namespace {

constexpr std::array<std::string_view, 4> key_names{"id", "uuid", "key", "name"};
constexpr std::size_t most_scalars = 500;
constexpr int deepest = 40;

bool is_key(const document::Node* node) {
  return node != nullptr && (node->is_string() || node->kind() == document::Kind::integer);
}

/// By which names an object may be known: what the parameter is called, or what keys are called
/// too.
enum class KeyNames { own, any };

const document::Node* key_of(const document::Node& object,
                             std::string_view parameter,
                             KeyNames names = KeyNames::any) {
  for (const document::Entry& entry : object.entries()) {
    if (is_key(entry.value) && are_same_words(entry.key, parameter)) {
      return entry.value;
    }
  }
  if (names == KeyNames::own) {
    return nullptr;
  }
  for (const std::string_view name : key_names) {
    if (const document::Node* value = object.find(name); is_key(value)) {
      return value;
    }
  }
  return nullptr;
}

/// Of the object, or of the first that it wraps.
const document::Node* key_within(const document::Node& object,
                                 std::string_view parameter,
                                 KeyNames names) {
  const document::Node* key = key_of(object, parameter, names);
  for (const document::Entry& entry : object.entries()) {
    if (key == nullptr && entry.value->is_mapping()) {
      key = key_of(*entry.value, parameter, names);
    }
  }
  return key;
}

std::string text_of(const document::Node* key) {
  return key == nullptr ? std::string() : std::string(key->text());
}

/// What an object calls the key that others call by the parameter's name: "id" of "userId". ""
/// where that is no common name of keys.
std::string_view plain_name_of(std::string_view parameter) {
  const auto words = base::words_of(parameter);
  const std::string last = words.empty() ? "" : words.back();
  if (last.ends_with("uuid")) {
    return "uuid";
  }
  if (last.ends_with("id")) {
    return "id";
  }
  const auto* const found = std::ranges::find(key_names, last);
  return found == key_names.end() ? std::string_view() : *found;
}

bool mentions_in(const document::Node& node, std::string_view id, bool in_paths, int depth) {
  if (depth > deepest) {
    return true;
  }
  if (node.is_mapping() || node.is_sequence()) {
    return std::ranges::any_of(node.entries(),
                               [&](const document::Entry& entry) {
                                 return (!in_paths && entry.key == id) ||
                                        mentions_in(*entry.value, id, in_paths, depth + 1);
                               }) ||
           std::ranges::any_of(node.items(), [&](const document::Node* item) {
             return mentions_in(*item, id, in_paths, depth + 1);
           });
  }
  const std::string_view text = node.text();
  const std::string_view path = without_end_slash(text);
  return (!in_paths && text == id) || (path.size() > id.size() && path.ends_with(id) &&
                                       path[path.size() - id.size() - 1] == '/');
}

void collect_keys(const document::Node& node,
                  std::string_view parameter,
                  bool is_item,
                  int depth,
                  std::vector<std::string>& keys) {
  if (depth > deepest || keys.size() > most_scalars) {
    return;
  }
  for (const document::Node* item : node.items()) {
    if (is_key(item)) {
      keys.emplace_back(item->text());
    } else {
      collect_keys(*item, parameter, true, depth + 1, keys);
    }
  }
  if (!node.is_mapping()) {
    return;
  }
  if (is_item) {
    if (const document::Node* key = key_of(node, parameter)) {
      keys.emplace_back(key->text());
    }
    return;
  }
  for (const document::Entry& entry : node.entries()) {
    collect_keys(*entry.value, parameter, false, depth + 1, keys);
  }
}

void flatten(const document::Node& node,
             const std::string& pointer,
             int depth,
             std::map<std::string, std::string>& scalars) {
  if (scalars.size() > most_scalars || depth > deepest) {
    return;
  }
  for (const document::Entry& entry : node.entries()) {
    flatten(*entry.value, pointer + "/" + document::escape_pointer(entry.key), depth + 1, scalars);
  }
  for (std::size_t i = 0; i < node.items().size(); ++i) {
    flatten(*node.items()[i], pointer + "/" + std::to_string(i), depth + 1, scalars);
  }
  if (!node.is_mapping() && !node.is_sequence()) {
    scalars[pointer] = document::to_json(node);
  }
}

/// The path of a URL, without its query; not parsed, since a placeholder may stand in a sealed one.
std::string_view path_of(std::string_view url) {
  const auto scheme = url.find("://");
  const auto begin = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  return begin == std::string_view::npos
             ? std::string_view()
             : url.substr(begin, url.find_first_of("?#", begin) - begin);
}

/// The key in a Location whose segment before is the collection's, wherever that is mounted: of
/// what else a Location may name, such as a job, nothing is taken.
std::string located_id(const Exchange& creation) {
  const auto location = http::find_header(creation.response->headers, "Location");
  const std::string_view place =
      without_end_slash(location ? path_of(*location) : std::string_view());
  const std::string_view asked = without_end_slash(path_of(creation.request.url));
  const std::string collection = std::string(asked.substr(asked.rfind('/') + 1));
  const auto slash = place.rfind('/');
  const bool is_below = slash != std::string_view::npos && !collection.empty() &&
                        place.substr(0, slash).ends_with("/" + collection);
  return is_below ? base::percent_decode(place.substr(slash + 1)) : "";
}

}  // namespace

std::map<std::string, std::string> path_values(const Operation& operation, std::string_view url) {
  std::map<std::string, std::string> values;
  const std::string_view path = path_of(url);
  const auto names = base::split(operation.path, '/');
  const auto parts = base::split(path, '/');
  for (std::size_t back = 1; back <= std::min(names.size(), parts.size()); ++back) {
    const std::string_view name = names[names.size() - back];
    const std::string_view part = parts[parts.size() - back];
    const bool is_parameter =
        name.size() > 2 && name.front() == '{' && name.find('}') == name.size() - 1;
    if (is_parameter && !part.empty()) {
      values[std::string(name.substr(1, name.size() - 2))] = base::percent_decode(part);
    }
  }
  return values;
}

std::optional<std::string> query_value(std::string_view url, std::string_view name) {
  const auto begin = url.find('?');
  if (begin == std::string_view::npos) {
    return std::nullopt;
  }
  for (const std::string_view pair : base::split(url.substr(begin + 1), '&')) {
    const auto equals = pair.find('=');
    if (base::percent_decode(pair.substr(0, equals), true) == name) {
      return equals == std::string_view::npos ? std::string()
                                              : base::percent_decode(pair.substr(equals + 1), true);
    }
  }
  return std::nullopt;
}

std::string with_query_value(std::string_view url, std::string_view name, std::string_view value) {
  const auto begin = url.find('?');
  std::string out(url.substr(0, begin));
  char separator = '?';
  const auto query = begin == std::string_view::npos ? std::string_view() : url.substr(begin + 1);
  for (const std::string_view pair : base::split(query, '&')) {
    if (!pair.empty() && base::percent_decode(pair.substr(0, pair.find('=')), true) != name) {
      out.append(1, separator).append(pair);
      separator = '&';
    }
  }
  out.append(1, separator).append(base::percent_encode(name)).append("=");
  return out + base::percent_encode(value);
}

std::string id_in(const Response& response, std::string_view parameter) {
  if (const auto json = document::parse_json(response.body, "")) {
    if (const auto* key = key_within(json->root(), parameter, KeyNames::any)) {
      return text_of(key);
    }
  }
  const auto location = http::find_header(response.headers, "Location");
  if (!location) {
    return "";
  }
  const std::string_view path = without_end_slash(location->substr(0, location->find('?')));
  return std::string(path.substr(path.rfind('/') + 1));
}

bool are_same_words(std::string_view a, std::string_view b) {
  return a == b || base::join(base::words_of(a), "") == base::join(base::words_of(b), "");
}

std::string sent_id(const Request& creation, std::string_view parameter) {
  const auto json = document::parse_json(creation.body, "");
  return json ? text_of(key_within(json->root(), parameter, KeyNames::own)) : "";
}

bool is_new_name(std::string_view name) {
  return name.starts_with("sworn");
}

CreatedId created_id_of(const Exchange& creation, std::string_view parameter) {
  if (!creation.response) {
    return {};
  }
  const auto json = document::parse_json(creation.response->body, "");
  const std::string_view plain = plain_name_of(parameter);
  if (json) {
    const document::Node* own = key_of(json->root(), parameter, KeyNames::own);
    const document::Node* common = plain.empty() ? nullptr : json->root().find(plain);
    if (own != nullptr || is_key(common)) {
      return {text_of(own != nullptr ? own : common)};
    }
  }
  if (std::string located = located_id(creation); !located.empty()) {
    return {std::move(located)};
  }
  if (json) {
    if (const auto* key = key_within(json->root(), parameter, KeyNames::own)) {
      return {text_of(key)};
    }
  }
  std::string sent = sent_id(creation.request, parameter);
  const bool is_identifier = plain == "id" || plain == "uuid";
  if (!sent.empty() && (!is_identifier || is_new_name(sent))) {
    return {std::move(sent), true};
  }
  return {json ? text_of(key_within(json->root(), parameter, KeyNames::any)) : ""};
}

std::string created_id(const Exchange& creation, std::string_view parameter) {
  return created_id_of(creation, parameter).value;
}

bool mentions(const Response& response, std::string_view id) {
  const auto json = document::parse_json(response.body, "");
  return json ? mentions_in(json->root(), id, false, 0)
              : response.body.find(id) != std::string::npos;
}

bool tells_of(const Response& response, std::string_view parameter, std::string_view id) {
  constexpr std::size_t few_digits = 6;
  const bool is_short_number =
      id.size() <= few_digits && id.find_first_not_of("0123456789") == std::string_view::npos;
  const auto json = document::parse_json(response.body, "");
  if (!is_short_number || !json) {
    return mentions(response, id);
  }
  return lists_object(response, parameter, id) || mentions_in(json->root(), id, true, 0);
}

std::vector<std::string> listed_ids(const Response& response, std::string_view parameter) {
  std::vector<std::string> keys;
  if (const auto json = document::parse_json(response.body, "")) {
    collect_keys(json->root(), parameter, false, 0, keys);
  }
  return keys;
}

bool lists_object(const Response& response, std::string_view parameter, std::string_view id) {
  const auto keys = listed_ids(response, parameter);
  return std::ranges::find(keys, id) != keys.end();
}

std::vector<std::string> owned_values(
    const std::map<std::string, std::vector<std::string>>& owns,
    const std::map<std::string, std::map<std::string, std::vector<std::string>>>& owns_at,
    const Operation& operation,
    const std::string& parameter) {
  for (const std::string& place : {operation.key(), operation.path}) {
    if (const auto here = owns_at.find(place); here != owns_at.end()) {
      if (const auto found = here->second.find(parameter); found != here->second.end()) {
        return found->second;
      }
    }
  }
  const auto found = owns.find(parameter);
  return found == owns.end() ? std::vector<std::string>() : found->second;
}

std::map<std::string, std::string> scalars_of(std::string_view body) {
  std::map<std::string, std::string> scalars;
  if (const auto json = document::parse_json(body, "")) {
    flatten(json->root(), "", 0, scalars);
  } else {
    scalars[""] = body;
  }
  return scalars;
}

}  // namespace sworn::evidence
