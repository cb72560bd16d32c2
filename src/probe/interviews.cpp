// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "probe/interview.h"

namespace sworn::probe {

std::span<const Interview> all_interviews() {
  static const std::array interviews{reach_interview,
                                     access_interview,
                                     handout_interview,
                                     fixation_interview,
                                     replacement_interview,
                                     logout_interview,
                                     sample_interview,
                                     mixture_interview,
                                     place_interview,
                                     failure_interview,
                                     refresh_interview,
                                     step_up_interview,
                                     lifetime_interview,
                                     carry_over_interview,
                                     revocation_interview};
  return interviews;
}

}  // namespace sworn::probe
