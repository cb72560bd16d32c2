// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "evidence/step.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/login_fields.h"
#include "probe/member_edit.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// The throwaway identities, of which each round of each operation spends one.
std::vector<const Identity*> throwaways(const Scene& scene) {
  std::vector<const Identity*> found;
  for (const Identity& identity : scene.config.identities) {
    if (identity.state == IdentityState::throwaway) {
      found.push_back(&identity);
    }
  }
  return found;
}

std::vector<std::string> revocations(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::revocation &&
        scene.in_scope.contains(operation.key())) {
      operations.push_back(operation.key());
    }
  }
  return operations;
}

/// Who may be spent on this operation in this round: no two stories spend the same one.
const Identity* spent_on(const Scene& scene, const std::string& operation) {
  const auto operations = revocations(scene);
  const auto place =
      static_cast<std::size_t>(std::ranges::find(operations, operation) - operations.begin());
  const std::size_t number = place + static_cast<std::size_t>(scene.round - 1) * operations.size();
  const auto all = throwaways(scene);
  return number < all.size() ? all[number] : nullptr;
}

/// A session of the identity that began with its own credential.
std::optional<SessionSource> session_of(const Scene& scene, const Identity& identity) {
  for (const Operation& login : scene.contract.operations) {
    for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login.key())) {
      if (auto source = source_of(scene, login, opening, identity)) {
        return source;
      }
    }
  }
  return std::nullopt;
}

/// What the revocation takes: its declared alternative, whether that is the key or the session.
std::optional<std::vector<Attached>> credentials_for(const Scene& scene,
                                                     const Operation& operation,
                                                     const SessionSource& source,
                                                     const std::string& session) {
  for (const Alternative& alternative : operation.requirement.any_of) {
    std::vector<Attached> members;
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      const bool is_session = scheme != nullptr && scheme->signature() == source.scheme.signature();
      auto key = scene.wallet.good(source.identity().name, use.scheme);
      if (is_session) {
        members.push_back(source.attached(session));
      } else if (key) {
        members.push_back(std::move(*key));
      }
    }
    if (members.size() == alternative.all_of.size()) {
      return members;
    }
  }
  return std::nullopt;
}

/// A change of password wants the old one and a new one that its owner never learns.
void add_passwords(Stage& stage, const Identity& identity, const Operation& operation, Ask& ask) {
  const auto old = identity.login.find("password");
  if (!operation.body || old == identity.login.end()) {
    return;
  }
  base::RandomStream random = stage.random("new password");
  const std::string fresh = "New-" + random.draw("abcdefghijklmnopqrstuvwxyz0123456789", 20);
  stage.scene.vault.add(fresh, identity.name + ".new password");
  ask.edit = [was = old->second, fresh](Request& request) {
    const auto is_new = [](std::string_view name) {
      const auto words = base::words_of(name);
      return std::ranges::any_of(words, [](const std::string& word) {
        return word == "new" || word == "confirm" || word == "confirmation" || word == "repeat";
      });
    };
    const auto is_old = [&](std::string_view name) {
      return !is_new(name) && spec::is_password_name(name);
    };
    set_member(request, is_old, "current_password", was);
    set_member(request, is_new, "new_password", fresh);
  };
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const Identity* identity = spent_on(scene, operation.key());
  if (identity == nullptr || !scene.writes) {
    stage.not_asked("user",
                    step::revokes,
                    &operation,
                    identity == nullptr
                        ? "it ends a credential for good: give it an identity of state throwaway"
                        : "needs --writes");
    return;
  }
  const auto source = session_of(scene, *identity);
  if (!source) {
    stage.not_asked(
        "user", step::logs_in, &operation, "the throwaway identity comes by no session");
    return;
  }
  const Operation& guarded = *scene.contract.operation(source->opens);
  const std::lock_guard turn(scene.turns.of(identity->name));
  Conversation user(stage, "user", Connection::fresh, false);
  auto session = begin_session(stage, user, step::logs_in, *source);
  if (!session) {
    return;
  }
  const auto asks = [&](const char* question) {
    const Exchange& answer = user.ask(
        question, guarded, {.identity = identity, .credentials = {source->attached(*session)}});
    session = renewed(scene, answer, source->place, *session);
  };
  asks(step::before_revocation);
  // The session that ends the key may end with it: another one tells of the others.
  Conversation elsewhere(stage, "user elsewhere", Connection::fresh, false);
  const auto second = begin_session(stage, elsewhere, step::logs_in, *source);
  const auto members = second ? credentials_for(scene, operation, *source, *second) : std::nullopt;
  if (!members) {
    stage.not_asked("user elsewhere",
                    step::revokes,
                    &operation,
                    "the throwaway identity does not hold what it takes");
    return;
  }
  Ask revoke{.identity = identity, .credentials = *members, .as = identity->name};
  if (operation.method != "DELETE") {
    add_passwords(stage, *identity, operation, revoke);
  }
  elsewhere.ask(step::revokes, operation, revoke);
  Conversation anew(stage, "user anew", Connection::fresh, false);
  anew.ask(step::login_after_revocation, *source->login, source->way.ask());
  stage.wait(std::chrono::milliseconds(1000));
  asks(step::after_revocation);
  Conversation outsider(stage, "outsider", Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = identity});
  if (const auto more = static_cast<int>(scene.config.limits.patience * 1000); more > 2000) {
    stage.wait(std::chrono::milliseconds(std::min(more, 60'000)));
    asks(step::long_after_revocation);
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {revocations(scene)};
}

}  // namespace

const Interview revocation_interview{"revocation",
                                     Phase::endings,
                                     "whether a session ends with the credential that began it",
                                     9,
                                     waves,
                                     hold,
                                     false,
                                     false,
                                     true};

}  // namespace sworn::probe
