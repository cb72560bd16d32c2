// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <vector>

#include "base/text.h"
#include "schema/format.h"

namespace sworn::schema {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
  return is_digit(c) || is_letter(c);
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != std::string_view::npos;
}

constexpr std::string_view sub_delimiters = "!$&'()*+,;=";

bool is_unreserved(char c) {
  return is_alphanumeric(c) || is_one_of(c, "-._~");
}

/// Unreserved characters, sub-delimiters, percent triplets and what `more` lists.
bool is_encoded(std::string_view text, std::string_view more) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
      i += 2;
    } else if (!is_unreserved(text[i]) && !is_one_of(text[i], sub_delimiters) &&
               !is_one_of(text[i], more)) {
      return false;
    }
  }
  return true;
}

/// "IPvFuture" of RFC 3986 §3.2.2.
bool is_future_address(std::string_view text) {
  if (!text.starts_with('v') && !text.starts_with('V')) return false;
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size()) return false;
  const std::string_view address = text.substr(dot + 1);
  return std::ranges::all_of(text.substr(1, dot - 1), is_hex) &&
         address.find('%') == std::string_view::npos && is_encoded(address, ":");
}

bool is_authority(std::string_view text) {
  if (const std::size_t at = text.rfind('@'); at != std::string_view::npos) {
    if (!is_encoded(text.substr(0, at), ":")) return false;
    text.remove_prefix(at + 1);
  }
  std::string_view port;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view literal = text.substr(1, close - 1);
    if (!is_ipv6(literal) && !is_future_address(literal)) return false;
    port = text.substr(close + 1);
  } else {
    const std::size_t colon = std::min(text.find(':'), text.size());
    if (!is_encoded(text.substr(0, colon), "")) return false;
    port = text.substr(colon);
  }
  if (port.empty()) return true;
  return port.front() == ':' && std::ranges::all_of(port.substr(1), is_digit);
}

/// The length of the scheme, without its colon.
std::optional<std::size_t> scheme_length(std::string_view text) {
  const std::size_t colon = text.find_first_of(":/?#");
  if (colon == std::string_view::npos || colon == 0 || text[colon] != ':') return std::nullopt;
  const std::string_view scheme = text.substr(0, colon);
  const bool well_formed = is_letter(scheme.front()) && std::ranges::all_of(scheme, [](char c) {
                             return is_alphanumeric(c) || is_one_of(c, "+-.");
                           });
  return well_formed ? std::optional(colon) : std::nullopt;
}

/// Everything after the scheme.
bool is_hierarchy(std::string_view text, bool after_scheme) {
  if (const std::size_t hash = text.find('#'); hash != std::string_view::npos) {
    if (!is_encoded(text.substr(hash + 1), ":@/?")) return false;
    text = text.substr(0, hash);
  }
  if (const std::size_t mark = text.find('?'); mark != std::string_view::npos) {
    if (!is_encoded(text.substr(mark + 1), ":@/?")) return false;
    text = text.substr(0, mark);
  }
  if (text.starts_with("//")) {
    const std::size_t slash = std::min(text.find('/', 2), text.size());
    return is_authority(text.substr(2, slash - 2)) && is_encoded(text.substr(slash), ":@/");
  }
  // Without a scheme the first segment has no colon (RFC 3986 §4.2).
  const std::string_view first = text.substr(0, text.find('/'));
  if (!after_scheme && first.find(':') != std::string_view::npos) return false;
  return is_encoded(text, ":@/");
}

bool is_label(std::string_view label) {
  constexpr std::size_t most = 63;
  return !label.empty() && label.size() <= most && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(label, [](char c) { return is_alphanumeric(c) || c == '-'; });
}

bool is_atom(std::string_view atom) {
  return !atom.empty() && std::ranges::all_of(atom, [](char c) {
    return is_alphanumeric(c) || is_one_of(c, "!#$%&'*+-/=?^_`{|}~");
  });
}

/// "Quoted-string" of RFC 5321 §4.1.2.
bool is_quoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return false;
  text = text.substr(1, text.size() - 2);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') return false;
    if (text[i] == '\\' && ++i == text.size()) return false;
    if (text[i] < ' ' || text[i] > '~') return false;
  }
  return true;
}

bool is_mail_domain(std::string_view domain) {
  if (!domain.starts_with('[')) return is_hostname(domain);
  if (!domain.ends_with(']')) return false;
  domain = domain.substr(1, domain.size() - 2);
  constexpr std::string_view tag = "IPv6:";
  if (base::starts_with_ignoring_case(domain, tag)) return is_ipv6(domain.substr(tag.size()));
  return is_ipv4(domain);
}

/// How many 16-bit groups the colon-separated text holds; nothing when one is malformed.
std::optional<std::size_t> group_count(std::string_view text, bool may_end_in_ipv4) {
  if (text.empty()) return 0;
  const std::vector<std::string_view> groups = base::split(text, ':');
  std::size_t count = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const std::string_view group = groups[i];
    if (may_end_in_ipv4 && i + 1 == groups.size() && is_ipv4(group)) {
      count += 2;
    } else if (!group.empty() && group.size() <= 4 && std::ranges::all_of(group, is_hex)) {
      ++count;
    } else {
      return std::nullopt;
    }
  }
  return count;
}

}  // namespace

bool is_ipv4(std::string_view text) {
  const std::vector<std::string_view> octets = base::split(text, '.');
  return octets.size() == 4 && std::ranges::all_of(octets, [](std::string_view octet) {
           if (octet.empty() || octet.size() > 3 || !std::ranges::all_of(octet, is_digit))
             return false;
           if (octet.size() > 1 && octet.front() == '0') return false;
           return octet.size() < 3 || octet <= "255";
         });
}

bool is_ipv6(std::string_view text) {
  constexpr std::size_t groups = 8;
  const std::size_t gap = text.find("::");
  if (gap == std::string_view::npos) return group_count(text, true) == groups;
  const auto before = group_count(text.substr(0, gap), false);
  const auto after = group_count(text.substr(gap + 2), true);
  return before && after && *before + *after < groups;
}

bool is_hostname(std::string_view text) {
  constexpr std::size_t most = 253;
  return text.size() <= most && std::ranges::all_of(base::split(text, '.'), is_label);
}

bool is_email(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || !is_mail_domain(text.substr(at + 1))) return false;
  const std::string_view local = text.substr(0, at);
  return is_quoted(local) || std::ranges::all_of(base::split(local, '.'), is_atom);
}

bool is_uri(std::string_view text) {
  const auto scheme = scheme_length(text);
  return scheme && is_hierarchy(text.substr(*scheme + 1), true);
}

bool is_uri_reference(std::string_view text) {
  return is_uri(text) || is_hierarchy(text, false);
}

}  // namespace sworn::schema
