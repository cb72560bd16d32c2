// SPDX-License-Identifier: Apache-2.0
#include "probe/token_client.h"

#include <algorithm>
#include <chrono>

#include "base/clock.h"
#include "base/text.h"
#include "evidence/step.h"
#include "evidence/token.h"
#include "probe/endpoint.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// Servers take some eight kilobytes of header fields; beyond this, none does.
constexpr std::size_t longest_token = 65'536;

bool can_be_sent(const std::string& token) {
  return !token.empty() && token.size() <= longest_token &&
         std::ranges::all_of(token, [](char c) { return c > ' ' && c < '\x7f'; });
}

/// Whether another way to show the client may be taken: the server does not know it by this one.
bool is_about_client(const Exchange& answer) {
  if (!answer.response || (answer.status() != 400 && answer.status() != 401)) {
    return false;
  }
  const auto grant = evidence::read_grant(*answer.response);
  return answer.status() == 401 || (grant && grant->error == "invalid_client") ||
         (grant && grant->error == "invalid_request");
}

/// Seconds since the epoch, of a JWT (RFC 7519 §4.1.4).
std::optional<std::int64_t> expiry_claim(const std::string& text) {
  const auto token = evidence::decode_token(text);
  if (!token || !token->claims.contains("exp")) {
    return std::nullopt;
  }
  std::int64_t seconds = 0;
  for (const char c : token->claims.at("exp")) {
    if (c < '0' || c > '9' || seconds > 100'000'000'000) return std::nullopt;
    seconds = seconds * 10 + (c - '0');
  }
  return seconds;
}

}  // namespace

std::optional<std::int64_t> end_of(std::optional<double> expires_in,
                                   const std::string& token,
                                   std::int64_t now_ms) {
  constexpr double longest = 10.0 * 365 * 24 * 3600;
  if (expires_in && *expires_in > 0 && *expires_in < longest) {
    return now_ms + static_cast<std::int64_t>(*expires_in * 1000);
  }
  const auto seconds = expiry_claim(token);
  return seconds && *seconds * 1000 > now_ms ? std::optional(*seconds * 1000) : std::nullopt;
}

TokenClient::TokenClient(Stage& stage,
                         const Scheme& scheme,
                         const Identity& identity,
                         std::string conversation)
    : stage_(stage),
      scheme_(scheme),
      identity_(identity),
      credential_(identity.credentials.at(scheme.name)),
      name_(conversation),
      conversation_(stage, std::move(conversation), Connection::kept, false) {}

std::optional<std::string> TokenClient::address_of(const std::string& step,
                                                   const std::string& declared) {
  const Scene& scene = stage_.scene;
  auto url = endpoint_in(scene, "POST", declared);
  if (!url) {
    stage_.not_asked(name_, step, nullptr, url.error().message);
    return std::nullopt;
  }
  return std::move(*url);
}

const Exchange* TokenClient::post(const std::string& step,
                                  const Grant& grant,
                                  ClientAuthentication by) {
  const auto url = address_of(step, grant.url);
  if (!url) {
    return nullptr;
  }
  return &conversation_.ask_url(
      step, token_request(*url, grant.fields, credential_, by), {.as = identity_.name});
}

std::optional<evidence::GrantAnswer> TokenClient::exchange(const Grant& grant) {
  const Exchange* answer = post(step::obtains_token, grant, by_);
  if (answer != nullptr && client_pair(credential_) && is_about_client(*answer)) {
    by_ = ClientAuthentication::post;
    answer = post(step::obtains_token_in_body, grant, by_);
  }
  if (answer == nullptr || answer->status() < 200 || answer->status() > 299) {
    return std::nullopt;
  }
  return evidence::read_grant(*answer->response);
}

std::optional<evidence::GrantAnswer> TokenClient::poll(Grant grant) {
  Grant begin = grant;
  begin.url = grant.device_url;
  begin.fields.erase("grant_type");
  begin.fields["client_id"] =
      credential_.fields.contains("client_id") ? credential_.fields.at("client_id") : std::string();
  const Exchange* first = post(step::begins_device_flow, begin, by_);
  const auto device = first != nullptr && first->status() == 200
                          ? evidence::read_device_grant(*first->response)
                          : std::nullopt;
  if (!device) {
    return std::nullopt;
  }
  stage_.scene.vault.watch(device->device_code);
  grant.fields["device_code"] = device->device_code;
  double interval = std::clamp(device->interval, 1.0, 60.0);
  double left = stage_.scene.config.limits.wait;
  for (int attempt = 1; attempt <= 60 && left >= interval && !stage_.is_stopped(); ++attempt) {
    stage_.wait(std::chrono::milliseconds(static_cast<std::int64_t>(interval * 1000)));
    left -= interval;
    const Exchange* answer =
        post(std::string(step::polls) + " " + std::to_string(attempt), grant, by_);
    auto told = answer != nullptr && answer->response ? evidence::read_grant(*answer->response)
                                                      : std::nullopt;
    if (told && answer->status() == 200) {
      return told;
    }
    // RFC 8628 §3.5: these two ask for patience, all else ends the flow.
    const bool is_slow = told && told->error == "slow_down";
    if (!is_slow && !(told && told->error == "authorization_pending")) {
      return std::nullopt;
    }
    interval += is_slow ? 5 : 0;
  }
  stage_.not_asked(
      name_, step::obtains_token, nullptr, "nobody confirmed the device within the limit `wait`");
  return std::nullopt;
}

std::optional<evidence::GrantAnswer> TokenClient::run(const Grant& grant) {
  auto answer = grant.flow == "deviceAuthorization" ? poll(grant) : exchange(grant);
  if (answer) {
    stage_.scene.vault.watch(answer->access_token);
    if (!answer->refresh_token.empty()) {
      stage_.scene.vault.watch(answer->refresh_token);
    }
  }
  return answer;
}

void TokenClient::keep(const evidence::GrantAnswer& answer) {
  if (!can_be_sent(answer.access_token)) {
    stage_.not_asked(name_, "sends the token", nullptr, "no token that a header can hold came");
    return;
  }
  if (!answer.token_type.empty() && !base::equal_ignoring_case(answer.token_type, "bearer")) {
    stage_.not_asked(name_,
                     "sends the token",
                     nullptr,
                     "only bearer tokens can be sent, and this one is of another type");
    return;
  }
  const std::int64_t now = base::unix_milliseconds();
  stage_.obtain({identity_.name,
                 scheme_,
                 answer.access_token,
                 "the token endpoint of " + scheme_.name,
                 {end_of(answer.expires_in, answer.access_token, now), now, answer.refresh_token}});
}

}  // namespace sworn::probe
