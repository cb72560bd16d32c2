// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "evidence/session.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/interview.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;
using evidence::Opening;

/// One way to put a known identifier under a victim's login (ORACLES.md, F1 to F3).
class Attack {
 public:
  Attack(Stage& stage, const Operation& login, const Opening& opening)
      : stage_(stage),
        scene_(stage.scene),
        login_(login),
        protected_(*stage.scene.contract.operation(opening.operation)),
        opening_(opening),
        scheme_(scheme_of(opening.signature)),
        place_(*evidence::carrier_named(opening.carrier)),
        is_cookie_(scheme_.place == Place::cookie && scheme_.kind == SchemeKind::api_key) {}

  /// F1: the attacker is handed an identifier before anybody logs in.
  void with_obtained(const LoginWay& victim) {
    const Operation* source = is_cookie_ ? anonymous_source(scene_, scheme_.parameter) : nullptr;
    const Exchange* refused_login =
        scene_.facts.story("handout", login_.key()).step("first", step::login_with_nothing);
    const bool login_hands_out = source == nullptr && refused_login != nullptr &&
                                 refused_login->response &&
                                 evidence::value_at(*refused_login->response, place_);
    if (source == nullptr && !login_hands_out) {
      stage_.not_asked(name("attacker", "obtained"),
                       step::obtains,
                       &login_,
                       "nothing hands an anonymous caller " + opening_.carrier);
      return;
    }
    Conversation attacker = client("attacker", "obtained");
    Ask visit = victim.ask();
    visit.credentials.clear();
    visit.with_login_fields = false;
    visit.as = "";
    const Exchange& answer =
        attacker.ask(step::obtains, source != nullptr ? *source : login_, visit);
    const auto planted =
        answer.response ? evidence::value_at(*answer.response, place_) : std::nullopt;
    if (planted) {
      plant(attacker, "obtained", *planted, victim);
    }
  }

  /// F3: the identifier is the attacker's own invention.
  void with_invented(const LoginWay& victim) {
    const Exchange* login =
        scene_.facts.story("handout", login_.key()).step("first", step::logs_in);
    const auto real = login != nullptr && login->response
                          ? evidence::value_at(*login->response, place_)
                          : std::nullopt;
    if (!real) {
      return;
    }
    base::RandomStream random = stage_.random("invented identifier");
    const std::string invented = invented_like(*real, random);
    scene_.vault.add(invented, "invented." + place_.name);
    Conversation attacker = client("attacker", "invented");
    plant(attacker, "invented", invented, victim);
  }

  /// F1b: the attacker logs in as itself, the victim logs in over that session.
  void with_live(const LoginWay& attacker_way, const LoginWay& victim_way) {
    Conversation attacker = client("attacker", "live");
    const Exchange& own = attacker.ask(step::logs_in, login_, attacker_way.ask());
    const auto planted = own.response ? evidence::value_at(*own.response, place_) : std::nullopt;
    if (!planted) {
      return;
    }
    scene_.vault.watch(*planted);
    const std::string known =
        ask_all(attacker, step::asks_before, *planted, *attacker_way.identity);
    Conversation victim = client("victim", "live");
    const Exchange& over = log_in_with(victim, step::logs_in_over, known, victim_way);
    if (known == *planted) {
      ask_all(victim, step::asks_after, after(over, known), *victim_way.identity);
      ask_all(attacker, step::asks_after, known, *attacker_way.identity);
    } else {
      // Each answer renews the identifier: whoever asks first goes on with it.
      const std::string newest = ask_all(attacker, step::asks_after, known, *attacker_way.identity);
      ask_all(victim, step::asks_after, after(over, newest), *victim_way.identity);
    }
    ask_with_nothing("live", *attacker_way.identity);
  }

  /// The same identity logs in twice, the second time over its own live session.
  void with_own(const LoginWay& way) {
    Conversation user = client("user", "own");
    const Exchange& first = user.ask(step::logs_in, login_, way.ask());
    const auto planted =
        first.response ? evidence::value_at(*first.response, place_) : std::nullopt;
    if (!planted) {
      return;
    }
    scene_.vault.watch(*planted);
    const std::string known =
        after(ask_one(user, step::asks_before, *planted, *way.identity), *planted);
    const Exchange& over = log_in_with(user, step::logs_in_over, known, way);
    std::string kept = after(over, known);
    if (over.response && evidence::value_at(*over.response, place_) == known) {
      // What is signed over one account and second is equal and no identifier that was kept.
      stage_.wait(std::chrono::milliseconds(2000));
      kept = after(log_in_with(user, step::logs_in_over_later, known, way), known);
    }
    ask_one(user, step::asks_after, kept, *way.identity);
    ask_one(user, step::asks_with_first, known, *way.identity);
    ask_with_nothing("own", *way.identity);
  }

 private:
  [[nodiscard]] std::string name(const std::string& who, const std::string& variant) const {
    return evidence::conversation_of(who, variant, opening_);
  }

  [[nodiscard]] Conversation client(const std::string& who, const std::string& variant) {
    return {stage_, name(who, variant), Connection::fresh, false};
  }

  [[nodiscard]] Attached carrier(const std::string& value, const std::string& holder) const {
    return as_carrier(scheme_, value, holder, place_, CredentialState::carrier);
  }

  /// What a client that was told `value` goes on with after an answer: what that answer set, else
  /// `value`.
  [[nodiscard]] std::string after(const Exchange& login, const std::string& value) const {
    auto fresh = login.response ? evidence::value_at(*login.response, place_) : std::nullopt;
    if (fresh) {
      scene_.vault.watch(*fresh);
    }
    return fresh.value_or(value);
  }

  const Exchange& ask_one(Conversation& who,
                          const char* question,
                          const std::string& value,
                          const Identity& identity) {
    return who.ask(question,
                   protected_,
                   {.identity = &identity, .credentials = {carrier(value, identity.name)}});
  }

  /// The operation that the carrier opened, and others that may tell identities apart. Gives the
  /// identifier that the client goes on with.
  std::string ask_all(Conversation& who,
                      const char* question,
                      std::string value,
                      const Identity& identity) {
    value = after(ask_one(who, question, value, identity), value);
    int others = 0;
    for (const Operation* operation : closed_operations(scene_)) {
      const bool declares =
          std::ranges::any_of(operation->requirement.any_of, [&](const Alternative& alternative) {
            const Scheme* declared = alternative.all_of.size() == 1
                                         ? scene_.contract.scheme(alternative.all_of.front().scheme)
                                         : nullptr;
            return declared != nullptr && declared->signature() == opening_.signature;
          });
      if (declares && operation != &protected_ && others < 2) {
        ++others;
        value =
            after(who.ask(question,
                          *operation,
                          {.identity = &identity, .credentials = {carrier(value, identity.name)}}),
                  value);
      }
    }
    return value;
  }

  const Exchange& log_in_with(Conversation& who,
                              const char* question,
                              const std::string& value,
                              const LoginWay& way) {
    Ask ask = way.ask();
    ask.credentials.push_back(carrier(value, way.identity->name));
    return who.ask(question, login_, ask);
  }

  void ask_with_nothing(const std::string& variant, const Identity& identity) {
    Conversation outsider = client("outsider", variant);
    outsider.ask(step::asks_with_nothing, protected_, {.identity = &identity});
  }

  void plant(Conversation& attacker,
             const std::string& variant,
             const std::string& value,
             const LoginWay& victim_way) {
    scene_.vault.watch(value);
    const Identity& identity = *victim_way.identity;
    const Exchange& before = ask_one(attacker, step::asks_before, value, identity);
    // A server that renews the identifier while it is asked hands out the one to plant; what the
    // attacker invented stays invented.
    const std::string known = variant == "obtained" ? after(before, value) : value;
    Conversation victim = client("victim", variant);
    const Exchange& login = log_in_with(victim, step::logs_in_planted, known, victim_way);
    const std::string renewed = after(login, known);
    const bool rotates = known != value && renewed == known;
    const Exchange* replay = nullptr;
    if (rotates) {
      // Whoever asks first goes on with the session; the victim's request comes after.
      replay = &ask_one(attacker, step::asks_after, known, identity);
      const std::string newest = evidence::succeeded(*replay) ? after(*replay, known) : known;
      ask_one(victim, step::asks_after, newest, identity);
    } else {
      ask_one(victim, step::asks_after, renewed, identity);
      replay = &ask_one(attacker, step::asks_after, known, identity);
    }
    ask_with_nothing(variant, identity);
    if (renewed != known && evidence::succeeded(*replay)) {
      // Some servers keep the old identifier alive for requests under way (ORACLES.md, F2).
      stage_.wait(std::chrono::milliseconds(5000));
      ask_one(attacker, step::asks_later, known, identity);
    }
  }

  Stage& stage_;
  const Scene& scene_;
  const Operation& login_;
  const Operation& protected_;
  const Opening& opening_;
  Scheme scheme_;
  CarrierPlace place_;
  bool is_cookie_;
};

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  std::vector<LoginWay> ways;
  for (const Identity* identity : active_identities(scene)) {
    if (auto way = login_way(scene, login, *identity)) {
      ways.push_back(std::move(*way));
    }
  }
  if (ways.empty()) {
    stage.not_asked(
        "victim", step::logs_in_planted, &login, "no identity holds what this login takes");
    return;
  }
  for (const Opening& opening : evidence::openings_of(scene.facts, login.key())) {
    if (!evidence::can_be_planted(opening) || stage.is_stopped()) {
      continue;
    }
    std::vector<std::string> names;
    for (const LoginWay& way : ways) {
      names.push_back(way.identity->name);
    }
    const auto turns = scene.turns.take(names);
    Attack attack(stage, login, opening);
    attack.with_obtained(ways.front());
    attack.with_invented(ways.front());
    attack.with_own(ways.front());
    if (ways.size() > 1) {
      attack.with_live(ways[1], ways[0]);
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins;
  for (const Operation& operation : scene.contract.operations) {
    const bool can_be_fixed = std::ranges::any_of(
        evidence::openings_of(scene.facts, operation.key()), evidence::can_be_planted);
    if (can_be_fixed) {
      logins.push_back(operation.key());
    }
  }
  return {logins};
}

}  // namespace

const Interview fixation_interview{
    "fixation",
    Phase::sessions,
    "whether an identifier that somebody else knows survives the login",
    60,
    waves,
    hold};

}  // namespace sworn::probe
