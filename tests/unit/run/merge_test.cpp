// SPDX-License-Identifier: Apache-2.0
#include "run/merge.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "evidence/step.h"
#include "report/json.h"
#include "run/replay.h"
#include "spec/loader.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

run::NamedRecording shard(const std::string& file, HonestRun how, int index, int count) {
  how.shard = {index, count};
  const HeldRun held = hold_whole(file, how);
  return {std::to_string(index) + ".har",
          run::recording_of(held.checked.transcript, held.checked.report)};
}

/// A lie remembers what it was asked: each run gets its own.
using NewRun = HonestRun (*)();

std::vector<run::NamedRecording> shards_of(const std::string& file, NewRun how, int count) {
  std::vector<run::NamedRecording> all;
  // In no order that matters.
  for (int index = count; index > 0; --index) all.push_back(shard(file, how(), index, count));
  return all;
}

/// The report but for its run and the times of exchanges.
std::string comparable(Report report) {
  report = without_times(std::move(report));
  report.run = {};
  return report::json(report);
}

/// Where two texts part.
std::string parting(const std::string& a, const std::string& b) {
  const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
  const std::size_t from = at < 200 ? 0 : at - 200;
  return a.substr(from, 400) + "\n---\n" + b.substr(from, 400);
}

std::string refusal(const std::vector<run::NamedRecording>& shards) {
  const auto merged = run::merge(shards);
  return merged ? "" : merged.error().message;
}

/// A recording of nothing.
run::NamedRecording empty(const std::string& file, Shard shard) {
  run::NamedRecording named{file, {}};
  named.recording.transcript.run.shard = shard;
  return named;
}

}  // namespace

TEST_CASE("what N shards recorded, united and judged, is what one run says") {
  struct Row {
    std::string file;
    NewRun how;
    int count;
  };
  const NewRun logging_in = [] { return HonestRun{.logs_in = true}; };
  const NewRun changing = [] { return HonestRun{.writes = true, .logs_in = true}; };
  const NewRun lying = [] {
    return HonestRun{
        .logs_in = true,
        .lie = letting_in("GET /documents", [](const Request&, const Request&) { return true; })};
  };
  for (const Row& row : {Row{"chi.json", logging_in, 3},
                         {"chi.json", lying, 3},
                         {"demo.yaml", changing, 4},
                         {"express.yaml", logging_in, 2},
                         {"fiber.yaml", [] { return HonestRun{}; }, 3},
                         {"flask.yaml", logging_in, 7}}) {
    CAPTURE(row.file);
    const HeldRun whole = hold_whole(row.file, row.how());
    const auto merged = run::merge(shards_of(row.file, row.how, row.count));
    REQUIRE_MESSAGE(merged, merged.error().text());
    const auto judged = run::replay(whole.contract, *merged, {});
    REQUIRE(judged);
    const std::string one = comparable(whole.checked.report);
    const std::string many = comparable(judged->report);
    CHECK_MESSAGE((one == many), parting(one, many));
  }
}

TEST_CASE("shards together try no more wrong passwords of an account than one run") {
  const std::string login =
      "{post: {security: [], requestBody: {required: true, content: {application/json: {schema: "
      "{type: object, required: [username, password], properties: {username: {type: string}, "
      "password: {type: string}}}}}}, responses: {\"200\": {description: x}, \"401\": "
      "{description: x}, \"429\": {description: x}}}}";
  const std::string closed =
      "{get: {security: [{Sid: []}], responses: {\"200\": {description: x}, \"401\": "
      "{description: x}}}}";
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\n"
      "components: {securitySchemes: {Sid: {type: apiKey, in: cookie, name: sid}}}\npaths:\n"
      "  /login: " +
          login + "\n  /me: " + closed + "\n  /v2/login: " + login + "\n  /v2/me: " + closed + "\n",
      "logins.yaml");
  REQUIRE(contract);
  for (const int most : {1, 2, 3, 4}) {
    CAPTURE(most);
    const auto wrong = [&](Shard shard) {
      HonestRun how{.logs_in = true};
      how.configure = [&](Config& config) { config.limits.invalid_logins = most; };
      how.shard = shard;
      const HeldRun held = hold_whole(*contract, how);
      const Transcript& transcript = held.checked.transcript;
      return std::ranges::count_if(transcript.exchanges, [](const Exchange& exchange) {
        return exchange.failure != Failure::not_asked &&
               (exchange.step == evidence::step::fails_to_log_in ||
                exchange.step.starts_with("wrong password"));
      });
    };
    const auto whole = wrong({});
    CHECK((whole > 0) == (most > 1));  // one of each round
    CHECK(wrong({1, 3}) + wrong({2, 3}) + wrong({3, 3}) == whole);
  }
}

TEST_CASE("a shard asks less than the whole and says that it is a part") {
  const HeldRun whole = hold_whole("demo.yaml", {.logs_in = true});
  const HeldRun part = hold_whole("demo.yaml", {.logs_in = true, .shard = {2, 3}});
  CHECK(part.checked.transcript.exchanges.size() < whole.checked.transcript.exchanges.size());
  CHECK(std::ranges::any_of(part.checked.report.coverage, [](const std::string& line) {
    return line.find("shard 2 of 3") != std::string::npos;
  }));
}

TEST_CASE("what is no set of shards is refused, and the missing ones are named") {
  CHECK(refusal({}) == "no recordings given");
  CHECK(refusal({empty("a", {})}) == "a is no shard");
  CHECK(refusal({empty("a", {1, 3})}) == "shards 2/3, 3/3 are missing");
  CHECK(refusal({empty("a", {1, 3}), empty("b", {3, 3})}) == "shard 2/3 is missing");
  CHECK(refusal({empty("a", {1, 2}), empty("b", {1, 2})}) == "b: there is another shard 1/2");
  CHECK(refusal({empty("a", {1, 2}), empty("b", {2, 3})}) ==
        "a and b are shards of different numbers");
  auto other = empty("b", {2, 2});
  other.recording.spec_sha256 = "x";
  CHECK(refusal({empty("a", {1, 2}), other}) == "a and b are of different documents");
  other = empty("b", {2, 2});
  other.recording.transcript.run.url = "http://h";
  CHECK(refusal({empty("a", {1, 2}), other}) == "a and b are of different URLs");
  other = empty("b", {2, 2});
  other.recording.transcript.settings.hardening = true;
  CHECK(refusal({empty("a", {1, 2}), other}) ==
        "a and b are of different options or configurations");
  other = empty("b", {2, 2});
  other.recording.tool = "2";
  CHECK(refusal({empty("a", {1, 2}), other}) == "a and b are of different versions of sworn");
  CHECK(refusal({empty("a", {1, 2}), empty("b", {2, 2})}).empty());
}

TEST_CASE("a shard that was stopped makes the whole incomplete, and is named") {
  auto stopped = empty("b", {2, 2});
  stopped.recording.transcript.run.complete = false;
  stopped.recording.transcript.run.stopped_why = "the target stopped answering";
  const auto merged = run::merge({empty("a", {1, 2}), stopped});
  REQUIRE(merged);
  CHECK_FALSE(merged->transcript.run.complete);
  CHECK(merged->transcript.run.stopped_why == "shard 2/2: the target stopped answering");
}

TEST_CASE("one name that two shards gave to different values becomes two") {
  const auto with = [](const char* file, Shard shard, const std::string& subject) {
    run::NamedRecording named = empty(file, shard);
    Transcript& t = named.recording.transcript;
    Exchange e;
    e.interview = "fixation";
    e.subject = subject;
    e.request.url = "http://h/";
    e.request.headers = {{"Cookie", "sid={session POST /login user.sid}; k={alice.ApiKeyAuth}"}};
    t.exchanges = {e};
    for (const char* name : {"{session POST /login user.sid}", "{alice.ApiKeyAuth}"}) {
      t.ledger[name].placeholder = name;
    }
    return named;
  };
  const auto merged = run::merge({with("a", {1, 2}, "POST /a"), with("b", {2, 2}, "POST /b")});
  REQUIRE(merged);
  const auto cookie = [&](std::size_t i) {
    return merged->transcript.exchanges.at(i).request.headers.at(0).value;
  };
  CHECK(cookie(0) == "sid={session POST /login user.sid}; k={alice.ApiKeyAuth}");
  CHECK(cookie(1) == "sid={session POST /login user.sid 2}; k={alice.ApiKeyAuth}");
  CHECK(merged->transcript.ledger.size() == 3);
  CHECK(merged->transcript.ledger.contains("{session POST /login user.sid 2}"));
  CHECK(merged->transcript.exchanges.at(1).id == 2);
}

TEST_CASE("a story that two shards held is taken whole from one of them") {
  const auto with = [](const char* file, Shard shard, std::vector<std::string> steps) {
    run::NamedRecording named = empty(file, shard);
    for (const std::string& step : steps) {
      Exchange e;
      e.interview = "access";
      e.subject = "GET /a";
      e.step = step;
      e.reason = file;
      named.recording.transcript.exchanges.push_back(e);
    }
    return named;
  };
  const auto merged = run::merge(
      {with("b", {2, 2}, {"good", "none", "more"}), with("a", {1, 2}, {"good", "none"})});
  REQUIRE(merged);
  REQUIRE(merged->transcript.exchanges.size() == 2);
  for (const Exchange& exchange : merged->transcript.exchanges) CHECK(exchange.reason == "a");
}

}  // namespace sworn::test
