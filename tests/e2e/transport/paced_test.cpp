// SPDX-License-Identifier: Apache-2.0
#include "probe/paced.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "probe/live.h"
#include "support/raw_server.h"

using namespace std::chrono_literals;
using sworn::Connection;
using sworn::Delivery;
using sworn::Failure;
using sworn::Transport;
using sworn::probe::LiveOptions;
using sworn::probe::make_live_transport;
using sworn::probe::make_paced_transport;
using sworn::probe::Pace;
using sworn::probe::PaceState;
using sworn::test::closed_port;
using sworn::test::ok;
using sworn::test::RawServer;
using sworn::test::Reply;

namespace {

using Clock = std::chrono::steady_clock;

Delivery get(Transport& transport, const std::string& url) {
  return transport.open(Connection::kept)->send({"GET", url, {}, ""});
}

double milliseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

void on_threads(int count, const auto& action) {
  std::vector<std::jthread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&action, i] { action(i); });
}

std::string busy(const std::string& retry_after, const char* status = "429 Too Many Requests") {
  return "HTTP/1.1 " + std::string(status) + "\r\n" + retry_after + "Content-Length: 0\r\n\r\n";
}

/// Refuses the first request and then answers.
RawServer::Handler refuse_once(std::string refusal) {
  auto count = std::make_shared<std::atomic<int>>(0);
  return [=](const std::string&) { return (*count)++ == 0 ? refusal : ok("served"); };
}

}  // namespace

TEST_CASE("a rate spreads requests of all channels over the time") {
  RawServer server([](const std::string&) { return ok(); });
  const auto live = make_live_transport({});
  Pace pace;
  pace.rate = 50;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  const auto begin = Clock::now();
  on_threads(3, [&](int) {
    for (int i = 0; i < 7; ++i) CHECK(get(*paced, server.url()).response);
  });
  CHECK(milliseconds_since(begin) >= 395);
  CHECK(milliseconds_since(begin) < 1500);
  CHECK(state.sent == 21);
}

TEST_CASE("no more requests are in flight than the concurrency allows") {
  RawServer server([](const std::string&) { return Reply().then(30ms, ok()); });
  const auto live = make_live_transport({});
  Pace pace;
  pace.concurrency = 3;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  on_threads(8, [&](int) {
    for (int i = 0; i < 3; ++i) CHECK(get(*paced, server.url()).response);
  });
  CHECK(server.most_at_once() == 3);
}

TEST_CASE("a 429 is asked again once after Retry-After, with no place held meanwhile") {
  RawServer server([first = std::make_shared<std::atomic<bool>>(true)](const std::string& request) {
    const bool is_busy = request.starts_with("GET /busy") && first->exchange(false);
    return is_busy ? busy("Retry-After: 1\r\n") : ok("served");
  });
  const auto live = make_live_transport({});
  Pace pace;
  pace.concurrency = 1;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  const auto begin = Clock::now();
  std::jthread waiting([&] {
    const Delivery delivery = get(*paced, server.url("/busy"));
    CHECK((delivery.response && delivery.response->body == "served"));
    CHECK(milliseconds_since(begin) >= 990);
  });
  while (server.requests().empty()) std::this_thread::sleep_for(1ms);
  CHECK(get(*paced, server.url("/other")).response);
  CHECK(milliseconds_since(begin) < 700);
  waiting.join();
  CHECK(state.sent == 3);
}

TEST_CASE("a 503 with an HTTP-date is waited for by the server's clock") {
  RawServer server(
      refuse_once(busy("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
                       "Retry-After: Sun, 06 Nov 1994 08:49:38 GMT\r\n",
                       "503 Service Unavailable")));
  const auto live = make_live_transport({});
  PaceState state;
  const auto paced = make_paced_transport(*live, {}, state);
  const auto begin = Clock::now();
  CHECK(get(*paced, server.url()).response->status == 200);
  CHECK(milliseconds_since(begin) >= 990);
}

TEST_CASE("a 429 is the answer where the wait is unknown or too long, or where it comes again") {
  struct Case {
    const char* field;
    std::size_t requests;
  };
  for (const Case& c : {Case{"", 1},
                        {"Retry-After: 31\r\n", 1},
                        {"Retry-After: soon\r\n", 1},
                        {"Retry-After: -1\r\n", 1},
                        {"Retry-After: 99999999999999999999\r\n", 1},
                        {"Retry-After: 0\r\n", 2},
                        {"Retry-After: Sun, 06 Nov 1994 08:49:37 GMT\r\n", 2}}) {
    CAPTURE(c.field);
    RawServer server([&](const std::string&) { return busy(c.field); });
    const auto live = make_live_transport({});
    PaceState state;
    const auto paced = make_paced_transport(*live, {}, state);
    CHECK(get(*paced, server.url()).response->status == 429);
    CHECK(server.requests().size() == c.requests);
  }
}

TEST_CASE("waits at the same time are charged once, waits in a row add up") {
  RawServer server([](const std::string&) { return busy("Retry-After: 1\r\n"); });
  const auto live = make_live_transport({});
  Pace pace;
  pace.most_wait = 1500ms;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  on_threads(4, [&](int) { CHECK(get(*paced, server.url()).response->status == 429); });
  CHECK(server.requests().size() == 8);
  CHECK(get(*paced, server.url()).response->status == 429);
  CHECK(server.requests().size() == 9);
}

TEST_CASE("a stop ends the wait for Retry-After, for a place and for a turn") {
  std::stop_source source;
  RawServer server([](const std::string& request) {
    return request.starts_with("GET /busy") ? Reply(busy("Retry-After: 20\r\n"))
                                            : Reply().then(10s, ok());
  });
  LiveOptions options;
  options.stop = source.get_token();
  const auto live = make_live_transport(options);
  Pace pace;
  pace.stop = source.get_token();
  pace.concurrency = 1;
  pace.rate = 100;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  Clock::time_point stopped_at;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(200ms);
    stopped_at = Clock::now();
    source.request_stop();
  });
  on_threads(3, [&](int i) {
    const Delivery delivery = get(*paced, server.url(i == 0 ? "/busy" : "/slow"));
    if (!delivery.response) CHECK(delivery.failure == Failure::stopped);
  });
  stopper.join();
  CHECK(milliseconds_since(stopped_at) < 300);
}

TEST_CASE("a route is not asked a third time after two timeouts, other routes are") {
  RawServer server([](const std::string& request) {
    return request.starts_with("GET /slow") ? Reply().then(2s, ok()) : Reply(ok());
  });
  LiveOptions options;
  options.timeout = 80ms;
  const auto live = make_live_transport(options);
  PaceState state;
  const auto paced = make_paced_transport(*live, {}, state);
  CHECK(get(*paced, server.url("/slow?a=1")).failure == Failure::timeout);
  CHECK(get(*paced, server.url("/slow?a=2")).failure == Failure::timeout);
  const Delivery third = get(*paced, server.url("/slow"));
  CHECK(third.failure == Failure::not_asked);
  CHECK(third.reason == "it timed out twice");
  CHECK(get(*paced, server.url("/fast")).response);
  CHECK(paced->open(Connection::fresh)->send({"POST", server.url("/slow"), {}, ""}).response);
  CHECK(state.sent == 4);
}

TEST_CASE("a body that never ends counts as a timeout of its route") {
  RawServer server(
      [](const std::string&) { return Reply("HTTP/1.1 200 OK\r\n\r\n").then(5ms, "x").forever(); });
  LiveOptions options;
  options.timeout = 80ms;
  const auto live = make_live_transport(options);
  PaceState state;
  const auto paced = make_paced_transport(*live, {}, state);
  CHECK(get(*paced, server.url()).response);
  CHECK(get(*paced, server.url()).response);
  CHECK(get(*paced, server.url()).failure == Failure::not_asked);
}

TEST_CASE("ten transport failures in a row end the run") {
  const auto live = make_live_transport({});
  PaceState state;
  const auto paced = make_paced_transport(*live, {}, state);
  const std::string url = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
  for (int i = 0; i < 10; ++i) {
    CHECK_FALSE(state.is_dead);
    CHECK(get(*paced, url).failure == Failure::unreachable);
  }
  CHECK(state.is_dead);
  const Delivery next = get(*paced, url);
  CHECK(next.failure == Failure::not_asked);
  CHECK(next.reason == "the target failed to answer 10 times in a row");
  CHECK(state.sent == 10);
}

TEST_CASE("an answer between failures keeps the run alive") {
  RawServer server([](const std::string&) { return ok(); });
  const auto live = make_live_transport({});
  PaceState state;
  const auto paced = make_paced_transport(*live, {}, state);
  const std::string dead = "http://127.0.0.1:" + std::to_string(closed_port()) + "/";
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 9; ++i) CHECK(get(*paced, dead).failure == Failure::unreachable);
    CHECK(get(*paced, server.url()).response);
  }
  CHECK_FALSE(state.is_dead);
}

TEST_CASE("the limit of requests holds over all threads and is told only when it refuses") {
  RawServer server([](const std::string&) { return ok(); });
  const auto live = make_live_transport({});
  Pace pace;
  pace.most_requests = 20;
  PaceState state;
  const auto paced = make_paced_transport(*live, pace, state);
  on_threads(4, [&](int) {
    for (int i = 0; i < 5; ++i) CHECK(get(*paced, server.url()).response);
  });
  CHECK_FALSE(state.is_exhausted);
  const Delivery over = get(*paced, server.url());
  CHECK(over.failure == Failure::not_asked);
  CHECK(over.reason == "the limit of 20 requests was reached");
  CHECK(state.is_exhausted);
  CHECK(server.requests().size() == 20);
}
