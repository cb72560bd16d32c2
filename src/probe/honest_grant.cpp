// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_grant.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "document/json_writer.h"
#include "evidence/grant.h"
#include "http/header.h"
#include "probe/discovery.h"
#include "probe/endpoint.h"
#include "probe/honest_input.h"
#include "probe/token_grant.h"

namespace sworn::probe {
namespace {

constexpr const char* issued_path = "/oauth2/token";

Response json(int status, std::string body) {
  Response response;
  response.status = status;
  response.http_version = "1.1";
  response.headers = {
      {"Cache-Control", "no-store"}, {"Pragma", "no-cache"}, {"Content-Type", "application/json"}};
  response.body = std::move(body);
  return response;
}

Response refusal(int status, const std::string& error) {
  Response response = json(status, R"({"error":")" + error + R"("})");
  if (status == 401) {
    response.headers.push_back({"WWW-Authenticate", "Basic realm=\"api\""});  // RFC 6749 §5.2
  }
  return response;
}

std::string metadata_of(const Scheme& scheme, const std::string& url, const std::string& base) {
  const std::string well_known = "/.well-known/";
  const auto place = url.find(well_known);
  const std::string origin = base::parse_url(base)->origin();
  document::JsonWriter writer(0);
  writer.begin_object();
  writer.member("issuer", place == std::string::npos ? origin : url.substr(0, place));
  std::string token = origin + issued_path;
  std::set<std::string> grants = {
      "authorization_code", "client_credentials", "password", "refresh_token"};
  std::set<std::string> scopes;
  for (const Flow& flow : scheme.flows) {
    if (!flow.token_url.empty()) token = flow.token_url;
    grants.insert(evidence::grant_type_of(flow.kind));
    for (const auto& [name, text] : flow.scopes) scopes.insert(name);
  }
  writer.member("token_endpoint", token);
  writer.member("authorization_endpoint", origin + "/oauth2/authorize");
  writer.member("jwks_uri", origin + "/oauth2/jwks");
  for (const auto& [name, values] :
       {std::pair{"response_types_supported", std::set<std::string>{"code"}},
        {"subject_types_supported", {"public"}},
        {"id_token_signing_alg_values_supported", {"RS256"}},
        {"grant_types_supported", grants},
        {"scopes_supported", scopes}}) {
    if (!values.empty()) {
      writer.key(name).begin_array();
      for (const std::string& value : values) writer.string(value);
      writer.end_array();
    }
  }
  writer.end_object();
  return writer.take();
}

}  // namespace

GrantDesk::GrantDesk(const Contract& contract,
                     const Config& config,
                     const std::string& base_url,
                     SessionStore& store)
    : config_(config), store_(store), base_url_(base_url) {
  const auto path_of = [&](const std::string& declared) -> std::optional<std::string> {
    const auto url = endpoint_of(contract, config, base_url, declared);
    const auto parsed = url ? base::parse_url(*url) : Result<base::Url>(Error{});
    return parsed ? std::optional(parsed->path) : std::nullopt;
  };
  for (const Scheme* scheme : token_schemes(contract)) {
    for (const Flow& flow : scheme->flows) {
      for (const std::string& url : {flow.token_url, flow.refresh_url}) {
        if (const auto path = url.empty() ? std::nullopt : path_of(url)) {
          token_paths_.emplace(*path, scheme->name);
        }
      }
    }
    for (const Flow& flow : scheme->flows) {
      const std::string& device = flow.device_authorization_url;
      if (const auto path = device.empty() ? std::nullopt : path_of(device)) {
        device_paths_.emplace(*path, scheme->name);
      }
    }
    const std::string declared = metadata_url_of(*scheme);
    if (const auto path = declared.empty() ? std::nullopt : path_of(declared)) {
      metadata_paths_.emplace(*path, metadata_of(*scheme, declared, base_url));
      if (scheme->flows.empty()) token_paths_.emplace(issued_path, scheme->name);
    }
  }
}

std::optional<Response> GrantDesk::answer(const Request& request) {
  const auto url = base::parse_url(request.url);
  if (!url) {
    return std::nullopt;
  }
  // One place may be all of them: documents of tests are written so.
  const bool gives_tokens = token_paths_.contains(url->path);
  if (const auto found = metadata_paths_.find(url->path);
      found != metadata_paths_.end() && (request.method == "GET" || !gives_tokens)) {
    return json(request.method == "GET" ? 200 : 405, found->second);
  }
  if (const auto device = device_paths_.find(url->path);
      device != device_paths_.end() && !gives_tokens) {
    const auto identity = grantee(device->second, input_fields(request), request);
    if (!identity) return refusal(401, "invalid_client");
    const std::string code = store_.fresh("0123456789abcdef", 32);
    store_.issue_refresh(*identity, code, store_.next_login());
    return json(200,
                R"({"device_code":")" + code +
                    R"(","user_code":"A","verification_uri":"/device",)" +
                    R"("expires_in":600,"interval":1})");
  }
  const auto found = token_paths_.find(url->path);
  if (found == token_paths_.end()) {
    return std::nullopt;
  }
  if (request.method != "POST") {
    Response response = refusal(405, "invalid_request");
    response.headers.push_back({"Allow", "POST"});
    return response;
  }
  return grant(found->second, request);
}

std::optional<std::string> GrantDesk::grantee(const std::string& scheme,
                                              const std::map<std::string, std::string>& form,
                                              const Request& request) const {
  Scheme basic;
  basic.kind = SchemeKind::http;
  basic.http_scheme = "basic";
  const auto header = carried(request, basic);
  const auto text = [&](const char* name) {
    const auto found = form.find(name);
    return found == form.end() ? std::string() : found->second;
  };
  for (const Identity& identity : config_.identities) {
    const auto held = identity.credentials.find(scheme);
    if (held == identity.credentials.end() || identity.state == IdentityState::revoked ||
        identity.state == IdentityState::expired) {
      continue;
    }
    const Credential& credential = held->second;
    const auto pair = client_pair(credential);
    const bool is_client = !pair || header == pair ||
                           (!header && text("client_id") == credential.fields.at("client_id") &&
                            text("client_secret") == credential.fields.at("client_secret"));
    const bool is_user = credential.username.empty() || (text("username") == credential.username &&
                                                         text("password") == credential.password);
    const auto id = credential.fields.find("client_id");
    const bool is_named = id != credential.fields.end() && text("client_id") == id->second;
    const bool says_anything = pair.has_value() || !credential.username.empty() || is_named;
    if (is_client && says_anything && (is_user || text("grant_type") == "refresh_token")) {
      return identity.name;
    }
  }
  return std::nullopt;
}

Response GrantDesk::grant(const std::string& scheme, const Request& request) {
  const auto form = input_fields(request);
  const auto type = form.find("grant_type");
  const auto content = http::find_header(request.headers, "Content-Type");
  if (type == form.end() || !content ||
      !base::starts_with_ignoring_case(*content, "application/x-www-form-urlencoded")) {
    return refusal(400, "invalid_request");
  }
  auto identity = grantee(scheme, form, request);
  if (!identity) {
    return refusal(401, "invalid_client");
  }
  const std::string device = evidence::grant_type_of("deviceAuthorization");
  static const std::set<std::string> known = {
      "client_credentials", "password", "authorization_code", "refresh_token", device};
  if (!known.contains(type->second)) {
    return refusal(400, "unsupported_grant_type");
  }
  if (type->second == "refresh_token" || type->second == device) {
    const auto token = form.find(type->second == device ? "device_code" : "refresh_token");
    identity = token == form.end() ? std::nullopt : store_.spend(token->second);
    if (!identity) {
      return refusal(400, "invalid_grant");
    }
  }
  const std::string token = store_.fresh("0123456789abcdef", 64);
  const int login = store_.next_login();
  store_.issue(*identity, scheme, token, login);
  std::string body =
      R"({"access_token":")" + token + R"(","token_type":"Bearer","expires_in":3600)";
  if (type->second != "client_credentials") {
    // RFC 6749 §4.4.3: the client asks again as easily.
    const std::string refresh = store_.fresh("0123456789abcdef", 64);
    store_.issue_refresh(*identity, refresh, login);
    body += R"(,"refresh_token":")" + refresh + "\"";
  }
  return json(200, body + "}");
}

}  // namespace sworn::probe
