// SPDX-License-Identifier: Apache-2.0
#include "probe/honest.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "document/json_writer.h"
#include "evidence/collection.h"
#include "http/header.h"
#include "probe/honest_answer.h"
#include "probe/honest_grant.h"
#include "probe/honest_input.h"
#include "probe/honest_login.h"
#include "probe/honest_object.h"
#include "probe/honest_route.h"
#include "probe/honest_session.h"
#include "spec/promise.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

/// The contract with the operations that only `flows` know.
Contract with_flows(Contract contract, const Config& config) {
  for (const FlowConfig& flow : config.flows) {
    for (const std::string& key : {flow.request, flow.refresh, flow.logout}) {
      const auto space = key.find(' ');
      if (space == std::string::npos || contract.operation(key) != nullptr) {
        continue;
      }
      Operation operation;
      operation.method = key.substr(0, space);
      operation.path = key.substr(space + 1);
      contract.operations.push_back(std::move(operation));
    }
  }
  return contract;
}

/// The JSON value with one string at a pointer of plain names: {"data": {"token": "x"}}.
std::string nested(std::string_view pointer, const std::string& value) {
  std::string open;
  std::string close;
  for (const std::string_view name :
       base::split(pointer.substr(pointer.starts_with('/') ? 1 : 0), '/')) {
    open.append("{").append(document::quote_json(name)).append(":");
    close += "}";
  }
  return open + document::quote_json(value) + close;
}

class Server {
 public:
  Server(const Contract& contract,
         const Config& config,
         const std::string& base_url,
         std::uint64_t seed,
         Lie lie)
      : contract_(with_flows(contract, config)),
        config_(config),
        router_(contract_, base_url),
        store_(contract_, config_, seed),
        maker_(contract_, seed),
        desk_(contract_, store_, maker_, base_url.starts_with("https:")),
        objects_(contract_, store_, maker_),
        grants_(contract_, config_, base_url, store_),
        is_https_(base_url.starts_with("https:")),
        lie_(std::move(lie)) {
    for (const Operation& operation : contract_.operations) {
      Operation without = operation;
      without.requirement = {};
      const FlowConfig* flow = flow_of(operation, &FlowConfig::request);
      if (spec::takes_login_fields(without, contract_) ||
          (flow != nullptr && (!flow->fields.empty() || flow->is_basic))) {
        takes_fields_.insert(operation.key());
      }
    }
  }

  Response answer(const Request& request) {
    const Route route = router_.find(request);
    Response response = route.operation != nullptr ? answer_operation(route, request)
                                                   : answer_elsewhere(route, request);
    if (is_https_) {
      response.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
    }
    if (request.method == "HEAD") {
      response.body.clear();
    }
    if (lie_) {
      if (auto other = lie_(request, route.operation, response)) {
        return *other;
      }
    }
    return response;
  }

 private:
  [[nodiscard]] const FlowConfig* flow_of(const Operation& operation,
                                          std::string FlowConfig::*member) const {
    const auto found = std::ranges::find_if(
        config_.flows, [&](const FlowConfig& flow) { return flow.*member == operation.key(); });
    return found == config_.flows.end() ? nullptr : &*found;
  }

  [[nodiscard]] spec::Purpose purpose_of(const Operation& operation) const {
    if (flow_of(operation, &FlowConfig::request) != nullptr) return spec::Purpose::login;
    if (flow_of(operation, &FlowConfig::logout) != nullptr) return spec::Purpose::logout;
    if (flow_of(operation, &FlowConfig::refresh) != nullptr) return spec::Purpose::refresh;
    return spec::purpose_of(operation);
  }

  /// Whom the request comes from; nothing when it is refused.
  [[nodiscard]] std::optional<Caller> admit(const Operation& operation,
                                            spec::Purpose purpose,
                                            const Request& request) {
    auto caller = store_.admit(operation.requirement, request);
    if (!caller) {
      return std::nullopt;
    }
    if (purpose == spec::Purpose::login && takes_fields_.contains(operation.key())) {
      const auto identity = store_.who_logs_in(operation, request);
      // What the requirement lets in and the fields have to be one and the same.
      if (!identity || (!caller->identity.empty() && caller->identity != *identity)) {
        return std::nullopt;
      }
      caller->identity = *identity;
    }
    if (purpose == spec::Purpose::refresh) {
      for (const auto& [name, value] : input_fields(request)) {
        if (base::to_lower(name).find("refresh") != std::string::npos) {
          const auto identity = store_.spend(value);
          if (!identity) {
            return std::nullopt;
          }
          caller->identity = *identity;
        }
      }
    }
    return caller;
  }

  Response answer_operation(const Route& route, const Request& request) {
    const Operation& operation = *route.operation;
    const spec::Purpose purpose = purpose_of(operation);
    const FlowConfig* flow = flow_of(operation, &FlowConfig::request);
    const bool takes_password =
        purpose == spec::Purpose::login && takes_fields_.contains(operation.key());
    if (takes_password && store_.is_locked(request)) {
      return finish(operation, maker_.failure(operation, {429, 423, 429}));
    }
    const auto caller = admit(operation, purpose, request);
    if (takes_password) {
      store_.note_login(request, caller.has_value());
    }
    if (!caller) {
      return finish(operation, maker_.refusal(operation));
    }
    if (caller->lacks_scope) {
      return finish(operation, maker_.failure(operation, {403}));
    }
    const bool has_own_form = flow != nullptr && !flow->fields.empty();
    if (const auto status =
            has_own_form ? std::nullopt : refused_input(contract_, route, request)) {
      return finish(
          operation,
          maker_.failure(operation,
                         *status == 415 ? std::vector{415, 400} : std::vector{400, 422, 400}));
    }
    if (!objects_.may_see(route, caller->identity)) {
      return finish(operation, maker_.failure(operation, {404, 403, 404}));
    }
    Answer answer =
        maker_.success(operation, caller->identity + " " + request.url + " " + request.body);
    if (purpose == spec::Purpose::login || purpose == spec::Purpose::refresh) {
      // A session that the caller had before is over: its identifier is never promoted.
      store_.end(desk_.presented(request, purpose == spec::Purpose::login));
      if (flow != nullptr && answer.media == nullptr && flow->from &&
          flow->from->kind == CarrierPlace::Kind::json) {
        answer.media = &json_media_;
        answer.json = nested(flow->from->name, "0123456789abcdef0123456789abcdef");
      }
      desk_.hand_out(answer,
                     caller->identity,
                     flow,
                     spec::client_binding(contract_, operation) ? std::optional(program_of(request))
                                                                : std::nullopt);
    } else if (purpose == spec::Purpose::logout) {
      auto ended = desk_.presented(request, false);
      for (const auto& [name, value] : input_fields(request)) {
        ended.push_back(value);
      }
      store_.end(ended);
      if (maker_.declares_header(answer, "Set-Cookie")) {
        desk_.clear_cookies(answer);
      }
    } else {
      if (purpose == spec::Purpose::registration) {
        store_.enrol(request);
      }
      objects_.dress(answer, route, caller->identity);
      if (operation.method == "DELETE" && !route.values.empty() &&
          evidence::ends_in_parameter(operation)) {
        store_.forget(route.values.back().collection, route.values.back().value);
      }
    }
    return finish(operation, std::move(answer));
  }

  Response finish(const Operation& operation, Answer answer) {
    desk_.add_required_cookie(answer);
    return maker_.finish(operation, std::move(answer));
  }

  /// Paths and methods that no operation has.
  Response answer_elsewhere(const Route& route, const Request& request) {
    if (auto answer = grants_.answer(request)) {
      return std::move(*answer);
    }
    Response response;
    response.http_version = "1.1";
    response.status = route.allowed.empty() ? 404 : 405;
    if (!route.allowed.empty()) {
      response.headers.push_back({"Allow", base::join(route.allowed, ", ")});
    }
    response.headers.push_back({"Cache-Control", "no-store"});
    response.headers.push_back({"Content-Type", "application/json"});
    response.body =
        route.allowed.empty() ? R"({"error":"not found"})" : R"({"error":"method not allowed"})";
    return response;
  }

  const Contract contract_;
  const Config& config_;
  const Router router_;
  SessionStore store_;
  const AnswerMaker maker_;
  SessionDesk desk_;
  ObjectDesk objects_;
  GrantDesk grants_;
  const bool is_https_;
  const Lie lie_;
  const MediaType json_media_{"application/json", nullptr, nullptr, {}};
  std::set<std::string> takes_fields_;
};

class HonestChannel : public Channel {
 public:
  explicit HonestChannel(Server& server, std::string certificate = "")
      : server_(server), certificate_(std::move(certificate)) {}

  Delivery send(const Request& request) override {
    Delivery delivery;
    delivery.sent = request;
    // Who ends TLS says whose certificate came (RFC 9440 §2.2), and takes what a client says of it.
    Request told = request;
    std::erase_if(told.headers, [](const Header& header) {
      return base::equal_ignoring_case(header.name, "Client-Cert");
    });
    if (!certificate_.empty()) {
      told.headers.push_back({"Client-Cert", base::to_base64(certificate_)});
    }
    delivery.response = server_.answer(told);
    return delivery;
  }

 private:
  Server& server_;
  std::string certificate_;
};

class HonestTransport : public Transport {
 public:
  HonestTransport(const Contract& contract,
                  const Config& config,
                  const std::string& base_url,
                  std::uint64_t seed,
                  Lie lie)
      : server_(contract, config, base_url, seed, std::move(lie)) {}

  std::unique_ptr<Channel> open(Connection) override {
    return std::make_unique<HonestChannel>(server_);
  }

  std::unique_ptr<Channel> open_as(const std::string& certificate) override {
    return std::make_unique<HonestChannel>(server_, certificate);
  }

 private:
  Server server_;
};

}  // namespace

std::unique_ptr<Transport> make_honest_transport(const Contract& contract,
                                                 const Config& config,
                                                 const std::string& base_url,
                                                 std::uint64_t seed,
                                                 Lie lie) {
  return std::make_unique<HonestTransport>(contract, config, base_url, seed, std::move(lie));
}

}  // namespace sworn::probe
