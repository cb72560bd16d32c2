// SPDX-License-Identifier: Apache-2.0
#include "evidence/har.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/random.h"
#include "document/node.h"
#include "evidence/har_fields.h"

namespace sworn::evidence {
namespace {

/// Makes values of every kind that a recording may hold, hostile ones among them.
class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed, "har") {}

  std::string text() {
    static const std::string_view bytes(
        "ab {}[]\",:\\/\n\r\t\0\x01\x7f\xc3\xa9\xe2\x80\xae\xff\xed\xa0\x80", 31);
    return random_.draw(bytes, random_.below(12));
  }
  Headers headers() {
    Headers all(random_.below(3));
    for (Header& header : all) header = {text(), text()};
    return all;
  }
  int number() { return static_cast<int>(random_.below(100'000)) - 50'000; }
  bool chance() { return random_.below(2) == 0; }
  double time() { return static_cast<double>(random_.below(1'000'000'007)) / 977.0; }
  std::vector<std::string> texts() {
    std::vector<std::string> all(random_.below(3));
    for (std::string& one : all) one = text();
    return all;
  }

  Exchange exchange(int id) {
    Exchange e;
    e.id = id;
    for (std::string* part :
         {&e.interview, &e.subject, &e.conversation, &e.step, &e.operation, &e.identity}) {
      *part = text();
    }
    e.round = number();
    e.request = {text(), text(), headers(), text()};
    if (chance())
      e.response =
          Response{100 + static_cast<int>(random_.below(500)), text(), headers(), text(), chance()};
    e.failure = static_cast<Failure>(random_.below(har::failure_names.size()));
    e.reason = text();
    e.started_ms = time();
    e.duration_ms = time();
    for (std::size_t i = random_.below(3); i > 0; --i) {
      e.credentials.push_back({text(), text(), static_cast<CredentialState>(i), text(), text()});
    }
    return e;
  }

  Recording recording() {
    Recording recording;
    Transcript& t = recording.transcript;
    recording.spec_file = text();
    recording.spec_sha256 = text();
    recording.tool = "1.2.3";
    t.run = {static_cast<std::int64_t>(random_.below(2'000'000'000'000)),
             time(),
             number(),
             ~std::uint64_t{0} - random_.below(9),
             text(),
             chance(),
             chance(),
             text(),
             {number(), number()}};
    JudgeSettings& s = t.settings;
    s.identities = {{text(), texts(), {{"id", texts()}}, text(), text(), IdentityState::expired}};
    s.schemes = {{text(), text(), text(), text(), text(), {text(), number(), number(), text()}}};
    s.severity = {{"rule", text()}};
    s.suppress = {{text(), text(), text(), text()}};
    s.reads = texts();
    s.rules = texts();
    s.skip_rules = texts();
    s.out_of_scope = texts();
    s.hardening = chance();
    s.undeclared = texts();
    s.config_file = text();
    for (int i = 1; i < 8; ++i) t.exchanges.push_back(exchange(i));
    const std::string placeholder = text();
    t.ledger[placeholder] = {
        placeholder, random_.below(99), text(), text(), text(), chance(), {{"sub", text()}}};
    return recording;
  }

 private:
  base::RandomStream random_;
};

std::string refusal(const std::string& text) {
  const auto recording = read_har(text, "run.har");
  return recording ? "" : recording.error().text();
}

}  // namespace

TEST_CASE("what is written is what is read, whatever bytes it holds") {
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    const Recording recording = Generator(seed).recording();
    const std::string text = write_har(recording);
    const auto read = read_har(text, "run.har");
    REQUIRE_MESSAGE(read, read.error().text());
    CHECK(read->is_own);
    CHECK(read->spec_file == recording.spec_file);
    CHECK(read->spec_sha256 == recording.spec_sha256);
    CHECK(read->tool == recording.tool);
    CHECK((read->transcript == recording.transcript));
    const std::string again = write_har(*read);
    const std::size_t at =
        static_cast<std::size_t>(std::ranges::mismatch(text, again).in1 - text.begin());
    CHECK_MESSAGE((again == text), text.substr(at < 80 ? 0 : at - 80, 160));
  }
}

TEST_CASE("a recording is HAR 1.2: every member that it requires is there") {
  Recording recording;
  recording.transcript.run.started_ms = 1795208400123;
  Exchange e;
  e.id = 1;
  e.interview = "access";
  e.request = {"POST", "http://h/a?x=1&y=a%20b", {{"Cookie", "a=1; b=2"}}, "body"};
  e.response = Response{200, "HTTP/1.1", {{"Set-Cookie", "s=1; Path=/"}}, "\xff", false};
  e.started_ms = 1000.4;
  recording.transcript.exchanges = {e};
  e.id = 2;
  e.response.reset();
  e.failure = Failure::timeout;
  recording.transcript.exchanges.push_back(e);
  const auto document = document::parse_json(write_har(recording), "run.har");
  REQUIRE(document);
  const auto text_at = [&](const std::string& pointer) {
    const document::Node* node = document::at_pointer(document->root(), "/log" + pointer);
    return node == nullptr                             ? "nothing"
           : node->is_sequence() || node->is_mapping() ? "all"
                                                       : std::string(node->text());
  };
  struct Row {
    const char* pointer;
    const char* text;
  };
  for (const Row& row : {Row{"/version", "1.2"},
                         {"/creator/name", "sworn"},
                         {"/entries/0/startedDateTime", "2026-11-20T21:00:01.123Z"},
                         {"/entries/0/time", "0"},
                         {"/entries/0/cache", "all"},
                         {"/entries/0/timings/send", "0"},
                         {"/entries/0/timings/wait", "0"},
                         {"/entries/0/timings/receive", "0"},
                         {"/entries/0/request/method", "POST"},
                         {"/entries/0/request/httpVersion", "HTTP/1.1"},
                         {"/entries/0/request/queryString/1/value", "a b"},
                         {"/entries/0/request/cookies/1/name", "b"},
                         {"/entries/0/request/postData/text", "body"},
                         {"/entries/0/request/headersSize", "-1"},
                         {"/entries/0/request/bodySize", "4"},
                         {"/entries/0/response/status", "200"},
                         {"/entries/0/response/statusText", ""},
                         {"/entries/0/response/cookies/0/value", "1"},
                         {"/entries/0/response/content/size", "1"},
                         {"/entries/0/response/content/mimeType", ""},
                         {"/entries/0/response/content/text", "/w=="},
                         {"/entries/0/response/content/encoding", "base64"},
                         {"/entries/0/response/redirectURL", ""},
                         {"/entries/0/response/bodySize", "1"},
                         {"/entries/1/response/status", "0"}}) {
    CAPTURE(row.pointer);
    CHECK(text_at(row.pointer) == row.text);
  }
}

TEST_CASE("the names of a recording are those that reports have") {
  for (std::size_t i = 0; i < har::failure_names.size(); ++i) {
    CHECK(har::failure_names.at(i) == name_of(static_cast<Failure>(i)));
  }
}

TEST_CASE("a file that is no recording is refused with its place") {
  CHECK(refusal("").find("run.har:1") == 0);
  CHECK(refusal("{\"log\": {\"entries\": [").find("run.har:1:") == 0);
  CHECK(refusal("[]").find("run.har:1:1: this is no HAR file") == 0);
  CHECK(refusal("{\"log\": {}}").find("run.har:1:1: this is no HAR file") == 0);
  CHECK(refusal("{\"log\": {\"entries\": 1}}") == "run.har:1:21: 'entries' is not an array");
  CHECK(refusal("{\"log\": {\"entries\": [\n 7]}}") ==
        "run.har:2:2: 'entries' is not a list of objects");
  CHECK(refusal("{\"log\": {\"entries\": [\n {}]}}") ==
        "run.har:2:2: 'request' is missing (HAR 1.2 requires it)");
  CHECK(refusal(R"({"log":{"entries":[{"request":{},"response":{"status":"200"}}]}})")
            .find("'status' is not a status") != std::string::npos);
  CHECK(refusal(R"({"log":{"_sworn":{"version":2},"entries":[]}})")
            .find("version 2, which this sworn does not read") != std::string::npos);
  CHECK(refusal(R"({"log":{"_sworn":{"version":1,"run":{"seed":"-1"}},"entries":[]}})")
            .find("'seed' is not a number as text") != std::string::npos);
  CHECK(refusal(R"({"log":{"_sworn":{"version":1,"run":{"started_ms":-1}},"entries":[]}})")
            .find("'started_ms' is not a time") != std::string::npos);
  CHECK(refusal("{\"log\":{\"entries\":" + std::string(5000, '[') + std::string(5000, ']') + "}}")
            .find("run.har:1:") == 0);
}

TEST_CASE("no prefix of a recording and no changed byte in it is more than refused") {
  const std::string text = write_har(Generator(3).recording());
  base::RandomStream random(1, "changes");
  std::size_t refused = 0;
  for (std::size_t size = 0; size < text.size() - 1; size += 7) {
    if (!read_har(std::string_view(text).substr(0, size), "run.har")) ++refused;
    std::string changed = text;
    changed[random.below(text.size())] = random.draw("0\"{}[]:,x", 1).front();
    if (const auto read = read_har(changed, "run.har")) {
      const std::string again = write_har(*read);
      const auto twice = read_har(again, "again.har");
      REQUIRE_MESSAGE(twice, twice.error().text());
      CHECK((write_har(*twice) == again));
    }
  }
  CHECK(refused == (text.size() - 1 + 6) / 7);
}

TEST_CASE("a recording of a clock that was never set can be read, written and read again") {
  const auto read = read_har(
      R"({"log":{"entries":[{"startedDateTime":"1013-11-20T21:00:01+02:00","time":1,
          "request":{"method":"GET","url":"http://h/a"},"response":{"status":200}}]}})",
      "x.har");
  REQUIRE(read);
  CHECK(read_har(write_har(*read), "again.har"));
}

}  // namespace sworn::evidence
