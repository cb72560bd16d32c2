// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <cstring>
#include <optional>

#include "base/text.h"

namespace sworn::base {
namespace {

bool is_alpha(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

/// Quotes the URL up to its query and without user information: either may hold a secret.
Error refuse(std::string_view text, const std::string& why) {
  std::string shown(text.substr(0, text.find('?')));
  const std::size_t at = shown.rfind('@');
  if (at != std::string::npos) shown.replace(0, at, "...");
  std::string message = "\"";
  message += printable(shorten(shown, 200));
  message += "\" is not a usable URL: ";
  message += why;
  return Error{message, {}, {}};
}

int default_port(std::string_view scheme) {
  return scheme == "https" ? 443 : 80;
}

/// The scheme that a URL or reference begins with (RFC 3986 §3.1), without the colon.
std::optional<std::string_view> scheme_of(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_alpha(text.front())) return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  const bool is_scheme = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return is_alpha(c) || is_digit(c) || is_one_of(c, "+-.");
  });
  return is_scheme ? std::optional(scheme) : std::nullopt;
}

/// What is wrong with the characters of a text, in words, or "". Brackets pass outside the host:
/// RFC 3986 wants them encoded there, but "filter[name]=x" is common and harmless.
std::string fault_of(std::string_view text, std::string_view also_allowed) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ' ') return "it contains a space";
    if (c == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) {
        return "it contains a % that no two hexadecimal digits follow";
      }
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return "it contains a control character";
    if (static_cast<unsigned char>(c) >= 0x80) return "it contains a character that is not ASCII";
    if (is_alpha(c) || is_digit(c) || is_one_of(c, "-._~!$&'()*+,;=")) continue;
    if (is_one_of(c, also_allowed)) continue;
    return "it contains the character '" + std::string(1, c) + "'";
  }
  return {};
}

bool is_ipv6(std::string_view host) {
  in6_addr address{};
  const std::string inner(host.substr(1, host.size() - 2));
  return ::inet_pton(AF_INET6, inner.c_str(), &address) == 1;
}

/// Fills host and port; returns what is wrong, or "".
std::string split_authority(std::string_view authority, Url& url) {
  if (is_one_of('@', authority)) return "it contains user information";
  std::string_view host = authority;
  std::string_view port;
  const std::size_t bracket = authority.find(']');
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
  }
  if (host.empty()) return "it names no host";
  if (host.front() == '[') {
    if (host.back() != ']' || host.size() < 4 || !is_ipv6(host))
      return "its IPv6 address is malformed";
  } else if (std::string fault = fault_of(host, {}); !fault.empty()) {
    return fault;
  }
  url.host = to_lower(host);
  url.port = default_port(url.scheme);
  // An empty port is the default one (RFC 3986 §3.2.3).
  if (port.empty()) return {};
  if (port.size() > 5 || !std::all_of(port.begin(), port.end(), is_digit))
    return "its port is no port number";
  url.port = std::stoi(std::string(port));
  if (url.port < 1 || url.port > 65535) return "its port is not between 1 and 65535";
  return {};
}

/// Fills `url` from an absolute URL; returns what is wrong, or "".
std::string take_apart(std::string_view text, Url& url) {
  const std::optional<std::string_view> scheme = scheme_of(text);
  // "localhost:8080/x" reads as a scheme "localhost"; nobody means that.
  const bool is_host_and_port =
      scheme && scheme->size() + 1 < text.size() && is_digit(text[scheme->size() + 1]);
  if (!scheme || is_host_and_port) return "it does not begin with http:// or https://";
  url.scheme = to_lower(*scheme);
  if (url.scheme != "http" && url.scheme != "https") {
    return "its scheme is neither http nor https";
  }
  std::string_view rest = text.substr(scheme->size() + 1);
  if (!rest.starts_with("//")) return "it names no host";
  rest.remove_prefix(2);
  if (is_one_of('#', rest)) return "it contains a fragment";

  const std::string_view authority = rest.substr(0, rest.find_first_of("/?"));
  rest.remove_prefix(authority.size());
  if (std::string fault = split_authority(authority, url); !fault.empty()) {
    return fault;
  }
  const std::size_t question = rest.find('?');
  url.path = rest.substr(0, question);
  if (question != std::string_view::npos) url.query = rest.substr(question + 1);
  for (const std::string_view part : {std::string_view(url.path), std::string_view(url.query)}) {
    if (std::string fault = fault_of(part, ":@/?[]"); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace

std::string remove_dot_segments(std::string_view path) {
  std::string out;
  const auto drop_last = [&out] { out.erase(std::min(out.size(), out.find_last_of('/'))); };
  while (!path.empty()) {
    if (path.starts_with("../")) {
      path.remove_prefix(3);
    } else if (path.starts_with("./") || path.starts_with("/./")) {
      path.remove_prefix(2);
    } else if (path == "/.") {
      path = "/";
    } else if (path.starts_with("/../")) {
      path.remove_prefix(3);
      drop_last();
    } else if (path == "/..") {
      path = "/";
      drop_last();
    } else if (path == "." || path == "..") {
      path = {};
    } else {
      const std::size_t end = std::min(path.size(), path.find('/', 1));
      out += path.substr(0, end);
      path.remove_prefix(end);
    }
  }
  return out;
}

std::string Url::origin() const {
  std::string out = scheme + "://" + host;
  if (port != default_port(scheme)) out.append(":").append(std::to_string(port));
  return out;
}

std::string Url::text() const {
  std::string out = origin() + path;
  if (!query.empty()) out += "?";
  return out + query;
}

bool Url::is_loopback() const {
  if (host == "localhost") return true;
  if (host.size() > 2 && host.front() == '[') {
    in6_addr address{};
    const std::string inner = host.substr(1, host.size() - 2);
    return ::inet_pton(AF_INET6, inner.c_str(), &address) == 1 &&
           std::memcmp(&address, &in6addr_loopback, sizeof address) == 0;
  }
  in_addr address{};
  // Only the dotted quad: "127.0.0.1.example" is a name like any other.
  return ::inet_pton(AF_INET, host.c_str(), &address) == 1 && (ntohl(address.s_addr) >> 24) == 127;
}

Result<Url> parse_url(std::string_view text) {
  Url url;
  const std::string fault = take_apart(text, url);
  if (!fault.empty()) return refuse(text, fault);
  return url;
}

Result<Url> resolve_url(const Url& base, std::string_view reference) {
  // The fragment stays with the client (RFC 9110 §7.1).
  const std::string_view target = reference.substr(0, reference.find('#'));
  if (scheme_of(target)) {
    Url url;
    if (const std::string fault = take_apart(target, url); !fault.empty()) {
      return refuse(reference, fault);
    }
    url.path = remove_dot_segments(url.path);
    return url;
  }
  if (target.starts_with("//")) return resolve_url(base, base.scheme + ":" + std::string(target));

  const std::size_t question = target.find('?');
  const std::string_view path = target.substr(0, question);
  Url url = base;
  if (question != std::string_view::npos) url.query = target.substr(question + 1);
  if (!path.empty()) {
    if (question == std::string_view::npos) url.query.clear();
    if (path.front() == '/') {
      url.path = remove_dot_segments(path);
    } else {
      // RFC 3986 §5.2.3: beside the base's last segment, or below the root when it has no path.
      const std::size_t slash = base.path.find_last_of('/');
      const std::string folder = slash == std::string::npos ? "/" : base.path.substr(0, slash + 1);
      url.path = remove_dot_segments(folder + std::string(path));
    }
  }
  for (const std::string_view part : {std::string_view(url.path), std::string_view(url.query)}) {
    if (const std::string fault = fault_of(part, ":@/?[]"); !fault.empty()) {
      return refuse(reference, fault);
    }
  }
  return url;
}

std::string join_paths(std::string_view base, std::string_view path) {
  if (base.empty()) return std::string(path);
  if (path.empty()) return std::string(base);
  while (base.ends_with('/')) base.remove_suffix(1);
  while (path.starts_with('/')) path.remove_prefix(1);
  return std::string(base) + "/" + std::string(path);
}

}  // namespace sworn::base
