// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "probe/interview.h"

namespace sworn::probe {

std::span<const Interview> all_interviews() {
  static const std::array interviews{
      acquire_interview,  reach_interview,       registration_interview, renew_interview,
      access_interview,   placement_interview,   variation_interview,    form_interview,
      bypass_interview,   retirement_interview,  flow_interview,         handout_interview,
      objects_interview,  properties_interview,  roles_interview,        forgery_interview,
      fixation_interview, replacement_interview, sample_interview,       mixture_interview,
      place_interview,    binding_interview,     failure_interview,      refresh_interview,
      step_up_interview,  lifetime_interview,    carry_over_interview,   logout_interview,
      guessing_interview, revocation_interview,
  };
  return interviews;
}

}  // namespace sworn::probe
