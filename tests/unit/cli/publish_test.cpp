// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <optional>
#include <sstream>
#include <string>

#include "base/clock.h"
#include "cli/cli.h"

namespace {

/// The start of the scan in the GitLab report of a review.
std::string start_of_review(const std::optional<std::string>& source_date_epoch) {
  std::ostringstream out;
  std::ostringstream err;
  const sworn::config::Environment environment =
      [&](const std::string& name) -> std::optional<std::string> {
    return name == "SOURCE_DATE_EPOCH" ? source_date_epoch : std::nullopt;
  };
  (void)sworn::cli::run({"review", SWORN_SOURCE_DIR "/specs/demo.yaml", "--report", "gitlab"},
                        {.out = out, .err = err, .environment = environment});
  const std::string key = "\"start_time\": \"";
  const std::size_t at = out.str().find(key);
  REQUIRE(at != std::string::npos);
  return out.str().substr(at + key.size(), 19);
}

}  // namespace

TEST_CASE("the report of a document is of the time of its writing, or of SOURCE_DATE_EPOCH") {
  CHECK(start_of_review("1767225600") == "2026-01-01T00:00:00");
  const std::string before = sworn::base::rfc3339(sworn::base::unix_milliseconds()).substr(0, 19);
  CHECK(start_of_review(std::nullopt) >= before);
  for (const char* wrong : {"", "now", "-1", "1767225600.5", "253402300800"}) {
    CHECK_MESSAGE(start_of_review(wrong) >= before, wrong);
  }
}
