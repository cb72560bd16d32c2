// SPDX-License-Identifier: Apache-2.0
#include "unit/run/lie.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "http/header.h"

namespace sworn::test {

probe::Lie letting_in(std::string operation,
                      std::function<bool(const Request& refused, const Request& good)> is_let_in) {
  struct Memory {
    std::mutex mutex;
    std::vector<std::pair<Request, Response>> good;
  };
  return [operation = std::move(operation),
          is_let_in = std::move(is_let_in),
          memory = std::make_shared<Memory>()](const Request& request,
                                               const Operation* asked,
                                               const Response& honest) -> std::optional<Response> {
    if (asked == nullptr || asked->key() != operation) return std::nullopt;
    const std::lock_guard lock(memory->mutex);
    if (honest.status < 300) {
      memory->good.emplace_back(request, honest);
      return std::nullopt;
    }
    const auto found = std::ranges::find_if(
        memory->good, [&](const auto& good) { return is_let_in(request, good.first); });
    return found == memory->good.end() ? std::nullopt : std::optional(found->second);
  };
}

probe::Lie answering(std::string operation,
                     std::function<Response(const Request& request, Response honest)> other) {
  return [operation = std::move(operation), other = std::move(other)](
             const Request& request,
             const Operation* asked,
             const Response& honest) -> std::optional<Response> {
    if (asked == nullptr || asked->key() != operation) return std::nullopt;
    return other(request, honest);
  };
}

probe::Lie once(probe::Lie lie) {
  return [lie = std::move(lie), is_told = std::make_shared<std::atomic<bool>>(false)](
             const Request& request,
             const Operation* asked,
             const Response& honest) -> std::optional<Response> {
    auto other = lie(request, asked, honest);
    return other && !is_told->exchange(true) ? other : std::nullopt;
  };
}

probe::Lie both(probe::Lie one, probe::Lie other) {
  return [one = std::move(one), other = std::move(other)](
             const Request& request,
             const Operation* asked,
             const Response& honest) -> std::optional<Response> {
    auto lie = one(request, asked, honest);
    return lie ? lie : other(request, asked, honest);
  };
}

Response json_answer(int status, std::string body) {
  return {status, "1.1", {{"Content-Type", "application/json"}}, std::move(body), false};
}

std::string header_of(const Request& request, const std::string& name) {
  return std::string(http::find_header(request.headers, name).value_or(""));
}

}  // namespace sworn::test
