// SPDX-License-Identifier: Apache-2.0
#include "probe/live.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "http/header.h"
#include "support/raw_server.h"

using namespace std::chrono_literals;
using sworn::Connection;
using sworn::Delivery;
using sworn::Failure;
using sworn::Header;
using sworn::Headers;
using sworn::Request;
using sworn::probe::LiveOptions;
using sworn::probe::make_live_transport;
using sworn::test::ok;
using sworn::test::RawServer;
using sworn::test::Reply;

namespace {

Delivery get(sworn::Channel& channel, const std::string& url) {
  return channel.send({"GET", url, {}, ""});
}

Delivery send_once(const Request& request, LiveOptions options = {}) {
  return make_live_transport(std::move(options))->open(Connection::fresh)->send(request);
}

double milliseconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
      .count();
}

std::string first_line(const std::string& request) {
  return request.substr(0, request.find('\r'));
}

Headers fields_of(const std::string& request) {
  Headers headers;
  std::size_t at = request.find("\r\n") + 2;
  for (std::size_t end = request.find("\r\n", at); end > at; end = request.find("\r\n", at)) {
    const std::string line = request.substr(at, end - at);
    const std::size_t colon = line.find(':');
    const std::size_t value = line.find_first_not_of(' ', colon + 1);
    headers.push_back(
        {line.substr(0, colon), value == std::string::npos ? "" : line.substr(value)});
    at = end + 2;
  }
  return headers;
}

}  // namespace

TEST_CASE("kept channels one after the other use one connection") {
  RawServer server([](const std::string&) { return ok("x"); });
  const auto transport = make_live_transport({});
  for (int i = 0; i < 3; ++i) {
    const auto channel = transport->open(Connection::kept);
    CHECK(get(*channel, server.url()).response->status == 200);
    CHECK(get(*channel, server.url()).response->status == 200);
  }
  CHECK(server.accepted() == 1);
}

TEST_CASE("two kept channels at the same time share no connection") {
  RawServer server([](const std::string&) { return ok("x"); });
  const auto transport = make_live_transport({});
  const auto one = transport->open(Connection::kept);
  const auto two = transport->open(Connection::kept);
  CHECK(get(*one, server.url()).response);
  CHECK(get(*two, server.url()).response);
  CHECK(server.accepted() == 2);
}

TEST_CASE("a fresh channel begins with a new connection, keeps it and leaves none behind") {
  RawServer server([](const std::string&) { return ok("x"); });
  const auto transport = make_live_transport({});
  CHECK(get(*transport->open(Connection::kept), server.url()).response);
  for (int i = 0; i < 2; ++i) {
    const auto channel = transport->open(Connection::fresh);
    CHECK(get(*channel, server.url()).response);
    CHECK(get(*channel, server.url()).response);
  }
  CHECK(server.accepted() == 3);
  CHECK(get(*transport->open(Connection::kept), server.url()).response);
  CHECK(server.accepted() == 3);
}

TEST_CASE("a channel may outlive its transport") {
  RawServer server([](const std::string&) { return ok("x"); });
  auto transport = make_live_transport({});
  const auto channel = transport->open(Connection::kept);
  transport.reset();
  CHECK(get(*channel, server.url()).response);
}

TEST_CASE("a kept connection that the server closed is replaced") {
  RawServer server([](const std::string&) { return Reply(ok("x")).then_close(); });
  const auto transport = make_live_transport({});
  const auto channel = transport->open(Connection::kept);
  for (int i = 0; i < 3; ++i) CHECK(get(*channel, server.url()).response);
  CHECK(server.accepted() == 3);
}

TEST_CASE("the sent headers are those of the wire") {
  RawServer server([](const std::string&) { return ok(); });
  LiveOptions options;
  options.user_agent = "sworn/test";
  const Headers given = {{"X-API-Key", "k1"}, {"X-Twice", "a"}, {"X-Twice", "b"}, {"X-Empty", ""}};
  const Delivery delivery = send_once({"GET", server.url("/a?b=c"), given, ""}, options);
  CHECK(delivery.failure == Failure::none);
  CHECK(delivery.sent.headers == fields_of(server.last_request()));
  for (const Header& header : given) {
    CHECK(std::count(delivery.sent.headers.begin(), delivery.sent.headers.end(), header) == 1);
  }
  CHECK(sworn::http::find_header(delivery.sent.headers, "User-Agent") == "sworn/test");
  CHECK(sworn::http::find_header(delivery.sent.headers, "Accept-Encoding") == "identity");
  CHECK(sworn::http::find_header(delivery.sent.headers, "Cache-Control") == "no-cache");
  CHECK(sworn::http::find_header(delivery.sent.headers, "Host").has_value());
  CHECK_FALSE(sworn::http::find_header(delivery.sent.headers, "Content-Type").has_value());
}

TEST_CASE("headers of the request win over those of the transport") {
  RawServer server([](const std::string&) { return ok(); });
  LiveOptions options;
  options.user_agent = "sworn/test";
  const Headers given = {
      {"user-agent", "mine"}, {"accept-encoding", "gzip"}, {"cache-control", "max-age=0"}};
  send_once({"GET", server.url(), given, ""}, options);
  const Headers sent = fields_of(server.last_request());
  CHECK(sworn::http::all_headers(sent, "User-Agent") == std::vector<std::string_view>{"mine"});
  CHECK(sworn::http::all_headers(sent, "Accept-Encoding") == std::vector<std::string_view>{"gzip"});
  CHECK(sworn::http::all_headers(sent, "Cache-Control") ==
        std::vector<std::string_view>{"max-age=0"});
}

TEST_CASE("nothing of a request is left in the next one on the same channel") {
  RawServer server([](const std::string&) { return ok("x"); });
  const auto transport = make_live_transport({});
  const auto channel = transport->open(Connection::kept);
  channel->send(
      {"POST", server.url("/a?q"), {{"X-API-Key", "k"}, {"Content-Type", "text/plain"}}, "body"});
  channel->send({"HEAD", server.url("/"), {}, ""});
  const Delivery delivery = get(*channel, server.url("/b"));
  CHECK(first_line(server.last_request()) == "GET /b HTTP/1.1");
  CHECK(delivery.response->body == "x");
  for (const char* name : {"X-API-Key", "Content-Type", "Content-Length", "Cookie"}) {
    CHECK_FALSE(sworn::http::find_header(delivery.sent.headers, name).has_value());
  }
}

TEST_CASE("path and query go out as given") {
  RawServer server([](const std::string&) { return ok(); });
  for (const char* target : {"/a/../b",
                             "/a/./b//c/",
                             "/%2e%2E/%2f?x=%20&y=/../",
                             "/?",
                             "/a?",
                             "/a?b?c",
                             "/;p=1/$&'()*+,"}) {
    CAPTURE(target);
    send_once({"GET", server.url(target), {}, ""});
    CHECK(first_line(server.last_request()) == "GET " + std::string(target) + " HTTP/1.1");
  }
}

TEST_CASE("every method goes out by its name, those that expect content with its length") {
  RawServer server([](const std::string&) { return ok(); });
  struct Case {
    const char* method;
    const char* body;
    const char* length;
  };
  for (const Case& c : {Case{"GET", "", ""},
                        {"POST", "", "0"},
                        {"PUT", "", "0"},
                        {"PATCH", "", "0"},
                        {"DELETE", "", ""},
                        {"OPTIONS", "", ""},
                        {"TRACE", "", ""},
                        {"QUERY", "ab", "2"},
                        {"GET", "ab", "2"},
                        {"DELETE", "ab", "2"},
                        {"SWORNPROBE", "", ""},
                        {"get", "", ""}}) {
    CAPTURE(c.method);
    CHECK(send_once({c.method, server.url(), {}, c.body}).response);
    const std::string request = server.last_request();
    CHECK(first_line(request) == std::string(c.method) + " / HTTP/1.1");
    CHECK(sworn::http::find_header(fields_of(request), "Content-Length").value_or("") == c.length);
    CHECK(request.substr(request.find("\r\n\r\n") + 4) == c.body);
  }
}

TEST_CASE("a body of any bytes and any size goes out and comes back unchanged, without Expect") {
  RawServer server(
      [](const std::string& request) { return ok(request.substr(request.find("\r\n\r\n") + 4)); });
  std::string body;
  for (int i = 0; i < 1'200'000; ++i) body += static_cast<char>(i % 256);
  // Above 1 MiB curl would ask for 100 Continue on its own.
  const Delivery delivery = send_once({"POST", server.url(), {}, body});
  REQUIRE(delivery.response);
  CHECK(delivery.response->body == body);
  CHECK_FALSE(delivery.response->is_cut);
  CHECK_FALSE(sworn::http::find_header(fields_of(server.last_request()), "Expect").has_value());
}

TEST_CASE("repeated response fields are kept apart, in order") {
  RawServer server([](const std::string&) {
    return ok("",
              "Set-Cookie: a=1; Path=/\r\nX-A:  v \r\nset-cookie: b=2, c\r\nX-Fold: one\r\n "
              "two\r\nX-None:\r\n");
  });
  const Delivery delivery = send_once({"GET", server.url(), {}, ""});
  REQUIRE(delivery.response);
  CHECK(delivery.response->http_version == "HTTP/1.1");
  CHECK(delivery.response->headers == Headers{{"Set-Cookie", "a=1; Path=/"},
                                              {"X-A", "v"},
                                              {"set-cookie", "b=2, c"},
                                              {"X-Fold", "one two"},
                                              {"X-None", ""},
                                              {"Content-Length", "0"}});
}

TEST_CASE("a received cookie is not sent back and a redirect is not followed") {
  RawServer server([](const std::string&) {
    return "HTTP/1.1 302 Found\r\nLocation: /next\r\nSet-Cookie: s=1\r\nContent-Length: 0\r\n\r\n";
  });
  const auto transport = make_live_transport({});
  const auto channel = transport->open(Connection::kept);
  CHECK(get(*channel, server.url()).response->status == 302);
  const Delivery second = get(*channel, server.url());
  CHECK_FALSE(sworn::http::find_header(second.sent.headers, "Cookie").has_value());
  CHECK(server.requests().size() == 2);
}

TEST_CASE("a chunked body is put together and its trailers are no header fields") {
  RawServer server([](const std::string&) {
    return Reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n")
        .then(20ms, "2\r\nde\r\n0\r\nX-Trailer: t\r\n\r\n");
  });
  const Delivery delivery = send_once({"GET", server.url(), {}, ""});
  REQUIRE(delivery.response);
  CHECK(delivery.response->body == "abcde");
  CHECK_FALSE(delivery.response->is_cut);
  CHECK(delivery.response->headers.size() == 1);
}

TEST_CASE("informational responses are skipped") {
  RawServer server([](const std::string&) {
    return Reply("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n")
        .then(10ms, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ok("x", "X-Final: 1\r\n"));
  });
  const Delivery delivery = send_once({"POST", server.url(), {}, "body"});
  REQUIRE(delivery.response);
  CHECK(delivery.response->status == 200);
  CHECK(delivery.response->headers == Headers{{"X-Final", "1"}, {"Content-Length", "1"}});
}

TEST_CASE("an answer to HEAD has its Content-Length and no body, and waits for none") {
  RawServer server(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"; });
  const auto begin = std::chrono::steady_clock::now();
  const Delivery delivery = send_once({"HEAD", server.url(), {}, ""});
  REQUIRE(delivery.response);
  CHECK(first_line(server.last_request()) == "HEAD / HTTP/1.1");
  CHECK(delivery.response->body.empty());
  CHECK_FALSE(delivery.response->is_cut);
  CHECK(sworn::http::find_header(delivery.response->headers, "Content-Length") == "500");
  CHECK(milliseconds_since(begin) < 2000);
}

TEST_CASE("a connection that bore a cut body is not used again") {
  RawServer server([](const std::string& request) {
    if (first_line(request) == "GET /endless HTTP/1.1") {
      return Reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
          .then(0ms, "400\r\n" + std::string(1024, 'x') + "\r\n")
          .forever();
    }
    return Reply(ok("fine"));
  });
  LiveOptions options;
  options.most_body_bytes = 10'000;
  const auto transport = make_live_transport(options);
  const auto channel = transport->open(Connection::kept);
  const Delivery cut = get(*channel, server.url("/endless"));
  REQUIRE(cut.response);
  CHECK(cut.failure == Failure::none);
  CHECK(cut.response->is_cut);
  CHECK(cut.response->body == std::string(10'000, 'x'));
  const Delivery next = get(*channel, server.url("/"));
  REQUIRE(next.response);
  CHECK(next.response->body == "fine");
  CHECK_FALSE(next.response->is_cut);
  CHECK(server.accepted() == 2);
}

TEST_CASE("a body exactly as long as the limit is not cut") {
  RawServer server([](const std::string&) { return ok("12345"); });
  LiveOptions options;
  options.most_body_bytes = 5;
  const Delivery delivery = send_once({"GET", server.url(), {}, ""}, options);
  REQUIRE(delivery.response);
  CHECK(delivery.response->body == "12345");
  CHECK_FALSE(delivery.response->is_cut);
}
