// SPDX-License-Identifier: Apache-2.0
#include "unit/diff/change/two_documents.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "spec/loader.h"

namespace sworn::test {
namespace {

const std::string usual_schemes = R"(
    A: {type: apiKey, in: header, name: X-Key}
    B: {type: http, scheme: basic}
    C: {type: mutualTLS}
    O: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://a.test/t, scopes: {r: '', w: ''}}}}
)";

}  // namespace

Contract contract_of(const std::string& text, const std::string& name) {
  auto contract = spec::load_text(text, name);
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

Report compared(const std::string& before,
                const std::string& after,
                const diff::CompareSettings& settings) {
  return diff::compare(contract_of(before, "old.yaml"), contract_of(after, "new.yaml"), settings);
}

std::string findings_of(const Report& report) {
  std::vector<std::string> lines;
  for (const Finding& finding : report.findings) {
    lines.push_back(std::string(name_of(finding.severity)) + " " + finding.rule + " " +
                    (finding.method == "*" ? "*" : finding.method + " " + finding.path));
  }
  std::ranges::sort(lines);
  return base::join(lines, "\n");
}

std::string api_with(const std::string& root, const std::string& get, const std::string& schemes) {
  std::string text = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";
  if (!root.empty()) text += "security: " + root + "\n";
  text += "paths:\n  /a:\n    get:\n";
  if (!get.empty()) text += "      security: " + get + "\n";
  text += "      responses: {'200': {description: d}}\n";
  return text + "components:\n  securitySchemes:\n" + (schemes.empty() ? usual_schemes : schemes);
}

}  // namespace sworn::test
