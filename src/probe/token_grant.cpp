// SPDX-License-Identifier: Apache-2.0
#include "probe/token_grant.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "evidence/grant.h"

namespace sworn::probe {
namespace {

std::string field_of(const Credential& credential, const std::string& name) {
  const auto found = credential.fields.find(name);
  return found == credential.fields.end() ? std::string() : found->second;
}

const Flow* flow_named(const Scheme& scheme, std::string_view kind) {
  const auto found = std::ranges::find(scheme.flows, kind, &Flow::kind);
  return found == scheme.flows.end() ? nullptr : &*found;
}

/// Optional parameters that say what the token is for (RFC 6749 §3.3, RFC 8707 §2).
void add_purpose(const Credential& credential, std::map<std::string, std::string>& fields) {
  for (const auto& [from, to] :
       {std::pair{"scopes", "scope"}, {"audience", "audience"}, {"resource", "resource"}}) {
    if (std::string value = field_of(credential, from); !value.empty()) {
      fields[to] = std::move(value);
    }
  }
}

/// The token URL of any flow that has one: a refresh token does not say which flow gave it.
const Flow* any_with_token_url(const Scheme& scheme) {
  const auto found =
      std::ranges::find_if(scheme.flows, [](const Flow& flow) { return !flow.token_url.empty(); });
  return found == scheme.flows.end() ? nullptr : &*found;
}

Error lacking(const std::string& what) {
  return {what, {}, ""};
}

}  // namespace

bool has_client_data(const Credential& credential) {
  return credential.value.empty() &&
         (!field_of(credential, "client_id").empty() || !credential.username.empty() ||
          !field_of(credential, "refresh_token").empty());
}

Grant refresh_for(const Scheme& scheme,
                  const Credential& credential,
                  const std::string& refresh_token) {
  Grant grant;
  grant.flow = "refresh";
  const auto with_refresh = std::ranges::find_if(
      scheme.flows, [](const Flow& flow) { return !flow.refresh_url.empty(); });
  const Flow* any = any_with_token_url(scheme);
  grant.url = with_refresh != scheme.flows.end() ? with_refresh->refresh_url
              : any != nullptr                   ? any->token_url
                                                 : "";
  grant.fields = {{"grant_type", "refresh_token"}, {"refresh_token", refresh_token}};
  add_purpose(credential, grant.fields);
  return grant;
}

Result<Grant> grant_for(const Scheme& scheme, const Credential& credential) {
  if (any_with_token_url(scheme) == nullptr) {
    return lacking("no flow with a token URL is declared");
  }
  if (const std::string token = field_of(credential, "refresh_token"); !token.empty()) {
    return refresh_for(scheme, credential, token);
  }
  Grant grant;
  const auto begin = [&](const Flow& flow) {
    grant.flow = flow.kind;
    grant.url = flow.token_url;
    grant.device_url = flow.device_authorization_url;
    grant.fields["grant_type"] = evidence::grant_type_of(flow.kind);
  };
  const Flow* code = flow_named(scheme, "authorizationCode");
  if (std::string given = field_of(credential, "code"); code != nullptr && !given.empty()) {
    begin(*code);
    grant.fields["code"] = std::move(given);
    for (const char* name : {"redirect_uri", "code_verifier"}) {
      if (std::string value = field_of(credential, name); !value.empty()) {
        grant.fields[name] = std::move(value);  // RFC 6749 §4.1.3, RFC 7636 §4.5
      }
    }
    return grant;
  }
  const Flow* password = flow_named(scheme, "password");
  if (password != nullptr && !credential.username.empty()) {
    begin(*password);
    grant.fields["username"] = credential.username;
    grant.fields["password"] = credential.password;
    add_purpose(credential, grant.fields);
    return grant;
  }
  const Flow* client = flow_named(scheme, "clientCredentials");
  if (client != nullptr && credential.username.empty() &&
      !field_of(credential, "client_secret").empty()) {
    begin(*client);
    add_purpose(credential, grant.fields);
    return grant;
  }
  const Flow* device = flow_named(scheme, "deviceAuthorization");
  if (device != nullptr && !device->device_authorization_url.empty()) {
    begin(*device);
    add_purpose(credential, grant.fields);
    return grant;
  }
  return lacking(code != nullptr ? "give a `token`, or a `code` with its `redirect_uri` and "
                                   "`code_verifier`"
                                 : "no declared flow can be run with what is configured");
}

std::optional<std::string> client_pair(const Credential& credential) {
  const std::string id = field_of(credential, "client_id");
  const std::string secret = field_of(credential, "client_secret");
  if (id.empty() || secret.empty()) {
    return std::nullopt;
  }
  return base::percent_encode(id) + ":" + base::percent_encode(secret);
}

Request token_request(const std::string& url,
                      const std::map<std::string, std::string>& fields,
                      const Credential& credential,
                      ClientAuthentication by) {
  std::map<std::string, std::string> form = fields;
  const auto pair = client_pair(credential);
  if (!pair || by == ClientAuthentication::post) {
    for (const char* name : {"client_id", "client_secret"}) {
      if (std::string value = field_of(credential, name); !value.empty()) {
        form[name] = std::move(value);
      }
    }
  }
  Request request;
  request.method = "POST";
  request.url = url;
  request.headers = {{"Accept", "application/json"},
                     {"Content-Type", "application/x-www-form-urlencoded"}};
  if (pair && by == ClientAuthentication::basic) {
    request.headers.push_back({"Authorization", "Basic " + base::to_base64(*pair)});
  }
  for (const auto& [name, value] : form) {
    request.body += (request.body.empty() ? "" : "&") + base::percent_encode(name) + "=" +
                    base::percent_encode(value);
  }
  return request;
}

}  // namespace sworn::probe
