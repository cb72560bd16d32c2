// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "unit/diff/change/two_documents.h"

using namespace sworn;
using namespace sworn::test;

namespace {

std::string at(const std::string& servers, const std::string& security = "[{A: []}]") {
  std::string text = api_with("", security);
  text.insert(text.find("paths:"), "servers: [" + servers + "]\n");
  return text;
}

std::string url(const std::string& text) {
  return "{url: '" + text + "'}";
}

const std::string tls = url("https://a.test");
const std::string chosen =
    "{url: '{p}://a.test', variables: {p: {default: https, enum: [https, http]}}}";

}  // namespace

TEST_CASE("a server without TLS is found by any scheme, for optional credentials, among choices") {
  const char* high = "high change-server-cleartext *";
  const char* low = "low change-server-cleartext *";
  const char* optional = "[{}, {A: []}]";
  CHECK(findings_of(compared(at(url("wss://a.test")), at(url("ws://a.test")))) == high);
  CHECK(findings_of(compared(at(url("ws://a.test")), at(url("http://a.test")))) == "");
  CHECK(findings_of(compared(at(tls, optional), at(url("http://a.test"), optional))) == high);
  CHECK(findings_of(compared(at(tls, "[{}]"), at(url("http://a.test"), "[{}]"))) == "");
  CHECK(findings_of(compared(at(tls), at(chosen))) == low);
  CHECK(findings_of(compared(at(chosen), at(chosen))) == "");
  CHECK(findings_of(compared(at(chosen), at(tls))) == "");
  CHECK(findings_of(compared(at(chosen), at(url("http://a.test")))) == high);
  CHECK(findings_of(compared(at(url("http://a.test")), at(chosen))) == "");
}

TEST_CASE("an API has moved when none of its old servers is left") {
  const char* moved = "medium change-server-moved *";
  const std::string old = at(url("https://a.test/v1"));
  CHECK(findings_of(compared(old, at(url("https://b.test/v1")))) == moved);
  CHECK(findings_of(compared(old, at(url("https://a.test:8443/v1")))) == moved);
  CHECK(findings_of(compared(old, at(url("https://a.test/v2")))) == moved);
  for (const std::string& servers : {url("https://b.test/v1") + ", " + url("https://a.test/v1"),
                                     url("https://A.test:443/v1/"),
                                     url("wss://a.test/v1"),
                                     url("http://localhost:8080/v1"),
                                     url("/v1"),
                                     url("https://{h}/v1"),
                                     std::string("{url: 'https://{h}/v1', variables: {h: {default: "
                                                 "b.test}}}"),
                                     std::string("{url: 'https://{h}.test/v1', variables: {h: "
                                                 "{default: b, enum: [b, a]}}}")}) {
    CAPTURE(servers);
    CHECK(findings_of(compared(old, at(servers))) == "");
  }
  // No document says where it is.
  CHECK(findings_of(compared(old, api_with("", "[{A: []}]"))) == "");
  CHECK(findings_of(compared(at(url("http://a.test")), at(tls))) == "");
}

TEST_CASE("the owner minds another host, and no other path") {
  diff::CompareSettings settings;
  settings.side = diff::Side::owner;
  const std::string old = at(url("https://a.test/v1"));
  CHECK(findings_of(compared(old, at(url("https://b.test/v1")), settings)) ==
        "medium change-server-moved *");
  CHECK(findings_of(compared(old, at(url("https://a.test/v2")), settings)) ==
        "info change-server-moved *");
}

TEST_CASE("servers that no operation uses in both documents are no move") {
  const auto own = [](const std::string& root) {
    std::string text = at(root);
    const std::string usual = "      responses:";
    text.insert(text.find(usual), "      servers: [{url: 'https://c.test'}]\n");
    return text;
  };
  CHECK(findings_of(compared(own(tls), own(url("https://b.test")))) == "");
}
