// SPDX-License-Identifier: Apache-2.0
#include "run/order.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "probe/interview.h"

namespace sworn::run {
namespace {

/// By phase and, within it, the place in the list; what no interview held comes last.
std::pair<std::size_t, std::size_t> rank_of(std::string_view interview) {
  const auto all = probe::all_interviews();
  const auto found = std::ranges::find(all, interview, &probe::Interview::name);
  const auto place = static_cast<std::size_t>(found - all.begin());
  return {found == all.end() ? all.size() : static_cast<std::size_t>(found->phase), place};
}

/// Path and method of "GET /items", as contracts sort them.
std::pair<std::string_view, std::string_view> place_of(std::string_view subject) {
  const std::size_t space = subject.find(' ');
  return space == std::string_view::npos
             ? std::pair{std::string_view(), subject}
             : std::pair{subject.substr(space + 1), subject.substr(0, space)};
}

}  // namespace

void put_in_order(std::vector<Exchange>& exchanges) {
  std::ranges::stable_sort(exchanges, {}, [](const Exchange& exchange) {
    return std::tuple(rank_of(exchange.interview), place_of(exchange.subject), exchange.round);
  });
}

}  // namespace sworn::run
