// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// Operations of one requirement are examples of each other.
constexpr int most_of_one_requirement = 3;
constexpr std::size_t most_operations = 24;

/// An identity with what it needs to be let in by one alternative, and a session.
struct Party {
  const Identity* identity = nullptr;
  std::vector<Attached> keys;  ///< configured members
  SessionSource source;
};

/// Whether a member of an alternative is a session rather than a key: no identity was given one.
bool is_session(const Scene& scene, const Identity& identity, const SchemeUse& use) {
  return !scene.wallet.is_configured(identity.name, use.scheme);
}

/// What an operation takes from this identity by that alternative; nothing when it holds too
/// little.
std::optional<Party> party_for(const Scene& scene,
                               const Alternative& alternative,
                               const Identity& identity) {
  Party party{&identity, {}, {}};
  bool has_session = false;
  for (const SchemeUse& use : alternative.all_of) {
    const Scheme* scheme = scene.contract.scheme(use.scheme);
    if (scheme == nullptr) {
      return std::nullopt;
    }
    if (is_session(scene, identity, use)) {
      auto source = has_session ? std::nullopt : source_for(scene, *scheme, identity);
      if (!source) {
        return std::nullopt;
      }
      party.source = std::move(*source);
      has_session = true;
    } else if (auto key = scene.wallet.good(identity.name, use.scheme)) {
      party.keys.push_back(std::move(*key));
    }
  }
  if (!has_session) {
    // A key alone: whether a session that came along is listened to.
    auto source = any_source(scene, identity);
    const bool is_same_place = source && std::ranges::any_of(party.keys, [&](const Attached& key) {
                                 return key.scheme.signature() == source->scheme.signature() ||
                                        (key.use.signature.starts_with("http ") &&
                                         source->scheme.signature().starts_with("http "));
                               });
    if (!source || is_same_place || party.keys.empty()) {
      return std::nullopt;
    }
    party.source = std::move(*source);
  }
  return party;
}

/// The alternative that both stories are told with: one with a session before one without.
const Alternative* alternative_of(const Scene& scene,
                                  const Operation& operation,
                                  const Identity& identity) {
  const evidence::AccessTable& table = scene.facts.access(operation.key());
  for (const evidence::AccessCell& cell : table.good) {
    // Who may not is refused in any company.
    if (cell.identity == identity.name &&
        table.gate_of(cell, evidence::Carrying::good) == evidence::Gate::not_entitled) {
      return nullptr;
    }
  }
  const Alternative* best = nullptr;
  std::ptrdiff_t most_sessions = -1;
  for (const Alternative& alternative : operation.requirement.any_of) {
    const auto sessions = std::ranges::count_if(
        alternative.all_of, [&](const SchemeUse& use) { return is_session(scene, identity, use); });
    if (!alternative.all_of.empty() && sessions > most_sessions &&
        party_for(scene, alternative, identity)) {
      best = &alternative;
      most_sessions = sessions;
    }
  }
  return best;
}

/// The key that goes beside a session: what the operation itself takes, else any that is sent
/// elsewhere than the session.
std::vector<Attached> key_beside(const Scene& scene, const Party& party) {
  if (!party.keys.empty()) {
    return party.keys;
  }
  for (const Scheme& scheme : scene.contract.schemes) {
    auto key = scene.wallet.is_configured(party.identity->name, scheme.name)
                   ? scene.wallet.good(party.identity->name, scheme.name)
                   : std::nullopt;
    const bool is_elsewhere = key && scheme.signature() != party.source.scheme.signature() &&
                              !(scheme.signature().starts_with("http ") &&
                                party.source.scheme.signature().starts_with("http "));
    const bool is_in_url = scheme.kind == SchemeKind::api_key && scheme.place == Place::query;
    if (is_elsewhere && !is_in_url) {
      return {*key};
    }
  }
  return {};
}

/// One operation, two parties, and their credentials in company.
class Mixture {
 public:
  Mixture(Stage& stage, const Operation& operation, bool takes_session)
      : stage_(stage), operation_(operation), takes_session_(takes_session) {}

  [[nodiscard]] bool begin(const std::string& who, const Party& party, std::string& value) {
    Conversation client = fresh(who);
    const auto session = begin_session(stage_, client, step::logs_in, party.source);
    if (!session) {
      return false;
    }
    value = *session;
    for (const char* question : {step::with_own, step::with_own_again}) {
      const Exchange& answer = ask(client, question, party, own(party, value));
      value = takes_session_ ? renewed(stage_.scene, answer, party.source.place, value) : value;
    }
    return true;
  }

  /// Without a second identity: a session that nobody checks beside the key.
  void alone(const Party& party, const std::string& session) {
    const std::string garbage = invented(stage_, party.source.place, session);
    Conversation client = fresh("user");
    if (takes_session_ && !party.keys.empty()) {
      ask(client, step::invented_beside_key, party, own(party, garbage));
    }
    if (!party.keys.empty()) {
      ask(client, step::session_alone, party, {party.source.attached(session)});
      std::vector<Attached> made_up{party.source.attached(session)};
      for (const Attached& key : party.keys) {
        if (auto never =
                stage_.scene.wallet.never_issued(party.identity->name, key.scheme.name, 0)) {
          made_up.push_back(std::move(*never));
        }
      }
      if (!takes_session_ && made_up.size() > 1) {
        ask(client, step::made_up_beside_session, party, made_up);
      }
    }
  }

  /// One's session beside the other's key.
  void mixed(const std::string& who,
             const Party& party,
             const std::string& session,
             const std::vector<Attached>& others_key) {
    if (others_key.empty()) {
      stage_.not_asked(who,
                       step::with_others_key,
                       &operation_,
                       "no key travels at another place than the session");
      return;
    }
    Conversation client = fresh(who);
    std::vector<Attached> both{party.source.attached(session)};
    both.insert(both.end(), others_key.begin(), others_key.end());
    ask(client, step::with_others_key, party, both);
    std::ranges::reverse(both);
    ask(client, step::with_others_key_swapped, party, both);
  }

  void afterwards(const std::string& who, const Party& party, const std::string& session) {
    Conversation client = fresh(who);
    ask(client, step::with_own_afterwards, party, own(party, session));
  }

  void with_nothing(const Party& party) {
    Conversation outsider = fresh("outsider");
    ask(outsider, step::asks_with_nothing, party, {});
  }

 private:
  [[nodiscard]] Conversation fresh(const std::string& who) {
    return {stage_, who, Connection::fresh, false};
  }

  [[nodiscard]] std::vector<Attached> own(const Party& party, const std::string& session) const {
    std::vector<Attached> credentials = party.keys;
    if (takes_session_) {
      credentials.push_back(party.source.attached(session));
    }
    return credentials;
  }

  const Exchange& ask(Conversation& client,
                      const char* question,
                      const Party& party,
                      std::vector<Attached> credentials) {
    return client.ask(
        question, operation_, {.identity = party.identity, .credentials = std::move(credentials)});
  }

  Stage& stage_;
  const Operation& operation_;
  bool takes_session_;
};

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  std::vector<Party> parties;
  bool takes_session = false;
  for (const Identity* identity : active_identities(scene)) {
    const Alternative* alternative =
        parties.size() < 2 ? alternative_of(scene, operation, *identity) : nullptr;
    if (alternative != nullptr) {
      takes_session = std::ranges::any_of(alternative->all_of, [&](const SchemeUse& use) {
        return is_session(scene, *identity, use);
      });
      parties.push_back(*party_for(scene, *alternative, *identity));
    }
  }
  if (parties.empty()) {
    stage.not_asked("user", step::logs_in, &operation, "no identity comes by a session for it");
    return;
  }
  std::vector<std::string> names;
  for (const Party& party : parties) {
    names.push_back(party.identity->name);
  }
  const auto turns = scene.turns.take(names);
  Mixture mixture(stage, operation, takes_session);
  std::string first;
  std::string second;
  if (!mixture.begin("user", parties.front(), first)) {
    return;
  }
  mixture.alone(parties.front(), first);
  const bool are_two = parties.size() > 1 && mixture.begin("other", parties.back(), second);
  if (are_two) {
    mixture.mixed(
        "user with the other's key", parties.front(), first, key_beside(scene, parties.back()));
    mixture.mixed(
        "other with the user's key", parties.back(), second, key_beside(scene, parties.front()));
    mixture.afterwards("other", parties.back(), second);
  } else {
    stage.not_asked("other",
                    step::logs_in,
                    &operation,
                    "a second identity that it lets in is needed to mix credentials");
  }
  mixture.afterwards("user", parties.front(), first);
  mixture.with_nothing(parties.front());
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::map<std::string, int> by_requirement;
  std::vector<std::string> operations;
  const auto identities = active_identities(scene);
  for (const Operation* operation : closed_operations(scene)) {
    const bool is_told = std::ranges::any_of(identities, [&](const Identity* identity) {
      return alternative_of(scene, *operation, *identity) != nullptr;
    });
    int& examples = by_requirement[operation->requirement.text()];
    // What takes its time is asked only where nothing else is an example: the story is long.
    const int most = is_slow(scene, *operation) ? 1 : most_of_one_requirement;
    if (is_told && operations.size() < most_operations && examples < most) {
      ++examples;
      operations.push_back(operation->key());
    }
  }
  std::ranges::sort(operations);
  return {operations};
}

}  // namespace

const Interview mixture_interview{
    "mixture",
    Phase::sessions,
    "whose answer a session beside somebody else's key gets, and one that nobody issued",
    18,
    waves,
    hold};

}  // namespace sworn::probe
