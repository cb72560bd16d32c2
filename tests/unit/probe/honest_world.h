// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <thread>

#include "base/random.h"
#include "base/text.h"
#include "document/node.h"
#include "http/cookie.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/credential.h"
#include "probe/honest.h"
#include "probe/request_builder.h"
#include "schema/schema.h"
#include "spec/files.h"
#include "spec/loader.h"
#include "spec/purpose.h"

namespace sworn::probe::test {

inline Contract contract_of(const std::string& file) {
  auto contract = spec::load(SWORN_SOURCE_DIR "/specs/" + file);
  REQUIRE(contract);
  return std::move(*contract);
}

inline Identity identity(const std::string& name,
                         const Contract& contract,
                         const std::vector<std::string>& schemes) {
  Identity made;
  made.name = name;
  made.login = {{"username", name}, {"password", name + "-password"}};
  for (const Scheme& scheme : contract.schemes) {
    if (schemes.empty() || std::ranges::find(schemes, scheme.name) != schemes.end()) {
      Credential credential;
      credential.value = name + "_" + scheme.name + "_0123456789abcdef";
      credential.username = name;
      credential.password = name + "-password";
      made.credentials[scheme.name] = credential;
    }
  }
  return made;
}

struct World {
  Contract contract;
  Config config;
  std::string base = "http://h";
  std::unique_ptr<Transport> transport;
  std::unique_ptr<Channel> channel;
  probe::Learned learned;

  explicit World(const std::string& file,
                 const std::vector<std::string>& schemes = {},
                 probe::Lie lie = nullptr)
      : contract(contract_of(file)) {
    config.identities = {identity("alice", contract, schemes), identity("bob", contract, schemes)};
    transport = probe::make_honest_transport(contract, config, base, 11, std::move(lie));
    channel = transport->open(Connection::kept);
  }

  [[nodiscard]] Request draft(const Operation& operation, const std::string& who) const {
    probe::BuildOptions options;
    options.identity = config.identity(who);
    const probe::RequestBuilder builder(contract, config, base, 5);
    auto made = builder.build(operation, learned, options);
    REQUIRE_MESSAGE(made.has_value(), made.error().message);
    return made->request;
  }

  /// The request with all members of the first alternative attached; `make` turns a real secret
  /// into what is sent.
  [[nodiscard]] Request with_credentials(
      Request request,
      const Operation& operation,
      const std::string& who,
      const std::function<std::string(const Scheme&, std::string)>& make) const {
    if (operation.requirement.any_of.empty()) return request;
    for (const SchemeUse& use : operation.requirement.any_of.back().all_of) {
      const Scheme& scheme = *contract.scheme(use.scheme);
      const auto held = config.identity(who)->credentials.find(use.scheme);
      REQUIRE(held != config.identity(who)->credentials.end());
      probe::attach(request, scheme, make(scheme, *probe::secret_of(scheme, held->second)));
    }
    return request;
  }

  [[nodiscard]] Request good(const Operation& operation, const std::string& who) const {
    return with_credentials(
        draft(operation, who), operation, who, [](const Scheme&, std::string secret) {
          return secret;
        });
  }

  Response send(const Request& request) {
    auto delivery = channel->send(request);
    REQUIRE(delivery.response);
    return *delivery.response;
  }

  Response ask(const char* key, const std::string& who) {
    const Operation* operation = contract.operation(key);
    REQUIRE(operation != nullptr);
    return send(good(*operation, who));
  }

  Request bare(const char* key) {
    const Operation* operation = contract.operation(key);
    REQUIRE(operation != nullptr);
    return draft(*operation, "alice");
  }

  Response with(const char* key, const std::string& scheme, const std::string& secret) {
    Request request = bare(key);
    probe::attach(request, *contract.scheme(scheme), secret);
    return send(request);
  }

  void check_declared(const Operation& operation, const Response& response) {
    const ResponseDeclaration* declared = operation.response_for(response.status);
    REQUIRE(declared != nullptr);
    for (const ResponseHeader& header : declared->headers) {
      if (header.is_required) CHECK(http::find_header(response.headers, header.name).has_value());
    }
    const auto type = http::find_header(response.headers, "Content-Type");
    if (declared->content.empty()) {
      CHECK(response.body.empty());
      return;
    }
    REQUIRE(type);
    std::vector<std::string> types;
    for (const MediaType& media : declared->content) types.push_back(media.type);
    const auto match = http::best_media_match(*type, types);
    REQUIRE(match);
    const document::Node* schema = declared->content[*match].schema;
    if (!http::is_json(*type) || schema == nullptr) return;
    const auto body = document::parse_json(response.body, "answer");
    REQUIRE(body);
    schema::Context context;
    context.dialect = contract.version == SpecVersion::swagger_2_0 ? schema::Dialect::swagger_2_0
                      : contract.version == SpecVersion::openapi_3_0
                          ? schema::Dialect::openapi_3_0
                          : schema::Dialect::draft_2020_12;
    context.resolver = contract.files.get();
    const auto problems = schema::validate(*schema, body->root(), context);
    CHECK_MESSAGE(problems.empty(), (problems.empty() ? "" : problems.front().message));
  }
};

inline std::string member(const Response& response, std::string_view name) {
  const auto body = document::parse_json(response.body, "answer");
  REQUIRE(body);
  return std::string(body->root().string_at(name));
}

inline std::string cookie(const Response& response, std::string_view name) {
  for (const std::string_view field : http::all_headers(response.headers, "Set-Cookie")) {
    const auto parsed = http::parse_set_cookie(field);
    if (parsed && parsed->name == name) return parsed->value;
  }
  return "";
}

inline const std::vector<std::string> demo_keys{"ApiKeyAuth", "QueryKey", "Signature", "BasicAuth"};

}  // namespace sworn::probe::test
