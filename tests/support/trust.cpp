// SPDX-License-Identifier: Apache-2.0
#include "support/trust.h"

#include <algorithm>
#include <array>
#include <future>
#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "document/node.h"
#include "support/expectation.h"
#include "support/fault_proxy.h"

namespace sworn::test {
namespace {

using document::Node;

/// The gravest of the findings of one rule on one operation.
struct Weight {
  std::size_t severity = 0;
  bool is_confirmed = false;
};

struct Claims {
  std::map<std::string, Weight> found;  ///< by "rule METHOD /path"
  /// What a stronger finding implies is found alone where the stronger one could not be told.
  std::set<std::string> implied;
};

std::size_t rank_of(std::string_view severity) {
  constexpr std::array<std::string_view, 5> all{"info", "low", "medium", "high", "critical"};
  return static_cast<std::size_t>(std::ranges::find(all, severity) - all.begin());
}

Claims claims_of(const std::string& report) {
  const auto document = document::parse_json(report, "the report");
  const Node* const findings = document ? document->root().find("findings") : nullptr;
  if (findings == nullptr) throw std::runtime_error("not a report: " + report);
  Claims claims;
  for (const Node* finding : findings->items()) {
    const std::string operation =
        std::string(finding->string_at("method")) + " " + std::string(finding->string_at("path"));
    Weight& weight = claims.found[std::string(finding->string_at("rule")) + " " + operation];
    weight.severity = std::max(weight.severity, rank_of(finding->string_at("severity")));
    weight.is_confirmed |= finding->string_at("confidence") == "confirmed";
    if (const Node* implied = finding->find("implies")) {
      for (const Node* rule : implied->items()) {
        claims.implied.insert(std::string(rule->text()) + " " + operation);
      }
    }
  }
  return claims;
}

}  // namespace

Examination examination_of_family(const std::string& name,
                                  const std::string& server,
                                  const std::string& variant,
                                  const std::vector<std::string>& options) {
  const std::string source = SWORN_SOURCE_DIR;
  const std::string config = source + "/fixtures/" + name + "/sworn.yaml";
  const auto secrets = secrets_read_by(read_text(config));
  Examination examination{name + " " + variant,
                          {server, {variant}, secrets},
                          {"check", source + "/specs/" + name + ".yaml", "--config", config},
                          secrets};
  for (const std::string& option : options) {
    examination.arguments.push_back(option);
    examination.name += " " + option;
  }
  return examination;
}

std::string report_of(const Examination& examination, const std::string& url) {
  std::vector<std::string> arguments = examination.arguments;
  arguments.insert(arguments.end(), {"--url", url, "--report", "json", "--quiet"});
  const Folder elsewhere;
  Outcome outcome = run({SWORN_BINARY, arguments, examination.environment, elsewhere.path()},
                        std::chrono::minutes(6));
  if (outcome.is_timed_out || outcome.out.empty()) {
    throw std::runtime_error(examination.name + ": no report: " + outcome.err);
  }
  return std::move(outcome.out);
}

std::vector<std::string> findings_added(const std::string& undisturbed,
                                        const std::string& disturbed) {
  const Claims before = claims_of(undisturbed);
  std::vector<std::string> added;
  for (const auto& [claim, weight] : claims_of(disturbed).found) {
    const auto known = before.found.find(claim);
    if (known == before.found.end()) {
      if (!before.implied.contains(claim)) added.push_back(claim + ": not found without faults");
      continue;
    }
    if (weight.severity > known->second.severity)
      added.push_back(claim + ": less grave without faults");
    if (weight.is_confirmed && !known->second.is_confirmed) {
      added.push_back(claim + ": likely only without faults");
    }
  }
  return added;
}

Disturbance disturb(const Examination& examination, std::uint64_t seed) {
  auto undisturbed = std::async(std::launch::async, [&] {
    const Server server(examination.server);
    return report_of(examination, server.url());
  });
  const Server server(examination.server);
  const FaultProxy proxy(server.url(), seed, {.begins_after = examination.faults_begin_after});
  const std::string disturbed = report_of(examination, proxy.url());
  return {examination.name, seed, proxy.disturbed(), findings_added(undisturbed.get(), disturbed)};
}

}  // namespace sworn::test
