// SPDX-License-Identifier: Apache-2.0
#include "base/clock.h"

#include <doctest/doctest.h>

#include "sworn/result.h"

using namespace sworn::base;

TEST_CASE("a time is written as RFC 3339 has it, before 1970 too") {
  CHECK(rfc3339(0) == "1970-01-01T00:00:00.000Z");
  CHECK(rfc3339(1795208400123) == "2026-11-20T21:00:00.123Z");
  CHECK(rfc3339(-1) == "1969-12-31T23:59:59.999Z");
  CHECK(unix_milliseconds() > 1700000000000);
}

TEST_CASE("the three forms of an HTTP date are the same moment") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT") == 784111777);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994") == 784111777);
  CHECK(parse_http_date("Wed Nov 16 08:49:37 1994"));
}

TEST_CASE("what only resembles an HTTP date is none") {
  CHECK_FALSE(parse_http_date(""));
  CHECK_FALSE(parse_http_date("Sun, 06 Nov 1994 08:49:37"));
  CHECK_FALSE(parse_http_date("Sun, 06 Nov 1994 08:49:37 UTC"));
  CHECK_FALSE(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT "));
  CHECK_FALSE(parse_http_date("Sun, 31 Feb 1994 08:49:37 GMT"));
  CHECK_FALSE(parse_http_date("Sun, 06 Nov 1994 24:00:00 GMT"));
  CHECK_FALSE(parse_http_date("Xyz, 06 Nov 1994 08:49:37 GMT"));
  CHECK_FALSE(parse_http_date("1994-11-06T08:49:37Z"));
}

TEST_CASE("a time with a zone is the moment that it is in UTC, with milliseconds") {
  CHECK(parse_rfc3339("2026-11-20T21:00:00.123Z") == 1795208400123);
  CHECK(parse_rfc3339("2026-11-20T23:30:00.123456+02:30") == 1795208400123);
  CHECK(parse_rfc3339("2026-11-20T16:00:00-05:00") == 1795208400000);
  for (const char* text : {"",
                           "2026-11-20",
                           "2026-11-20T21:00:00",
                           "2026-02-30T21:00:00Z",
                           "2026-11-20T25:00:00Z",
                           "2026-11-20T21:00:00.Z",
                           "2026-11-20T21:00:00ZZ",
                           "2026-11-20T21:00:00+2:30"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_rfc3339(text));
  }
}

TEST_CASE("an error is told on one line, as far as its place is known") {
  CHECK(sworn::Error{"broken", {"a.yaml", 3, 7, ""}, "mend it"}.text() ==
        "a.yaml:3:7: broken (mend it)");
  CHECK(sworn::Error{"broken", {"a.yaml", 0, 0, ""}, ""}.text() == "a.yaml: broken");
  CHECK(sworn::Error{"broken", {}, ""}.text() == "broken");
  CHECK(sworn::Location{"a", 3, 0, ""}.text() == "a:3");
}
