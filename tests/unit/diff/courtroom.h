// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/rule.h"
#include "sworn/contract.h"
#include "sworn/report.h"
#include "sworn/transcript.h"

namespace sworn::test {

/// A contract from inline YAML and a transcript from terse lines, to be judged.
///
/// A credential is written `HOLDER` sign `WHAT [as HOW] [< CARRIER]`, several joined by ` & `, none
/// as `-`. The sign: `+` good, `?` never issued, `!` broken, `~` a carrier in question, `^`
/// altered. WHAT is a scheme's name or a signature ("cookie sid"), and a value may follow it:
/// `alice~cookie sid={s1} < cookie sid`. An answer is a status, `[Name: value; ...]` where it has
/// headers, and its body; or `timeout`, `stopped`, or `not-asked WHY`.
class Courtroom {
 public:
  explicit Courtroom(const std::string& yaml);

  /// The access interview on one operation: lines of `credential | answer`.
  Courtroom& asked(const std::string& operation, std::string_view lines, int round = 1);
  /// Any interview: lines of `conversation | step | operation | credential | answer`, where the
  /// operation `=` is the subject and `-` an invented path. A line `wait N` lets N milliseconds
  /// pass.
  Courtroom& told(const std::string& interview,
                  const std::string& subject,
                  std::string_view lines,
                  int round = 1);
  /// The credential opens `neighbour`, which is closed to others.
  Courtroom& works_elsewhere();
  /// The ledger's entry of a JWT.
  Courtroom& signs(const std::string& placeholder, std::map<std::string, std::string> claims);
  /// The ledger's entry of a value that is made from another one.
  Courtroom& derives(const std::string& placeholder,
                     const std::string& how,
                     const std::string& from);

  /// "match", "mismatch", "inconclusive" or "not-applicable": what the rule says of round 1.
  [[nodiscard]] std::string says(std::string_view rule, const std::string& operation) const;
  [[nodiscard]] diff::Verdict verdict(std::string_view rule, const std::string& operation) const;
  /// What a mismatch shows, as "conversation: step", in the order they were asked; the decisive one
  /// behind "> ".
  [[nodiscard]] std::vector<std::string> steps(std::string_view rule,
                                               const std::string& operation) const;
  /// The decisive one of them.
  [[nodiscard]] std::string decisive(std::string_view rule, const std::string& operation) const;
  [[nodiscard]] std::string observed(const std::string& operation) const;
  [[nodiscard]] Report report() const;

  Contract contract;
  Transcript transcript;

 private:
  void add(Exchange exchange, std::string_view credentials, std::string_view answer);
  CredentialUse use_of(std::string_view text, Exchange& exchange);

  double clock_ms_ = 0;
};

/// Null when the report has none.
[[nodiscard]] const Finding* finding(const Report& report,
                                     std::string_view rule,
                                     const std::string& operation);
[[nodiscard]] const OperationResult& result(const Report& report, const std::string& operation);
/// "rule of operation" of every finding.
[[nodiscard]] std::vector<std::string> findings(const Report& report);

/// A document of API key, second header, session cookie and bearer token, with `paths` of the
/// test's own (two spaces of indentation) and a root requirement of ApiKeyAuth.
[[nodiscard]] std::string document_with(const std::string& paths);

/// An operation of a path of its own, for documents in which a key has to show elsewhere that it
/// works.
inline const std::string neighbour = "GET /neighbour";
inline const std::string neighbour_path =
    "  /neighbour: {get: {responses: {\"200\": {description: x}, \"401\": {description: x}}}}\n";

/// Every credential is refused but the good one: the answers of a sound operation.
inline constexpr std::string_view sound = R"(
alice+ApiKeyAuth | 200 {"id": 1}
alice!ApiKeyAuth | 401 {"error": "x"}
alice?ApiKeyAuth | 401 {"error": "x"}
- | 401 {"error": "x"}
- | 401 {"error": "x"}
alice+ApiKeyAuth | 200 {"id": 1})";

/// Nobody is refused.
inline constexpr std::string_view open = R"(
alice+ApiKeyAuth | 200 {"id": 1}
- | 200 {"id": 2}
alice!ApiKeyAuth | 200 {"id": 1}
alice?ApiKeyAuth | 200 {"id": 1}
- | 200 {"id": 2}
alice+ApiKeyAuth | 200 {"id": 1})";

}  // namespace sworn::test
