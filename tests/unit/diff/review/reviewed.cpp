// SPDX-License-Identifier: Apache-2.0
#include "unit/diff/review/reviewed.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/text.h"
#include "diff/review/rule.h"
#include "spec/loader.h"

namespace sworn::test {
namespace {

std::string indented(std::string_view text, int columns) {
  std::string out;
  for (const std::string_view line : base::split(text, '\n')) {
    if (base::trim(line).empty()) continue;
    out += std::string(static_cast<std::size_t>(columns), ' ') + std::string(line) + "\n";
  }
  return out;
}

}  // namespace

std::string document_of(std::string_view version,
                        std::string_view schemes,
                        std::string_view paths,
                        std::string_view more) {
  const bool is_swagger = version == "2.0";
  std::string text(is_swagger ? "swagger: '2.0'\n" : "openapi: " + std::string(version) + "\n");
  text += "info: {title: T, version: '1'}\n";
  if (!schemes.empty()) {
    text += is_swagger ? "securityDefinitions:\n" + indented(schemes, 2)
                       : "components:\n  securitySchemes:\n" + indented(schemes, 4);
  }
  text += std::string(more);
  text += paths.empty() ? "paths: {}\n" : "paths:\n" + indented(paths, 2);
  return text;
}

Contract contract_of(const std::string& yaml) {
  Result<Contract> contract = spec::load_text(yaml, "spec.yaml");
  REQUIRE_MESSAGE(contract, (contract ? "" : contract.error().text()));
  return std::move(*contract);
}

std::string said(std::string_view rule, const Contract& contract) {
  const auto rules = diff::review_rules();
  const auto found =
      std::ranges::find_if(rules, [&](const diff::ReviewRule& one) { return one.info.id == rule; });
  REQUIRE(found != rules.end());
  std::string lines;
  for (const diff::Statement& statement : found->examine(contract)) {
    lines += std::string(name_of(statement.severity.value_or(found->info.severity))) + " " +
             (statement.operation != nullptr ? statement.operation->key() : "*") + ": " +
             statement.observed + "\n";
  }
  return lines;
}

std::string said(std::string_view rule, const std::string& yaml) {
  return said(rule, contract_of(yaml));
}

}  // namespace sworn::test
