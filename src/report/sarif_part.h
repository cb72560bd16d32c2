// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/json_writer.h"
#include "report/exchange_index.h"
#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// A reportingDescriptor (SARIF §3.49) before it is written.
struct SarifRule {
  std::string id;
  const RuleInfo* info = nullptr;      ///< null for a rule that the report does not declare
  const Finding* gravest = nullptr;    ///< of its findings, or null
  Severity severity = Severity::info;  ///< of that finding, else as declared
};

/// The rules of a report: those that were applied, then others that found something, then
/// `run-incomplete`.
class SarifRules {
 public:
  explicit SarifRules(const Report& report);

  [[nodiscard]] const std::vector<SarifRule>& all() const { return rules_; }
  /// The index of a rule in all(), or -1.
  [[nodiscard]] int index_of(const std::string& id) const;
  /// The CWE numbers of all rules, sorted, each once.
  [[nodiscard]] std::vector<int> weaknesses() const;

 private:
  std::vector<SarifRule> rules_;
  std::map<std::string, int> index_;
};

/// The rule of the one result that is about the run itself.
inline constexpr std::string_view run_incomplete_rule = "run-incomplete";

/// "error", "warning" or "note" (SARIF §3.27.10).
[[nodiscard]] std::string_view sarif_level(Severity severity);

/// A message's text (SARIF §3.11): what would be read as a link or a placeholder is not.
void write_sarif_message(document::JsonWriter& writer,
                         std::string_view name,
                         std::string_view text);
void write_sarif_rule(document::JsonWriter& writer, const SarifRule& rule);

/// What the results of one report share.
struct SarifPage {
  const Report& report;
  const View& view;
  const SarifRules& rules;
  const ExchangeIndex& exchanges;
  bool has_baseline = false;
  bool has_suppressions = false;
};

void write_sarif_location(document::JsonWriter& writer,
                          const SarifPage& page,
                          const Location& where,
                          const std::string& excerpt,
                          const std::string& operation);
void write_sarif_artifact(document::JsonWriter& writer,
                          const SarifPage& page,
                          const Location& where);
/// As compact JSON, to be measured before it is taken.
[[nodiscard]] std::string sarif_result(const SarifPage& page, const Finding& finding);
/// The result that says that the run cannot be trusted, and why.
[[nodiscard]] std::string sarif_incomplete_result(const SarifPage& page,
                                                  const std::vector<std::string>& gaps);

}  // namespace sworn::report
