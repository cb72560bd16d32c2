// SPDX-License-Identifier: Apache-2.0
#include "sworn/contract.h"

#include <algorithm>

#include "base/text.h"

namespace sworn {

std::string_view name_of(Place place) {
  switch (place) {
    case Place::path:
      return "path";
    case Place::query:
      return "query";
    case Place::header:
      return "header";
    case Place::cookie:
      return "cookie";
    case Place::body:
      return "body";
  }
  return "";
}

std::string Scheme::signature() const {
  switch (kind) {
    case SchemeKind::api_key:
      // Header names compare without regard to case (RFC 9110 §5.1); query parameters and cookies
      // do not.
      return std::string(name_of(place)) + " " +
             (place == Place::header ? base::to_lower(parameter) : parameter);
    case SchemeKind::http:
      return "http " + http_scheme;
    case SchemeKind::oauth2:
    case SchemeKind::open_id_connect:
      return "http bearer";
    case SchemeKind::mutual_tls:
      return "mtls";
    case SchemeKind::unknown:
      break;
  }
  return "unknown";
}

std::string Alternative::text() const {
  std::vector<std::string> names;
  for (const SchemeUse& use : all_of) {
    names.push_back(use.scheme);
  }
  return names.empty() ? "none" : base::join(names, " & ");
}

bool Requirement::is_secured() const {
  return !any_of.empty() &&
         std::ranges::none_of(any_of, [](const Alternative& a) { return a.all_of.empty(); });
}

bool Requirement::is_optional() const {
  return any_of.size() > 1 &&
         std::ranges::any_of(any_of, [](const Alternative& a) { return a.all_of.empty(); });
}

std::string Requirement::text() const {
  if (any_of.empty()) {
    return source == RequirementSource::absent ? "undeclared" : "none";
  }
  std::vector<std::string> texts;
  for (const Alternative& alternative : any_of) {
    const bool needs_brackets = any_of.size() > 1 && alternative.all_of.size() > 1;
    texts.push_back(needs_brackets ? "(" + alternative.text() + ")" : alternative.text());
  }
  return base::join(texts, " | ");
}

std::string Operation::key() const {
  return method + " " + path;
}

const ResponseDeclaration* Operation::response_for(int status) const {
  const std::string exact = std::to_string(status);
  const std::string range = exact.substr(0, 1) + "XX";
  const ResponseDeclaration* by_range = nullptr;
  const ResponseDeclaration* by_default = nullptr;
  for (const ResponseDeclaration& response : responses) {
    if (response.status == exact) return &response;
    if (base::to_upper(response.status) == range) by_range = &response;
    if (response.status == "default") by_default = &response;
  }
  return by_range != nullptr ? by_range : by_default;
}

const Scheme* Contract::scheme(std::string_view name) const {
  const auto found = std::ranges::find(schemes, name, &Scheme::name);
  return found == schemes.end() ? nullptr : &*found;
}

const Operation* Contract::operation(std::string_view key) const {
  // Asked for every exchange: no key is put together for the comparison.
  const std::size_t space = key.find(' ');
  const std::string_view method = key.substr(0, space);
  const std::string_view path = space < key.size() ? key.substr(space + 1) : "";
  const auto found = std::ranges::find_if(
      operations, [&](const Operation& o) { return o.path == path && o.method == method; });
  return found == operations.end() ? nullptr : &*found;
}

}  // namespace sworn
