// SPDX-License-Identifier: Apache-2.0
#include "diff/statement.h"

#include "diff/assembly.h"
#include "diff/fingerprint.h"
#include "spec/files.h"

namespace sworn::diff {

Finding finding_of(const Contract& contract, const RuleInfo& info, const Statement& statement) {
  Finding finding;
  finding.rule = info.id;
  finding.title = info.title;
  finding.severity = statement.severity.value_or(info.severity);
  finding.category = name_of(info.category);
  const Operation* operation = statement.operation;
  finding.method = operation != nullptr ? operation->method : "*";
  finding.path = operation != nullptr ? operation->path : "*";
  finding.operation_id = operation != nullptr ? operation->operation_id : "";
  finding.scheme = statement.scheme;
  finding.location =
      statement.where.line > 0 || operation == nullptr ? statement.where : operation->where;
  if (contract.files != nullptr) add_excerpt(finding, *contract.files);
  finding.declared = statement.declared;
  finding.observed = statement.observed;
  finding.explanation = statement.explanation;
  finding.remedy = info.remedy;
  finding.cwe = info.cwe;
  finding.owasp = info.owasp;
  finding.fingerprint = fingerprint_of(contract, finding, statement.detail);
  finding.members = statement.members;
  return finding;
}

}  // namespace sworn::diff
