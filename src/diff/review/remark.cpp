// SPDX-License-Identifier: Apache-2.0
#include "diff/review/remark.h"

#include <map>

namespace sworn::diff {

std::vector<Statement> statements_of(const Contract& contract,
                                     Flaw flaw,
                                     const std::string& observed) {
  std::map<std::string, int> places;
  for (const Remark& remark : contract.remarks) {
    if (remark.flaw == flaw) ++places[remark.what.message];
  }
  std::vector<Statement> statements;
  for (const Remark& remark : contract.remarks) {
    const auto known = remark.flaw == flaw ? places.find(remark.what.message) : places.end();
    if (known == places.end()) continue;
    Statement statement;
    statement.where = remark.what.where;
    statement.detail = remark.what.message;
    statement.declared = remark.what.message;
    statement.observed = observed;
    statement.explanation = remark.what.hint;
    if (known->second > 1) {
      statement.explanation += (remark.what.hint.empty() ? "" : "; ") +
                               std::string("the same at ") + std::to_string(known->second) +
                               " places";
    }
    statements.push_back(std::move(statement));
    places.erase(known);
  }
  return statements;
}

std::vector<Statement> statement_of_all(const Contract& contract,
                                        Flaw flaw,
                                        const std::string& declared,
                                        const std::string& observed) {
  int count = 0;
  Statement statement;
  for (const Remark& remark : contract.remarks) {
    if (remark.flaw != flaw) continue;
    if (++count == 1) statement.where = remark.what.where;
  }
  if (count == 0) return {};
  statement.declared = declared;
  statement.observed = observed;
  statement.explanation = "At " + std::to_string(count) + (count == 1 ? " place" : " places") +
                          " of the document; this is the first.";
  return {statement};
}

}  // namespace sworn::diff
