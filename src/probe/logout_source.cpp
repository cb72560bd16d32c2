// SPDX-License-Identifier: Apache-2.0
#include "probe/logout_source.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/text.h"

namespace sworn::probe {
namespace {

/// Sessions of more logins than that are not asked after, one by one.
constexpr std::size_t most_sessions = 3;

/// Whether the configuration says that the logout belongs to the login; else how much their paths
/// have in common: their first segments, then the words of all of them.
using Nearness = std::tuple<bool, std::size_t, std::size_t>;

std::vector<std::string_view> segments_of(const Operation& operation) {
  auto segments = base::split(operation.path, '/');
  std::erase(segments, "");
  return segments;
}

Nearness nearness(const Scene& scene, const Operation& login, const Operation& logout) {
  const auto of_one = segments_of(login);
  const auto of_other = segments_of(logout);
  const FlowConfig* flow = flow_of(scene, login);
  const bool is_said = flow != nullptr && flow->logout == logout.key();
  const auto common =
      static_cast<std::size_t>(std::ranges::mismatch(of_one, of_other).in1 - of_one.begin());
  const auto words = [](const std::vector<std::string_view>& segments) {
    std::set<std::string> all;
    for (const std::string_view segment : segments) {
      std::ranges::move(base::words_of(segment), std::inserter(all, all.end()));
    }
    return all;
  };
  const auto theirs = words(of_other);
  const auto shared = std::ranges::count_if(
      words(of_one), [&](const std::string& word) { return theirs.contains(word); });
  return {is_said, common, static_cast<std::size_t>(shared)};
}

/// The first identifier of `login` that `is_meant`.
template <typename Meant>
void add_first(std::vector<OpeningSource>& sessions,
               const Scene& scene,
               const Operation& login,
               const Meant& is_meant) {
  for (OpeningSource& source : sources_of(scene, login)) {
    if (is_meant(source.opening)) {
      sessions.push_back(std::move(source));
      return;
    }
  }
}

}  // namespace

bool declares(const Scene& scene, const Operation& operation, const std::string& signature) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      return scheme != nullptr && scheme->signature() == signature;
    });
  });
}

LogoutSource logout_source(const Scene& scene, const Operation& logout) {
  LogoutSource found;
  for (const Operation& login : scene.contract.operations) {
    add_first(found.sessions, scene, login, [&](const evidence::Opening& opening) {
      return declares(scene, logout, opening.signature);
    });
  }
  if (found.sessions.empty() && !logout.requirement.is_secured()) {
    for (const Operation& login : scene.contract.operations) {
      add_first(found.sessions, scene, login, [](const evidence::Opening& opening) {
        return opening.signature.starts_with("cookie ");
      });
    }
  }
  if (found.sessions.empty()) {
    return found;
  }
  Nearness nearest;
  for (const OpeningSource& session : found.sessions) {
    nearest = std::max(nearest, nearness(scene, *session.source.login, logout));
  }
  std::erase_if(found.sessions, [&](const OpeningSource& session) {
    return nearness(scene, *session.source.login, logout) < nearest;
  });
  if (found.sessions.size() > most_sessions) {
    found.sessions.resize(most_sessions);
  }
  for (const Operation& login : scene.contract.operations) {
    if (purpose_in(scene, login) == spec::Purpose::login && sources_of(scene, login).empty() &&
        nearness(scene, login, logout) > nearest) {
      found.nearer = &login;
    }
  }
  return found;
}

}  // namespace sworn::probe
