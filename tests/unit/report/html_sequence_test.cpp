// SPDX-License-Identifier: Apache-2.0
#include "report/html_sequence.h"

#include <doctest/doctest.h>

#include <string>

#include "support/html_page.h"
#include "unit/report/sample.h"

namespace {

using sworn::Exchange;
using sworn::Report;
using sworn::test::exchange;
using sworn::test::HtmlElement;
using sworn::test::HtmlPageReading;

std::vector<Exchange> story() {
  std::vector<Exchange> steps = {exchange(1, "attacker", "asks before", "GET /me", {}, 401),
                                 exchange(2, "victim", "logs in", "POST /login", {}, 200),
                                 exchange(3, "attacker", "asks after", "GET /me", {}, 200),
                                 exchange(4, "victim", "waits", "GET /slow", {}, 0)};
  for (Exchange& step : steps) {
    step.request.headers.push_back({"Cookie", "sid={session GET /a/{id} attacker.sid 2}"});
    step.credentials = {{"alice", "cookie sid", sworn::CredentialState::carrier}};
  }
  return steps;
}

std::vector<const Exchange*> pointers(const std::vector<Exchange>& steps) {
  std::vector<const Exchange*> all;
  for (const Exchange& step : steps) all.push_back(&step);
  return all;
}

HtmlPageReading drawn(const std::vector<Exchange>& steps, int decisive) {
  const Report report;
  sworn::report::HtmlPage page{report};
  page.out.open("ol", {{"id", "list"}}).close();
  sworn::report::append_sequence(page, pointers(steps), decisive, "list");
  return HtmlPageReading("<!doctype html><title>t</title>" + page.out.take());
}

std::vector<std::string> texts(const HtmlPageReading& page, const std::string& kind) {
  std::vector<std::string> found;
  for (const HtmlElement& one : page.all("text", "class", kind)) found.push_back(one.text);
  return found;
}

}  // namespace

TEST_CASE("a story asks more than one operation; a request that is varied is none") {
  CHECK(sworn::report::is_story(pointers(story())));
  const std::vector<Exchange> varied = {exchange(1, "alice", "good", "GET /me", {}, 200),
                                        exchange(2, "nobody", "none", "GET /me", {}, 200),
                                        exchange(3, "alice", "good again", "GET /me", {}, 200)};
  CHECK_FALSE(sworn::report::is_story(pointers(varied)));
}

TEST_CASE("the diagram has a line for each conversation and the server, and an arrow each way") {
  const HtmlPageReading page = drawn(story(), 3);
  CHECK(page.errors() == 0);
  CHECK(texts(page, "name") == std::vector<std::string>{"attacker", "victim", "server"});
  CHECK(page.all("line", "class", "ask").size() == 4);
  CHECK(page.all("line", "class", "answer passed").size() == 2);
  CHECK(page.all("line", "class", "answer refused").size() == 1);
  CHECK(page.all("line", "class", "answer failed").size() == 1);
  CHECK(texts(page, "status failed") == std::vector<std::string>{"timeout"});
}

TEST_CASE("only the decisive step is set apart") {
  const HtmlPageReading page = drawn(story(), 3);
  const auto decisive = page.all("g", "class", "decisive");
  REQUIRE(decisive.size() == 1);
  CHECK(decisive[0].text.find("asks after") != std::string::npos);
}

TEST_CASE("one session has one letter in all steps, and the letter is explained") {
  std::vector<Exchange> steps = story();
  steps[3].request.headers.back().value = "sid={session POST /login victim.sid}";
  const HtmlPageReading page = drawn(steps, 3);
  const std::vector<std::string> requests = texts(page, "request");
  REQUIRE(requests.size() == 4);
  CHECK(requests[0] == "GET /me with session A");
  CHECK(requests[2] == "GET /me with session A");
  CHECK(requests[3] == "GET /slow with session B");
  const auto legend = page.all("li");
  REQUIRE(legend.size() == 2);
  CHECK(legend[0].text == "session A is {session GET /a/{id} attacker.sid 2}");
}

TEST_CASE("a reader who does not see the diagram is told what it is and where its words are") {
  const HtmlPageReading page = drawn(story(), 3);
  const auto drawing = page.all("svg");
  REQUIRE(drawing.size() == 1);
  CHECK(drawing[0].attribute("role") == "img");
  CHECK(drawing[0].attribute("aria-labelledby") == "list-title list-about");
  CHECK(page.all("title", "id", "list-title").size() == 1);
  CHECK(page.all("desc", "id", "list-about").at(0).text.find("4 requests of attacker, victim") ==
        0);
}
