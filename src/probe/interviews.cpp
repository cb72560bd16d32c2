// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "probe/interview.h"

namespace sworn::probe {

std::span<const Interview> all_interviews() {
  static const std::array<Interview, 7> interviews{reach_interview,
                                                   access_interview,
                                                   handout_interview,
                                                   fixation_interview,
                                                   replacement_interview,
                                                   forgery_interview,
                                                   logout_interview};
  return interviews;
}

}  // namespace sworn::probe
