// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "probe/honest.h"
#include "probe/request_builder.h"
#include "run/check.h"
#include "spec/loader.h"

namespace sworn::test {
namespace {

constexpr const char* document = R"(openapi: 3.0.3
info: {title: Sample, version: "1"}
security: [{Key: []}]
components: {securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}}}
paths:
  /a: {get: {responses: {"200": {description: x}, "401": {description: x}}}}
)";

Transcript asked_at(const std::string& url, bool query_probes) {
  const auto contract = spec::load_text(document, "openapi.yaml");
  REQUIRE(contract);
  Config config;
  Identity alice;
  alice.name = "alice";
  alice.credentials["Key"].value = "0123456789abcdef0123456789abcdef";
  config.identities = {alice};
  run::CheckOptions options;
  options.url = url;
  options.seed = 1;
  options.query_probes = query_probes;
  const auto transport =
      probe::make_honest_transport(*contract, config, probe::base_url_of(*contract, url), 1);
  run::Progress progress;
  auto checked = run::check_with(*transport, false, *contract, config, options, progress, {});
  REQUIRE(checked);
  return std::move(checked->transcript);
}

bool any_key_in_url(const Transcript& transcript) {
  return std::ranges::any_of(transcript.exchanges, [](const Exchange& exchange) {
    return exchange.request.url.find("{alice.Key}") != std::string::npos;
  });
}

bool says_why_not(const Transcript& transcript) {
  return std::ranges::any_of(transcript.exchanges, [](const Exchange& exchange) {
    return exchange.failure == Failure::not_asked &&
           exchange.reason.find("--query-probes") != std::string::npos;
  });
}

}  // namespace

TEST_CASE("off the loopback no credential stands in a URL that the document does not name") {
  const Transcript transcript = asked_at("http://api.example.org", false);
  CHECK_FALSE(any_key_in_url(transcript));
  CHECK(says_why_not(transcript));
}

TEST_CASE("on the loopback, and with --query-probes, a credential is tried in the URL") {
  CHECK(any_key_in_url(asked_at("http://127.0.0.1:8080", false)));
  CHECK(any_key_in_url(asked_at("http://api.example.org", true)));
  CHECK_FALSE(says_why_not(asked_at("http://api.example.org", true)));
}

}  // namespace sworn::test
