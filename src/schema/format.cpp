// SPDX-License-Identifier: Apache-2.0
#include "schema/format.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "base/encoding.h"
#include "schema/number.h"
#include "schema/pattern.h"

namespace sworn::schema {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_uuid(std::string_view text) {
  constexpr std::size_t length = 36;
  if (text.size() != length) return false;
  for (std::size_t i = 0; i < length; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

/// RFC 6901 §3.
bool is_json_pointer(std::string_view text) {
  if (!text.empty() && text.front() != '/') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '~') continue;
    if (i + 1 == text.size() || (text[i + 1] != '0' && text[i + 1] != '1')) return false;
  }
  return true;
}

bool is_base64(std::string_view text) {
  return base::from_base64(text).has_value();
}

/// A pattern that PCRE2 refuses may still be one: look-behinds of any length are.
bool is_regex(std::string_view text) {
  if (has_foreign_syntax(text)) return false;
  return Pattern::of(text) != nullptr || text.find("(?<") != std::string_view::npos;
}

struct NamedFormat {
  std::string_view name;
  StringFormat holds;
};

constexpr std::array<NamedFormat, 14> string_formats{{
    {"date", is_date},
    {"date-time", is_date_time},
    {"time", is_time},
    {"duration", is_duration},
    {"email", is_email},
    {"hostname", is_hostname},
    {"ipv4", is_ipv4},
    {"ipv6", is_ipv6},
    {"uri", is_uri},
    {"uri-reference", is_uri_reference},
    {"uuid", is_uuid},
    {"json-pointer", is_json_pointer},
    {"regex", is_regex},
    {"byte", is_base64},
}};

template <typename Integer>
bool fits(const Decimal& value) {
  return value.is_integer() &&
         value.compare(Decimal(std::int64_t{std::numeric_limits<Integer>::min()})) >= 0 &&
         value.compare(Decimal(std::int64_t{std::numeric_limits<Integer>::max()})) <= 0;
}

}  // namespace

StringFormat string_format(std::string_view format) {
  const auto* const found = std::ranges::find(string_formats, format, &NamedFormat::name);
  return found == string_formats.end() ? nullptr : found->holds;
}

bool is_number_format(std::string_view format) {
  return format == "int32" || format == "int64";
}

bool satisfies_number_format(std::string_view format, const document::Node& number) {
  // Nine digits fit both.
  if (number.kind() == document::Kind::integer && number.text().size() <= 9) return true;
  const auto value = Decimal::of(number);
  if (!value) return true;
  return format == "int32" ? fits<std::int32_t>(*value) : fits<std::int64_t>(*value);
}

}  // namespace sworn::schema
