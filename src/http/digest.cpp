// SPDX-License-Identifier: Apache-2.0
#include "http/digest.h"

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "http/challenge.h"

namespace sworn::http {
namespace {

constexpr std::string_view session_suffix = "-sess";

/// How an algorithm hashes; nothing where we do not know it.
std::optional<base::HashKind> hash_of(std::string_view algorithm) {
  std::string name = base::to_lower(algorithm);
  if (name.ends_with(session_suffix)) {
    name.resize(name.size() - session_suffix.size());
  }
  if (name.empty() || name == "md5") return base::HashKind::md5;
  if (name == "sha-256") return base::HashKind::sha256;
  if (name == "sha-512-256") return base::HashKind::sha512_256;
  return std::nullopt;
}

bool is_session(std::string_view algorithm) {
  return base::to_lower(algorithm).ends_with(session_suffix);
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// The quality of protection that we take of those offered; nothing where all are unknown.
std::optional<std::string> chosen_qop(const Challenge& challenge) {
  const auto offered = challenge.parameter("qop");
  if (!offered) return "";
  bool has_integrity = false;
  for (const std::string_view piece : base::split(*offered, ',')) {
    const std::string name = base::to_lower(base::trim(piece));
    if (name == "auth") return name;
    has_integrity = has_integrity || name == "auth-int";
  }
  return has_integrity ? std::optional<std::string>("auth-int") : std::nullopt;
}

/// RFC 7616 §3.4.1 to §3.4.3.
std::string response_of(const DigestChallenge& challenge,
                        const DigestLogin& login,
                        std::string_view method,
                        std::string_view target,
                        std::string_view body,
                        std::string_view count,
                        std::string_view cnonce) {
  const base::HashKind kind = hash_of(challenge.algorithm).value_or(base::HashKind::md5);
  const auto hash = [&](const std::string& text) { return base::hex_digest(kind, text); };
  std::string a1 = login.user + ":" + challenge.realm + ":" + login.password;
  if (is_session(challenge.algorithm)) {
    a1 = hash(a1) + ":" + challenge.nonce + ":" + std::string(cnonce);
  }
  std::string a2 = std::string(method) + ":" + std::string(target);
  if (challenge.qop == "auth-int") {
    a2 += ":" + hash(std::string(body));
  }
  if (challenge.qop.empty()) {
    return hash(hash(a1) + ":" + challenge.nonce + ":" + hash(a2));
  }
  return hash(hash(a1) + ":" + challenge.nonce + ":" + std::string(count) + ":" +
              std::string(cnonce) + ":" + challenge.qop + ":" + hash(a2));
}

/// RFC 7616 §3.4: eight hexadecimal digits.
std::string count_text(unsigned count) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text(8, '0');
  for (auto place = text.rbegin(); place != text.rend(); ++place, count >>= 4U) {
    *place = digits[count & 0xfU];
  }
  return text;
}

}  // namespace

std::optional<DigestChallenge> digest_challenge(const Headers& response) {
  for (const Challenge& one : parse_challenges(response).list) {
    const auto nonce = one.parameter("nonce");
    if (!base::equal_ignoring_case(one.scheme, "Digest") || !nonce) {
      continue;
    }
    const auto text = [&](std::string_view name) {
      return std::string(one.parameter(name).value_or(""));
    };
    const auto qop = chosen_qop(one);
    if (!qop || !hash_of(text("algorithm"))) {
      continue;
    }
    return DigestChallenge{.realm = text("realm"),
                           .nonce = std::string(*nonce),
                           .opaque = text("opaque"),
                           .algorithm = text("algorithm"),
                           .qop = *qop,
                           .is_stale = base::equal_ignoring_case(text("stale"), "true"),
                           .hashes_user = base::equal_ignoring_case(text("userhash"), "true")};
  }
  return std::nullopt;
}

std::string answer_digest(const DigestChallenge& challenge,
                          const DigestLogin& login,
                          std::string_view method,
                          std::string_view target,
                          std::string_view body,
                          unsigned count,
                          std::string_view cnonce) {
  const std::string nc = count_text(count);
  const base::HashKind kind = hash_of(challenge.algorithm).value_or(base::HashKind::md5);
  const std::string user = challenge.hashes_user
                               ? base::hex_digest(kind, login.user + ":" + challenge.realm)
                               : login.user;
  std::string field = "Digest username=" + quoted(user) + ", realm=" + quoted(challenge.realm) +
                      ", nonce=" + quoted(challenge.nonce) + ", uri=" + quoted(target);
  if (!challenge.algorithm.empty()) field += ", algorithm=" + challenge.algorithm;
  // RFC 2617 §3.2.2: neither count nor cnonce without qop, but for the session forms.
  if (!challenge.qop.empty()) field += ", qop=" + challenge.qop + ", nc=" + nc;
  if (!challenge.qop.empty() || is_session(challenge.algorithm)) {
    field += ", cnonce=" + quoted(cnonce);
  }
  field += ", response=" + quoted(response_of(challenge, login, method, target, body, nc, cnonce));
  if (!challenge.opaque.empty()) field += ", opaque=" + quoted(challenge.opaque);
  if (challenge.hashes_user) field += ", userhash=true";
  return field;
}

std::string without_digest_response(std::string field) {
  constexpr std::string_view name = "response=";
  for (std::size_t at = field.find(name); at != std::string::npos; at = field.find(name, at + 1)) {
    const std::size_t begin = at + name.size();
    const bool is_quoted = begin < field.size() && field[begin] == '"';
    const std::size_t end =
        is_quoted ? field.find('"', begin + 1) : field.find_first_of(", ", begin);
    const std::size_t length =
        end == std::string::npos ? std::string::npos : end - begin + (is_quoted ? 1 : 0);
    field.replace(begin, length, "\"{digest response}\"");
  }
  return field;
}

bool is_answered_by(std::string_view authorization,
                    const DigestLogin& login,
                    std::string_view method,
                    std::string_view body) {
  const Challenges parsed = parse_challenges(authorization);
  if (parsed.list.size() != 1 || !base::equal_ignoring_case(parsed.list.front().scheme, "Digest")) {
    return false;
  }
  const Challenge& given = parsed.list.front();
  const auto text = [&](std::string_view name) {
    return std::string(given.parameter(name).value_or(""));
  };
  const DigestChallenge challenge{.realm = text("realm"),
                                  .nonce = text("nonce"),
                                  .opaque = text("opaque"),
                                  .algorithm = text("algorithm"),
                                  .qop = text("qop"),
                                  .hashes_user = text("userhash") == "true"};
  const auto kind = hash_of(challenge.algorithm);
  if (!kind) {
    return false;
  }
  const std::string user = challenge.hashes_user
                               ? base::hex_digest(*kind, login.user + ":" + challenge.realm)
                               : login.user;
  return text("username") == user &&
         text("response") ==
             response_of(challenge, login, method, text("uri"), body, text("nc"), text("cnonce"));
}

}  // namespace sworn::http
