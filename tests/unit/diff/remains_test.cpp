// SPDX-License-Identifier: Apache-2.0
#include "diff/remains.h"

#include <doctest/doctest.h>

#include "evidence/step.h"

using namespace sworn;

namespace {

Exchange removal(const std::string& url, int status) {
  Exchange exchange;
  exchange.interview = "cleanup";
  exchange.step = evidence::step::removes_created;
  exchange.operation = "DELETE /items/{id}";
  exchange.request = Request{"DELETE", url, {}, ""};
  if (status != 0) {
    exchange.response = Response{status, "1.1", {}, "", false};
  } else {
    exchange.failure = Failure::timeout;
  }
  return exchange;
}

std::vector<std::string> remains(std::vector<Exchange> exchanges) {
  Transcript transcript;
  transcript.exchanges = std::move(exchanges);
  Report report;
  diff::add_remains_coverage(report, transcript);
  return report.coverage;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("what was removed or is not found any more is not said to be left") {
  CHECK(remains({removal("http://h/items/1", 204),
                 removal("http://h/items/2", 404),
                 removal("http://h/items/3", 410)})
            .empty());
}

TEST_CASE("an object that another request removed is not left, whatever the second is answered") {
  Exchange before = removal("http://h/items/1", 200);
  before.interview = "objects";
  CHECK(remains({before, removal("http://h/items/1", 401)}).empty());
}

TEST_CASE("what could not be removed is told with its places, three at most") {
  CHECK(remains({removal("http://h/items/1", 401), removal("http://h/items/2", 0)}) ==
        Lines{"1 object of this run's own may be left: DELETE /items/{id} answered 401 "
              "(http://h/items/1)",
              "1 object of this run's own may be left: DELETE /items/{id} was not answered "
              "(http://h/items/2)"});
  std::vector<Exchange> many;
  for (const char* id : {"1", "2", "3", "4", "5"}) {
    many.push_back(removal(std::string("http://h/items/") + id, 403));
  }
  CHECK(remains(many) ==
        Lines{"5 objects of this run's own may be left: DELETE /items/{id} answered 403 "
              "(http://h/items/1, http://h/items/2, http://h/items/3 and 2 more)"});
}

TEST_CASE("what was not asked to be removed is told with the reason") {
  Exchange skipped = removal("", 0);
  skipped.failure = Failure::not_asked;
  skipped.reason = "removing failed twice";
  CHECK(remains({skipped, skipped}) ==
        Lines{"2 objects of this run's own may be left: DELETE /items/{id} was not asked: removing "
              "failed twice"});
}
