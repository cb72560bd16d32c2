// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>

#include "sworn/transcript.h"

/// The members of what a recording holds, listed once for writing and for reading. `visit` is
/// called with the name and the member of each. A structure is taken apart whole, so that one with
/// a new member does not compile until the member is recorded too.
namespace sworn::evidence::har {

/// Of the `_sworn` members; raised when what is read needs to change.
inline constexpr int format_version = 1;

inline constexpr std::array<std::string_view, 7> failure_names{
    "none", "unreachable", "timeout", "broken", "tls", "stopped", "not-asked"};
inline constexpr std::array<std::string_view, 5> credential_state_names{
    "good", "never-issued", "broken", "carrier", "altered"};
inline constexpr std::array<std::string_view, 4> identity_state_names{
    "active", "revoked", "expired", "throwaway"};

inline constexpr const auto& names_of(Failure /*type*/) {
  return failure_names;
}
inline constexpr const auto& names_of(CredentialState /*type*/) {
  return credential_state_names;
}
inline constexpr const auto& names_of(IdentityState /*type*/) {
  return identity_state_names;
}

/// Either constness, for writing and for reading.
template <typename T, typename Structure>
concept Is = std::same_as<std::remove_const_t<T>, Structure>;

template <typename Visit, Is<Header> T>
void fields(Visit& visit, T& header) {
  auto& [name, value] = header;
  visit("name", name);
  visit("value", value);
}

template <typename Visit, Is<Request> T>
void fields(Visit& visit, T& request) {
  auto& [method, url, headers, body] = request;
  visit("method", method);
  visit("url", url);
  visit("headers", headers);
  visit("body", body);
}

template <typename Visit, Is<Response> T>
void fields(Visit& visit, T& response) {
  auto& [status, http_version, headers, body, is_cut] = response;
  visit("status", status);
  visit("http_version", http_version);
  visit("headers", headers);
  visit("body", body);
  visit("cut", is_cut);
}

template <typename Visit, Is<CredentialUse> T>
void fields(Visit& visit, T& use) {
  auto& [holder, signature, state, carrier, how] = use;
  visit("holder", holder);
  visit("signature", signature);
  visit("state", state);
  visit("carrier", carrier);
  visit("how", how);
}

/// All but the request and the response, which have places of their own in an entry.
template <typename Visit, Is<Exchange> T>
void fields(Visit& visit, T& exchange) {
  auto& [id,
         interview,
         subject,
         round,
         conversation,
         step,
         operation,
         identity,
         credentials,
         request,
         response,
         failure,
         reason,
         started_ms,
         duration_ms] = exchange;
  static_cast<void>(request);
  static_cast<void>(response);
  visit("id", id);
  visit("interview", interview);
  visit("subject", subject);
  visit("round", round);
  visit("conversation", conversation);
  visit("step", step);
  visit("operation", operation);
  visit("identity", identity);
  visit("credentials", credentials);
  visit("failure", failure);
  visit("reason", reason);
  visit("started_ms", started_ms);
  visit("duration_ms", duration_ms);
}

template <typename Visit, Is<LedgerEntry> T>
void fields(Visit& visit, T& entry) {
  auto& [placeholder,
         length,
         alphabet,
         derivation,
         derived_from,
         is_jwt,
         claims,
         header,
         signed_with,
         sample_size,
         varying_bits,
         sample_pattern] = entry;
  visit("placeholder", placeholder);
  visit("length", length);
  visit("alphabet", alphabet);
  visit("derivation", derivation);
  visit("derived_from", derived_from);
  visit("jwt", is_jwt);
  visit("claims", claims);
  visit("header", header);
  visit("signed_with", signed_with);
  visit("sample_size", sample_size);
  visit("varying_bits", varying_bits);
  visit("sample_pattern", sample_pattern);
}

template <typename Visit, Is<Shard> T>
void fields(Visit& visit, T& shard) {
  auto& [index, count] = shard;
  visit("index", index);
  visit("count", count);
}

template <typename Visit, Is<RunInfo> T>
void fields(Visit& visit, T& run) {
  auto& [started_ms, duration_ms, requests, seed, url, writes, complete, stopped_why, shard] = run;
  visit("started_ms", started_ms);
  visit("duration_ms", duration_ms);
  visit("requests", requests);
  visit("seed", seed);
  visit("url", url);
  visit("writes", writes);
  visit("complete", complete);
  visit("stopped_why", stopped_why);
  visit("shard", shard);
}

template <typename Visit, Is<Location> T>
void fields(Visit& visit, T& location) {
  auto& [file, line, column, pointer] = location;
  visit("file", file);
  visit("line", line);
  visit("column", column);
  visit("pointer", pointer);
}

template <typename Visit, Is<IdentityNote> T>
void fields(Visit& visit, T& identity) {
  auto& [name, schemes, owns, tenant, role, state, scopes, owns_at] = identity;
  visit("name", name);
  visit("schemes", schemes);
  visit("owns", owns);
  visit("tenant", tenant);
  visit("role", role);
  visit("state", state);
  visit("scopes", scopes);
  visit("owns_at", owns_at);
}

template <typename Visit, Is<ExtraScheme> T>
void fields(Visit& visit, T& scheme) {
  auto& [name, type, http_scheme, in, parameter, where] = scheme;
  visit("name", name);
  visit("type", type);
  visit("scheme", http_scheme);
  visit("in", in);
  visit("parameter", parameter);
  visit("where", where);
}

template <typename Visit, Is<SuppressConfig> T>
void fields(Visit& visit, T& suppress) {
  auto& [rule, operation, reason, expires] = suppress;
  visit("rule", rule);
  visit("operation", operation);
  visit("reason", reason);
  visit("expires", expires);
}

template <typename Visit, Is<JudgeSettings> T>
void fields(Visit& visit, T& settings) {
  auto& [identities,
         schemes,
         severity,
         suppress,
         reads,
         rules,
         skip_rules,
         out_of_scope,
         hardening,
         verify_auth,
         undeclared,
         config_file] = settings;
  visit("identities", identities);
  visit("schemes", schemes);
  visit("severity", severity);
  visit("suppress", suppress);
  visit("reads", reads);
  visit("rules", rules);
  visit("skip_rules", skip_rules);
  visit("out_of_scope", out_of_scope);
  visit("hardening", hardening);
  visit("verify_auth", verify_auth);
  visit("undeclared", undeclared);
  visit("config_file", config_file);
}

}  // namespace sworn::evidence::har
