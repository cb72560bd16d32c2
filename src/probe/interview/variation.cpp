// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "evidence/access_step.h"
#include "evidence/facts.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/credential_variant.h"
#include "probe/interview.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

bool can_be_varied(const Attached& member) {
  return bare_secret(member).has_value() || account_in(member).has_value();
}

/// One operation for each scheme: a plain read where there is one, else a login.
std::map<std::string, std::string> representatives(const Scene& scene) {
  std::map<std::string, std::string> chosen;
  const auto choose = [&](const Operation& operation) {
    const auto key = working_key(scene, operation);
    for (const Attached& member : key ? key->members : std::vector<Attached>()) {
      if (can_be_varied(member)) {
        chosen.try_emplace(member.scheme.signature(), operation.key());
      }
    }
  };
  for (const Operation* operation : guarded_operations(scene)) {
    choose(*operation);
  }
  for (const Operation& operation : scene.contract.operations) {
    const bool is_login = purpose_in(scene, operation) == spec::Purpose::login;
    if (is_login && operation.requirement.is_secured() && !reason_not_to_ask(scene, operation) &&
        scene.facts.is_closed(operation.key())) {
      choose(operation);
    }
  }
  return chosen;
}

/// The questions about one member of the key.
class Variations {
 public:
  Variations(Stage& stage, const Operation& operation, const WorkingKey& key, std::size_t index)
      : stage_(stage),
        operation_(operation),
        key_(key),
        index_(index),
        member_(key.members[index]),
        insider_(stage, step::insider, Connection::kept, false) {}

  void ask() {
    const auto never_issued =
        stage_.scene.wallet.never_issued(key_.identity->name, member_.scheme.name, 0);
    if (!never_issued) {
      return;
    }
    const auto account = account_in(member_);
    for (const Variant& variant : lax_variants(member_, *never_issued)) {
      if (is_over()) {
        return;
      }
      if (account) {
        ask_wrong_password(variant, *account);
      } else {
        hide(variant);
        ask_one(variant, CredentialState::altered);
      }
    }
    if (answers_challenges(member_.scheme, member_.secret)) {
      return;  // whatever else stands there answers no challenge
    }
    for (const Variant& variant : property_names(member_)) {
      if (is_over()) {
        return;
      }
      ask_one(variant, CredentialState::broken);
    }
    for (const Variant& variant : odd_values(member_)) {
      if (is_over()) {
        return;
      }
      if (ask_one(variant, CredentialState::broken).status() >= 500) {
        ask_one(variant, CredentialState::broken, " again");
      }
    }
  }

 private:
  [[nodiscard]] std::string name_of_step(const Variant& variant) const {
    return member_.scheme.name + " " + variant.how;
  }

  void ask_wrong_password(const Variant& variant, const std::string& account) {
    const Scene& scene = stage_.scene;
    // Passwords are few: what was refused in the first round is not sent once more, and what was
    // let in has the place still that it took.
    const bool is_again = scene.round > 1;
    const Exchange* before = is_again ? scene.facts.story(stage_.interview, stage_.subject)
                                            .step(step::insider, name_of_step(variant))
                                      : nullptr;
    if (is_again && (before == nullptr || !evidence::succeeded(*before))) {
      return;
    }
    if (!is_again && !scene.wrong_secrets.take(account)) {
      stage_.not_asked(step::insider, name_of_step(variant), &operation_, too_many_wrong_secrets);
      return;
    }
    hide(variant);
    ask_one(variant, CredentialState::altered);
    // A good login between wrong ones keeps the account from being locked.
    const Exchange& between =
        insider_.ask(step::good + (" between " + variant.how), operation_, key_.good());
    is_held_up_ = is_held_up_ || !evidence::succeeded(between);
  }

  /// A part of a secret is one too.
  void hide(const Variant& variant) {
    if (variant.header_values.empty()) {
      stage_.scene.vault.add(variant.secret,
                             variant.how + "." + key_.identity->name + "." + member_.scheme.name);
    }
  }

  const Exchange& ask_one(const Variant& variant, CredentialState state, const char* time = "") {
    Attached changed = altered(member_, variant.secret, variant.how);
    changed.use.state = state;
    if (!variant.header_values.empty()) {
      changed.scheme.kind = SchemeKind::unknown;  // the edit puts it where it goes
    }
    Ask question = key_.with(replaced(key_, index_, std::move(changed)));
    if (!variant.header_values.empty()) {
      const std::string name =
          member_.scheme.kind == SchemeKind::api_key ? member_.scheme.parameter : "Authorization";
      question.edit = [&variant, name](Request& request) {
        for (const std::string& value : variant.header_values) {
          request.headers.push_back({name, value});
        }
      };
    }
    const Exchange& answer = insider_.ask(name_of_step(variant) + time, operation_, question);
    is_held_up_ = is_held_up_ || answer.status() == 429 || answer.status() == 423;
    return answer;
  }

  /// Wrong values are counted somewhere: who goes on is locked out.
  [[nodiscard]] bool is_over() {
    if (is_held_up_ && !is_told_) {
      is_told_ = true;
      stage_.not_asked(step::insider,
                       member_.scheme.name + " changed further",
                       &operation_,
                       "wrong credentials are held up");
    }
    return is_held_up_ || stage_.is_stopped();
  }

  Stage& stage_;
  const Operation& operation_;
  const WorkingKey& key_;
  std::size_t index_;
  const Attached& member_;
  Conversation insider_;
  bool is_held_up_ = false;
  bool is_told_ = false;
};

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto key = working_key(scene, operation);
  if (!key) {
    return;
  }
  const auto turn = turn_for(scene, *key);
  Conversation insider(stage, step::insider, Connection::kept, false);
  Conversation outsider(stage, step::outsider, Connection::kept, false);
  insider.ask(step::good, operation, key->good());
  const auto chosen = representatives(scene);
  for (std::size_t i = 0; i < key->members.size(); ++i) {
    const auto place = chosen.find(key->members[i].scheme.signature());
    if (place != chosen.end() && place->second == stage.subject) {
      Variations(stage, operation, *key, i).ask();
    }
  }
  outsider.ask(step::none_again, operation, key->none());
  insider.ask(step::good_again, operation, key->good());
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::set<std::string> operations;
  std::set<std::string> with_account;
  for (const auto& [signature, key] : representatives(scene)) {
    const auto working = working_key(scene, *scene.contract.operation(key));
    const bool has_account =
        working && std::ranges::any_of(working->members, [](const Attached& member) {
          return account_in(member).has_value();
        });
    (has_account ? with_account : operations).insert(key);
  }
  auto waves = one_by_one({with_account.begin(), with_account.end()});
  waves.emplace(waves.begin(), operations.begin(), operations.end());
  return waves;
}

}  // namespace

const Interview variation_interview{
    "variation",
    Phase::examine,
    "what else than the credential itself is taken for it: parts, other letters, property names",
    80,
    waves,
    hold,
    false,
    true};

}  // namespace sworn::probe
