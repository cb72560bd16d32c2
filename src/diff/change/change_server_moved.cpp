// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "diff/change/server_reading.h"

namespace sworn::diff {
namespace {

/// Where the servers of a document's root are; those for development are not counted.
struct Places {
  std::set<std::string> hosts;  ///< with the port that is not the scheme's own
  std::set<std::string> bases;  ///< hosts with their paths
  std::vector<std::string> urls;
  bool are_known = true;
};

Places places_of(const Contract& contract) {
  Places places;
  for (const Server& server : contract.servers) {
    places.are_known = places.are_known && is_told_in_full(contract, server);
    for (const Address& address : addresses_of(server)) {
      const base::Url& url = address.url;
      if (url.is_loopback()) continue;
      // TLS that came or went is no move.
      const std::string host = url.origin().substr(url.scheme.size() + 3);
      std::string base = host + url.path;
      while (base.ends_with('/')) base.pop_back();
      places.hosts.insert(host);
      if (places.bases.insert(base).second) places.urls.push_back(address.origin + url.path);
    }
  }
  return places;
}

bool have_one_in_common(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return b.contains(one); });
}

std::vector<Change> examine(const Changes& changes) {
  const Places before = places_of(changes.before);
  const Places after = places_of(changes.after);
  const bool can_tell =
      before.are_known && after.are_known && !before.hosts.empty() && !after.hosts.empty();
  if (!can_tell || have_one_in_common(before.bases, after.bases)) {
    return {};
  }
  const bool is_elsewhere = !have_one_in_common(before.hosts, after.hosts);
  // A prefix that went from the servers to the paths leaves each operation where it was.
  const bool concerns_any = std::ranges::any_of(changes.pairs, [&](const OperationPair& pair) {
    return !pair.before->has_own_servers && !pair.after->has_own_servers &&
           (is_elsewhere || pair.before->path == pair.after->path);
  });
  if (!concerns_any) {
    return {};
  }
  Change change;
  change.statement.where = changes.after.servers.front().where;
  change.statement.declared = listed(before.urls);
  change.statement.observed = listed(after.urls);
  if (is_elsewhere) {
    change.statement.explanation = "The API is at another host; none of the old ones is left.";
    change.owner = {Severity::medium, "credentials are sent to another host"};
    change.clients = {
        Severity::medium,
        "who goes on calling the old host may get no answer, and sends credentials there"};
  } else {
    change.statement.explanation = "The API is below another path of its host.";
    change.owner = {Severity::info, "it protects no less"};
    change.clients = {Severity::medium, "who goes on calling the old path may get no answer"};
  }
  return {change};
}

}  // namespace

const ChangeRule change_server_moved{
    {.id = "change-server-moved",
     .title = "The API is at another host or path",
     .severity = Severity::medium,
     .category = Category::inventory,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A server that was declared stays, beside new ones.",
     .proof_text = "No server of the old root is among those of the new one: no host, or no path "
                   "of a host, whatever the scheme and the choice of variables.",
     .looks_like = "Relative servers and variables without an enum, which tell no place; servers "
                   "on the loopback interface; a prefix that went from the server to the paths.",
     .remedy = "Keep the old server in the list until the clients have changed.",
     .references = {"OpenAPI 3.1 §4.8.5", "OpenAPI 3.1 §4.8.6"}},
    examine};

}  // namespace sworn::diff
