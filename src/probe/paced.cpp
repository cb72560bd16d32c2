// SPDX-License-Identifier: Apache-2.0
#include "probe/paced.h"

#include <algorithm>
#include <charconv>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string_view>
#include <utility>

#include "base/clock.h"
#include "http/header.h"

namespace sworn::probe {
namespace {

using Clock = std::chrono::steady_clock;

/// Method and path: what a handler of the server is registered for.
std::string route_of(const Request& request) {
  const std::string_view url =
      std::string_view(request.url).substr(0, request.url.find_first_of("?#"));
  const std::size_t scheme = url.find("://");
  const std::size_t path = scheme == std::string_view::npos ? 0 : url.find('/', scheme + 3);
  return request.method + " " +
         std::string(path == std::string_view::npos ? "/" : url.substr(path));
}

std::string times(int count) {
  if (count == 1) return "once";
  if (count == 2) return "twice";
  return std::to_string(count) + " times";
}

/// How long a 429 or 503 asks to be left alone (RFC 9110 §10.2.3).
std::optional<std::chrono::milliseconds> wait_asked_by(const Delivery& delivery) {
  if (!delivery.response) return std::nullopt;
  const Response& response = *delivery.response;
  if (response.status != 429 && response.status != 503) return std::nullopt;
  const auto value = http::find_header(response.headers, "Retry-After");
  if (!value || value->empty()) return std::nullopt;

  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), seconds);
  if (end != value->data() + value->size() || error != std::errc{} || seconds < 0) {
    const auto until = base::parse_http_date(*value);
    if (!until) return std::nullopt;
    // By the server's own clock where it tells the time, which need not be ours.
    const auto date = http::find_header(response.headers, "Date");
    const auto told = date ? base::parse_http_date(*date) : std::nullopt;
    seconds = *until - told.value_or(base::unix_milliseconds() / 1000);
  }
  constexpr std::int64_t most = 24 * 3600;
  return std::chrono::seconds(std::clamp(seconds, std::int64_t{0}, most));
}

/// Why a request is not sent.
struct Refusal {
  Failure failure;
  std::string reason;
};

/// What all channels share.
class Governor {
 public:
  Governor(Pace pace, PaceState& state) : pace_(std::move(pace)), state_(state) {
    pace_.concurrency = std::max(pace_.concurrency, 1);
  }

  /// Returns when the request may leave, with a place in flight that leave() gives back; or why it
  /// may not.
  std::optional<Refusal> enter(const std::string& route) {
    std::unique_lock lock(mutex_);
    if (auto refusal = refusal_for(route)) return refusal;
    place_is_free_.wait(
        lock, pace_.stop, [this] { return in_flight_ < pace_.concurrency || state_.is_dead; });
    if (auto refusal = refusal_for(route)) {
      // Who was woken and does not go wakes the next: nobody sleeps beside a free place.
      place_is_free_.notify_one();
      return refusal;
    }
    // The place comes first: whoever has waited for its turn leaves at once, so that places which
    // fall free together let no burst through.
    ++in_flight_;
    wait_for_turn(lock);
    if (auto refusal = refusal_for(route)) {
      give_place_back();
      return refusal;
    }
    ++state_.sent;
    return std::nullopt;
  }

  void leave(const std::string& route, const Delivery& delivery) {
    const std::lock_guard lock(mutex_);
    give_place_back();
    if (delivery.is_timed_out || delivery.failure == Failure::timeout) ++timeouts_[route];
    if (delivery.response) {
      failures_in_a_row_ = 0;
    } else if (delivery.failure == Failure::unreachable || delivery.failure == Failure::broken ||
               delivery.failure == Failure::timeout) {
      if (++failures_in_a_row_ >= pace_.most_failures_in_a_row) {
        state_.is_dead = true;
        place_is_free_.notify_all();
        is_over_.notify_all();
      }
    }
  }

  /// Sleeps so long if that fits into what is left of most_wait. Channels that wait at the same
  /// time are charged once for it.
  bool wait(std::chrono::milliseconds asked) {
    std::unique_lock lock(mutex_);
    const Clock::time_point now = Clock::now();
    const Clock::time_point end = now + asked;
    const Clock::time_point charged_from = std::max(now, charged_until_);
    const Clock::duration cost = std::max(end - charged_from, Clock::duration::zero());
    if (waited_ + cost > pace_.most_wait) return false;
    waited_ += cost;
    charged_until_ = std::max(charged_until_, end);
    is_over_.wait_until(lock, pace_.stop, end, [this] { return state_.is_dead.load(); });
    return !pace_.stop.stop_requested() && !state_.is_dead;
  }

 private:
  std::optional<Refusal> refusal_for(const std::string& route) {
    if (pace_.stop.stop_requested()) return Refusal{Failure::stopped, "the run was stopped"};
    if (state_.is_dead) {
      return Refusal{
          Failure::not_asked,
          "the target failed to answer " + times(pace_.most_failures_in_a_row) + " in a row"};
    }
    if (const auto found = timeouts_.find(route);
        found != timeouts_.end() && found->second >= pace_.most_timeouts_per_route) {
      return Refusal{Failure::not_asked, "it timed out " + times(pace_.most_timeouts_per_route)};
    }
    if (state_.sent >= pace_.most_requests) {
      state_.is_exhausted = true;
      return Refusal{
          Failure::not_asked,
          "the limit of " + std::to_string(pace_.most_requests) + " requests was reached"};
    }
    return std::nullopt;
  }

  void wait_for_turn(std::unique_lock<std::mutex>& lock) {
    if (pace_.rate <= 0) return;
    const auto gap =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / pace_.rate));
    const Clock::time_point turn = std::max(Clock::now(), next_turn_);
    next_turn_ = turn + gap;
    is_over_.wait_until(lock, pace_.stop, turn, [this] { return state_.is_dead.load(); });
  }

  void give_place_back() {
    --in_flight_;
    place_is_free_.notify_one();
  }

  Pace pace_;
  PaceState& state_;
  std::mutex mutex_;
  std::condition_variable_any place_is_free_;
  std::condition_variable_any is_over_;  ///< wakes those who sleep
  int in_flight_ = 0;
  int failures_in_a_row_ = 0;
  std::map<std::string, int> timeouts_;
  Clock::time_point next_turn_{};
  Clock::duration waited_{};
  Clock::time_point charged_until_{};
};

class PacedChannel final : public Channel {
 public:
  PacedChannel(std::unique_ptr<Channel> inner, std::shared_ptr<Governor> governor)
      : inner_(std::move(inner)), governor_(std::move(governor)) {}

  Delivery send(const Request& request) override {
    const std::string route = route_of(request);
    Delivery first = ask(request, route);
    const auto asked = wait_asked_by(first);
    if (!asked || !governor_->wait(*asked)) return first;
    Delivery second = ask(request, route);
    const bool was_sent =
        second.failure != Failure::not_asked && second.failure != Failure::stopped;
    return was_sent ? second : first;
  }

 private:
  Delivery ask(const Request& request, const std::string& route) {
    if (auto refusal = governor_->enter(route)) {
      Delivery delivery;
      delivery.sent = request;
      delivery.failure = refusal->failure;
      delivery.reason = std::move(refusal->reason);
      return delivery;
    }
    Delivery delivery = inner_->send(request);
    governor_->leave(route, delivery);
    return delivery;
  }

  std::unique_ptr<Channel> inner_;
  std::shared_ptr<Governor> governor_;
};

class PacedTransport final : public Transport {
 public:
  PacedTransport(Transport& inner, const Pace& pace, PaceState& state)
      : inner_(inner), governor_(std::make_shared<Governor>(pace, state)) {}

  std::unique_ptr<Channel> open(Connection connection) override {
    return std::make_unique<PacedChannel>(inner_.open(connection), governor_);
  }

  std::unique_ptr<Channel> open_as(const std::string& certificate) override {
    return std::make_unique<PacedChannel>(inner_.open_as(certificate), governor_);
  }

 private:
  Transport& inner_;
  std::shared_ptr<Governor> governor_;
};

}  // namespace

std::unique_ptr<Transport> make_paced_transport(Transport& inner,
                                                const Pace& pace,
                                                PaceState& state) {
  return std::make_unique<PacedTransport>(inner, pace, state);
}

}  // namespace sworn::probe
