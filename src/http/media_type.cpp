// SPDX-License-Identifier: Apache-2.0
#include "http/media_type.h"

#include <algorithm>

#include "base/text.h"
#include "http/header.h"

namespace sworn::http {
namespace {

/// What stands before the next semicolon, and `at` behind it.
std::string_view read_until_semicolon(std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  at = std::min(text.find(';', at), text.size());
  return text.substr(begin, at - begin);
}

void read_parameter(std::string_view text, std::size_t& at, MediaType& media_type) {
  const std::size_t begin = at;
  at = std::min(text.find_first_of("=;", at), text.size());
  const std::string name = base::to_lower(base::trim(text.substr(begin, at - begin)));
  if (at >= text.size() || text[at] == ';') return;
  ++at;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  std::string value;
  if (at < text.size() && text[at] == '"') {
    const auto quoted = read_quoted_string(text, at);
    read_until_semicolon(text, at);
    if (!quoted) return;
    value = *quoted;
  } else {
    value = base::trim(read_until_semicolon(text, at));
  }
  if (!is_token(name)) return;
  if (name == "charset") value = base::to_lower(value);
  media_type.parameters.push_back({name, value});
}

const MediaParameter* find_parameter(const MediaType& media_type, std::string_view name) {
  for (const MediaParameter& parameter : media_type.parameters) {
    if (parameter.name == name) return &parameter;
  }
  return nullptr;
}

/// 0: does not fit; else the better the higher.
int fit_of(const MediaType& declared, const MediaType& answer) {
  if (declared.type == "*") return declared.subtype == "*" ? 1 : 0;
  if (declared.type != answer.type) return 0;
  if (declared.subtype == "*") return 2;
  if (declared.subtype != answer.subtype) return 0;
  int fit = declared.parameters.empty() ? 4 : 5;
  for (const MediaParameter& parameter : declared.parameters) {
    const MediaParameter* given = find_parameter(answer, parameter.name);
    if (given == nullptr && parameter.name == "charset") {
      fit = 3;
    } else if (given == nullptr || given->value != parameter.value) {
      return 0;
    }
  }
  return fit;
}

}  // namespace

std::optional<MediaType> parse_media_type(std::string_view text) {
  std::size_t at = 0;
  const std::string essence = base::to_lower(base::trim(read_until_semicolon(text, at)));
  const std::size_t slash = essence.find('/');
  if (slash == std::string::npos) return std::nullopt;
  MediaType media_type{essence.substr(0, slash), essence.substr(slash + 1), {}};
  if (!is_token(media_type.type) || !is_token(media_type.subtype)) return std::nullopt;
  while (at < text.size()) read_parameter(text, ++at, media_type);
  return media_type;
}

bool is_json(const MediaType& media_type) {
  if (media_type.subtype == "json") {
    return media_type.type == "application" || media_type.type == "text";
  }
  return media_type.subtype.size() > 5 && media_type.subtype.ends_with("+json");
}

bool is_json(std::string_view media_type) {
  const auto parsed = parse_media_type(media_type);
  return parsed && is_json(*parsed);
}

std::optional<std::size_t> best_media_match(std::string_view content_type,
                                            const std::vector<std::string>& declared) {
  const auto answer = parse_media_type(content_type);
  if (!answer) return std::nullopt;
  std::optional<std::size_t> best;
  int best_fit = 0;
  for (std::size_t i = 0; i < declared.size(); ++i) {
    const auto range = parse_media_type(declared[i]);
    const int fit = range ? fit_of(*range, *answer) : 0;
    if (fit > best_fit) {
      best_fit = fit;
      best = i;
    }
  }
  return best;
}

}  // namespace sworn::http
