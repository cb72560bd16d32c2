// SPDX-License-Identifier: Apache-2.0
#include "probe/stage.h"

#include <algorithm>
#include <condition_variable>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "probe/credential.h"

namespace sworn::probe {
namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;

std::string host_of(const std::string& url) {
  const auto parsed = base::parse_url(url);
  return parsed ? parsed->host : "";
}

std::string origin_of(const std::string& url) {
  const auto parsed = base::parse_url(url);
  return parsed ? parsed->origin() : "";
}

std::string target_of(const std::string& url) {
  const auto parsed = base::parse_url(url);
  return parsed ? parsed->path : "/";
}

void add_cookies(Request& request, const std::string& cookies) {
  if (cookies.empty()) {
    return;
  }
  for (Header& header : request.headers) {
    if (base::equal_ignoring_case(header.name, "Cookie")) {
      header.value += "; " + cookies;
      return;
    }
  }
  request.headers.push_back({"Cookie", cookies});
}

}  // namespace

std::mutex& Turns::of(const std::string& identity) {
  const std::lock_guard lock(mutex_);
  return turns_[identity];
}

std::vector<std::unique_lock<std::mutex>> Turns::take(std::vector<std::string> identities) {
  std::ranges::sort(identities);
  identities.erase(std::unique(identities.begin(), identities.end()), identities.end());
  std::vector<std::unique_lock<std::mutex>> taken;
  for (const std::string& identity : identities) {
    taken.emplace_back(of(identity));
  }
  return taken;
}

Stage::Stage(const Scene& shared, std::string interview_name, std::string subject_name)
    : scene(shared), interview(std::move(interview_name)), subject(std::move(subject_name)) {}

void Stage::not_asked(std::string_view conversation,
                      std::string_view step,
                      const Operation* operation,
                      std::string reason) {
  Exchange exchange;
  exchange.interview = interview;
  exchange.subject = subject;
  exchange.round = scene.round;
  exchange.conversation = conversation;
  exchange.step = step;
  exchange.operation = operation != nullptr ? operation->key() : "";
  exchange.failure = Failure::not_asked;
  exchange.reason = std::move(reason);
  notes_.push_back(std::move(exchange));
}

base::RandomStream Stage::random(std::string_view name) const {
  return {scene.seed,
          interview + "|" + subject + "|" + std::to_string(scene.round) + "|" + std::string(name)};
}

void Stage::wait(std::chrono::milliseconds time) const {
  if (!scene.waits) {
    return;
  }
  std::mutex mutex;
  std::unique_lock lock(mutex);
  std::condition_variable_any never;
  never.wait_for(lock, scene.stop, time, [] { return false; });
}

Conversation::Conversation(Stage& stage,
                           std::string name,
                           Connection connection,
                           bool keeps_cookies)
    : stage_(stage),
      name_(std::move(name)),
      channel_(stage.scene.transport.open(connection)),
      keeps_cookies_(keeps_cookies),
      jar_(host_of(stage.scene.builder.bare("GET", "/").url)) {}

const Exchange& Conversation::ask(std::string_view step,
                                  const Operation& operation,
                                  const Ask& ask) {
  Exchange exchange;
  exchange.step = step;
  exchange.operation = operation.key();
  exchange.identity = ask.as;
  const auto draft = stage_.scene.builder.build(operation,
                                                stage_.scene.learned,
                                                {.identity = ask.identity,
                                                 .absent_ids = ask.absent_ids,
                                                 .path_values = ask.path_values,
                                                 .with_login_fields = ask.with_login_fields});
  if (!draft) {
    exchange.failure = Failure::not_asked;
    exchange.reason = draft.error().message;
    return send(std::move(exchange), ask);
  }
  exchange.request = draft->request;
  return send(std::move(exchange), ask);
}

const Exchange& Conversation::ask_path(std::string_view step,
                                       const std::string& method,
                                       const std::string& path,
                                       const Ask& ask) {
  Exchange exchange;
  exchange.step = step;
  exchange.identity = ask.as;
  exchange.request = stage_.scene.builder.bare(method, path);
  return send(std::move(exchange), ask);
}

void Conversation::plant(const std::string& name, const std::string& value) {
  if (const auto cookie = http::parse_set_cookie(name + "=" + value + "; Path=/")) {
    jar_.store(*cookie, "/", base::unix_milliseconds() / 1000);
  }
}

void Conversation::track(const std::string& name, const std::string& holder) {
  tracked_ = CredentialUse{holder, "cookie " + name, CredentialState::carrier, "cookie " + name};
}

const Exchange& Conversation::send(Exchange exchange, const Ask& ask) {
  exchange.interview = stage_.interview;
  exchange.subject = stage_.subject;
  exchange.round = stage_.scene.round;
  exchange.conversation = name_;
  for (const Attached& attached : ask.credentials) {
    exchange.credentials.push_back(attached.use);
    if (exchange.identity.empty()) {
      exchange.identity = attached.use.holder;
    }
  }
  if (exchange.failure == Failure::none) {
    for (const Attached& attached : ask.credentials) {
      attach(exchange.request, attached.scheme, attached.secret);
    }
    if (ask.edit) {
      ask.edit(exchange.request);
    }
  }
  if (exchange.failure == Failure::none &&
      origin_of(exchange.request.url) != origin_of(stage_.scene.builder.bare("GET", "/").url)) {
    // A document is untrusted: whatever it says, credentials go where --url points.
    exchange.failure = Failure::not_asked;
    exchange.reason = "it would leave the origin of --url";
  }
  if (exchange.failure == Failure::none) {
    const std::string target = target_of(exchange.request.url);
    if (keeps_cookies_) {
      add_cookies(exchange.request, jar_.header_for(target, base::unix_milliseconds() / 1000));
      if (tracked_ &&
          jar_.find(tracked_->carrier.substr(std::string("cookie ").size())) != nullptr) {
        exchange.credentials.push_back(*tracked_);
      }
    }
    exchange.started_ms =
        Milliseconds(std::chrono::steady_clock::now() - stage_.scene.start).count();
    Delivery delivery = channel_->send(exchange.request);
    if (delivery.failure != Failure::not_asked) {
      exchange.request = std::move(delivery.sent);
    }
    exchange.response = std::move(delivery.response);
    exchange.failure = delivery.failure;
    exchange.reason = std::move(delivery.reason);
    exchange.duration_ms = delivery.duration_ms;
    if (keeps_cookies_ && exchange.response) {
      jar_.store_all(exchange.response->headers, target, base::unix_milliseconds() / 1000);
    }
  }
  stage_.notes_.push_back(std::move(exchange));
  return stage_.notes_.back();
}

}  // namespace sworn::probe
