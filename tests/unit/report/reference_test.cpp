// SPDX-License-Identifier: Apache-2.0
#include "report/reference.h"

#include <doctest/doctest.h>

using sworn::report::link_target;
using sworn::report::owasp_title;
using sworn::report::reference_url;

TEST_CASE("a reference leads to where its section can be read") {
  CHECK(reference_url("RFC 9110 §15.5.2") ==
        "https://www.rfc-editor.org/rfc/rfc9110.html#section-15.5.2");
  CHECK(reference_url("RFC 9700") == "https://www.rfc-editor.org/rfc/rfc9700.html");
  CHECK(reference_url("CWE-384") == "https://cwe.mitre.org/data/definitions/384.html");
  CHECK(reference_url("OWASP API2:2023") ==
        "https://owasp.org/API-Security/editions/2023/en/0xa2-broken-authentication/");
  CHECK(reference_url("OpenAPI 3.1 §4.8.30") == "https://spec.openapis.org/oas/v3.1.1.html");
  CHECK(reference_url("WSTG-SESS-03").starts_with("https://owasp.org/"));
  CHECK(reference_url("https://example.org/a") == "https://example.org/a");
}

TEST_CASE("what is no known reference becomes no link") {
  for (const char* text : {"",
                           "javascript:alert(1)",
                           "data:text/html,x",
                           "RFC x\" onclick=\"",
                           "CWE-1; x",
                           "OWASP API99:2023",
                           "OpenAPI 9.9",
                           "//example.org"}) {
    CHECK_MESSAGE(reference_url(text).empty(), text);
  }
}

TEST_CASE("a risk of the OWASP list is named in words") {
  CHECK(owasp_title("API2:2023") == "Broken Authentication");
  CHECK(owasp_title("API11:2023").empty());
}

TEST_CASE("only an absolute http or https URL becomes a link") {
  CHECK(link_target("https://example.org/a?b=c") == "https://example.org/a?b=c");
  CHECK(link_target("javascript:alert(1)").empty());
  CHECK(link_target("JaVaScRiPt:alert(1)//http://x").empty());
  CHECK(link_target("/relative").empty());
  CHECK(link_target("https://user:secret@example.org/").empty());
}
