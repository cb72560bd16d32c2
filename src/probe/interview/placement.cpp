// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/text.h"
#include "evidence/access_step.h"
#include "evidence/shape.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

/// Where keys and tokens customarily travel besides the place that is declared.
constexpr std::array<std::string_view, 6> customary{
    "api_key", "api-key", "apikey", "key", "access_token", "token"};

/// What the places of one operation cost at most, one by one, when many of them open it.
constexpr int most_single_places = 40;

/// Gateways and CGI make one header of "api_key" and "api-key".
std::string plain(std::string_view name) {
  return base::replace_all(base::to_lower(name), "_", "-");
}

bool is_same_place(const Scheme& scheme, Place place, const std::string& name) {
  return scheme.kind == SchemeKind::api_key && scheme.place == place &&
         plain(scheme.parameter) == plain(name);
}

/// Whether the document itself gives that place a meaning, for this operation.
bool is_spoken_for(const Scene& scene,
                   const Operation& operation,
                   Place place,
                   const std::string& name) {
  for (const Alternative& alternative : operation.requirement.any_of) {
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      if (scheme != nullptr && is_same_place(*scheme, place, name)) {
        return true;
      }
    }
  }
  return std::ranges::any_of(operation.parameters, [&](const Parameter& parameter) {
    return parameter.place == place && plain(parameter.name) == plain(name);
  });
}

bool uses_authorization(const Scheme& scheme) {
  return scheme.kind != SchemeKind::api_key ||
         is_same_place(scheme, Place::header, "Authorization");
}

/// The undeclared places of one member, by where they are, one list each: cookies, headers, the
/// query, Authorization.
std::vector<std::vector<Scheme>> places_for(const Scene& scene,
                                            const Operation& operation,
                                            const WorkingKey& key,
                                            const Attached& member) {
  std::vector<std::string> names(customary.begin(), customary.end());
  if (member.scheme.kind == SchemeKind::api_key &&
      std::ranges::find(names, member.scheme.parameter) == names.end()) {
    names.insert(names.begin(), member.scheme.parameter);
  }
  std::vector<std::vector<Scheme>> groups;
  for (const Place place : {Place::cookie, Place::header, Place::query}) {
    // What a login hands out is a session: whether the URL may hold it is asked there (`place`).
    const bool is_asked_elsewhere = scene.contract.operation(scene.wallet.login_of(
                                        key.identity->name, member.scheme.name)) != nullptr;
    if (place == Place::query && (!scene.query_probes || is_asked_elsewhere)) {
      continue;
    }
    std::vector<Scheme> group;
    for (const std::string& name : names) {
      const bool is_field = base::equal_ignoring_case(name, "Authorization") ||
                            base::equal_ignoring_case(name, "Cookie");
      const bool is_twin =
          place == Place::header && std::ranges::any_of(group, [&](const Scheme& known) {
            return plain(known.parameter) == plain(name);
          });
      if (!is_field && !is_twin && !is_spoken_for(scene, operation, place, name)) {
        Scheme scheme;
        scheme.kind = SchemeKind::api_key;
        scheme.place = place;
        scheme.parameter = name;
        group.push_back(std::move(scheme));
      }
    }
    groups.push_back(std::move(group));
  }
  const bool is_free = std::ranges::none_of(
      key.members, [](const Attached& other) { return uses_authorization(other.scheme); });
  const bool is_declared =
      std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
        return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
          const Scheme* scheme = scene.contract.scheme(use.scheme);
          return scheme != nullptr && uses_authorization(*scheme);
        });
      });
  if (is_free && !is_declared) {
    groups.push_back({scheme_of("http bearer")});
  }
  return groups;
}

/// What a strict server says of unknown fields is no refusal of the credential.
bool is_plain_refusal(const Scene& scene, const Exchange& answer) {
  const Exchange* none = scene.facts.access(answer.operation).reference().none;
  return scene.facts.gate(answer, evidence::Carrying::other) == evidence::Gate::refused &&
         none != nullptr && (answer.status() == none->status() || answer.status() == 401);
}

/// The questions about one member of the key.
class Places {
 public:
  Places(Stage& stage,
         Conversation& insider,
         const Operation& operation,
         const WorkingKey& key,
         std::size_t index,
         int& left)
      : stage_(stage),
        insider_(insider),
        operation_(operation),
        key_(key),
        index_(index),
        member_(key.members[index]),
        left_(left) {}

  void ask(const std::string& secret) {
    const auto groups = places_for(stage_.scene, operation_, key_, member_);
    std::vector<Scheme> all;
    for (const auto& group : groups) {
      all.insert(all.end(), group.begin(), group.end());
    }
    const std::string name = member_.scheme.name;
    if (!stage_.scene.query_probes) {
      stage_.not_asked(step::insider,
                       name + " " + step::in_place("the query"),
                       &operation_,
                       "a credential goes into an undeclared URL on loopback or with "
                       "--query-probes only");
    }
    if (all.empty() ||
        is_plain_refusal(stage_.scene,
                         ask_with(name + " " + step::elsewhere, step::many_places, secret, all))) {
      return;
    }
    for (const auto& group : groups) {
      const std::string kind(name_of(group.empty() ? Place::header : group.front().place));
      const bool is_alone = group.size() < 2;
      const bool may_be_let_in =
          is_alone || !is_plain_refusal(stage_.scene,
                                        ask_with(name + " " + step::elsewhere + ", " + kind,
                                                 step::many_places + (": " + kind),
                                                 secret,
                                                 group));
      for (std::size_t i = 0; may_be_let_in && i < group.size() && !stage_.is_stopped(); ++i) {
        ask_place(group[i], secret);
      }
    }
  }

 private:
  const Exchange& ask_with(const std::string& step,
                           const std::string& signature,
                           const std::string& secret,
                           const std::vector<Scheme>& places,
                           CredentialState state = CredentialState::altered) {
    Ask question = key_.with(replaced(
        key_,
        index_,
        edited_in(
            key_.identity->name,
            signature,
            state,
            state == CredentialState::altered ? "moved from " + member_.scheme.signature() : "")));
    question.edit = [&](Request& request) {
      for (const Scheme& place : places) {
        attach(request, place, secret);
      }
    };
    return insider_.ask(step, operation_, question);
  }

  void ask_place(const Scheme& place, const std::string& secret) {
    const std::string where = place.signature();
    const std::string name = member_.scheme.name + " ";
    left_ -= 2;
    if (left_ < 0) {
      stage_.not_asked(step::insider,
                       name + step::in_place(where),
                       &operation_,
                       "many places were asked already, one by one");
      return;
    }
    const Exchange& answer = ask_with(name + step::in_place(where), where, secret, {place});
    const auto made_up =
        stage_.scene.wallet.never_issued(key_.identity->name, member_.scheme.name, 0);
    if (evidence::succeeded(answer) && made_up) {
      ask_with(name + step::never_issued_in(where),
               where,
               bare_secret(*made_up).value_or(""),
               {place},
               CredentialState::never_issued);
    }
  }

  Stage& stage_;
  Conversation& insider_;
  const Operation& operation_;
  const WorkingKey& key_;
  std::size_t index_;
  const Attached& member_;
  int& left_;
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
  int left = most_single_places;
  for (std::size_t i = 0; i < key->members.size(); ++i) {
    if (const auto secret = bare_secret(key->members[i])) {
      Places(stage, insider, operation, *key, i, left).ask(*secret);
    }
  }
  outsider.ask(step::none_again, operation, key->none());
  insider.ask(step::good_again, operation, key->good());
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {guarded_keys(scene)};
}

}  // namespace

const Interview placement_interview{
    "placement",
    Phase::examine,
    "whether a credential is taken from places that the document does not name",
    60,
    waves,
    hold};

}  // namespace sworn::probe
