// SPDX-License-Identifier: Apache-2.0
#include "diff/access/absent.h"

#include <algorithm>

#include "evidence/collection.h"
#include "evidence/shape.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

bool says_not_there(const Exchange& answer) {
  return answer.response && !answer.response->is_cut &&
         (answer.status() == 404 || answer.status() == 410);
}

bool works_elsewhere(const Case& c, const evidence::AccessCell& cell) {
  return !cell.carried.empty() &&
         std::ranges::all_of(cell.carried, [&](const std::string& signature) {
           return c.facts.worth_of(cell.identity, signature).opened;
         });
}

/// Whether somebody asked for an invented path with nothing, and was told something else.
bool differs_from_invented(const Case& c, const Exchange& none) {
  bool any_asked = false;
  for (const Exchange* exchange : c.facts.all()) {
    if (exchange->operation.empty() && exchange->credentials.empty() && exchange->response &&
        exchange->step == "asks for an invented path") {
      any_asked = true;
      if (evidence::alike_in_words(*exchange, none)) {
        return false;
      }
    }
  }
  return any_asked;
}

}  // namespace

std::optional<Verdict> likely_open(const Case& c, const AccessReading& reading) {
  const evidence::AccessTable& table = reading.table;
  const auto good = std::ranges::find_if(
      table.good, [&](const evidence::AccessCell& cell) { return works_elsewhere(c, cell); });
  const bool is_about_absent =
      evidence::ends_in_parameter(c.operation) &&
      spec::effect_of(c.operation, c.transcript.settings.reads) != spec::Effect::read;
  if (!is_about_absent || good == table.good.end() || good->answers.empty() ||
      table.none.size() < 2 || table.never_issued.empty() || is_meant_to_be_open(c)) {
    return std::nullopt;
  }
  const Exchange& with_good = *good->answers.front();
  std::vector<const Exchange*> others = table.none;
  for (const auto* cells : {&table.never_issued, &table.broken}) {
    for (const evidence::AccessCell& cell : *cells) {
      others.insert(others.end(), cell.answers.begin(), cell.answers.end());
    }
  }
  const bool all_alike =
      says_not_there(with_good) && std::ranges::all_of(others, [&](const Exchange* other) {
        return says_not_there(*other) && evidence::alike_in_words(*other, with_good);
      });
  if (!all_alike || !differs_from_invented(c, *table.none.front())) {
    return std::nullopt;
  }
  Verdict verdict = found_mismatch(
      "none, as far as what does not exist shows",
      "Without any credential the operation says that the object is not there, as it does with a "
      "good one; it looks for the object before it asks who wants it, or does not ask at all.",
      others);
  verdict.proof.insert(verdict.proof.begin(), &with_good);
  verdict.scheme = c.operation.requirement.any_of.front().text();
  verdict.decisive = table.none.front();
  verdict.detail = "absent";
  verdict.is_likely = true;
  return verdict;
}

}  // namespace sworn::diff
