// SPDX-License-Identifier: Apache-2.0
#include "cli/help.h"

namespace sworn::cli {
namespace {

const char* const exit_codes = R"(Exit codes:
  0    nothing at or above the threshold
  1    new findings at or above it, or the score or --fail-on-inconclusive says no
  2    usage, configuration or spec error
  3    could not test: target unreachable, a credential that should work opened nothing,
       no secured operation examined, fewer examined than --min-examined
  4    internal error
  130  stopped by SIGINT (143: SIGTERM); the report of what was done is still written)";

const char* const text_exit_codes = R"(Exit codes:
  0    nothing at or above the threshold
  1    findings at or above it
  2    usage, configuration or spec error
  4    internal error)";

HelpPage program_page() {
  return {"Cross-examines a running API against its OpenAPI document and proves every mismatch.",
          "sworn COMMAND [OPTIONS]",
          R"(Examples:
  sworn review openapi.yaml
  sworn diff main.yaml openapi.yaml
  sworn init openapi.yaml --output sworn.yaml
  sworn plan openapi.yaml --url http://127.0.0.1:8080
  sworn check openapi.yaml --url http://127.0.0.1:8080 --auth ApiKeyAuth=env:API_KEY

"sworn COMMAND --help" explains a command.)"};
}

HelpPage check_page() {
  return {
      "Asks the API, compares its answers with the document and reports where they disagree.\n"
      "By default only reads and the login, refresh and logout operations are sent.",
      "sworn check [SPEC] [--url URL] [--auth [WHO:]SCHEME=VALUE]... [OPTIONS]",
      std::string(R"(Examples:
  sworn check openapi.yaml --url http://127.0.0.1:8080 --auth ApiKeyAuth=env:API_KEY
  sworn check openapi.yaml --url https://staging.example --auth alice:Key=@alice.key \
      --auth bob:Key=@bob.key --report json=sworn.json --fail-on high
  sworn check --fail-on never --write-baseline baseline.json
  sworn check --baseline baseline.json --fail-on high
  sworn check openapi.yaml --url https://staging.example --record run.har
  sworn check                 (all from sworn.yaml in this folder; "sworn init" writes one)

)") + exit_codes};
}

HelpPage review_page() {
  return {
      "Judges the OpenAPI document alone: prints its security contract, and what is wrong with "
      "it.\n"
      "Nothing is sent to the API.",
      "sworn review SPEC [OPTIONS]",
      std::string(R"(Examples:
  sworn review openapi.yaml
  sworn review openapi.yaml --fail-on low --report json=review.json
  sworn review https://api.example/openapi.json --skip-rule review-cleartext-server

)") + text_exit_codes};
}

HelpPage diff_page() {
  return {
      "Reports what changed in the security contract between two documents, rated from the side\n"
      "of the API's owner (is less protected?) and of its clients (does something break?).",
      "sworn diff OLD NEW [OPTIONS]",
      std::string(R"(Examples:
  sworn diff main.yaml openapi.yaml
  sworn diff main.yaml openapi.yaml --side owner --fail-on high
  git show main:openapi.yaml | sworn diff - openapi.yaml

)") + text_exit_codes};
}

HelpPage plan_page() {
  return {"Prints the requests that check would send. Nothing is sent.",
          "sworn plan [SPEC] [--url URL] [--auth [WHO:]SCHEME=VALUE]... [OPTIONS]",
          R"(Examples:
  sworn plan openapi.yaml --auth ApiKeyAuth=any
  sworn plan openapi.yaml --config sworn.yaml --writes --verbose)"};
}

HelpPage replay_page() {
  return {
      "Judges a recording again, without asking anybody: of check --record, with a document or\n"
      "rules that may have changed, or a HAR file of a browser or proxy as far as it goes.",
      "sworn replay RUN.har SPEC [OPTIONS]",
      std::string(R"(Examples:
  sworn replay run.har openapi.yaml
  sworn replay run.har openapi.yaml --rule session --report json=sworn.json
  sworn replay run.har openapi.yaml --config sworn.yaml --baseline baseline.json
  sworn replay browser.har openapi.yaml --url https://staging.example

)") + exit_codes};
}

HelpPage merge_page() {
  return {"Unites what the shards of one check recorded, to be judged as one run.",
          "sworn merge RUN.har... [--record FILE]",
          R"(Examples:
  sworn check openapi.yaml --url "$API_URL" --shard 1/2 --record 1.har
  sworn check openapi.yaml --url "$API_URL" --shard 2/2 --record 2.har
  sworn merge 1.har 2.har --record all.har
  sworn merge 1.har 2.har | sworn replay - openapi.yaml)"};
}

HelpPage init_page() {
  return {"Writes a sworn.yaml to fill in, made from the schemes and operations of the document.",
          "sworn init SPEC [--url URL] [--output FILE]",
          R"(Examples:
  sworn init openapi.yaml
  sworn init openapi.yaml --url http://127.0.0.1:8080 --output sworn.yaml)"};
}

HelpPage apply_page() {
  return {
      "Writes the document with an overlay applied: the one that --report overlay wrote, or any\n"
      "OpenAPI Overlay 1.0 or 1.1. Comments, order and layout stay where nothing changes; only\n"
      "SPEC itself is changed, not the files that it refers to.",
      "sworn apply SPEC OVERLAY [-o FILE]",
      R"(Examples:
  sworn check openapi.yaml --url "$API_URL" --report overlay=observed.overlay.yaml
  sworn apply openapi.yaml observed.overlay.yaml | diff openapi.yaml -
  sworn apply openapi.yaml observed.overlay.yaml -o openapi.yaml

Exit codes:
  0    the document is written; actions whose target is not in it are named on stderr,
       and so is what had to be written anew, without its comments
  2    usage, a document or overlay that cannot be read, an action that cannot be carried out
  4    internal error)"};
}

HelpPage rules_page() {
  return {"Prints the catalogue: the id, severity and title of every rule.",
          "sworn rules [--markdown]",
          R"(Examples:
  sworn rules
  sworn rules | grep session
  sworn rules --markdown)"};
}

HelpPage explain_page() {
  return {
      "Explains a rule: what is promised, how a mismatch is proven, what only looks like it, and "
      "how\n"
      "to mend it; for rules of access, sessions and tokens with an example for Express, Flask, "
      "Fiber,\n"
      "Chi, Axum and plain HTTP.",
      "sworn explain ID",
      R"(Examples:
  sworn explain session-fixation
  sworn explain access-not-enforced)"};
}

HelpPage completions_page() {
  return {"Prints a script that completes commands, options, rule ids and files in a shell.",
          "sworn completions SHELL",
          R"(Examples:
  source <(sworn completions bash)
  sworn completions zsh > "${fpath[1]}/_sworn"
  sworn completions fish > ~/.config/fish/completions/sworn.fish)"};
}

HelpPage manual_page() {
  return {"Prints the source of the manual page sworn(1), as it is installed.",
          "sworn manual",
          R"(Examples:
  sworn manual | man -l -)"};
}

}  // namespace

HelpPage help_page(const std::string& command) {
  if (command == "check") return check_page();
  if (command == "review") return review_page();
  if (command == "diff") return diff_page();
  if (command == "plan") return plan_page();
  if (command == "replay") return replay_page();
  if (command == "merge") return merge_page();
  if (command == "init") return init_page();
  if (command == "apply") return apply_page();
  if (command == "rules") return rules_page();
  if (command == "explain") return explain_page();
  if (command == "completions") return completions_page();
  if (command == "manual") return manual_page();
  return program_page();
}

}  // namespace sworn::cli
