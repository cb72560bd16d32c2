// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "support/process.h"
#include "support/raw_server.h"

// What a person sees: script(1) gives the program a terminal, whose output this reads.

namespace {

using namespace sworn::test;
using Variables = std::map<std::string, std::string>;

const char* const spec = R"(openapi: 3.0.3
info: {title: T, version: '1'}
security: [{Key: []}]
paths:
  /a: {get: {responses: {'200': {description: ok}}}}
components:
  securitySchemes: {Key: {type: apiKey, in: query, name: key}}
)";

struct Terminal {
  Folder folder;
  std::string document = folder.file("openapi.yaml", spec);

  /// Nothing of the variables that decide about colour is inherited.
  [[nodiscard]] Outcome on(const std::string& shell, Variables variables) const {
    std::string command = "env -u NO_COLOR -u CLICOLOR -u CLICOLOR_FORCE -u FORCE_COLOR -u CI ";
    for (const auto& [name, value] : variables) command.append(name + "=" + value + " ");
    return run({"/bin/sh", {"-c", command + shell}, {}, folder.path()});
  }
  [[nodiscard]] std::string shown(const std::string& arguments, const Variables& variables) const {
    const std::string program = std::string(SWORN_BINARY) + " " + arguments;
    return on("script -qec '" + program + "' /dev/null </dev/null", variables).out;
  }
  [[nodiscard]] std::string piped(const std::string& arguments, const Variables& variables) const {
    return on(std::string(SWORN_BINARY) + " " + arguments, variables).out;
  }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool is_colored(const std::string& text) {
  CHECK(has(text, "review-key-in-url"));
  return has(text, "\x1b[1m");
}

}  // namespace

TEST_CASE("a terminal gets colours and a pipe none, unless the caller says otherwise") {
  const Terminal terminal;
  const std::string review = "review openapi.yaml";
  const Variables usual = {{"TERM", "xterm"}};
  CHECK(is_colored(terminal.shown(review, usual)));
  CHECK_FALSE(is_colored(terminal.piped(review, usual)));
  CHECK_FALSE(is_colored(terminal.shown(review, {{"TERM", "dumb"}})));
  CHECK_FALSE(is_colored(terminal.shown(review, {{"TERM", "xterm"}, {"NO_COLOR", "1"}})));
  CHECK_FALSE(is_colored(terminal.shown(review, {{"TERM", "xterm"}, {"CLICOLOR", "0"}})));
  CHECK_FALSE(is_colored(terminal.shown(review + " --color never", usual)));
  CHECK(is_colored(terminal.piped(review, {{"CLICOLOR_FORCE", "1"}})));
  CHECK_FALSE(is_colored(terminal.piped(review, {{"CLICOLOR_FORCE", "1"}, {"NO_COLOR", "1"}})));
  CHECK(is_colored(terminal.piped(review + " --color always", {{"NO_COLOR", "1"}})));
}

TEST_CASE("the line of progress is gone when the report begins on the same terminal") {
  RawServer server(
      [](const std::string&) { return Reply().then(std::chrono::milliseconds(30), ok("{}")); });
  const Terminal terminal;
  const std::string check =
      "check openapi.yaml --auth Key=sk_live_1b6f0c3d9a8e --url " + server.url();
  const std::string erase = "\r\x1b[K";
  const std::string live = terminal.shown(check, {{"TERM", "xterm"}});
  const std::size_t last = live.rfind(erase);
  REQUIRE(last != std::string::npos);
  CHECK(has(live.substr(0, last), "requests"));
  CHECK_FALSE(has(live.substr(last), " interviews, "));
  const std::size_t report = live.find("T 1", last);
  CHECK(report != std::string::npos);
  CHECK(report < last + 20);
  for (const Variables& plain : {Variables{{"TERM", "dumb"}}, {{"TERM", "xterm"}, {"CI", "1"}}}) {
    const std::string lines = terminal.shown(check, plain);
    CHECK_FALSE(has(lines, erase));
    CHECK(has(lines, "sworn: reach, 0 requests\r\n"));
  }
  CHECK_FALSE(has(terminal.shown(check + " --quiet", {{"TERM", "xterm"}}), "interviews"));
}
