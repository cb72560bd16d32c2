// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "base/url.h"
#include "probe/request_builder.h"

namespace sworn::probe {

TEST_CASE("no server of a document leads away from the origin that was given") {
  const std::string origin = "http://api.example.org";
  for (const std::string server :
       {"@evil.example", "api.example.org/v1", ".evil.example", "0", "v1", "//evil.example/v1"}) {
    CAPTURE(server);
    Contract contract;
    contract.servers = {{.url = server}};
    const auto base = base::parse_url(base_url_of(contract, origin));
    CHECK((base && base->origin() == origin));
    Operation operation;
    operation.method = "GET";
    operation.path = "/a";
    operation.servers = {{.url = server}};
    operation.has_own_servers = true;
    const auto own = base_url_for(contract, operation, origin);
    if (!own) continue;  // not contacted at all
    const auto url = base::parse_url(*own);
    CHECK((url && url->origin() == origin));
  }
}

}  // namespace sworn::probe
