// SPDX-License-Identifier: Apache-2.0
#include "support/expectation.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <stdexcept>

#include "document/node.h"
#include "support/process.h"

namespace sworn::test {
namespace {

using document::Document;
using document::Node;
/// Rule and operation.
using Claim = std::pair<std::string, std::string>;

Document parsed(const std::string& text, const std::string& name) {
  Result<Document> document = document::parse_json(text, name);
  if (!document) throw std::runtime_error(document.error().text());
  return std::move(*document);
}

std::string text_of(const Node& node, std::string_view key) {
  return std::string(node.string_at(key));
}

std::string operation_of(const Node& finding) {
  return text_of(finding, "method") + " " + text_of(finding, "path");
}

std::set<Claim> planted(const Node& expected, const std::string& variant) {
  const Node* const list = expected.find(variant);
  if (list == nullptr) throw std::runtime_error("expected.json has no variant " + variant);
  std::set<Claim> claims;
  for (const Node* one : list->items()) {
    claims.emplace(text_of(*one, "rule"), text_of(*one, "operation"));
  }
  return claims;
}

/// What the report says, what stronger findings imply included.
std::set<Claim> claimed(const Node& findings) {
  std::set<Claim> claims;
  for (const Node* finding : findings.items()) {
    const std::string operation = operation_of(*finding);
    claims.emplace(text_of(*finding, "rule"), operation);
    const Node* const implied = finding->find("implies");
    if (implied == nullptr) continue;
    for (const Node* rule : implied->items()) claims.emplace(rule->text(), operation);
  }
  return claims;
}

bool is_grave(const Node& finding) {
  const std::string severity = text_of(finding, "severity");
  return severity != "low" && severity != "info";
}

}  // namespace

std::map<std::string, std::string> secrets_read_by(const std::string& config) {
  std::map<std::string, std::string> secrets;
  for (std::size_t at = config.find("${"); at != std::string::npos;
       at = config.find("${", at + 1)) {
    const std::string name = config.substr(at + 2, config.find('}', at) - at - 2);
    secrets[name] = random_key(name.ends_with("KEY") ? "sk_test_" : "");
  }
  return secrets;
}

std::vector<std::string> differences(const std::string& report,
                                     const std::string& expected,
                                     const std::string& variant) {
  const Document report_document = parsed(report, "the report");
  const Document expected_document = parsed(expected, "expected.json");
  const Node* const findings = report_document.root().find("findings");
  if (findings == nullptr) return {"the report has no findings member"};
  const std::set<Claim> wanted = planted(expected_document.root(), variant);
  const std::set<Claim> found = claimed(*findings);

  std::vector<std::string> lines;
  for (const auto& [rule, operation] : wanted) {
    if (!found.contains({rule, operation}))
      lines.push_back("not found: " + rule + " on " + operation);
  }
  for (const Node* finding : findings->items()) {
    const Claim claim{text_of(*finding, "rule"), operation_of(*finding)};
    if (!is_grave(*finding) || wanted.contains(claim)) continue;
    lines.push_back("not planted: " + text_of(*finding, "severity") + " " + claim.first + " on " +
                    claim.second + ": declared " + text_of(*finding, "declared") + ", observed " +
                    text_of(*finding, "observed"));
  }
  return lines;
}

Setup setup_of(const std::string& fixture) {
  static const std::map<std::string, std::string> specs = {{"demo", "specs/demo.yaml"},
                                                           {"flask", "specs/flask.yaml"},
                                                           {"chi", "specs/chi.json"},
                                                           {"fiber", "specs/fiber.yaml"},
                                                           {"express", "specs/express.yaml"},
                                                           {"axum", "specs/axum.json"}};
  const auto spec = specs.find(fixture);
  if (spec == specs.end()) return {};
  Setup setup{spec->second, {}, {}};
  const std::pair<const char*, const char*> people[] = {{"alice", "ALICE"}, {"bob", "BOB"}};
  for (const auto& [name, prefix] : people) {
    const std::string key = random_key();
    const std::string signature = random_key("");
    const std::string password = random_key("");
    setup.environment[std::string(prefix) + "_KEY"] = key;
    setup.environment[std::string(prefix) + "_SIGNATURE"] = signature;
    setup.environment[std::string(prefix) + "_PASSWORD"] = password;
    const auto give = [&](const std::string& scheme, const std::string& value) {
      setup.credentials.push_back(std::string(name) + ":" + scheme + "=" + value);
    };
    if (fixture == "axum") {
      give("HeaderKey", key);
      give("KeyAuth", "ApiKey " + key);
      continue;
    }
    give("ApiKeyAuth", key);
    if (fixture == "chi" || fixture == "demo") give("QueryKey", key);
    if (fixture == "fiber") give("SignatureAuth", signature);
    if (fixture == "demo") {
      give("Signature", signature);
      give("BasicAuth", std::string(name) + ":" + password);
    }
  }
  return setup;
}

std::vector<std::string> differences_of_family(const std::string& name,
                                               const std::string& server,
                                               const std::vector<std::string>& options) {
  const std::string folder = std::string(SWORN_SOURCE_DIR) + "/fixtures/" + name;
  const std::string config = folder + "/sworn.yaml";
  const auto environment = secrets_read_by(read_text(config));
  const auto examine = [&](const std::string& variant) {
    const Server target({server, {variant}, environment});
    std::vector<std::string> arguments = {
        "check",
        std::string(SWORN_SOURCE_DIR) + "/specs/" + name + ".yaml",
        "--config",
        config,
        "--url",
        target.url(),
        "--report",
        "json",
        "--quiet"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Folder elsewhere;
    const Outcome outcome = run({SWORN_BINARY, arguments, environment, elsewhere.path()});
    std::vector<std::string> lines;
    const auto say = [&](const std::string& line) { lines.push_back(variant + ": " + line); };
    if (outcome.is_timed_out) {
      say("sworn did not end in time");
      return lines;
    }
    if (const int expected = variant == "vulnerable" ? 1 : 0; outcome.code != expected) {
      say("exit code " + std::to_string(outcome.code) + ": " + outcome.err);
    }
    for (const auto& [variable, secret] : environment) {
      if (outcome.out.find(secret) != std::string::npos ||
          outcome.err.find(secret) != std::string::npos) {
        say("the value of " + variable + " stands in an output");
      }
    }
    if (!outcome.out.empty()) {
      for (const std::string& line :
           differences(outcome.out, read_text(folder + "/expected.json"), variant)) {
        say(line);
      }
    }
    return lines;
  };
  // Both variants wait more than they work.
  auto other = std::async(std::launch::async, [&] { return examine("lookalike"); });
  std::vector<std::string> lines = examine("vulnerable");
  const auto more = other.get();
  lines.insert(lines.end(), more.begin(), more.end());
  return lines;
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error(path + " cannot be read");
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace sworn::test
