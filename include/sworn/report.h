// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/result.h"
#include "sworn/rule.h"

namespace sworn {

enum class Confidence { confirmed, likely };
enum class OperationOutcome { match, mismatch, inconclusive, untested };
enum class FindingState { is_new, known, suppressed };

[[nodiscard]] std::string_view name_of(Confidence confidence);
[[nodiscard]] std::string_view name_of(OperationOutcome outcome);
[[nodiscard]] std::string_view name_of(FindingState state);
/// "operation", "document" or "undeclared".
[[nodiscard]] std::string_view name_of(RequirementSource source);

/// A line of a document.
struct SpecLine {
  int number = 0;  ///< from 1
  std::string text;
};

struct Finding {
  std::string rule;
  std::string title;
  Severity severity = Severity::info;
  Confidence confidence = Confidence::confirmed;
  std::string category;
  std::string method;  ///< "*" for the whole API, as `path`
  std::string path;
  std::string operation_id;
  std::string scheme;
  Location location;
  std::string spec_excerpt;          ///< the line of the document at `location`
  std::vector<SpecLine> spec_lines;  ///< that line, those it lies within, the first that it holds
  std::string declared;
  std::string observed;
  std::string explanation;
  std::string remedy;
  int cwe = 0;
  std::string owasp;
  std::string fingerprint;
  /// What it unites of one kind: spellings of a path, statuses, schemes. No part of the
  /// fingerprint: with fewer of them it is the same finding.
  std::vector<std::string> members;
  int group = 0;  ///< id of a FindingGroup
  std::vector<std::string> implies;
  FindingState state = FindingState::is_new;
  std::string suppressed_because;  ///< the reason that the configuration gives, where suppressed
  std::vector<int> exchanges;      ///< ids, in the order of the story that they tell
  int decisive = 0;  ///< the one of them that shows the mismatch, 0 where there is none
  std::vector<std::string>
      curl;  ///< one command per exchange, the decisive one first; secrets as shell variables
};

/// Findings with one cause.
struct FindingGroup {
  int id = 0;
  std::string rule;
  Severity severity = Severity::info;
  std::string declared;
  std::string observed;
  std::vector<std::string> operations;  ///< keys
  int of = 0;                           ///< operations examined in this run
  Location location;
};

struct OperationResult {
  std::string method;
  std::string path;
  std::string operation_id;
  std::string declared_security;
  RequirementSource security_source = RequirementSource::absent;
  std::vector<std::string>
      refusals;                   ///< the declared statuses that refuse: "401", "4XX", "default"
  std::string observed_security;  ///< "" when it was not found out
  OperationOutcome outcome = OperationOutcome::untested;
  std::string reason;
  Location location;
};

struct Inconclusive {
  std::string rule;
  std::string method;
  std::string path;
  std::string reason;
};

struct Summary {
  int operations = 0;
  int examined = 0;
  int score = 100;                       ///< 0 where the run could not test
  std::string grade;                     ///< "A" to "F", "-" where the run could not test
  std::vector<std::string> score_parts;  ///< "-15 session-fixation (high)"
  std::map<Severity, int> findings;      ///< every severity is present
  int inconclusive = 0;
  int untested = 0;
};

/// A finding of the baseline whose operation was examined again and that is no more.
struct GoneFinding {
  std::string rule;
  std::string method;
  std::string path;
  std::string fingerprint;
};

/// One change that would make the document say what was observed, as an action of an OpenAPI
/// Overlay 1.0.
struct OverlayAction {
  std::string target;                     ///< JSONPath (RFC 9535) into the document
  std::string description;                ///< why
  std::string update;                     ///< JSON to merge at the target; "" where it is removed
  std::vector<std::string> fingerprints;  ///< of the findings that it answers
};

/// Whether a credential works, and where that was seen.
struct CredentialResult {
  enum class State { works, refused, not_tried };
  std::string identity;
  std::string scheme;
  State state = State::not_tried;
  std::string operation;  ///< the first that it opened or was refused at, or ""
  std::string reason;     ///< why it was not tried
};

[[nodiscard]] std::string_view name_of(CredentialResult::State state);

/// Counts over the operations of `paths` of a reviewed document.
struct ContractCounts {
  int operations = 0;
  int schemes = 0;
  int secured = 0;    ///< a credential is needed
  int optional = 0;   ///< an empty alternative stands beside others
  int anonymous = 0;  ///< nothing is required
};

/// Which question a report answers: does the API keep its contract, is the contract sound, what
/// changed in it.
enum class ReportKind { check, review, diff };

struct Report {
  ReportKind kind = ReportKind::check;
  struct Spec {
    std::string file, title, version, openapi, sha256;
  } spec;
  struct Run {
    std::int64_t started_ms = 0;  ///< Unix milliseconds
    double duration_ms = 0;
    int requests = 0;
    std::uint64_t seed = 0;
    bool writes = false;
    bool complete = true;  ///< false: stopped by a signal, a limit or a dead target
  } run;
  std::string url;                         ///< of check
  Spec old_spec;                           ///< of diff: `spec` is the new one
  std::optional<ContractCounts> contract;  ///< of review
  Summary summary;
  std::vector<OperationResult> operations;
  std::vector<Finding> findings;  ///< sorted by path, method, rule, fingerprint
  std::vector<FindingGroup> groups;
  std::vector<RuleInfo> rules;  ///< declarations of the rules that were applied, as catalogued
  std::map<std::string, std::vector<RemedyExample>>
      remedies;  ///< of the rules that found something
  std::vector<OverlayAction> overlay;
  std::vector<GoneFinding> gone;    ///< where a baseline was given
  std::vector<std::string> unseen;  ///< fingerprints of the baseline that nobody looked for again
  std::vector<Inconclusive> inconclusive;
  std::vector<std::string>
      problems;  ///< why the run could not test: "the credential K of alice never worked"
  std::vector<CredentialResult> credentials;  ///< of a run that only verifies them
  std::vector<std::string> coverage;  ///< what was left out and why: "58 operations need --writes"
  std::vector<Exchange> exchanges;    ///< sealed; all of the run
};

}  // namespace sworn
