// SPDX-License-Identifier: Apache-2.0
#include "diff/remains.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "evidence/gate.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

constexpr std::size_t most_named = 3;

bool is_gone(const Transcript& transcript, const Exchange& removal) {
  return removal.status() == 404 || removal.status() == 410 ||
         std::ranges::any_of(transcript.exchanges, [&](const Exchange& other) {
           return evidence::succeeded(other) && other.request.method == removal.request.method &&
                  other.request.url == removal.request.url;
         });
}

/// "answered 401", or why nothing was answered.
std::string outcome_of(const Exchange& removal) {
  if (removal.response) {
    return "answered " + std::to_string(removal.status());
  }
  return removal.failure == Failure::not_asked ? "was not asked: " + removal.reason
                                               : "was not answered";
}

std::string objects_text(std::size_t count) {
  return count == 1 ? "1 object" : std::to_string(count) + " objects";
}

}  // namespace

void add_remains_coverage(Report& report, const Transcript& transcript) {
  struct Left {
    std::size_t count = 0;
    std::set<std::string> urls;  ///< none of what was not asked
  };
  std::map<std::pair<std::string, std::string>, Left> all;
  for (const Exchange& exchange : transcript.exchanges) {
    if (exchange.step == step::leaves_created) {
      report.coverage.push_back(exchange.reason);
    } else if (exchange.interview == "cleanup" && exchange.step == step::removes_created &&
               !is_gone(transcript, exchange)) {
      Left& left = all[{exchange.operation, outcome_of(exchange)}];
      ++left.count;
      if (!exchange.request.url.empty()) {
        left.urls.insert(exchange.request.url);
      }
    }
  }
  for (const auto& [how, left] : all) {
    std::vector<std::string> named;
    std::copy_n(
        left.urls.begin(), std::min(left.urls.size(), most_named), std::back_inserter(named));
    std::string line = objects_text(left.count) + " of this run's own may be left: " + how.first +
                       " " + how.second;
    if (!named.empty()) {
      line += " (" + base::join(named, ", ");
      if (left.urls.size() > named.size()) {
        line += " and " + std::to_string(left.urls.size() - named.size()) + " more";
      }
      line += ")";
    }
    report.coverage.push_back(std::move(line));
  }
}

}  // namespace sworn::diff
