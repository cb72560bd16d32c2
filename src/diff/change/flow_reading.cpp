// SPDX-License-Identifier: Apache-2.0
#include "diff/change/flow_reading.h"

#include "base/url.h"

namespace sworn::diff {

Flows flows_of(const std::vector<const Scheme*>& schemes) {
  Flows flows;
  for (const Scheme* scheme : schemes) {
    for (const Flow& flow : scheme->flows) {
      flows[flow.kind].push_back({scheme, &flow});
    }
  }
  return flows;
}

std::string normal_url(std::string_view url, const Contract& contract) {
  auto parsed = base::parse_url(url);
  if (!parsed && !contract.servers.empty()) {
    if (const auto server = base::parse_url(contract.servers.front().url)) {
      parsed = base::resolve_url(*server, url);
    }
  }
  if (!parsed) {
    return std::string(url);
  }
  if (parsed->path.empty()) parsed->path = "/";
  return parsed->text();
}

}  // namespace sworn::diff
