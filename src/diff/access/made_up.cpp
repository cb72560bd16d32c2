// SPDX-License-Identifier: Apache-2.0
#include "diff/access/made_up.h"

#include <algorithm>

namespace sworn::diff {
namespace {

constexpr std::size_t enough = 3;

/// A made-up credential is let in when it is answered as the good one is, which succeeds.
evidence::Gate gate_of_all(const AccessReading& reading,
                           const std::vector<evidence::AccessCell>& cells) {
  evidence::Gate all = evidence::Gate::unclear;
  bool is_first = true;
  for (const evidence::AccessCell& cell : cells) {
    const evidence::Gate gate = reading.table.gate_of(cell, evidence::Carrying::other);
    if (!is_first && gate != all) {
      return evidence::Gate::unclear;
    }
    all = gate;
    is_first = false;
  }
  return all;
}

std::size_t count_of(const std::vector<evidence::AccessCell>& cells) {
  std::size_t count = 0;
  for (const evidence::AccessCell& cell : cells) {
    count += cell.answers.size();
  }
  return count;
}

}  // namespace

MadeUpReading read_made_up(const Case& c) {
  MadeUpReading made_up;
  const AccessReading reading = read_access(c);
  made_up.verdict = no_access_verdict(c, reading);
  if (made_up.verdict) {
    return made_up;
  }
  if (reading.none == evidence::Gate::allowed) {
    made_up.verdict = not_applicable("it is open to everybody");
    return made_up;
  }
  if (reading.none != evidence::Gate::refused) {
    made_up.verdict =
        inconclusive("the answer without a credential shows neither a refusal nor success");
    return made_up;
  }
  if (reading.table.never_issued.empty()) {
    made_up.verdict = inconclusive("no made-up credential was asked");
    return made_up;
  }
  made_up.never_issued = gate_of_all(reading, reading.table.never_issued);
  made_up.broken = gate_of_all(reading, reading.table.broken);
  made_up.broken_fails =
      !reading.table.broken.empty() &&
      std::ranges::all_of(reading.table.broken, [](const evidence::AccessCell& cell) {
        return std::ranges::all_of(cell.answers,
                                   [](const Exchange* answer) { return answer->status() >= 500; });
      });
  const bool any_allowed =
      made_up.never_issued == evidence::Gate::allowed || made_up.broken == evidence::Gate::allowed;
  if (any_allowed && reading.working == nullptr) {
    made_up.verdict = inconclusive("the good credential did not work before and after");
  } else if (made_up.never_issued == evidence::Gate::allowed &&
             count_of(reading.table.never_issued) < enough) {
    made_up.verdict = inconclusive("fewer than three made-up credentials were asked");
  }
  std::vector<const Exchange*> bad = reading.table.none;
  for (const auto* cells : {&reading.table.broken, &reading.table.never_issued}) {
    for (const evidence::AccessCell& cell : *cells) {
      bad.insert(bad.end(), cell.answers.begin(), cell.answers.end());
    }
  }
  made_up.proof = between_controls(reading, bad);
  return made_up;
}

Verdict made_up_mismatch(const Case& c,
                         const MadeUpReading& reading,
                         std::string observed,
                         std::string explanation) {
  const AccessReading access = read_access(c);
  Verdict verdict = found_mismatch(std::move(observed), std::move(explanation), reading.proof);
  verdict.scheme = scheme_names(c, access.table.never_issued.front().carried);
  verdict.observed = verdict.scheme + ", " + verdict.observed;
  const bool by_broken_alone =
      reading.never_issued != evidence::Gate::allowed && !access.table.broken.empty();
  verdict.decisive =
      (by_broken_alone ? access.table.broken : access.table.never_issued).front().answers.front();
  return verdict;
}

}  // namespace sworn::diff
