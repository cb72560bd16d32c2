// SPDX-License-Identifier: Apache-2.0
#include "cli/options.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <sstream>

#include "base/text.h"
#include "cli/command_reading.h"
#include "cli/help_formatter.h"
#include "cli/option_table.h"
#include "cli/option_value.h"
#include "cli/usage_error.h"
#include "report/format.h"
#include "sworn/revision.h"
#include "sworn/version.h"

// CLI11 is known here, in option_table, command_reading, usage_error and help_formatter; its
// exceptions end here.

namespace sworn::cli {
namespace {

constexpr const char* policy_text = "severity, suppress and fail_on of this sworn.yaml";
constexpr std::uint64_t most_int = std::numeric_limits<int>::max();

void add_references(CLI::App& app, Options& options) {
  Table table(app, "Document");
  table.value("--ref-root", options.ref_root, "DIR", "references may reach this folder");
  table.flag("--allow-remote-refs", options.allow_remote_refs, "follow references to http(s) URLs");
  table
      .value("--assume-version",
             options.assume_version,
             "VERSION",
             "read an unknown version as this one")
      ->check(one_of({"2.0", "3.0", "3.1", "3.2"}));
  app.add_option_function<std::vector<std::string>>(
         "--spec-limit",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             if (const std::string fault = set_spec_limit(text, options.spec_limits);
                 !fault.empty()) {
               throw CLI::ValidationError("--spec-limit: " + fault);
             }
           }
         },
         "bytes, depth, values or files that a document may have")
      ->option_text("NAME=N ...")
      ->group("Document")
      ->allow_extra_args(false);
}

void add_input(CLI::App& app, Options& options, const char* url_text) {
  app.add_option("SPEC", options.spec, "the OpenAPI document: a file, - or an http(s) URL")
      ->option_text(" ");
  Table table(app, "Input");
  table.value("--url", options.url, "URL", url_text);
  table.value("--config", options.config, "FILE", "configuration (default: sworn.yaml, if there)");
  table.list(
      "--auth", options.auth, "[WHO:]SCHEME=VALUE", "a credential; VALUE may be @FILE or env:NAME");
  add_references(app, options);
}

void add_rules(Table& table, Options& options) {
  table.list("--rule", options.rules, "ID", "only this rule, or those that begin so");
  table.list("--skip-rule", options.skip_rules, "ID", "not this rule or family");
}

void add_scope(CLI::App& app, Options& options) {
  Table table(app, "What is examined");
  table.list(
      "--include", options.include, "PATTERN", "only \"GET /items/*\", a tag, an operationId");
  table.list("--exclude", options.exclude, "PATTERN", "not these");
  add_rules(table, options);
  table.flag(
      "--writes",
      options.writes,
      "also send what creates or changes own objects; register accounts where two are needed");
  table.flag("--query-probes",
             options.query_probes,
             "also put credentials into URLs where the document does not (always on loopback)");
  table.flag("--hardening", options.hardening, "also judge what no contract promises");
  table.value("--seed", options.seed, "N", "repeat the random choices of an earlier run")
      ->check(whole(0, std::numeric_limits<std::uint64_t>::max()));
}

void add_pace(CLI::App& app, Options& options) {
  Table table(app, "Pace");
  table
      .value("--rate", options.rate, "N", "requests a second (default: 20, on loopback unbounded)")
      ->check(positive());
  table
      .value(
          "--concurrency", options.concurrency, "N", "in flight (default: 8 on loopback, else 4)")
      ->check(whole(1, 256));
  table.value("--timeout", options.timeout, "SECONDS", "for one request (default: 10)")
      ->check(positive());
  table.value("--max-requests", options.max_requests, "N", "stop after that many (default: 5000)")
      ->check(whole(1, most_int));
}

void add_trust(CLI::App& app, Options& options) {
  Table table(app, "Connection");
  table.value("--proxy", options.proxy, "URL", "send through this proxy");
  table.value("--cacert", options.ca_file, "FILE", "certificates to trust, PEM");
  table.flag("--insecure", options.insecure, "do not verify the server's certificate");
}

void add_connection(CLI::App& app, Options& options) {
  add_trust(app, options);
  Table table(app, "Connection");
  table.value("--cert", options.client_certificate, "FILE", "client certificate, PEM");
  table.value("--key", options.client_key, "FILE", "its private key, PEM");
}

void add_report(CLI::App& app, Options& options) {
  Table table(app, "Report and exit code");
  app.add_option_function<std::vector<std::string>>(
         "--report",
         [&options](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             Result<ReportTarget> target = report_target(text);
             if (!target) throw CLI::ValidationError(target.error().text());
             options.reports.push_back(std::move(*target));
           }
         },
         base::join(report::format_names(), ", ") + "; to a file, or to standard output")
      ->option_text("FORMAT[=FILE] ...")
      ->group("Report and exit code")
      ->allow_extra_args(false);
  table
      .value("--fail-on",
             options.fail_on,
             "SEVERITY",
             "critical, high, medium, low, info or never (default: medium)")
      ->check(one_of({"critical", "high", "medium", "low", "info", "never"}));
  table.value("--baseline", options.baseline, "FILE", "what is in it is known and does not fail");
  table.value(
      "--write-baseline", options.write_baseline, "FILE", "write what was found, to be known");
}

void add_gates(CLI::App& app, Options& options) {
  add_report(app, options);
  Table table(app, "Report and exit code");
  table.flag("--fail-on-inconclusive", options.fail_on_inconclusive, "not knowing is exit code 1");
  table.value("--min-examined", options.min_examined, "PERCENT", "fewer examined is exit code 3")
      ->check(whole(0, 100));
  table.value("--min-score", options.min_score, "N", "a lower score is exit code 1")
      ->check(whole(0, 100));
}

void add_verdict(CLI::App& app, Options& options) {
  add_gates(app, options);
  Table table(app, "Report and exit code");
  table.flag("--verify-auth", options.verify_auth, "only prove that each credential works");
}

void add_recording(CLI::App& app, Options& options) {
  Table table(app, "Recording");
  table.value("--record", options.record, "FILE", "write all exchanges, sealed, as HAR");
  app.add_option_function<std::string>(
         "--shard",
         [&options](const std::string& text) {
           if (const std::string fault = set_shard(text, options.shard); !fault.empty()) {
             throw CLI::ValidationError("--shard: " + fault);
           }
         },
         "do part I of N of the work")
      ->option_text("I/N")
      ->group("Recording");
}

void add_output(CLI::App& app, Options& options) {
  Table table(app, "Output");
  table.flag("-v,--verbose", options.verbose, "every operation and exchange");
  table.flag("-q,--quiet", options.quiet, "no progress, no remarks");
  const auto set_color = [&options](const std::string& text) {
    options.color = text == "always"  ? ColorChoice::always
                    : text == "never" ? ColorChoice::never
                                      : ColorChoice::automatic;
  };
  app.add_option_function<std::string>("--color", set_color, "auto, always or never")
      ->option_text("WHEN")
      ->group("Output")
      ->check(one_of({"auto", "always", "never"}));
}

/// "sworn 0.1.0", of a commit between versions "sworn 0.1.0 (1a2b3c4d5e6f)".
std::string version_text() {
  const std::string commit = revision;
  return "sworn " + std::string(version) + (commit.empty() ? "" : " (" + commit + ")");
}

/// The commands and their options; what is parsed is left in `options`.
class CommandLine {
 public:
  explicit CommandLine(Options& options) : app_("", "sworn"), options_(options) {
    app_.formatter(std::make_shared<HelpFormatter>());
    app_.require_subcommand(0, 1);
    app_.allow_extras();
    app_.set_help_flag("-h,--help", "print this help");
    app_.set_version_flag("--version", version_text(), "print the version");
    CLI::App& check = add(Command::check, "check", "ask the API and report every mismatch");
    add_input(
        check, options, "where the API runs; a path (or a slash) stands for the whole server");
    add_scope(check, options);
    add_pace(check, options);
    add_connection(check, options);
    add_verdict(check, options);
    add_recording(check, options);
    add_output(check, options);
    add_review();
    add_diff();
    CLI::App& plan = add(Command::plan, "plan", "print the requests that check would send");
    add_input(plan, options, "where the API would run");
    add_scope(plan, options);
    add_pace(plan, options);
    add_output(plan, options);
    add_replay();
    add_merge();
    add_init();
    add_apply();
    Table(add(Command::rules, "rules", "list the rules"), "Options")
        .flag("--markdown", options.markdown, "all that is known of them, as docs/rules.md has it");
    CLI::App& explain = add(Command::explain, "explain", "explain a rule");
    explain.add_option("ID", options.rule, "of the rule; \"sworn rules\" lists them")
        ->option_text(" ");
    CLI::App& completions =
        add(Command::completions, "completions", "print the completion script of a shell");
    completions.add_option("SHELL", options.shell, "bash, zsh or fish")
        ->option_text(" ")
        ->check(one_of({"bash", "zsh", "fish"}));
    add(Command::manual, "manual", "print the source of the manual page");
    // Last, so that it ends the table of options.
    for (CLI::App* const command : app_.get_subcommands({})) {
      command->set_help_flag("-h,--help", "print this help")->group("Help");
    }
  }

  Result<Parsed> parse(const std::vector<std::string>& arguments) {
    try {
      // CLI11 takes them from the back.
      app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
    } catch (const CLI::CallForHelp&) {
      return Parsed{{}, app_.help()};
    } catch (const CLI::CallForVersion& answer) {
      return Parsed{{}, std::string(answer.what()) + "\n"};
    } catch (const CLI::ParseError& error) {
      // An option that takes a value may have eaten the one that is unknown: name that first.
      if (auto unknown = refuse_extras(app_)) return *unknown;
      return Error{message_of(error), {}, ""};
    }
    if (auto unknown = refuse_extras(app_)) return *unknown;
    return Parsed{options_, ""};
  }

  [[nodiscard]] std::string help() const { return app_.help(); }

  [[nodiscard]] std::vector<CommandEntry> table() {
    std::vector<CommandEntry> entries = {command_of(app_)};
    for (CLI::App* const command : app_.get_subcommands({})) {
      entries.push_back(command_of(*command));
    }
    return entries;
  }

 private:
  CLI::App& add(Command command, const char* name, const char* text) {
    CLI::App* const app = app_.add_subcommand(name, text);
    app->allow_extras();
    app->parse_complete_callback([this, command] { options_.command = command; });
    return *app;
  }

  void add_init() {
    CLI::App& init = add(Command::init, "init", "write a sworn.yaml to fill in");
    init.add_option("SPEC", options_.spec, "the OpenAPI document: a file, - or an http(s) URL")
        ->option_text(" ");
    Table table(init, "Options");
    table.value("--url", options_.url, "URL", "where the API runs");
    table.value("--output", options_.output, "FILE", "a file that does not exist yet");
    add_references(init, options_);
  }

  void add_review() {
    CLI::App& review = add(Command::review, "review", "judge the document alone, without a server");
    review.add_option("SPEC", options_.spec, "the OpenAPI document: a file, - or an http(s) URL")
        ->option_text(" ");
    add_text_judgement(review);
  }

  void add_diff() {
    CLI::App& diff = add(Command::diff, "diff", "report what changed in the security contract");
    diff.add_option("OLD", options_.old_spec, "the document as it was")->option_text(" ");
    diff.add_option("NEW", options_.spec, "the document as it is")->option_text(" ");
    Table table(diff, "What is judged");
    table.value("--side", options_.side, "SIDE", "whose severity counts: owner, client or both")
        ->check(one_of({"owner", "client", "both"}));
    add_text_judgement(diff);
  }

  void add_replay() {
    CLI::App& replay = add(Command::replay, "replay", "judge a recording again");
    replay
        .add_option("RUN", options_.recording, "a recording: of sworn or any other HAR file, or -")
        ->option_text(" ");
    replay.add_option("SPEC", options_.spec, "the OpenAPI document: a file, - or an http(s) URL")
        ->option_text(" ");
    Table table(replay, "Input");
    table.value(
        "--url", options_.url, "URL", "where the API was, in a recording of another program");
    table.value("--config", options_.config, "FILE", policy_text);
    add_references(replay, options_);
    add_trust(replay, options_);
    add_rules(table.group("What is judged"), options_);
    add_gates(replay, options_);
    add_output(replay, options_);
  }

  void add_merge() {
    CLI::App& merge = add(Command::merge, "merge", "unite the recordings of shards");
    merge.add_option("RUN", options_.recordings, "the recordings of all shards")
        ->option_text("...");
    Table table(merge, "Options");
    table.value("--record", options_.record, "FILE", "write there, not to standard output");
  }

  void add_apply() {
    CLI::App& apply = add(Command::apply, "apply", "write the document with an overlay applied");
    apply.add_option("SPEC", options_.spec, "the OpenAPI document: a file, - or an http(s) URL")
        ->option_text(" ");
    apply.add_option("OVERLAY", options_.overlay, "an OpenAPI Overlay 1.0 or 1.1: a file or -")
        ->option_text(" ");
    Table table(apply, "Options");
    table.value("-o,--output", options_.output, "FILE", "write there, not to standard output");
    table.flag("-q,--quiet", options_.quiet, "no remarks");
    add_references(apply, options_);
    add_trust(apply, options_);
  }

  /// What commands that send nothing to the API share.
  void add_text_judgement(CLI::App& app) {
    Table table(app, "What is judged");
    add_rules(table, options_);
    table.group("Input").value("--config", options_.config, "FILE", policy_text);
    add_references(app, options_);
    add_trust(app, options_);
    add_report(app, options_);
    add_output(app, options_);
  }

  CLI::App app_;
  Options& options_;
};

}  // namespace

Result<Parsed> parse(const std::vector<std::string>& arguments) {
  Options options;
  CommandLine line(options);
  return line.parse(arguments);
}

std::vector<CommandEntry> command_table() {
  Options options;
  return CommandLine(options).table();
}

std::string help_text() {
  Options options;
  return CommandLine(options).help();
}

}  // namespace sworn::cli
