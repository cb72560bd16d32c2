// SPDX-License-Identifier: Apache-2.0
#include "report/story.h"

#include <algorithm>

namespace sworn::report {

const Exchange* decisive_of(const Finding& finding, const Story& story) {
  const auto found = std::ranges::find(story, finding.decisive, &Exchange::id);
  if (found != story.end()) return *found;
  return story.empty() ? nullptr : story.back();
}

std::vector<std::size_t> told_steps(const Story& story,
                                    const Exchange* decisive,
                                    std::size_t most) {
  const bool is_whole = story.size() <= most;
  std::size_t first = is_whole ? story.size() : most / 2;
  std::size_t last = is_whole ? 0 : most - 1 - first;
  const auto middle = static_cast<std::size_t>(std::ranges::find(story, decisive) - story.begin());
  const bool is_between = middle >= first && middle < story.size() - last;
  if (is_between) {
    // It takes a line, and so does the second gap.
    --first;
    --last;
  }
  std::vector<std::size_t> told;
  for (std::size_t i = 0; i < story.size(); ++i) {
    const bool is_middle = is_between && i == middle;
    if (i < first || is_middle || i >= story.size() - last) told.push_back(i);
  }
  return told;
}

}  // namespace sworn::report
