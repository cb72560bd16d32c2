// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/clock.h"
#include "base/text.h"
#include "evidence/forged.h"
#include "evidence/gate.h"
#include "http/header.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/jwt_forgery.h"
#include "probe/key_set.h"
#include "probe/known_secret.h"
#include "probe/token_holding.h"

namespace sworn::probe {
namespace {

namespace forged = evidence::forged;

constexpr std::size_t most_subjects = 16;
constexpr int most_tokens = 2;  ///< of one operation

/// The story of one token at one operation: all else of the request stays as it is.
class Story {
 public:
  Story(Stage& stage, const Operation& operation, const TokenHolding& holding)
      : stage_(stage),
        operation_(operation),
        holding_(holding),
        name_(holding.token().use.signature),
        client_(stage, name_, Connection::kept, false) {}

  /// Null when it was not asked; why stands in the transcript.
  const Exchange* ask(const std::string& step,
                      const std::optional<std::string>& token,
                      CredentialState state,
                      const std::string& how = "") {
    if (stage_.is_stopped() || !halted_.empty()) {
      not_asked(step, halted_.empty() ? "the run was stopped" : halted_);
      return nullptr;
    }
    std::vector<Attached> members = holding_.members;
    if (token) {
      Attached& member = members[holding_.at];
      member.secret = *token;
      member.use.state = state;
      member.use.how = how;
    } else {
      members.erase(members.begin() + static_cast<std::ptrdiff_t>(holding_.at));
    }
    const Exchange& answer = client_.ask(
        step, operation_, {.identity = holding_.identity, .credentials = std::move(members)});
    if (answer.status() == 429 || answer.failure == Failure::timeout) {
      halted_ = answer.status() == 429 ? "the target asks for fewer requests"
                                       : "the target did not answer in time";
    }
    return &answer;
  }

  const Exchange* ask(const Forged& forgery) {
    stage_.scene.vault.add(forgery.credential,
                           "forged." + holding_.identity->name + "." + name_ + ", " + forgery.how);
    return ask(
        forged::asks + forgery.how, forgery.credential, CredentialState::altered, forgery.how);
  }

  /// Whether one of them is let in; those behind it are not asked.
  bool any_let_in(const std::vector<Forged>& forgeries) {
    return std::ranges::any_of(forgeries, [&](const Forged& one) { return is_let_in(ask(one)); });
  }

  [[nodiscard]] bool is_let_in(const Exchange* answer) const {
    return answer != nullptr &&
           evidence::read_gate(*answer, evidence::Carrying::other, reference) ==
               evidence::Gate::allowed;
  }

  void not_asked(const std::string& step, std::string reason) {
    stage_.not_asked(name_, step, &operation_, std::move(reason));
  }

  evidence::GateReference reference;

 private:
  Stage& stage_;
  const Operation& operation_;
  const TokenHolding& holding_;
  const std::string name_;
  Conversation client_;
  std::string halted_;
};

/// The controls; whether the token works and the operation is closed without it.
bool begin(Stage& stage, Story& story, const TokenHolding& holding) {
  const std::string& token = holding.token().secret;
  story.reference.good = story.ask(forged::good, token, CredentialState::good);
  if (story.reference.good == nullptr || !evidence::succeeded(*story.reference.good)) {
    return false;
  }
  story.reference.none = story.ask(forged::nothing, std::nullopt, CredentialState::good);
  base::RandomStream random = stage.random("signed by nobody");
  if (const auto nobodys = signed_by_nobody(token, random)) {
    stage.scene.vault.add(
        *nobodys, "never-issued." + holding.identity->name + "." + holding.token().use.signature);
    story.reference.never_issued =
        story.ask(forged::never_issued, *nobodys, CredentialState::never_issued);
  }
  return story.reference.none != nullptr &&
         evidence::read_gate(*story.reference.none, evidence::Carrying::other, story.reference) ==
             evidence::Gate::refused;
}

/// Whether the signature is looked at: only then what else is wrong can be told.
bool is_signature_checked(Story& story, const Jws& jws) {
  std::vector<Forged> bad;
  if (auto flipped = with_flipped_signature(jws)) {
    bad.push_back(std::move(*flipped));
  }
  if (!jws.signature.empty()) {
    bad.push_back(without_signature(jws));
  }
  for (const Forged& one : bad) {
    if (story.is_let_in(story.ask(one))) {
      story.ask(with_added_claim(jws, one));
      return false;
    }
  }
  return !story.any_let_in(without_algorithm(jws));
}

void try_published_key(Stage& stage, Story& story, const TokenHolding& holding) {
  const Jws& jws = holding.jws;
  if (sign_with_secret(jws.algorithm, "", "")) {
    return;
  }
  const auto forms = published_keys(stage, "nobody, for " + holding.token().use.signature, jws);
  if (forms.empty()) {
    story.not_asked(std::string(forged::asks) + forged::public_key + "PEM",
                    "no published key was found on the target's own origin");
  }
  (void)story.any_let_in(with_public_key_as_secret(jws, forms));
}

/// A day before the server's time, however wrong its clock and ours are: by what it says itself in
/// its answer and in the token.
std::int64_t before_any_clock(const Exchange& answer, const TokenHolding& holding) {
  constexpr std::int64_t day = 86'400;
  const auto date = http::find_header(answer.response->headers, "Date");
  const auto told = date ? base::parse_http_date(*date) : std::nullopt;
  const std::int64_t now = told.value_or(base::unix_milliseconds() / 1000);
  return std::min(now, holding.time_claim("iat").value_or(now)) - day;
}

void try_known_secret(Story& story, const TokenHolding& holding, const KnownSecret& known) {
  const auto ask = [&](const Members& claims, const char* how) {
    const auto anew = signed_anew(holding.jws, known.secret, claims, how);
    return anew && story.is_let_in(story.ask(*anew));
  };
  if (!ask({}, forged::known_secret)) {
    return;
  }
  constexpr std::int64_t hour = 3600;
  const std::int64_t end = before_any_clock(*story.reference.good, holding);
  ask({{"iat", std::to_string(end - hour)}, {"nbf", ""}, {"exp", std::to_string(end)}},
      forged::expired);
  if (holding.has_claim("aud")) {
    ask({{"aud", "\"https://nobody.sworn.invalid\""}}, forged::other_audience);
  }
}

/// Tokens that were really issued: one that is past its end, and one that is for somebody else.
void try_issued_ones(Stage& stage,
                     Story& story,
                     const Operation& operation,
                     const TokenHolding& holding) {
  if (const auto ended = ended_token_of(stage.scene, holding)) {
    story.ask(std::string(forged::asks) + forged::past_its_end,
              *ended,
              CredentialState::good,
              forged::past_its_end);
  }
  // Where the document names several ways in, the other token may be meant for one of them.
  const auto other = operation.requirement.any_of.size() > 1
                         ? std::nullopt
                         : token_for_others(stage.scene, holding);
  if (other) {
    story.ask(std::string(forged::asks) + forged::of_other_audience,
              holding.jws.prefix + *other,
              CredentialState::good,
              forged::of_other_audience);
  }
}

void hold_for(Stage& stage, const Operation& operation, const TokenHolding& holding) {
  const std::lock_guard turn(stage.scene.turns.of(holding.identity->name));
  Story story(stage, operation, holding);
  const auto known = known_secret_of(holding.jws);
  if (known) {
    stage.scene.vault.note_known_secret(holding.token().secret, known->where);
  }
  if (begin(stage, story, holding)) {
    if (is_signature_checked(story, holding.jws)) {
      try_published_key(stage, story, holding);
      base::RandomStream random = stage.random("a key of its own");
      (void)story.any_let_in(with_own_key(holding.jws, random));
      if (known) {
        try_known_secret(story, holding, *known);
      }
    }
    try_issued_ones(stage, story, operation, holding);
  }
  story.ask(forged::good_again, holding.token().secret, CredentialState::good);
}

/// How many path segments all operations share: "/api/v1".
std::size_t shared_segments(const std::vector<const Operation*>& operations) {
  std::size_t shared = operations.empty() ? 0 : 100;
  const auto first = operations.empty() ? std::vector<std::string_view>()
                                        : base::split(operations.front()->path, '/');
  for (const Operation* operation : operations) {
    const auto segments = base::split(operation->path, '/');
    const auto end = std::ranges::mismatch(first, segments).in1;
    shared = std::min(shared, static_cast<std::size_t>(end - first.begin()));
  }
  return shared;
}

/// Whatever verifies tokens does so for a part of an API at least: one operation stands for each
/// first segment of the paths and each kind of token.
std::vector<std::string> subjects_in(const Scene& scene) {
  const auto closed = closed_operations(scene);
  const std::size_t shared = shared_segments(closed);
  std::set<std::pair<std::string, std::string>> known;
  std::vector<std::string> subjects;
  for (const Operation* operation : closed) {
    const auto segments = base::split(operation->path, '/');
    const std::string part(shared < segments.size() ? segments[shared] : "");
    bool is_new = false;
    for (const TokenHolding& holding : tokens_at(scene, *operation, most_tokens)) {
      is_new |= known.emplace(holding.kind(), part).second;
    }
    if (is_new) {
      subjects.push_back(operation->key());
    }
  }
  return subjects;
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto subjects = subjects_in(scene);
  const auto at = std::ranges::find(subjects, stage.subject) - subjects.begin();
  for (const TokenHolding& holding : tokens_at(scene, operation, most_tokens)) {
    if (at >= static_cast<std::ptrdiff_t>(most_subjects)) {
      stage.not_asked(
          holding.token().use.signature, forged::good, &operation, "other operations stand for it");
      continue;
    }
    hold_for(stage, operation, holding);
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {subjects_in(scene)};
}

}  // namespace

const Interview forgery_interview{
    "forgery",
    Phase::sessions,
    "whether a token that its issuer never made, or made for another time or audience, is let in",
    70,
    waves,
    hold};

}  // namespace sworn::probe
