// SPDX-License-Identifier: Apache-2.0
#include "probe/serialise.h"

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"

namespace sworn::probe {
namespace {

using Kind = ParameterValue::Kind;

std::string text_of(const document::Node& node) {
  if (node.is_mapping() || node.is_sequence()) {
    return document::to_json(node);
  }
  return node.is_null() ? "null" : std::string(node.text());
}

/// How the text of one place is written.
class Writer {
 public:
  explicit Writer(const Parameter& parameter)
      : is_encoded_(parameter.place != Place::header && parameter.style != "cookie"),
        is_reserved_kept_(parameter.allow_reserved) {}

  [[nodiscard]] std::string operator()(std::string_view text) const {
    if (!is_encoded_) {
      return std::string(text);
    }
    std::string encoded = base::percent_encode(text, is_reserved_kept_);
    if (is_reserved_kept_) {
      // These would end the value, or the query, all the same (OpenAPI 3.1 §4.8.12.2,
      // allowReserved).
      for (const auto& [from, to] :
           {std::pair{"#", "%23"}, {"&", "%26"}, {"+", "%2B"}, {"[", "%5B"}, {"]", "%5D"}}) {
        encoded = base::replace_all(encoded, from, to);
      }
    }
    return encoded;
  }

  [[nodiscard]] std::string name(std::string_view text) const {
    return is_encoded_ ? base::percent_encode(text) : std::string(text);
  }

  [[nodiscard]] std::string list(const ParameterValue& value, std::string_view separator) const {
    std::vector<std::string> pieces;
    for (const std::string& item : value.items) {
      pieces.push_back((*this)(item));
    }
    return base::join(pieces, separator);
  }

  /// "R,100,G,200" or, with `equals` "=", "R=100,G=200".
  [[nodiscard]] std::string object(const ParameterValue& value,
                                   std::string_view equals,
                                   std::string_view separator) const {
    std::vector<std::string> pieces;
    for (const auto& [key, member] : value.members) {
      pieces.push_back(name(key) + std::string(equals) + (*this)(member));
    }
    return base::join(pieces, separator);
  }

  [[nodiscard]] std::string plain(const ParameterValue& value, std::string_view separator) const {
    switch (value.kind) {
      case Kind::text:
        return (*this)(value.text);
      case Kind::list:
        return list(value, separator);
      case Kind::object:
        return object(value, separator, separator);
    }
    return "";
  }

 private:
  bool is_encoded_;
  bool is_reserved_kept_;
};

/// "name=a&name=b" of a list, "a=1&b=2" of an object.
std::string named(const Writer& write,
                  const Parameter& parameter,
                  const ParameterValue& value,
                  std::string_view between) {
  const std::string start = write.name(parameter.name) + "=";
  if (value.kind == Kind::object) {
    return write.object(value, "=", between);
  }
  std::vector<std::string> pairs;
  for (const std::string& item : value.items) {
    pairs.push_back(start + write(item));
  }
  return base::join(pairs, between);
}

std::string delimiter_of(const Parameter& parameter) {
  const bool is_raw = parameter.place == Place::header;
  if (parameter.style == "spaceDelimited") return is_raw ? " " : "%20";
  if (parameter.style == "pipeDelimited") return is_raw ? "|" : "%7C";
  if (parameter.style == "tabDelimited") return is_raw ? "\t" : "%09";
  return ",";
}

std::string matrix(const Writer& write, const Parameter& parameter, const ParameterValue& value) {
  const std::string name = write.name(parameter.name);
  if (parameter.explode && value.kind != Kind::text) {
    return std::string(";") + named(write, parameter, value, ";");
  }
  const std::string plain = write.plain(value, ",");
  return std::string(";") + name + (plain.empty() ? "" : "=") + plain;
}

std::string label(const Writer& write, const Parameter& parameter, const ParameterValue& value) {
  if (parameter.explode && value.kind == Kind::object) {
    return std::string(".") + write.object(value, "=", ".");
  }
  return std::string(".") + write.plain(value, parameter.explode ? "." : ",");
}

std::string simple(const Writer& write, const Parameter& parameter, const ParameterValue& value) {
  if (parameter.explode && value.kind == Kind::object) {
    return write.object(value, "=", ",");
  }
  return write.plain(value, delimiter_of(parameter));
}

std::string deep_object(const Parameter& parameter,
                        const ParameterValue& value,
                        const Writer& write) {
  std::vector<std::string> pairs;
  for (const auto& [key, member] : value.members) {
    pairs.push_back(base::percent_encode(parameter.name + "[" + key + "]") + "=" + write(member));
  }
  return base::join(pairs, "&");
}

}  // namespace

ParameterValue ParameterValue::of(std::string_view text) {
  ParameterValue value;
  value.text = text;
  return value;
}

ParameterValue ParameterValue::of(const document::Node& node) {
  ParameterValue value;
  if (node.is_sequence()) {
    value.kind = Kind::list;
    for (const document::Node* item : node.items()) {
      if (!item->is_null()) {
        value.items.push_back(text_of(*item));
      }
    }
  } else if (node.is_mapping()) {
    value.kind = Kind::object;
    for (const document::Entry& entry : node.entries()) {
      if (!entry.value->is_null()) {
        value.members.emplace_back(entry.key, text_of(*entry.value));
      }
    }
  } else {
    value.text = text_of(node);
  }
  return value;
}

std::string serialise(const Parameter& parameter, const ParameterValue& value) {
  const Writer write(parameter);
  if (parameter.place == Place::path || parameter.place == Place::header) {
    if (parameter.style == "matrix") return matrix(write, parameter, value);
    if (parameter.style == "label") return label(write, parameter, value);
    return simple(write, parameter, value);
  }
  if (parameter.style == "deepObject" && value.kind == Kind::object) {
    return deep_object(parameter, value, write);
  }
  if (parameter.is_whole_query) {
    return value.kind == Kind::object ? write.object(value, "=", "&") : write.plain(value, "&");
  }
  // A server splits cookies at "; ", whatever form style says of "&".
  const std::string_view between = parameter.place == Place::cookie ? "; " : "&";
  if (value.kind != Kind::text && parameter.explode) {
    return named(write, parameter, value, between);
  }
  return write.name(parameter.name) + "=" + write.plain(value, delimiter_of(parameter));
}

}  // namespace sworn::probe
