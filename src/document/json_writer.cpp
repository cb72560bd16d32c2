// SPDX-License-Identifier: Apache-2.0
#include "document/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>

#include "base/utf8.h"
#include "document/number.h"

namespace sworn::document {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (std::size_t i = 0; i < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, i);
    if (!point.valid) {
      base::append_utf8(out, 0xFFFD);
    } else if (point.value == '"' || point.value == '\\') {
      out += '\\';
      out += text[i];
    } else if (point.value == '\n') {
      out += "\\n";
    } else if (point.value == '\r') {
      out += "\\r";
    } else if (point.value == '\t') {
      out += "\\t";
    } else if (point.value < 0x20 || point.value == 0x7F || base::is_deceptive(point.value)) {
      out += "\\u";
      for (const unsigned shift : {12U, 8U, 4U, 0U}) out += hex[(point.value >> shift) & 15U];
    } else {
      out += text.substr(i, point.length);
    }
    i += point.length;
  }
  out += '"';
}

}  // namespace

JsonWriter::JsonWriter(int indent) : indent_(indent) {}

void JsonWriter::new_line() {
  if (indent_ <= 0) return;
  out_ += '\n';
  out_.append(has_elements_.size() * static_cast<std::size_t>(indent_), ' ');
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_elements_.empty()) return;
  if (has_elements_.back()) out_ += ',';
  has_elements_.back() = true;
  new_line();
}

JsonWriter& JsonWriter::begin_object() {
  before_value();
  out_ += '{';
  has_elements_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  const bool had_elements = has_elements_.back();
  has_elements_.pop_back();
  if (had_elements) new_line();
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  before_value();
  out_ += '[';
  has_elements_.push_back(false);
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  const bool had_elements = has_elements_.back();
  has_elements_.pop_back();
  if (had_elements) new_line();
  out_ += ']';
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  before_value();
  append_quoted(out_, name);
  out_ += indent_ > 0 ? ": " : ":";
  after_key_ = true;
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view value) {
  before_value();
  append_quoted(out_, value);
  return *this;
}

JsonWriter& JsonWriter::integer(std::int64_t value) {
  return raw(std::to_string(value));
}

JsonWriter& JsonWriter::number(double value) {
  // JSON has no infinity and no NaN (RFC 8259 §6).
  if (!std::isfinite(value)) return null();
  std::array<char, 32> buffer{};
  const auto [end, problem] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return raw({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
}

JsonWriter& JsonWriter::boolean(bool value) {
  return raw(value ? "true" : "false");
}
JsonWriter& JsonWriter::null() {
  return raw("null");
}

JsonWriter& JsonWriter::raw(std::string_view json) {
  before_value();
  out_ += json;
  return *this;
}

JsonWriter& JsonWriter::node(const Node& value) {
  switch (value.kind()) {
    case Kind::null:
      return null();
    case Kind::boolean:
      return boolean(value.as_boolean());
    case Kind::integer:
    case Kind::number:
      return raw(json_number(value.text()));
    case Kind::string:
      return string(value.text());
    case Kind::sequence:
      begin_array();
      for (const Node* item : value.items()) node(*item);
      return end_array();
    case Kind::mapping:
      begin_object();
      for (const Entry& entry : value.entries()) key(entry.key).node(*entry.value);
      return end_object();
  }
  return *this;
}

JsonWriter& JsonWriter::member(std::string_view name, std::string_view value) {
  return key(name).string(value);
}

JsonWriter& JsonWriter::member(std::string_view name, const char* value) {
  return key(name).string(value);
}

JsonWriter& JsonWriter::member(std::string_view name, std::int64_t value) {
  return key(name).integer(value);
}

JsonWriter& JsonWriter::member(std::string_view name, bool value) {
  return key(name).boolean(value);
}

JsonWriter& JsonWriter::member(std::string_view name, double value) {
  return key(name).number(value);
}

std::string JsonWriter::take() {
  std::string out = std::move(out_);
  out_.clear();
  has_elements_.clear();
  after_key_ = false;
  return out;
}

std::string to_json(const Node& node) {
  JsonWriter writer(0);
  writer.node(node);
  return writer.take();
}

std::string quote_json(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

}  // namespace sworn::document
