// SPDX-License-Identifier: Apache-2.0
#include "spec/uri.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"

namespace sworn::spec {
namespace {

struct Parts {
  std::string_view scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
};

/// RFC 3986 appendix B.
Parts parts_of(std::string_view uri) {
  Parts parts;
  uri = take_apart(uri).target;
  parts.scheme = scheme_of(uri);
  if (!parts.scheme.empty()) uri.remove_prefix(parts.scheme.size() + 1);
  if (const auto question = uri.find('?'); question != std::string_view::npos) {
    parts.query = uri.substr(question + 1);
    uri = uri.substr(0, question);
  }
  if (uri.starts_with("//")) {
    uri.remove_prefix(2);
    parts.authority = uri.substr(0, uri.find('/'));
    uri.remove_prefix(parts.authority->size());
  }
  parts.path = uri;
  return parts;
}

/// RFC 3986 §5.2.3.
std::string merge(const Parts& base, std::string_view path) {
  if (base.authority && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  const std::size_t kept = slash == std::string_view::npos ? 0 : slash + 1;
  return std::string(base.path.substr(0, kept)) + std::string(path);
}

}  // namespace

Reference take_apart(std::string_view reference) {
  const auto hash = reference.find('#');
  if (hash == std::string_view::npos) return {reference, {}};
  return {reference.substr(0, hash), reference.substr(hash + 1)};
}

std::string_view scheme_of(std::string_view uri) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(uri.front())) return {};
  const std::string_view scheme = uri.substr(0, colon);
  const bool is_scheme = std::ranges::all_of(scheme, [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  });
  return is_scheme ? scheme : std::string_view();
}

bool is_http(std::string_view uri) {
  const std::string_view scheme = scheme_of(uri);
  return base::equal_ignoring_case(scheme, "http") || base::equal_ignoring_case(scheme, "https");
}

bool is_file(std::string_view uri) {
  return base::equal_ignoring_case(scheme_of(uri), "file");
}

std::string resolve_uri(std::string_view base_uri, std::string_view target) {
  const Parts base = parts_of(base_uri);
  const Parts reference = parts_of(target);
  Parts result = reference;
  std::string path;
  if (!reference.scheme.empty() || reference.authority) {
    path = base::remove_dot_segments(reference.path);
  } else if (reference.path.empty()) {
    path = base.path;
    if (!reference.query) result.query = base.query;
  } else {
    path = base::remove_dot_segments(reference.path.starts_with('/') ? std::string(reference.path)
                                                                     : merge(base, reference.path));
  }
  if (reference.scheme.empty()) {
    result.scheme = base.scheme;
    if (!reference.authority) result.authority = base.authority;
  }
  std::string out;
  if (!result.scheme.empty()) out = base::to_lower(result.scheme) + ":";
  if (result.authority) out.append("//").append(base::to_lower(*result.authority));
  out += base::percent_encode(path, true);
  if (result.query) out.append("?").append(base::percent_encode(*result.query, true));
  return out;
}

std::string uri_of_path(std::string_view path) {
  std::string out = "file://";
  for (const std::string_view segment :
       base::split(path.substr(std::min<std::size_t>(1, path.size())), '/')) {
    out.append("/").append(base::percent_encode(segment));
  }
  return out;
}

std::optional<std::string> path_of_uri(std::string_view uri) {
  if (!is_file(uri)) return std::nullopt;
  const Parts parts = parts_of(uri);
  const bool is_elsewhere = parts.authority && !parts.authority->empty() &&
                            !base::equal_ignoring_case(*parts.authority, "localhost");
  std::string path = base::percent_decode(parts.path);
  if (is_elsewhere || !path.starts_with('/') || path.find('\0') != std::string::npos) {
    return std::nullopt;
  }
  return path;
}

}  // namespace sworn::spec
