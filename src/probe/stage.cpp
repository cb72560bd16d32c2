// SPDX-License-Identifier: Apache-2.0
#include "probe/stage.h"

#include <algorithm>
#include <condition_variable>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "evidence/step.h"
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

const Exchange& Conversation::ask_url(std::string_view step, Request request, const Ask& ask) {
  Exchange exchange;
  exchange.step = step;
  exchange.identity = ask.as;
  exchange.request = std::move(request);
  is_elsewhere_ = true;
  const Exchange& answer = send(std::move(exchange), ask);
  is_elsewhere_ = false;
  return answer;
}

bool Conversation::may_leave_for(const std::string& url) const {
  const Scene& scene = stage_.scene;
  const std::string origin = origin_of(url);
  // A document is untrusted: whatever it says, credentials go where the user pointed.
  return origin == origin_of(scene.builder.bare("GET", "/").url) ||
         (is_elsewhere_ && std::ranges::find(scene.config.allow_origins, origin) !=
                               scene.config.allow_origins.end());
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
  if (exchange.failure == Failure::none && !may_leave_for(exchange.request.url)) {
    exchange.failure = Failure::not_asked;
    exchange.reason = "it would leave the origin of --url";
  }
  if (exchange.failure == Failure::none) {
    deliver(exchange, ask);
  }
  stage_.notes_.push_back(std::move(exchange));
  return stage_.notes_.back();
}

void Conversation::deliver(Exchange& exchange, const Ask& ask) {
  const std::string target = target_of(exchange.request.url);
  if (keeps_cookies_) {
    add_cookies(exchange.request, jar_.header_for(target, base::unix_milliseconds() / 1000));
    if (tracked_ && jar_.find(tracked_->carrier.substr(std::string("cookie ").size())) != nullptr) {
      exchange.credentials.push_back(*tracked_);
    }
  }
  const auto certificate = std::ranges::find(
      ask.credentials, SchemeKind::mutual_tls, [](const Attached& a) { return a.scheme.kind; });
  const std::unique_ptr<Channel> own = certificate != ask.credentials.end()
                                           ? stage_.scene.transport.open_as(certificate->secret)
                                           : nullptr;
  Channel& channel = own ? *own : *channel_;
  const auto login = std::ranges::find_if(
      ask.credentials, [](const Attached& a) { return answers_challenges(a.scheme, a.secret); });
  if (login == ask.credentials.end()) {
    pass(exchange, channel);
  } else {
    pass_digest(exchange, channel, *login);
  }
  if (keeps_cookies_ && exchange.response) {
    jar_.store_all(exchange.response->headers, target, base::unix_milliseconds() / 1000);
  }
}

void Conversation::pass_digest(Exchange& exchange, Channel& channel, const Attached& login) {
  const Request bare = exchange.request;
  if (!digest_) {
    digest_.emplace(stage_.random(name_ + " cnonce"));
  }
  const auto note_challenge = [&](const char* ending) {
    Exchange note = exchange;
    note.step += ending;
    std::erase(note.credentials, login.use);
    stage_.notes_.push_back(std::move(note));
    exchange.request = bare;
  };
  if (!digest_->has_challenge()) {
    pass(exchange, channel);
    // Where no challenge comes that we can answer, this is what such a login is answered.
    if (!exchange.response || !digest_->learn(*exchange.response)) {
      return;
    }
    note_challenge(evidence::step::for_challenge);
  }
  digest_->answer(exchange.request, login.secret);
  pass(exchange, channel);
  if (exchange.response && DigestClient::is_stale(*exchange.response) &&
      digest_->learn(*exchange.response)) {
    note_challenge(evidence::step::with_stale_nonce);
    digest_->answer(exchange.request, login.secret);
    pass(exchange, channel);
  }
}

void Conversation::pass(Exchange& exchange, Channel& channel) {
  exchange.started_ms = Milliseconds(std::chrono::steady_clock::now() - stage_.scene.start).count();
  Delivery delivery = channel.send(exchange.request);
  if (delivery.failure != Failure::not_asked) {
    exchange.request = std::move(delivery.sent);
  }
  exchange.response = std::move(delivery.response);
  exchange.failure = delivery.failure;
  exchange.reason = std::move(delivery.reason);
  exchange.duration_ms = delivery.duration_ms;
}

}  // namespace sworn::probe
