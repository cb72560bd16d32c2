// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "config/section.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

/// A mapping credential: what basic, OAuth 2 and mTLS take.
void read_fields(Reader& reader, const Node& node, Credential& credential) {
  const auto field = [&](const char* key) {
    return Member{key,
                  [&, key](const Node& value) { credential.fields[key] = reader.text(value); }};
  };
  const auto secret = [&](const char* key) {
    return Member{key,
                  [&, key](const Node& value) { credential.fields[key] = reader.secret(value); }};
  };
  const auto file = [&](const char* key) {
    return Member{key,
                  [&, key](const Node& value) { credential.fields[key] = reader.path(value); }};
  };
  reader.secret_members(
      node,
      {{"value", [&](const Node& value) { credential.value = reader.line(value); }},
       {"username", [&](const Node& value) { credential.username = reader.line(value); }},
       // May be empty: some APIs take their key as the username of basic.
       {"password", [&](const Node& value) { credential.password = reader.secret(value); }},
       // A token that was obtained elsewhere.
       {"token", [&](const Node& value) { credential.value = reader.line(value); }},
       secret("code"),
       field("code_verifier"),
       field("redirect_uri"),
       field("client_id"),
       secret("client_secret"),
       field("audience"),
       field("resource"),
       secret("refresh_token"),
       // A space-delimited list, as RFC 6749 §3.3 sends it.
       {"scopes",
        [&](const Node& value) {
          credential.fields["scopes"] = base::join(reader.texts(value), " ");
        }},
       file("cert"),
       file("key"),
       field("passphrase")});
  if (node.entries().empty()) reader.fail(node.mark(), "the credential is empty");
}

Credential read_credential(Reader& reader, const Node& node) {
  Credential credential;
  credential.where = reader.locate(node);
  if (node.is_mapping()) {
    read_fields(reader, node, credential);
  } else if (node.is_sequence()) {
    reader.fail(node.mark(), "expected a string or a mapping, got a list");
  } else {
    credential.value = reader.line(node);
  }
  return credential;
}

IdentityState read_state(Reader& reader, const Node& node) {
  const std::string name = reader.one_of(node, {"active", "revoked", "expired", "throwaway"});
  if (name == "revoked") return IdentityState::revoked;
  if (name == "expired") return IdentityState::expired;
  if (name == "throwaway") return IdentityState::throwaway;
  return IdentityState::active;
}

Identity read_identity(Reader& reader, const Entry& entry) {
  Identity identity;
  identity.name = entry.key;
  if (!is_identity_name(entry.key)) {
    reader.fail(entry.key_mark, "an identity cannot have this name", identity_name_hint);
  }
  const auto read_credentials = [&](const Node& node) {
    reader.entries(node, [&](const Entry& one) {
      identity.credentials[std::string(one.key)] = read_credential(reader, *one.value);
    });
  };
  reader.members(
      *entry.value,
      {{"credentials", read_credentials},
       {"login", [&](const Node& value) { identity.login = reader.text_map(value); }},
       {"headers", [&](const Node& value) { identity.headers = reader.headers(value); }},
       {"owns", [&](const Node& value) { read_owns(reader, value, identity); }},
       {"tenant", [&](const Node& value) { identity.tenant = reader.text(value); }},
       {"role", [&](const Node& value) { identity.role = reader.text(value); }},
       {"scopes", [&](const Node& value) { identity.scopes = reader.texts(value); }},
       {"state", [&](const Node& value) { identity.state = read_state(reader, value); }}});
  return identity;
}

}  // namespace

bool is_identity_name(std::string_view name) {
  if (name.empty() || name == "never-issued") return false;
  return std::ranges::all_of(name, [](char c) {
    const bool is_word = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    return is_word || c == '_' || c == '-' || c == '@';
  });
}

std::vector<Identity> read_identities(Reader& reader, const Node& node) {
  std::vector<Identity> identities;
  reader.entries(node,
                 [&](const Entry& entry) { identities.push_back(read_identity(reader, entry)); });
  std::ranges::sort(identities, {}, &Identity::name);
  return identities;
}

}  // namespace sworn::config
