// SPDX-License-Identifier: Apache-2.0
#include "probe/login_fields.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "base/text.h"
#include "document/json_writer.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

constexpr int most_depth = 4;

struct Shape {
  std::map<std::string, const document::Node*, std::less<>> properties;
  std::set<std::string, std::less<>> required;
};

/// The properties and required names of an object schema, those of its allOf included.
void collect(const spec::Files& files, const document::Node* schema, int depth, Shape& shape) {
  schema = files.follow(schema);
  if (schema == nullptr || depth > most_depth) {
    return;
  }
  if (const document::Node* properties = schema->find("properties")) {
    for (const document::Entry& entry : properties->entries()) {
      shape.properties.emplace(entry.key, entry.value);
    }
  }
  if (const document::Node* required = schema->find("required")) {
    for (const document::Node* name : required->items()) {
      shape.required.emplace(name->text());
    }
  }
  if (const document::Node* parts = schema->find("allOf")) {
    for (const document::Node* part : parts->items()) {
      collect(files, part, depth + 1, shape);
    }
  }
}

bool is_mail_name(std::string_view field) {
  const auto words = base::words_of(field);
  return std::ranges::any_of(words,
                             [](const std::string& w) { return w == "email" || w == "mail"; }) &&
         std::ranges::find(words, "username") == words.end() &&
         std::ranges::find(words, "or") == words.end();
}

/// Secrets of programs, second factors and new passwords are not the user's password.
bool is_users_password(std::string_view field) {
  const auto words = base::words_of(field);
  return spec::is_password_name(field) && std::ranges::none_of(words, [](const std::string& word) {
           static const std::set<std::string> others{"client",
                                                     "app",
                                                     "api",
                                                     "consumer",
                                                     "refresh",
                                                     "otp",
                                                     "mfa",
                                                     "totp",
                                                     "new",
                                                     "old",
                                                     "time"};
           return others.contains(word);
         });
}

bool is_integer(std::string_view text) {
  return !text.empty() && text.size() < 16 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
         (text.size() == 1 || text.front() != '0');
}

class Filler {
 public:
  Filler(const spec::Files& files, const Identity& identity, bool drop_others)
      : files_(files), identity_(identity), drop_others_(drop_others) {}

  void write(const document::Node& object, const document::Node* schema, int depth) {
    Shape shape;
    collect(files_, schema, 0, shape);
    writer_.begin_object();
    for (const document::Entry& entry : object.entries()) {
      const auto property = shape.properties.find(entry.key);
      write_member(entry,
                   property == shape.properties.end() ? nullptr : property->second,
                   shape.required.contains(entry.key),
                   depth);
    }
    write_missing(object, shape);
    writer_.end_object();
  }

  [[nodiscard]] std::string take() { return writer_.take(); }

 private:
  void write_member(const document::Entry& entry,
                    const document::Node* schema,
                    bool is_required,
                    int depth) {
    if (entry.value->is_mapping() && depth < most_depth) {
      writer_.key(entry.key);
      write(*entry.value, schema, depth + 1);
      return;
    }
    const auto value =
        entry.value->is_sequence() ? std::nullopt : login_value(identity_, entry.key);
    if (value) {
      writer_.key(entry.key);
      write_value(*value, entry.value->is_number());
    } else if (is_required || !drop_others_) {
      writer_.key(entry.key).node(*entry.value);
    }
  }

  /// Optional properties that the sample lacks and the identity names.
  void write_missing(const document::Node& object, const Shape& shape) {
    for (const auto& [name, schema] : shape.properties) {
      const auto given = identity_.login.find(name);
      if (object.find(name) == nullptr && given != identity_.login.end()) {
        const document::Node* type = files_.follow(schema);
        writer_.key(name);
        write_value(given->second, type != nullptr && type->string_at("type") == "integer");
      }
    }
  }

  void write_value(const std::string& value, bool is_number) {
    if (is_number && is_integer(value)) {
      writer_.raw(value);
    } else {
      writer_.string(value);
    }
  }

  const spec::Files& files_;
  const Identity& identity_;
  bool drop_others_;
  document::JsonWriter writer_{0};
};

}  // namespace

std::optional<std::string> login_value(const Identity& identity, std::string_view field) {
  if (const auto found = identity.login.find(std::string(field)); found != identity.login.end()) {
    return found->second;
  }
  const std::string wanted = base::join(base::words_of(field), "");
  for (const auto& [name, value] : identity.login) {
    if (base::join(base::words_of(name), "") == wanted) {
      return value;
    }
  }
  const bool is_password = is_users_password(field);
  if (!is_password && !spec::is_username_name(field)) {
    return std::nullopt;
  }
  for (const auto& [name, value] : identity.login) {
    const bool is_same = is_password ? is_users_password(name) : spec::is_username_name(name);
    if (is_same && (!is_mail_name(field) || value.find('@') != std::string::npos)) {
      return value;
    }
  }
  return std::nullopt;
}

std::string with_login_fields(const std::string& json,
                              const document::Node* schema,
                              const spec::Files& files,
                              const Identity& identity,
                              bool drop_others) {
  const auto parsed = document::parse_json(json, "body");
  if (!parsed || !parsed->root().is_mapping()) {
    return json;
  }
  Filler filler(files, identity, drop_others);
  filler.write(parsed->root(), schema, 0);
  return filler.take();
}

std::string fill_template(const std::string& text, const Identity& identity) {
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto end = text[at] == '{' ? text.find('}', at) : std::string::npos;
    const auto value =
        end == std::string::npos
            ? std::nullopt
            : login_value(identity, std::string_view(text).substr(at + 1, end - at - 1));
    if (value) {
      out += *value;
      at = end + 1;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace sworn::probe
