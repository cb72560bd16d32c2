// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "probe/stage.h"

namespace sworn::probe {

/// In the order of a run; between two phases everything learned is merged.
enum class Phase { reach, baseline, examine, sessions, endings };

/// A scripted set of conversations that asks and concludes nothing. Interviews of one phase share
/// nothing that changes and run side by side, subject by subject.
struct Interview {
  std::string_view name;
  Phase phase;
  std::string_view about;  ///< what it asks, in one sentence
  int most_requests;       ///< that one subject costs at most
  /// The operations that it is held about, in waves: a wave may use what an earlier one learned.
  std::vector<std::vector<std::string>> (*waves)(const Scene& scene);
  void (*hold)(Stage& stage);
  /// Interviews about other operations read its answers: no shard can do without them.
  bool later_ones_build_on_it = false;
  /// It tries wrong secrets of real accounts, which are counted over the whole run: one shard alone
  /// holds it.
  bool spends_wrong_secrets = false;
  /// It ends for good what others of its phase log in with: it is held when they are over.
  bool ends_credentials = false;
};

/// Every interview, in the order of the phases.
[[nodiscard]] std::span<const Interview> all_interviews();

extern const Interview acquire_interview;
extern const Interview reach_interview;
extern const Interview registration_interview;
/// Held between waves, when an obtained credential ends.
extern const Interview renew_interview;
extern const Interview access_interview;
extern const Interview placement_interview;
extern const Interview variation_interview;
extern const Interview form_interview;
extern const Interview bypass_interview;
extern const Interview retirement_interview;
extern const Interview flow_interview;
extern const Interview handout_interview;
extern const Interview fixation_interview;
extern const Interview replacement_interview;
extern const Interview forgery_interview;
extern const Interview logout_interview;
extern const Interview guessing_interview;
extern const Interview objects_interview;
extern const Interview properties_interview;
extern const Interview roles_interview;
extern const Interview sample_interview;
extern const Interview mixture_interview;
extern const Interview place_interview;
extern const Interview binding_interview;
extern const Interview failure_interview;
extern const Interview refresh_interview;
extern const Interview step_up_interview;
extern const Interview lifetime_interview;
extern const Interview carry_over_interview;
extern const Interview revocation_interview;

}  // namespace sworn::probe
