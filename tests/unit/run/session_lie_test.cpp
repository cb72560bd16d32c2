// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "base/hash.h"
#include "base/text.h"
#include "http/cookie.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

const std::string login = "POST /login";
const std::string logout = "POST /logout";

std::string sid_of(const Request& request) {
  for (const http::Cookie& cookie : http::parse_cookie_header(header_of(request, "Cookie"))) {
    if (cookie.name == "sid") return cookie.value;
  }
  return "";
}

bool is_login(const Request& request) {
  return request.method == "POST" && request.url.ends_with("/login");
}

/// How the server of chi.json hands out its sessions, and whether it ends them.
struct Habit {
  /// The identifier that the client is told instead of the fresh one.
  std::function<std::string(const Request& login, const std::string& fresh)> name_of;
  bool ends_sessions = true;
};

/// Clients know sessions by other names than the server does.
class NameBook {
 public:
  explicit NameBook(Habit habit) : habit_(std::move(habit)) {}

  Delivery send(Channel& honest, const Request& request) {
    if (!habit_.ends_sessions && request.url.ends_with("/logout") && knows(sid_of(request))) {
      Delivery delivery;
      delivery.sent = request;
      delivery.response = {204, "1.1", {{"Set-Cookie", "sid=; Path=/; Max-Age=0"}}, "", false};
      return delivery;
    }
    Delivery delivery = honest.send(translated(request));
    delivery.sent = request;
    for (Header& header : delivery.response->headers) {
      const auto cookie = http::parse_set_cookie(header.value);
      if (is_login(request) && header.name == "Set-Cookie" && cookie && cookie->name == "sid") {
        const std::string told = habit_.name_of(request, cookie->value);
        header.value = base::replace_all(header.value, cookie->value, told);
        const std::lock_guard lock(mutex_);
        real_names_[told] = cookie->value;
      }
    }
    return delivery;
  }

 private:
  bool knows(const std::string& told) {
    const std::lock_guard lock(mutex_);
    return real_names_.contains(told);
  }

  Request translated(Request request) {
    const std::string told = sid_of(request);
    const std::lock_guard lock(mutex_);
    if (const auto real = real_names_.find(told); real != real_names_.end()) {
      for (Header& header : request.headers) {
        if (header.name == "Cookie")
          header.value = base::replace_all(header.value, told, real->second);
      }
    }
    return request;
  }

  const Habit habit_;
  std::mutex mutex_;
  std::map<std::string, std::string> real_names_;
};

class DisguisedTransport : public Transport {
 public:
  DisguisedTransport(Transport& honest, Habit habit) : honest_(honest), book_(std::move(habit)) {}

  std::unique_ptr<Channel> open(Connection connection) override {
    struct Line : Channel {
      Line(NameBook& names, std::unique_ptr<Channel> to) : book(names), honest(std::move(to)) {}
      Delivery send(const Request& request) override { return book.send(*honest, request); }
      NameBook& book;
      std::unique_ptr<Channel> honest;
    };
    return std::make_unique<Line>(book_, honest_.open(connection));
  }

 private:
  Transport& honest_;
  NameBook book_;
};

Report chi(const Habit& habit) {
  return hold("chi.json", {.logs_in = true, .disguise = [&](Transport& honest) {
                             return std::make_unique<DisguisedTransport>(honest, habit);
                           }});
}

void check_alone(const Report& report, const std::string& rule, const std::string& operation) {
  CHECK_MESSAGE(findings(report) == std::vector<std::string>{rule + " of " + operation},
                told(report));
}

std::string key_of(const Request& request) {
  return header_of(request, "X-API-Key");
}

}  // namespace

TEST_CASE("a server that calls its sessions otherwise breaks no promise") {
  const Report report =
      chi({.name_of = [](const Request&, const std::string& fresh) { return "s-" + fresh; }});
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(result(report, login).outcome == OperationOutcome::match);
  CHECK(result(report, logout).outcome == OperationOutcome::match);
}

TEST_CASE("an identifier that every login of a key hands out is found") {
  check_alone(chi({.name_of =
                       [](const Request& request, const std::string&) {
                         return base::hex_digest(base::HashKind::sha256,
                                                 "pepper " + key_of(request));
                       }}),
              "session-id-stable",
              login);
}

TEST_CASE("an identifier that is made from the key is found") {
  check_alone(chi({.name_of =
                       [](const Request& request, const std::string&) {
                         return base::hex_digest(base::HashKind::sha256, key_of(request));
                       }}),
              "session-id-derived-from-key",
              login);
}

TEST_CASE("a session that outlives its logout is found") {
  check_alone(chi({.name_of = [](const Request&, const std::string& fresh) { return fresh; },
                   .ends_sessions = false}),
              "session-outlives-logout",
              logout);
}

TEST_CASE("identifiers that are counted are found") {
  std::mutex mutex;
  int number = 41;
  check_alone(chi({.name_of =
                       [&](const Request&, const std::string&) {
                         const std::lock_guard lock(mutex);
                         return "ticket-" + std::to_string(1'000'000 + ++number);
                       }}),
              "session-id-predictable",
              login);
}

TEST_CASE("a session cookie that scripts can read is found") {
  check_alone(hold("chi.json",
                   {.logs_in = true,
                    .lie = answering(login,
                                     [](const Request&, Response honest) {
                                       for (Header& header : honest.headers) {
                                         header.value =
                                             base::replace_all(header.value, "; HttpOnly", "");
                                       }
                                       return honest;
                                     })}),
              "session-cookie-attributes",
              login);
}

TEST_CASE("a login's answer that caches may keep is found") {
  check_alone(hold("chi.json",
                   {.logs_in = true,
                    .lie = answering(login,
                                     [](const Request&, Response honest) {
                                       std::erase_if(honest.headers, [](const Header& header) {
                                         return header.name == "Cache-Control";
                                       });
                                       return honest;
                                     })}),
              "session-token-cacheable",
              login);
}

TEST_CASE("a session that is taken from the query is found") {
  // The client says in the query what the server hears as a cookie.
  class Ear : public Transport {
   public:
    explicit Ear(Transport& honest) : honest_(honest) {}
    std::unique_ptr<Channel> open(Connection connection) override {
      struct Line : Channel {
        explicit Line(std::unique_ptr<Channel> to) : honest(std::move(to)) {}
        Delivery send(const Request& request) override {
          Request heard = request;
          const auto at = heard.url.find("?sid=");
          if (at != std::string::npos) {
            const std::string rest = heard.url.substr(at + 5);
            heard.headers.push_back({"Cookie", "sid=" + rest.substr(0, rest.find('&'))});
            heard.url.resize(at);
          }
          Delivery delivery = honest->send(heard);
          delivery.sent = request;
          return delivery;
        }
        std::unique_ptr<Channel> honest;
      };
      return std::make_unique<Line>(honest_.open(connection));
    }

   private:
    Transport& honest_;
  };
  check_alone(hold("chi.json",
                   {.logs_in = true,
                    .disguise = [](Transport& honest) { return std::make_unique<Ear>(honest); }}),
              "session-id-in-url",
              login);
}

TEST_CASE("a login that keeps the identifier that it was sent is found") {
  check_alone(chi({.name_of =
                       [](const Request& request, const std::string& fresh) {
                         return sid_of(request).empty() ? fresh : sid_of(request);
                       }}),
              "session-fixation",
              login);
}

}  // namespace sworn::test
