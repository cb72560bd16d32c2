// SPDX-License-Identifier: Apache-2.0
#include "probe/credential.h"

#include <algorithm>

#include "base/certificate.h"
#include "base/encoding.h"
#include "base/text.h"
#include "http/header.h"
#include "probe/jwt_forgery.h"

namespace sworn::probe {
namespace {

constexpr std::string_view digits = "0123456789";
constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view separators = "_-.: ";
/// A tail with fewer characters to vary than this could be guessed, or be somebody else's.
constexpr std::size_t least_varied = 8;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_small(c) || is_capital(c);
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
}

bool is_basic(const Scheme& scheme) {
  return scheme.kind == SchemeKind::http && scheme.http_scheme == "basic";
}

/// Of user and password.
bool is_pair(const Scheme& scheme) {
  return is_basic(scheme) || (scheme.kind == SchemeKind::http && scheme.http_scheme == "digest");
}

/// Whether `text[at]` begins a percent-encoded byte, as in the cookie "s%3Aabc".
bool is_triplet(std::string_view text, std::size_t at) {
  return text[at] == '%' && at + 2 < text.size() &&
         base::from_hex(text.substr(at + 1, 2)).has_value();
}

/// Hexadecimal stays hexadecimal: no letter beyond f.
bool is_hexadecimal(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return !(is_small(c) && c > 'f') && !(is_capital(c) && c > 'F'); });
}

std::string varied(std::string_view text, base::RandomStream& random) {
  const std::size_t letters = is_hexadecimal(text) ? 6 : 26;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_triplet(text, i)) {
      out += text.substr(i, 3);
      i += 2;
    } else if (is_digit(c)) {
      out += random.draw(digits, 1);
    } else if (is_small(c)) {
      out += random.draw(small.substr(0, letters), 1);
    } else if (is_capital(c)) {
      out += random.draw(capital.substr(0, letters), 1);
    } else {
      out += c;
    }
  }
  return out;
}

/// Where the part after the last separator begins that leaves enough to vary.
std::size_t tail_of(std::string_view secret) {
  std::size_t varying = 0;
  for (std::size_t i = secret.size(); i > 0; --i) {
    const char c = secret[i - 1];
    if (separators.find(c) != std::string_view::npos && varying >= least_varied) {
      return i;
    }
    varying += is_alphanumeric(c) ? 1U : 0U;
  }
  return 0;
}

void set_header(Request& request, std::string_view name, std::string value) {
  std::erase_if(request.headers,
                [&](const Header& header) { return base::equal_ignoring_case(header.name, name); });
  request.headers.push_back({std::string(name), std::move(value)});
}

void set_query(Request& request, const std::string& name, std::string_view value) {
  const auto mark = request.url.find('?');
  std::string url = request.url.substr(0, mark);
  char joint = '?';
  if (mark != std::string::npos) {
    for (const std::string_view pair :
         base::split(std::string_view(request.url).substr(mark + 1), '&')) {
      if (!pair.empty() && base::percent_decode(pair.substr(0, pair.find('=')), true) != name) {
        url += joint;
        url += pair;
        joint = '&';
      }
    }
  }
  request.url = url + joint + base::percent_encode(name) + "=" + base::percent_encode(value);
}

void set_cookie(Request& request, const std::string& name, std::string_view value) {
  std::string field;
  for (const std::string_view old : http::all_headers(request.headers, "Cookie")) {
    for (const std::string_view piece : base::split(old, ';')) {
      const std::string_view pair = base::trim(piece);
      if (!pair.empty() && base::trim(pair.substr(0, pair.find('='))) != name) {
        field += std::string(pair) + "; ";
      }
    }
  }
  set_header(request, "Cookie", field + name + "=" + std::string(value));
}

/// "Bearer x", unless the secret names a scheme itself: "Bearer x", "Token x". A token has no space
/// (RFC 6750 §2.1).
std::string with_prefix(std::string_view prefix, std::string_view secret) {
  const bool is_whole = secret.find(' ') != std::string_view::npos;
  return is_whole ? std::string(secret) : std::string(prefix) + " " + std::string(secret);
}

}  // namespace

std::optional<std::string> secret_of(const Scheme& scheme, const Credential& credential) {
  if (scheme.kind == SchemeKind::unknown) {
    return std::nullopt;
  }
  if (scheme.kind == SchemeKind::mutual_tls) {
    return credential.value.starts_with("-----BEGIN ") ? std::optional(credential.value)
                                                       : std::nullopt;
  }
  if (is_pair(scheme)) {
    if (credential.username.empty() && credential.password.empty()) {
      return credential.value.find(':') == std::string::npos ? std::nullopt
                                                             : std::optional(credential.value);
    }
    if (credential.username.find(':') != std::string::npos) {
      return std::nullopt;  // a user-id cannot hold a colon (RFC 7617 §2)
    }
    return credential.username + ":" + credential.password;
  }
  // A line break would begin another field of the request.
  if (credential.value.empty() || std::ranges::any_of(credential.value, is_control)) {
    return std::nullopt;
  }
  return credential.value;
}

bool answers_challenges(const Scheme& scheme, std::string_view secret) {
  return is_pair(scheme) && !is_basic(scheme) && secret.find(':') != std::string_view::npos;
}

std::optional<std::string> basic_pair_in(const Scheme& scheme, std::string_view secret) {
  if (scheme.signature() != "header authorization" ||
      !base::starts_with_ignoring_case(secret, "basic ")) {
    return std::nullopt;
  }
  auto pair = base::from_base64(secret.substr(6));
  return pair && pair->find(':') != std::string::npos ? std::move(pair) : std::nullopt;
}

void attach(Request& request, const Scheme& scheme, std::string_view secret) {
  switch (scheme.kind) {
    case SchemeKind::api_key:
      if (scheme.place == Place::query) {
        set_query(request, scheme.parameter, secret);
      } else if (scheme.place == Place::cookie) {
        set_cookie(request, scheme.parameter, secret);
      } else {
        set_header(request, scheme.parameter, std::string(secret));
      }
      return;
    case SchemeKind::http:
      if (answers_challenges(scheme, secret)) {
        return;
      }
      if (is_basic(scheme)) {
        set_header(request, "Authorization", "Basic " + base::to_base64(secret));
      } else {
        const bool is_bearer = scheme.http_scheme == "bearer" || scheme.http_scheme.empty();
        set_header(request,
                   "Authorization",
                   with_prefix(is_bearer ? "Bearer" : scheme.http_scheme, secret));
      }
      return;
    case SchemeKind::oauth2:
    case SchemeKind::open_id_connect:
      set_header(request, "Authorization", with_prefix("Bearer", secret));
      return;
    case SchemeKind::mutual_tls:
    case SchemeKind::unknown:
      return;
  }
}

std::string never_issued(const Scheme& scheme,
                         std::string_view secret,
                         base::RandomStream& random) {
  if (scheme.kind == SchemeKind::mutual_tls) {
    return base::self_signed_like(std::string(secret));
  }
  if (is_pair(scheme)) {
    const auto colon = secret.find(':');
    if (colon == std::string_view::npos) {
      return invented_like(secret, random) + ":" + random.draw(small, 12);
    }
    // A short user name could be somebody's.
    std::string user = invented_like(secret.substr(0, colon), random);
    if (colon < least_varied) {
      user += random.draw(small, least_varied);
    }
    return user + ":" + invented_like(secret.substr(colon + 1), random);
  }
  if (const auto pair = basic_pair_in(scheme, secret)) {
    Scheme basic;
    basic.kind = SchemeKind::http;
    basic.http_scheme = "basic";
    return "Basic " + base::to_base64(never_issued(basic, *pair, random));
  }
  std::string_view prefix;
  if (base::starts_with_ignoring_case(secret, "bearer ")) {
    prefix = secret.substr(0, 7);
    secret.remove_prefix(7);
  }
  if (const auto token = signed_by_nobody(secret, random)) {
    return std::string(prefix) + *token;
  }
  const std::size_t tail = tail_of(secret);
  return std::string(prefix) + std::string(secret.substr(0, tail)) +
         invented_like(secret.substr(tail), random);
}

std::string broken(const Scheme& scheme, std::string_view secret) {
  // Characters that are fit for a header, a cookie (RFC 6265 §4.1.1) and a token68 first; behind
  // them those that a bearer token cannot hold (RFC 6750 §2.1), for secrets that use all others.
  static constexpr std::string_view fit = "~+/._-!*$'|^`#&";
  if (scheme.kind == SchemeKind::mutual_tls) {
    return base::self_signed_stranger();
  }
  if (is_pair(scheme)) {
    return "~";  // without a colon it is nobody's user and password (RFC 7617 §2)
  }
  for (const char c : fit) {
    if (secret.find(c) == std::string_view::npos) {
      return std::string("x") + c + "x";
    }
  }
  return "x";
}

std::string invented_like(std::string_view value, base::RandomStream& random) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    std::string out = varied(value, random);
    if (out != value) {
      return out;
    }
  }
  return std::string(value) + random.draw(small, 16);  // nothing in it varies
}

}  // namespace sworn::probe
