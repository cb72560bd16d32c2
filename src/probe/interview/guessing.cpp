// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/access_step.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/working_key.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

constexpr int guesses = 10;

/// Whether the document says that guessing is held up.
bool declares_a_limit(const Operation& operation) {
  return std::ranges::any_of(operation.responses, [](const ResponseDeclaration& response) {
    return response.status == "423" || response.status == "429";
  });
}

bool has_password(const Identity& identity) {
  return std::ranges::any_of(identity.login,
                             [](const auto& field) { return spec::is_password_name(field.first); });
}

/// Who may be guessed at: a throwaway, or anybody, seldom, where a limit is declared. The last
/// throwaway: an account that the run registered rather than one that somebody else did, and not
/// the first that a revocation spends, which it may lock.
std::vector<const Identity*> targets_for(const Scene& scene, const Operation& operation) {
  std::vector<const Identity*> targets;
  const Identity* throwaway = nullptr;
  for (const Identity* identity : active_identities(scene)) {
    const auto way = login_way(scene, operation, *identity);
    if (!way || !way->with_fields || !way->credentials.empty() || !has_password(*identity)) {
      continue;
    }
    if (identity->state == IdentityState::throwaway) {
      throwaway = identity;
    } else if (declares_a_limit(operation) && scene.config.limits.invalid_logins >= 2) {
      targets.push_back(identity);
    }
  }
  return throwaway != nullptr ? std::vector{throwaway} : targets;
}

/// The same account with a password of the same shape that is not its own; or an account that
/// nobody has.
Identity guess_of(Stage& stage, const Identity& identity, const std::string& name, bool is_known) {
  Identity guess = identity;
  base::RandomStream random = stage.random(name);
  for (auto& [field, value] : guess.login) {
    if (spec::is_password_name(field)) {
      value = invented_like(value, random);
      stage.scene.vault.add(value, "never-issued." + identity.name + ".login." + field);
    } else if (!is_known) {
      // A short name could be somebody's.
      value = value.find('@') == std::string::npos
                  ? random.draw("abcdefghijklmnopqrstuvwxyz", 12)
                  : random.draw("abcdefghijklmnopqrstuvwxyz", 12) + value.substr(value.find('@'));
    }
  }
  return guess;
}

/// Both wrong passwords that the comparison needs, or none of them; a throwaway has no owner whom a
/// lock would keep out.
bool may_guess(const Scene& scene, const Identity& identity) {
  return identity.state == IdentityState::throwaway ||
         scene.wrong_secrets.take(account_of(identity), 2);
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto targets = targets_for(scene, operation);
  const auto target =
      std::ranges::find_if(targets, [&](const Identity* one) { return may_guess(scene, *one); });
  if (target == targets.end()) {
    stage.not_asked(step::outsider, "wrong password", &operation, too_many_wrong_secrets);
    return;
  }
  const Identity* identity = *target;
  const std::lock_guard turn(scene.turns.of(identity->name));
  const auto log_in = [&](const char* conversation, const std::string& step, const Identity& who) {
    // A client of its own each time: nothing of one login reaches another.
    Conversation client(stage, conversation, Connection::kept, false);
    return client.ask(
        step, operation, {.identity = &who, .with_login_fields = true, .as = identity->name});
  };
  const auto guess = [&](const std::string& step, bool is_known) {
    return log_in(step::outsider, step, guess_of(stage, *identity, step, is_known));
  };
  log_in(step::insider, step::good, *identity);
  for (const char* time : {"", " again"}) {
    guess(std::string("unknown account") + time, false);
    guess(std::string("wrong password") + time, true);
  }
  log_in(step::insider, step::good_again, *identity);
  if (identity->state != IdentityState::throwaway) {
    return;
  }
  for (int number = 1; number <= guesses && !stage.is_stopped(); ++number) {
    const Exchange answer = guess(step::guess + std::to_string(number), true);
    if (answer.status() == 423 || answer.status() == 429 || !answer.response) {
      break;
    }
  }
  log_in(step::insider, step::good_at_last, *identity);
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::login &&
        !reason_not_to_ask(scene, operation) && !targets_for(scene, operation).empty()) {
      operations.push_back(operation.key());
    }
  }
  return one_by_one(operations);
}

}  // namespace

const Interview guessing_interview{
    "guessing",
    Phase::endings,
    "whether a login tells which accounts exist, and whether it holds up who guesses",
    18,
    waves,
    hold,
    false,
    true};

}  // namespace sworn::probe
