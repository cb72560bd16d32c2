// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "http/cookie.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

const std::string secure = "GET /secure";
const std::string documents = "GET /documents";  // stands for its scheme
using Names = std::vector<std::string>;

/// What a server knows that lets somebody in whom it should not.
struct Known {
  std::optional<Response> good;  ///< the answer of the operation to a good GET
  std::set<std::string> keys;    ///< that were good
};
using Doorkeeper = std::function<bool(const Request& request, const Known& known)>;

/// What a good GET of `operation` is answered, told to whom `is_let_in` says, whatever else is
/// there.
probe::Lie opening(const std::string& operation, const Doorkeeper& is_let_in) {
  struct Memory {
    std::mutex mutex;
    Known known;
  };
  return [operation, is_let_in, memory = std::make_shared<Memory>()](
             const Request& request,
             const Operation* asked,
             const Response& honest) -> std::optional<Response> {
    const std::lock_guard lock(memory->mutex);
    if (asked != nullptr && asked->key() == operation && honest.status == 200 &&
        request.method == "GET") {
      memory->known.good = honest;
      memory->known.keys.insert(header_of(request, "X-API-Key"));
      return std::nullopt;
    }
    if (!memory->known.good || !is_let_in(request, memory->known)) return std::nullopt;
    Response answer = *memory->known.good;
    if (request.method == "HEAD") answer.body.clear();
    return answer;
  };
}

Report chi(const probe::Lie& lie) {
  return hold("chi.json", {.logs_in = true, .lie = lie});
}

void check_alone(const std::string& operation,
                 const Doorkeeper& is_let_in,
                 const std::string& rule) {
  const Report report = chi(opening(operation, is_let_in));
  CHECK_MESSAGE(findings(report) == Names{rule + " of " + operation}, told(report));
  const Finding* one = finding(report, rule, operation);
  REQUIRE(one != nullptr);
  CHECK(one->confidence == Confidence::confirmed);
  // Told once, it accuses nobody.
  const Report flap = chi(once(opening(operation, is_let_in)));
  CHECK_MESSAGE(findings(flap).empty(), told(flap));
}

std::string key_of(const Request& request) {
  return header_of(request, "X-API-Key");
}

bool is_at(const Request& request, const std::string& path) {
  return request.url.ends_with(path) || request.url.find(path + "?") != std::string::npos;
}

}  // namespace

TEST_CASE("a key that is taken as a cookie as well is found") {
  check_alone(
      secure,
      [](const Request& request, const Known& known) {
        for (const http::Cookie& cookie : http::parse_cookie_header(header_of(request, "Cookie"))) {
          if (is_at(request, "/secure") && cookie.name == "apikey" &&
              known.keys.contains(cookie.value)) {
            return true;
          }
        }
        return false;
      },
      "access-undeclared-location");
}

TEST_CASE("a gate that another spelling of the path goes around is found") {
  check_alone(
      secure,
      [](const Request& request, const Known&) { return request.url.ends_with("//secure"); },
      "access-path-bypass");
}

TEST_CASE("a spelling of the path that opens every path is a page for everybody") {
  const Report report = chi(opening(secure, [](const Request& request, const Known&) {
    return request.url.find("/./") != std::string::npos;
  }));
  CHECK_MESSAGE(findings(report).empty(), told(report));
}

TEST_CASE("a gate that an overridden method goes around is found") {
  check_alone(
      secure,
      [](const Request& request, const Known&) {
        return is_at(request, "/secure") && request.method == "OPTIONS" &&
               header_of(request, "X-HTTP-Method-Override") == "GET";
      },
      "access-method-bypass");
}

TEST_CASE("a key that is cut short and taken is found") {
  check_alone(
      documents,
      [](const Request& request, const Known& known) {
        const std::string key = key_of(request);
        return is_at(request, "/documents") && key.size() >= 8 &&
               std::ranges::any_of(known.keys,
                                   [&](const std::string& good) { return good.starts_with(key); });
      },
      "access-lax-credential");
}

TEST_CASE("a property's name that is taken for a key is found") {
  check_alone(
      documents,
      [](const Request& request, const Known&) {
        return is_at(request, "/documents") && key_of(request) == "__proto__";
      },
      "access-lax-credential");
}

TEST_CASE("a refusal beneath success, and one that is a crash, are found") {
  const auto refusing = [](int status, const std::string& body) {
    return answering(secure, [status, body](const Request& request, Response honest) {
      return honest.status == 401 && request.method == "GET" ? json_answer(status, body) : honest;
    });
  };
  const Report soft = chi(refusing(200, R"({"error":"no"})"));
  CHECK_MESSAGE(findings(soft) == Names{"access-soft-refusal of " + secure}, told(soft));
  const Report crash = chi(refusing(500, R"({"error":"no"})"));
  CHECK_MESSAGE(finding(crash, "access-refusal-error", secure) != nullptr, told(crash));
}

}  // namespace sworn::test
