// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/terminal.h"
#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::cli {

enum class Command {
  none,
  check,
  review,
  diff,
  plan,
  replay,
  merge,
  init,
  rules,
  explain,
  apply,
  completions,
  manual
};

/// Where one report goes.
struct ReportTarget {
  std::string format;
  std::string file;  ///< "" is standard output
};

/// Bounds of a document; what is not given is the default of document::Limits.
struct SpecLimits {
  std::optional<std::size_t> bytes = {};   ///< of each file
  std::optional<std::size_t> depth = {};   ///< of nesting
  std::optional<std::size_t> values = {};  ///< of each file, repeated ones counted
  std::optional<std::size_t> files = {};   ///< that references reach
};

/// The command line as it was typed: nothing is read, nothing merged. What was not given is empty.
struct Options {
  Command command = Command::none;

  std::string spec;
  std::string url;
  std::string config;
  std::vector<std::string> auth;
  std::string ref_root;
  bool allow_remote_refs = false;
  std::string assume_version;
  SpecLimits spec_limits;
  std::string old_spec;  ///< of diff: OLD; `spec` is NEW
  std::string side;      ///< of diff: owner, client or both

  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::vector<std::string> rules;
  std::vector<std::string> skip_rules;
  bool writes = false;
  bool hardening = false;
  bool query_probes = false;
  bool verify_auth = false;

  std::optional<double> rate;
  std::optional<int> concurrency;
  std::optional<double> timeout;
  std::optional<int> max_requests;
  std::optional<std::uint64_t> seed;

  std::string proxy;
  std::string ca_file;
  std::string client_certificate;
  std::string client_key;
  bool insecure = false;

  std::vector<ReportTarget> reports;
  std::string fail_on;
  bool fail_on_inconclusive = false;
  int min_examined = 0;
  int min_score = 0;
  std::string baseline;        ///< the file to read
  std::string write_baseline;  ///< the file to write

  std::string record;                   ///< of check and merge: the file to write
  Shard shard;                          ///< of check
  std::string recording;                ///< of replay: RUN
  std::vector<std::string> recordings;  ///< of merge

  std::string output;     ///< of init and apply
  std::string overlay;    ///< of apply
  std::string rule;       ///< of explain
  std::string shell;      ///< of completions
  bool markdown = false;  ///< of rules
  bool verbose = false;
  bool quiet = false;
  ColorChoice color = ColorChoice::automatic;
};

struct Parsed {
  Options options;
  std::string answer;  ///< what --help or --version print, and nothing else is to be done
};

/// Errors are of usage: their message names the option, never the value of --auth.
[[nodiscard]] Result<Parsed> parse(const std::vector<std::string>& arguments);

/// `sworn --help`.
[[nodiscard]] std::string help_text();

}  // namespace sworn::cli
