// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "evidence/proof.h"
#include "evidence/shape.h"
#include "probe/auth_flow.h"
#include "probe/interview.h"
#include "probe/object_name.h"

namespace sworn::probe {
namespace {

/// Of one alternative, each asked twice.
constexpr std::size_t most_parts = 8;

/// An identity and a declared alternative that it can satisfy.
struct Candidate {
  const Identity* identity;
  const Alternative* alternative;
  std::vector<Attached> members;
};

std::vector<Candidate> candidates_for(const Scene& scene, const Operation& operation) {
  std::vector<Candidate> candidates;
  for (const Identity* identity : active_identities(scene)) {
    for (const Alternative& alternative : operation.requirement.any_of) {
      auto members = alternative.all_of.empty() ? std::nullopt
                                                : scene.wallet.all_of(identity->name, alternative);
      if (members) {
        candidates.push_back({identity, &alternative, std::move(*members)});
      }
    }
  }
  return candidates;
}

/// How one operation is asked: everything but the credential stays the same, and the name of what
/// can be there but once.
class Questions {
 public:
  Questions(Stage& stage, const Operation& operation)
      : stage_(stage),
        operation_(operation),
        // An operation that changes something is asked about what does not exist.
        absent_ids_(spec::effect_of(operation, stage.scene.config.reads) != spec::Effect::read),
        with_fields_(purpose_in(stage.scene, operation) == spec::Purpose::login),
        opens_account_(opens_account(stage.scene, operation)) {}

  const Exchange& ask(const std::string& conversation,
                      const std::string& step,
                      const Identity* values,
                      std::vector<Attached> credentials,
                      const std::string& as = "") {
    Conversation client(stage_, conversation, Connection::kept, false);
    Ask question{.identity = values,
                 .credentials = std::move(credentials),
                 .absent_ids = absent_ids_,
                 .with_login_fields = with_fields_,
                 .as = as};
    if (opens_account_) {
      question.edit = [&](Request& sent) {
        base::RandomStream random = stage_.random(conversation + " " + step);
        name_account_anew(stage_.scene, operation_, random, sent);
      };
    }
    return client.ask(step, operation_, question);
  }

 private:
  Stage& stage_;
  const Operation& operation_;
  bool absent_ids_;
  bool with_fields_;
  bool opens_account_;  ///< each time under another name
};

std::vector<Attached> made_up(const Scene& scene,
                              const Candidate& lead,
                              int number,
                              bool is_broken) {
  std::vector<Attached> members;
  for (const Attached& member : lead.members) {
    auto made = is_broken
                    ? scene.wallet.broken(lead.identity->name, member.scheme.name)
                    : scene.wallet.never_issued(lead.identity->name, member.scheme.name, number);
    if (made) {
      members.push_back(std::move(*made));
    }
  }
  return members;
}

std::string names_of(const std::vector<Attached>& members) {
  std::vector<std::string> names;
  for (const Attached& member : members) {
    names.push_back(member.scheme.name);
  }
  return base::join(names, " and ");
}

/// Each AND with one member left out, and each part that is enough in the same way: down to the
/// least that opens it.
void ask_parts(Questions& questions, const Candidate& lead) {
  std::set<std::string> known;
  std::vector<std::vector<Attached>> enough{lead.members};
  for (std::size_t next = 0; next < enough.size(); ++next) {
    for (std::size_t left_out = 0; enough[next].size() > 1 && left_out < enough[next].size();
         ++left_out) {
      std::vector<Attached> part = enough[next];
      part.erase(part.begin() + static_cast<std::ptrdiff_t>(left_out));
      if (known.size() >= most_parts || !known.insert(names_of(part)).second) {
        continue;
      }
      std::vector<Attached> missing;
      std::ranges::copy_if(lead.members, std::back_inserter(missing), [&](const Attached& member) {
        return std::ranges::none_of(
            part, [&](const Attached& kept) { return kept.scheme.name == member.scheme.name; });
      });
      bool is_enough = true;
      for (const char* time : {"", " again"}) {
        const Exchange& answer = questions.ask(
            lead.identity->name, "without " + names_of(missing) + time, lead.identity, part);
        is_enough = is_enough && evidence::succeeded(answer);
      }
      if (is_enough) {
        enough.push_back(std::move(part));
      }
    }
  }
}

/// Credentials that the operation does not declare, one at a time; never into a URL off loopback.
/// A login is asked with none that a login gave: it may end the session that it renews.
void ask_others(Stage& stage,
                Questions& questions,
                const Operation& operation,
                const Identity& identity) {
  const auto url = base::parse_url(stage.scene.builder.bare("GET", "/").url);
  const bool is_loopback = url && url->is_loopback();
  const bool is_login = purpose_in(stage.scene, operation) == spec::Purpose::login;
  for (const Scheme& scheme : stage.scene.contract.schemes) {
    // On the wire two schemes may be one: a refusal of the one's token is none of the other's.
    const bool is_declared =
        std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
          return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
            // Two schemes of one form on the wire are one credential to whoever reads the answer.
            const Scheme* declared = stage.scene.contract.scheme(use.scheme);
            return declared != nullptr && declared->signature() == scheme.signature();
          });
        });
    const bool goes_into_url = scheme.kind == SchemeKind::api_key && scheme.place == Place::query;
    auto attached = stage.scene.wallet.good(identity.name, scheme.name);
    const bool may_go_out =
        !is_login || stage.scene.wallet.is_configured(identity.name, scheme.name);
    if (!is_declared && attached && may_go_out && (is_loopback || !goes_into_url)) {
      questions.ask(identity.name, "with " + scheme.name, &identity, {std::move(*attached)});
    }
  }
}

/// All that --verify-auth asks: what is not proven yet, beside nothing. What is let in with several
/// credentials is asked without each.
void verify(const Scene& scene, Questions& questions, std::vector<Candidate> candidates) {
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return std::ranges::all_of(candidate.alternative->all_of, [&](const SchemeUse& use) {
      const Scheme* scheme = scene.contract.scheme(use.scheme);
      return scheme != nullptr &&
             evidence::proof_of(scene.contract, scene.facts, candidate.identity->name, *scheme)
                     .works_at != nullptr;
    });
  });
  for (const Candidate& candidate : candidates) {
    const Exchange& answer = questions.ask(candidate.identity->name,
                                           "good " + candidate.alternative->text(),
                                           candidate.identity,
                                           candidate.members);
    if (evidence::succeeded(answer)) {
      ask_parts(questions, candidate);
    }
  }
  if (!candidates.empty()) {
    questions.ask("nobody", "none", candidates.front().identity, {});
  }
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  if (auto reason = reason_not_to_ask(scene, operation)) {
    stage.not_asked("nobody", "none", &operation, std::move(*reason));
    return;
  }
  Questions questions(stage, operation);
  const std::vector<Candidate> candidates = candidates_for(scene, operation);
  if (scene.verify_auth) {
    verify(scene, questions, candidates);
    return;
  }
  const auto identities = active_identities(scene);

  const Candidate* lead = nullptr;
  bool lead_succeeded = false;
  const bool is_registration = purpose_in(scene, operation) == spec::Purpose::registration;
  for (const Candidate& candidate : candidates) {
    // Each success leaves an account behind, and it is nobody's business who opens one.
    if (is_registration && lead_succeeded && candidate.identity != lead->identity) {
      continue;
    }
    const Exchange& answer = questions.ask(candidate.identity->name,
                                           "good " + candidate.alternative->text(),
                                           candidate.identity,
                                           candidate.members);
    if (answer.failure == Failure::not_asked) {
      return;  // a request cannot be made, or the run is at an end: the reason is noted
    }
    if (lead == nullptr || (!lead_succeeded && evidence::succeeded(answer))) {
      lead = &candidate;
      lead_succeeded = evidence::succeeded(answer);
    }
  }

  const Identity* values = lead != nullptr ? lead->identity : nullptr;
  if (values == nullptr && purpose_in(scene, operation) == spec::Purpose::login) {
    const auto able = std::ranges::find_if(identities, [&](const Identity* identity) {
      return login_way(scene, operation, *identity).has_value();
    });
    values = able == identities.end() ? nullptr : *able;
  }
  if (values == nullptr && !identities.empty()) {
    values = identities.front();
  }
  const Exchange& none = questions.ask("nobody", "none", values, {});
  // A server that asks for a client certificate may break off the handshake: that is an answer.
  if (none.failure != Failure::none && (none.failure != Failure::tls || lead == nullptr)) {
    questions.ask("nobody", "none again", values, {});
    return;
  }
  if (lead == nullptr) {
    questions.ask("nobody", "none again", values, {});
    // Where nothing is declared and nobody is let in, a credential tells whether one is needed.
    if (values != nullptr && !operation.requirement.is_secured() && !evidence::succeeded(none)) {
      ask_others(stage, questions, operation, *values);
    }
    return;
  }

  const std::string& name = lead->identity->name;
  if (questions.ask(name, "broken", lead->identity, made_up(scene, *lead, 0, true)).status() >=
      500) {
    questions.ask(name, "broken again", lead->identity, made_up(scene, *lead, 0, true));
  }
  const Exchange& never_issued =
      questions.ask(name, "never-issued", lead->identity, made_up(scene, *lead, 0, false));
  if (never_issued.status() >= 500) {
    questions.ask(name, "never-issued again", lead->identity, made_up(scene, *lead, 0, false));
  }
  if (evidence::succeeded(never_issued) && !evidence::alike(never_issued, none)) {
    for (int number = 1; number < Wallet::made_up; ++number) {
      questions.ask(name,
                    "never-issued " + std::to_string(number + 1),
                    lead->identity,
                    made_up(scene, *lead, number, false));
    }
  }
  ask_parts(questions, *lead);
  ask_others(stage, questions, operation, *lead->identity);
  questions.ask("nobody", "none again", values, {});
  for (const Candidate& candidate : candidates) {
    if (candidate.identity == lead->identity) {
      questions.ask(name,
                    "good " + candidate.alternative->text() + " again",
                    candidate.identity,
                    candidate.members);
    }
  }
}

/// A few operations first, then twice as many, and so on: most credentials are proven by the first.
std::vector<std::vector<std::string>> verifying_waves(
    const Scene& scene, const std::vector<std::vector<std::string>>& by_depth) {
  std::vector<std::string> reads;
  std::vector<std::string> others;
  for (const auto& operations : by_depth) {
    for (const std::string& key : operations) {
      const Operation& operation = *scene.contract.operation(key);
      const bool is_read = spec::effect_of(operation, scene.config.reads) == spec::Effect::read;
      if (operation.requirement.is_secured()) {
        (is_read ? reads : others).push_back(key);
      }
    }
  }
  reads.insert(reads.end(), others.begin(), others.end());
  std::vector<std::vector<std::string>> waves;
  for (std::size_t begin = 0, size = 2; begin < reads.size(); begin += size, size *= 2) {
    const auto first = reads.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count = static_cast<std::ptrdiff_t>(std::min(size, reads.size() - begin));
    waves.emplace_back(first, first + count);
  }
  return waves;
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  // Lists come before what they list: by the number of path parameters.
  std::map<std::ptrdiff_t, std::vector<std::string>> by_depth;
  for (const Operation& operation : scene.contract.operations) {
    by_depth[std::ranges::count(operation.path, '{')].push_back(operation.key());
  }
  std::vector<std::vector<std::string>> waves;
  for (auto& [depth, operations] : by_depth) {
    waves.push_back(std::move(operations));
  }
  return scene.verify_auth ? verifying_waves(scene, waves) : waves;
}

}  // namespace

const Interview access_interview{
    "access",
    Phase::baseline,
    "who is let in: each identity, each declared alternative, none, broken, never-issued, halves",
    40,
    waves,
    hold};

}  // namespace sworn::probe
