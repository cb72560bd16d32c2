// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "probe/interview.h"

namespace sworn::probe {

std::span<const Interview> all_interviews() {
  static const std::array<Interview, 9> interviews{acquire_interview,
                                                   reach_interview,
                                                   renew_interview,
                                                   access_interview,
                                                   flow_interview,
                                                   handout_interview,
                                                   fixation_interview,
                                                   replacement_interview,
                                                   logout_interview};
  return interviews;
}

}  // namespace sworn::probe
