// SPDX-License-Identifier: Apache-2.0
#include "evidence/vault.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "http/cookie.h"
#include "spec/purpose.h"

namespace sworn::evidence {
namespace {

/// Names of login fields whose values are public: an account's name is no secret, its password is.
/// So is a client's identifier (RFC 6749 §2.2), which tokens name as their subject.
bool is_public_field(const std::string& name) {
  static constexpr std::array<std::string_view, 7> secret{
      "password", "passwd", "secret", "token", "key", "pin", "code"};
  static constexpr std::array<std::string_view, 11> names{"username",
                                                          "user",
                                                          "email",
                                                          "login",
                                                          "scope",
                                                          "scopes",
                                                          "tenant",
                                                          "grant",
                                                          "realm",
                                                          "redirect",
                                                          "cert"};
  const auto words = base::words_of(name);
  if (words == std::vector<std::string>{"client", "id"}) {
    return true;
  }
  const auto holds_one_of = [&](const auto& list) {
    return std::ranges::any_of(words, [&](const std::string& word) {
      return std::ranges::find(list, word) != list.end();
    });
  };
  return holds_one_of(names) && !holds_one_of(secret) && !spec::is_password_name(name);
}

/// Fields that carry a credential by their name, where the configuration sends them with every
/// request.
bool is_secret_header(const std::string& name) {
  const auto words = base::words_of(name);
  return std::ranges::any_of(words, [](const std::string& word) {
    return word == "authorization" || word == "cookie" || word == "key" || word == "apikey" ||
           word == "token" || word == "secret" || word == "password" || word == "auth" ||
           word == "signature" || word == "session" || word == "sid" || word == "jwt" ||
           word == "pass" || word == "passwd" || word == "credential" || word == "bearer";
  });
}

/// What a configured header holds that must not be seen: a cookie's value, or what follows a
/// scheme's name.
std::vector<std::string> secrets_in(const Header& header) {
  std::vector<std::string> secrets;
  if (!is_secret_header(header.name)) {
    return secrets;
  }
  if (base::equal_ignoring_case(header.name, "Cookie")) {
    for (http::Cookie& cookie : http::parse_cookie_header(header.value)) {
      secrets.push_back(std::move(cookie.value));
    }
    return secrets;
  }
  secrets.push_back(header.value.substr(header.value.rfind(' ') + 1));
  return secrets;
}

}  // namespace

Vault::Vault(const Contract& contract, const Config& config) {
  for (const Header& header : config.headers) {
    for (const std::string& secret : secrets_in(header)) {
      add(secret, "headers." + header.name);
    }
  }
  for (const Identity& identity : config.identities) {
    for (const auto& [scheme_name, credential] : identity.credentials) {
      const std::string name = identity.name + "." + scheme_name;
      const Scheme* scheme = contract.scheme(scheme_name);
      const bool is_basic = scheme != nullptr && (scheme->signature() == "http basic" ||
                                                  scheme->signature() == "http digest");
      if (is_basic && !credential.value.empty()) {
        add(credential.value, name);
        const auto colon = credential.value.find(':');
        add(colon == std::string::npos ? "" : credential.value.substr(colon + 1),
            name + ".password");
      } else if (scheme == nullptr || scheme->kind != SchemeKind::mutual_tls) {
        add(credential.value, name);
        // "Token x": an answer may repeat x alone.
        const auto space = credential.value.rfind(' ');
        add(space == std::string::npos ? "" : credential.value.substr(space + 1), name);
      }
      if (!credential.username.empty() || !credential.password.empty()) {
        add(credential.username + ":" + credential.password, name);
      }
      add(credential.password, name + ".password");
      for (const auto& [field, value] : credential.fields) {
        if (!is_public_field(field)) {
          add(value, name + "." + field);
        }
      }
      add_client(credential, name);
    }
    for (const Header& header : identity.headers) {
      for (const std::string& secret : secrets_in(header)) {
        add(secret, identity.name + ".headers." + header.name);
      }
    }
    for (const auto& [field, value] : identity.login) {
      if (!is_public_field(field)) {
        add(value, identity.name + ".login." + field);
      }
    }
  }
  // What stands in the environment rather than in the file is seldom meant to be read. Addresses
  // are.
  constexpr std::size_t shortest = 8;
  for (const auto& [name, value] : config.substituted) {
    if (value.size() >= shortest && value.find("://") == std::string::npos) {
      add(value, "env." + name);
    }
  }
}

void Vault::add_client(const Credential& credential, const std::string& name) {
  const auto id = credential.fields.find("client_id");
  const auto secret = credential.fields.find("client_secret");
  if (id == credential.fields.end() || secret == credential.fields.end()) {
    return;
  }
  // As a client shows it to a token endpoint (RFC 6749 §2.3.1).
  add(base::percent_encode(id->second) + ":" + base::percent_encode(secret->second),
      name + ".client");
}

void Vault::add(const std::string& value, const std::string& name) {
  if (value.empty()) {
    return;
  }
  const std::lock_guard lock(mutex_);
  names_.emplace(value, name);
}

void Vault::watch(const std::string& value) {
  const std::lock_guard lock(mutex_);
  watched_.insert(value);
}

void Vault::note_known_secret(const std::string& token, const std::string& where) {
  const std::lock_guard lock(mutex_);
  signed_with_.emplace(token, where);
}

std::vector<Vault::Secret> Vault::secrets() const {
  std::vector<Secret> secrets;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [value, name] : names_) {
      secrets.push_back({value, name});
    }
  }
  std::ranges::stable_sort(secrets, {}, &Secret::name);
  return secrets;
}

std::set<std::string> Vault::watched() const {
  const std::lock_guard lock(mutex_);
  return watched_;
}

std::map<std::string, std::string> Vault::signed_with() const {
  const std::lock_guard lock(mutex_);
  return signed_with_;
}

}  // namespace sworn::evidence
