// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <doctest/doctest.h>

#include "base/text.h"
#include "report/format.h"

namespace {

using sworn::Result;
using sworn::cli::ColorChoice;
using sworn::cli::Command;
using sworn::cli::Options;
using sworn::cli::Parsed;

Options options_of(const std::vector<std::string>& arguments) {
  const Result<Parsed> parsed = sworn::cli::parse(arguments);
  REQUIRE_MESSAGE(parsed, parsed.error().text());
  return parsed->options;
}

std::string error_of(const std::vector<std::string>& arguments) {
  const Result<Parsed> parsed = sworn::cli::parse(arguments);
  return parsed ? "" : parsed.error().text();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("check takes a document, a URL and credentials") {
  const Options options = options_of(
      {"check", "api.yaml", "--url", "http://h", "--auth", "alice:K=v=1", "--auth=bob:K=[x]"});
  CHECK(options.command == Command::check);
  CHECK(options.spec == "api.yaml");
  CHECK(options.url == "http://h");
  CHECK(options.auth == std::vector<std::string>{"alice:K=v=1", "bob:K=[x]"});
  CHECK(options.fail_on.empty());
  CHECK_FALSE(options.rate);
}

TEST_CASE("a repeatable option takes one value, so that the document may follow") {
  const Options options =
      options_of({"check", "--auth", "K=v", "api.yaml", "--include", "tag", "--url=http://h"});
  CHECK(options.spec == "api.yaml");
  CHECK(options.include == std::vector<std::string>{"tag"});
}

TEST_CASE("a document may be called like a command, or be standard input") {
  CHECK(options_of({"check", "plan"}).spec == "plan");
  CHECK(options_of({"plan", "-"}).spec == "-");
}

TEST_CASE("numbers, flags and choices are read") {
  const Options options = options_of({"check",
                                      "--rate",
                                      "2.5",
                                      "--concurrency",
                                      "3",
                                      "--timeout",
                                      "0.5",
                                      "--max-requests",
                                      "99",
                                      "--seed",
                                      "18446744073709551615",
                                      "--writes",
                                      "--hardening",
                                      "--query-probes",
                                      "--min-score",
                                      "70",
                                      "--min-examined",
                                      "40",
                                      "--color",
                                      "never",
                                      "-qv",
                                      "--fail-on",
                                      "never"});
  CHECK(options.rate == 2.5);
  CHECK(options.concurrency == 3);
  CHECK(options.timeout == 0.5);
  CHECK(options.max_requests == 99);
  CHECK(options.seed == 18446744073709551615U);
  CHECK(options.writes);
  CHECK(options.hardening);
  CHECK(options.query_probes);
  CHECK(options.min_score == 70);
  CHECK(options.min_examined == 40);
  CHECK(options.color == ColorChoice::never);
  CHECK(options.quiet);
  CHECK(options.verbose);
  CHECK(options.fail_on == "never");
}

TEST_CASE("a report has a format and may have a file") {
  const Options options =
      options_of({"check", "--report", "json=out.json", "--report", "text", "--report=json=-"});
  REQUIRE(options.reports.size() == 3);
  CHECK(options.reports[0].format == "json");
  CHECK(options.reports[0].file == "out.json");
  CHECK(options.reports[1].format == "text");
  CHECK(options.reports[1].file.empty());
  CHECK(options.reports[2].file.empty());
}

TEST_CASE("what is wrong is said with the remedy, in one line") {
  struct Row {
    std::vector<std::string> arguments;
    std::string expected;
  };
  const Row rows[] = {
      {{"chek"}, "unknown command 'chek' (did you mean check?)"},
      {{"zzzzzz"},
       "unknown command 'zzzzzz' (the commands are check, review, diff, plan, replay, merge, init, "
       "apply, rules, explain, completions, manual)"},
      {{"--verison"}, "unknown option --verison (did you mean --version?)"},
      {{"check", "--urll", "http://h", "a"}, "unknown option --urll (did you mean --url?)"},
      {{"check", "--frobnicate"}, "unknown option --frobnicate (see sworn check --help)"},
      {{"check", "--auht=K=secret"}, "unknown option --auht (did you mean --auth?)"},
      {{"check", "a", "b"}, "unexpected argument 'b' (see sworn check --help)"},
      {{"check", "--url"}, "--url: a value is missing"},
      {{"check", "--url=a", "--url=b"}, "--url is given more than once"},
      {{"check", "--rate", "0"}, "--rate: expected a number above 0, got '0'"},
      {{"check", "--rate", "inf"}, "--rate: expected a number above 0, got 'inf'"},
      {{"check", "--min-examined", "101"},
       "--min-examined: expected a whole number from 0 to 100, got '101'"},
      {{"check", "--seed", "-1"},
       "--seed: expected a whole number from 0 to 18446744073709551615, got '-1'"},
      {{"check", "--fail-on", "hihgh"}, "--fail-on: unknown value 'hihgh', did you mean high?"},
      {{"check", "--color", "purple"},
       "--color: unknown value 'purple', expected auto, always, never"},
      {{"check", "--report", "pdf=x"},
       "--report: unknown format 'pdf' (the formats are " +
           sworn::base::join(sworn::report::format_names(), ", ") + ")"},
      {{"check", "--report", "json="}, "--report: no file after '=' (give --report json=FILE)"}};
  for (const Row& row : rows) CHECK(error_of(row.arguments) == row.expected);
}

TEST_CASE("no error shows a credential") {
  for (const std::vector<std::string>& arguments :
       {std::vector<std::string>{"check", "--auht", "K=s3cret"},
        {"check", "--auth=K=s3cret", "--rate", "x"},
        {"check", "--auth", "K=s3cret", "--auth"}}) {
    const std::string error = error_of(arguments);
    CHECK_FALSE(error.empty());
    CHECK_FALSE(contains(error, "s3cret"));
  }
}

TEST_CASE("every command has help that teaches") {
  for (const char* command : {"check", "plan", "init", "rules", "explain"}) {
    const Result<Parsed> parsed = sworn::cli::parse({command, "--help"});
    REQUIRE(parsed);
    CAPTURE(command);
    CHECK(contains(parsed->answer, std::string("Usage: sworn ") + command));
    CHECK(contains(parsed->answer, "Examples:"));
  }
  const Result<Parsed> check = sworn::cli::parse({"check", "--help"});
  CHECK(contains(check->answer, "Exit codes:"));
  CHECK(contains(check->answer, "--auth [WHO:]SCHEME=VALUE"));
  const Result<Parsed> top = sworn::cli::parse({"--help"});
  CHECK(contains(top->answer, "Commands:"));
  CHECK(top->answer == sworn::cli::help_text());
}

TEST_CASE("the version is told alone") {
  CHECK(sworn::cli::parse({"--version"})->answer.starts_with("sworn "));
}

TEST_CASE("review takes a document and diff takes two") {
  const Options review = options_of({"review", "api.yaml", "--fail-on", "low"});
  CHECK(review.command == Command::review);
  CHECK(review.spec == "api.yaml");
  CHECK(review.fail_on == "low");
  const Options diff = options_of({"diff", "old.yaml", "new.yaml", "--side=owner"});
  CHECK(diff.command == Command::diff);
  CHECK(diff.old_spec == "old.yaml");
  CHECK(diff.spec == "new.yaml");
  CHECK(diff.side == "owner");
  CHECK(contains(error_of({"diff", "a", "b", "--side", "server"}), "--side"));
  CHECK(contains(error_of({"diff", "a", "b", "c"}), "'c'"));
}

TEST_CASE("bounds of a document are numbers above 0, bytes with a unit if need be") {
  const Options options = options_of({"review",
                                      "a.yaml",
                                      "--spec-limit",
                                      "bytes=2M",
                                      "--spec-limit",
                                      "depth=10",
                                      "--spec-limit=values=5",
                                      "--spec-limit=files=3"});
  CHECK(options.spec_limits.bytes == std::size_t{2} * 1024 * 1024);
  CHECK(options.spec_limits.depth == 10);
  CHECK(options.spec_limits.values == 5);
  CHECK(options.spec_limits.files == 3);
  for (const char* wrong :
       {"bytes", "bytes=", "bytes=0", "bytes=1T", "depth=2K", "depth=1001", "size=1", "files=-1"}) {
    CAPTURE(wrong);
    CHECK(contains(error_of({"review", "a.yaml", "--spec-limit", wrong}), "--spec-limit"));
  }
}

TEST_CASE("a run may be recorded, and be a part of one") {
  const Options options = options_of({"check", "api.yaml", "--record", "run.har", "--shard=2/3"});
  CHECK(options.record == "run.har");
  CHECK(options.shard == sworn::Shard{2, 3});
  CHECK(options_of({"check", "api.yaml"}).shard == sworn::Shard{});
  for (const char* text :
       {"0/3", "4/3", "1", "1/", "/3", "1/0", "a/b", "1/3x", "-1/3", "1/99999"}) {
    CAPTURE(text);
    CHECK(contains(error_of({"check", "--shard", text}), "--shard: expected I/N"));
  }
}

TEST_CASE("replay takes a recording and a document, merge as many recordings as there are") {
  const Options replay = options_of({"replay", "run.har", "api.yaml", "--rule", "session"});
  CHECK(replay.command == Command::replay);
  CHECK(replay.recording == "run.har");
  CHECK(replay.spec == "api.yaml");
  const Options merge = options_of({"merge", "1.har", "2.har", "3.har", "--record", "all.har"});
  CHECK(merge.command == Command::merge);
  CHECK(merge.recordings == std::vector<std::string>{"1.har", "2.har", "3.har"});
  CHECK(merge.record == "all.har");
  CHECK(contains(error_of({"replay", "run.har", "api.yaml", "--auth", "K=v"}), "--auth"));
}

TEST_CASE("apply takes a document and an overlay, and a file to write with either name of it") {
  const Options apply = options_of({"apply", "api.yaml", "overlay.yaml", "-o", "new.yaml"});
  CHECK(apply.command == Command::apply);
  CHECK(apply.spec == "api.yaml");
  CHECK(apply.overlay == "overlay.yaml");
  CHECK(apply.output == "new.yaml");
  CHECK(options_of({"apply", "a", "b", "--output", "c"}).output == "c");
  CHECK(contains(error_of({"apply", "a", "b", "c"}), "unexpected argument 'c'"));
}
