// SPDX-License-Identifier: Apache-2.0
#include "unit/diff/token/token_trial.h"

#include "evidence/forged.h"

namespace sworn::test {

namespace forged = evidence::forged;

Courtroom court_of(const TokenTrial& trial) {
  Courtroom court(document_with(R"(  /me:
    get:
      security: [{Bearer: []}]
      responses: {"200": {description: x}, "401": {description: x}}
)"));
  court.signs("{alice.Bearer}", trial.claims);
  court.transcript.ledger["{alice.Bearer}"].header = {{"alg", trial.algorithm}};
  court.transcript.ledger["{alice.Bearer}"].signed_with = trial.signed_with;
  std::string lines;
  const auto add =
      [&](const std::string& step, const std::string& credential, const std::string& answer) {
        if (!answer.empty()) {
          lines += "http bearer | " + step + " | = | " + credential + " | " + answer + "\n";
        }
      };
  add(forged::good, "alice+Bearer", trial.good);
  add(forged::nothing, "-", trial.nothing);
  add(forged::never_issued, "alice?Bearer", trial.never_issued);
  for (const Tried& tried : trial.tried) {
    add(forged::asks + tried.first, "alice~Bearer={forged}", tried.second);
  }
  add(forged::good_again, "alice+Bearer", trial.good_again);
  court.told("forgery", me, lines);
  return court;
}

std::string says(std::string_view rule, const TokenTrial& trial) {
  return court_of(trial).says(rule, me);
}

}  // namespace sworn::test
