// SPDX-License-Identifier: Apache-2.0
#include "report/story.h"

#include <algorithm>

namespace sworn::report {

const Exchange* decisive_of(const Finding& finding, const Story& story) {
  const auto found = std::ranges::find(story, finding.decisive, &Exchange::id);
  if (found != story.end()) return *found;
  return story.empty() ? nullptr : story.back();
}

}  // namespace sworn::report
