// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "probe/live.h"
#include "support/raw_server.h"

using namespace std::chrono_literals;
using sworn::Connection;
using sworn::Delivery;
using sworn::Failure;
using sworn::Request;
using sworn::probe::LiveOptions;
using sworn::probe::make_live_transport;
using sworn::test::closed_port;
using sworn::test::ok;
using sworn::test::RawServer;
using sworn::test::Reply;

namespace {

Delivery send_once(const Request& request, LiveOptions options = {}) {
  return make_live_transport(std::move(options))->open(Connection::fresh)->send(request);
}

Delivery get(const std::string& url, LiveOptions options = {}) {
  return send_once({"GET", url, {}, ""}, std::move(options));
}

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

}  // namespace

TEST_CASE("a refused connection is unreachable, with the system's word for it") {
  const Delivery delivery = get("http://127.0.0.1:" + std::to_string(closed_port()) + "/");
  CHECK_FALSE(delivery.response);
  CHECK(delivery.failure == Failure::unreachable);
  CHECK(delivery.reason == "Couldn't connect to server: Connection refused");
}

TEST_CASE("a host that does not exist is unreachable") {
  CHECK(get("http://nowhere.invalid/").failure == Failure::unreachable);
}

TEST_CASE("no answer in time is a timeout, with a reason that tells no time") {
  RawServer server([](const std::string&) { return Reply().then(5s, ok()); });
  LiveOptions options;
  options.timeout = 150ms;
  const auto begin = std::chrono::steady_clock::now();
  const Delivery delivery = get(server.url(), options);
  CHECK_FALSE(delivery.response);
  CHECK(delivery.failure == Failure::timeout);
  CHECK(delivery.is_timed_out);
  CHECK(delivery.reason == "Timeout was reached");
  CHECK(delivery.duration_ms >= 140);
  CHECK(milliseconds_since(begin) < 1500);
  CHECK_FALSE(delivery.sent.headers.empty());
}

TEST_CASE("a body that does not end in time is a cut answer") {
  RawServer server([](const std::string&) {
    return Reply("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n")
        .then(20ms, "data: x\n\n")
        .forever();
  });
  LiveOptions options;
  options.timeout = 200ms;
  const Delivery delivery = get(server.url(), options);
  REQUIRE(delivery.response);
  CHECK(delivery.response->status == 200);
  CHECK(delivery.response->is_cut);
  CHECK(delivery.is_timed_out);
  CHECK(delivery.failure == Failure::none);
}

TEST_CASE("a stop ends a silent request within 300 ms") {
  RawServer server([](const std::string&) { return Reply().then(10s, ok()); });
  std::stop_source source;
  LiveOptions options;
  options.stop = source.get_token();
  const auto transport = make_live_transport(options);
  std::chrono::steady_clock::time_point stopped_at;
  std::jthread stopper([&] {
    std::this_thread::sleep_for(400ms);  // behind curl's own early timers
    stopped_at = std::chrono::steady_clock::now();
    source.request_stop();
  });
  const Delivery delivery = transport->open(Connection::kept)->send({"GET", server.url(), {}, ""});
  stopper.join();
  CHECK(milliseconds_since(stopped_at) < 300);
  CHECK(delivery.failure == Failure::stopped);
  CHECK_FALSE(delivery.response);

  const Delivery later = transport->open(Connection::kept)->send({"GET", server.url(), {}, ""});
  CHECK(later.failure == Failure::stopped);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a stop ends an endless answer, which is then no answer") {
  RawServer server(
      [](const std::string&) { return Reply("HTTP/1.1 200 OK\r\n\r\n").then(1ms, "x").forever(); });
  std::stop_source source;
  LiveOptions options;
  options.stop = source.get_token();
  std::jthread stopper([&] {
    std::this_thread::sleep_for(100ms);
    source.request_stop();
  });
  const Delivery delivery = get(server.url(), options);
  CHECK(delivery.failure == Failure::stopped);
  CHECK_FALSE(delivery.response);
  CHECK(delivery.duration_ms < 400);
}

TEST_CASE("a field longer than can be held is no answer, and is named so") {
  RawServer server([](const std::string&) {
    return Reply("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: " + std::string(1'000'000, 'x') +
                 "\r\nContent-Length: 0\r\n\r\n");
  });
  const Delivery delivery = get(server.url());
  CHECK_FALSE(delivery.response);
  CHECK(delivery.failure == Failure::broken);
  CHECK(delivery.reason == "a header field is longer than can be held");
}

TEST_CASE("a body that ends early is a cut answer") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  for (const auto& [rest, is_reset] :
       {std::pair<std::string, bool>{"Content-Length: 100\r\n\r\nabc", false},
        {"Content-Length: 100\r\n\r\nabc", true},
        {"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", false}}) {
    CAPTURE(rest);
    RawServer server([&, reset = is_reset](const std::string&) {
      Reply reply(head + rest);
      reply.then(30ms, "");
      return reset ? reply.then_reset() : reply.then_close();
    });
    const Delivery delivery = get(server.url());
    REQUIRE(delivery.response);
    CHECK(delivery.failure == Failure::none);
    CHECK(delivery.response->is_cut);
    CHECK(delivery.response->body == "abc");
    CHECK_FALSE(delivery.is_timed_out);
  }
}

TEST_CASE("a body that ends with the connection is whole") {
  RawServer server(
      [](const std::string&) { return Reply("HTTP/1.1 200 OK\r\n\r\nabc").then_close(); });
  const Delivery delivery = get(server.url());
  REQUIRE(delivery.response);
  CHECK(delivery.response->body == "abc");
  CHECK_FALSE(delivery.response->is_cut);
}

TEST_CASE("what changes state or carries a password leaves once, a plain read again") {
  // Answers the first request of a connection, and closes it at the second without a word.
  const auto deliver = [](const Request& request) {
    std::atomic<int> seen{0};
    RawServer server([&seen](const std::string&) {
      return ++seen == 2 ? Reply("").then_close() : Reply(ok("x"));
    });
    const auto transport = make_live_transport({});
    const auto channel = transport->open(Connection::kept);
    Request asked = request;
    asked.url = server.url();
    CHECK(channel->send(asked).response);
    Delivery second = channel->send(asked);
    return std::pair(std::move(second), seen.load());
  };
  for (const Request& request :
       {Request{"POST", "", {{"Content-Type", "text/plain"}}, "x"},
        Request{"DELETE", "", {}, ""},
        Request{"GET", "", {{"authorization", "basic YTpi"}}, ""},
        Request{"HEAD", "", {{"Authorization", "Digest username=\"a\""}}, ""}}) {
    CAPTURE(request.method);
    const auto [delivery, seen] = deliver(request);
    CHECK(seen == 2);
    CHECK_FALSE(delivery.response);
    CHECK(delivery.failure == Failure::broken);
    CHECK(delivery.reason == "Server returned nothing (no headers, no data)");
  }
  const auto [delivery, seen] = deliver({"GET", "", {{"Authorization", "Bearer x"}}, ""});
  CHECK(seen == 3);
  CHECK(delivery.response);
}

TEST_CASE("what is no HTTP answer is broken, and its text is in no reason") {
  for (const char* bytes : {"",
                            "HTTP/1.1 two-hundred OK\r\n\r\n",
                            "SSH-2.0-hostile\r\n",
                            "hostile\n\nx",
                            "HTTP/9.9 200 hostile\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nno colon hostile\r\n\r\n",
                            "HTTP/1.1 200 OK\r\nX-A: hostile",
                            "HTTP/1.1 100 Continue\r\n\r\n"}) {
    CAPTURE(bytes);
    RawServer server([&](const std::string&) { return Reply(bytes).then_close(); });
    const Delivery delivery = get(server.url());
    CHECK_FALSE(delivery.response);
    CHECK(delivery.failure == Failure::broken);
    CHECK_FALSE(delivery.reason.empty());
    CHECK(delivery.reason.find("hostile") == std::string::npos);
  }
}

TEST_CASE("a server without TLS is a TLS failure for https") {
  RawServer server(
      [](const std::string&) { return Reply("HTTP/1.1 400 Bad Request\r\n\r\n").then_close(); });
  const Delivery delivery = get("https://127.0.0.1:" + std::to_string(server.port()) + "/");
  CHECK_FALSE(delivery.response);
  CHECK(delivery.failure == Failure::tls);
}

TEST_CASE("what cannot be written as one HTTP request is not asked") {
  RawServer server([](const std::string&) { return ok(); });
  const std::string url = server.url();
  for (const Request& request : {Request{"GET", url, {{"X-A", "v\r\nX-B: w"}}, ""},
                                 Request{"GET", url, {{"X-A\r\nX-B", "v"}}, ""},
                                 Request{"GET", url, {{"X-A", std::string("a\0b", 3)}}, ""},
                                 Request{"GET", url, {{"", "v"}}, ""},
                                 Request{"GET / HTTP/1.1\r\nX: ", url, {}, ""},
                                 Request{"", url, {}, ""},
                                 Request{"GET", url + std::string("\0x", 2), {}, ""},
                                 Request{"GET", url + "a b", {}, ""},
                                 Request{"GET", url + "\r\nX: y", {}, ""},
                                 Request{"GET", "ftp://127.0.0.1/", {}, ""},
                                 Request{"GET", "file:///etc/hostname", {}, ""},
                                 Request{"GET", "http://u:p@127.0.0.1/", {}, ""},
                                 Request{"GET", "", {}, ""}}) {
    CAPTURE(request.url);
    const Delivery delivery = send_once(request);
    CHECK_FALSE(delivery.response);
    CHECK(delivery.failure == Failure::not_asked);
    CHECK_FALSE(delivery.reason.empty());
  }
  CHECK(server.accepted() == 0);
}

TEST_CASE("a proxy is used, but never for loopback") {
  RawServer proxy([](const std::string&) { return ok("proxy"); });
  RawServer server([](const std::string&) { return ok("server"); });
  LiveOptions options;
  options.proxy = proxy.url("");
  CHECK(get("http://api.example.invalid/a/../b", options).response->body == "proxy");
  CHECK(proxy.last_request().starts_with("GET http://api.example.invalid/a/../b HTTP/1.1\r\n"));
  CHECK(get(server.url(), options).response->body == "server");
  CHECK(proxy.requests().size() == 1);

  ::setenv("http_proxy", proxy.url("").c_str(), 1);
  CHECK(get("http://api.example.invalid/").response->body == "proxy");
  CHECK(get(server.url()).response->body == "server");
  ::unsetenv("http_proxy");
}

TEST_CASE("threads with channels of their own do not disturb each other") {
  RawServer server(
      [](const std::string& request) { return ok(request.substr(0, request.find('\r'))); });
  const auto transport = make_live_transport({});
  std::atomic<int> wrong{0};
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 6; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < 30; ++i) {
          const auto channel = transport->open(i % 5 == 0 ? Connection::fresh : Connection::kept);
          std::string path("/");
          path.append(std::to_string(t)).append("/").append(std::to_string(i));
          const Delivery delivery = channel->send({"GET", server.url(path), {}, ""});
          if (!delivery.response || delivery.response->body != "GET " + path + " HTTP/1.1") ++wrong;
        }
      });
    }
  }
  CHECK(wrong == 0);
  CHECK(server.requests().size() == 180);
}
