// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "diff/assembly.h"

namespace sworn::diff {
namespace {

int weight_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return 30;
    case Severity::high:
      return 15;
    case Severity::medium:
      return 7;
    case Severity::low:
      return 1;
    case Severity::info:
      break;
  }
  return 0;
}

std::string grade_of(int score) {
  if (score >= 90) return "A";
  if (score >= 80) return "B";
  if (score >= 65) return "C";
  if (score >= 50) return "D";
  return "F";
}

}  // namespace

Score score_of(const std::vector<FindingGroup>& groups) {
  Score score;
  for (const FindingGroup& group : groups) {
    const int weight = weight_of(group.severity);
    if (weight > 0) {
      score.value -= weight;
      score.parts.push_back("-" + std::to_string(weight) + " " + group.rule + " (" +
                            std::string(name_of(group.severity)) + ")");
    }
  }
  score.value = std::max(score.value, 0);
  score.grade = grade_of(score.value);
  return score;
}

}  // namespace sworn::diff
