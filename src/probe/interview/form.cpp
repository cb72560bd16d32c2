// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/text.h"
#include "evidence/access_step.h"
#include "probe/auth_flow.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/working_key.h"

namespace sworn::probe {
namespace {

namespace step = evidence::access_step;

bool is_of_header(const Scheme& scheme) {
  return scheme.signature() == "http bearer" ||
         (scheme.kind == SchemeKind::api_key && scheme.place == Place::header);
}

/// A credential that travels in a header and that the operation alone asks for.
struct Candidate {
  const Identity* identity;
  Attached good;
};

std::optional<Candidate> candidate_for(const Scene& scene, const Operation& operation) {
  for (const Identity* identity : active_identities(scene)) {
    for (const Alternative& alternative : operation.requirement.any_of) {
      const auto members = scene.wallet.all_of(identity->name, alternative);
      if (members && members->size() == 1 && is_of_header(members->front().scheme)) {
        return Candidate{identity, members->front()};
      }
    }
  }
  return std::nullopt;
}

/// Whether the configured token stands behind another word than `Bearer`. An apiKey is a value as
/// it is, whatever words it has.
bool names_another_scheme(const Attached& good) {
  return good.scheme.kind != SchemeKind::api_key && good.secret.find(' ') != std::string::npos &&
         !base::starts_with_ignoring_case(good.secret, "bearer ");
}

/// One operation for each scheme whose credential is refused as the document says it, or is
/// configured in a form of its own.
std::map<std::string, std::string> subjects(const Scene& scene) {
  std::map<std::string, std::string> chosen;
  // What a credential is worth takes a look at every operation: once is enough.
  std::map<std::pair<std::string, std::string>, bool> opened;
  const auto has_opened = [&](const std::string& identity, const std::string& signature) {
    const auto known = opened.find({identity, signature});
    if (known != opened.end()) {
      return known->second;
    }
    return opened[{identity, signature}] = scene.facts.worth_of(identity, signature).opened;
  };
  for (const Operation& operation : scene.contract.operations) {
    const bool is_read = spec::effect_of(operation, scene.config.reads) == spec::Effect::read &&
                         purpose_in(scene, operation) == spec::Purpose::none;
    const auto candidate =
        operation.requirement.is_secured() && is_read && !reason_not_to_ask(scene, operation)
            ? candidate_for(scene, operation)
            : std::nullopt;
    if (!candidate) {
      continue;
    }
    const std::string signature = candidate->good.scheme.signature();
    const bool has_worked = has_opened(candidate->identity->name, signature);
    const evidence::AccessTable& table = scene.facts.access(operation.key());
    const bool is_refused = !has_worked && !table.good.empty() && !table.none.empty() &&
                            table.good.front().answers.front()->status() >= 400 &&
                            table.good.front().answers.front()->status() < 500;
    if (is_refused || (has_worked && names_another_scheme(candidate->good))) {
      chosen.try_emplace(signature, operation.key());
    } else if (has_worked && candidate->good.scheme.kind != SchemeKind::api_key &&
               working_key(scene, operation)) {
      chosen.try_emplace(signature + " letters", operation.key());
    }
  }
  return chosen;
}

/// Names of schemes have no case (RFC 9110 §11.1): `bearer` is as good as `Bearer`.
void ask_letters(Stage& stage, const Operation& operation, const Candidate& candidate) {
  const Ask good{.identity = candidate.identity, .credentials = {candidate.good}};
  Conversation insider(stage, step::insider, Connection::kept, false);
  Conversation outsider(stage, step::outsider, Connection::kept, false);
  insider.ask(step::good, operation, good);
  Ask lower = good;
  lower.credentials = {
      altered(candidate.good, candidate.good.secret, "behind `bearer` in small letters")};
  const std::string token = bare_secret(candidate.good).value_or("");
  lower.edit = [&](Request& request) {
    for (Header& header : request.headers) {
      if (base::equal_ignoring_case(header.name, "Authorization")) {
        header.value = "bearer " + token;
      }
    }
  };
  insider.ask(step::in_small_letters, operation, lower);
  outsider.ask(step::none_again, operation, {.identity = candidate.identity});
  insider.ask(step::good_again, operation, good);
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& operation = *scene.contract.operation(stage.subject);
  const auto candidate = candidate_for(scene, operation);
  const bool works_as_declared = candidate && candidate->good.scheme.kind != SchemeKind::api_key &&
                                 !names_another_scheme(candidate->good) &&
                                 working_key(scene, operation);
  if (works_as_declared) {
    ask_letters(stage, operation, *candidate);
    return;
  }
  const auto secret = candidate ? bare_secret(candidate->good) : std::nullopt;
  const auto made_up = candidate ? scene.wallet.never_issued(
                                       candidate->identity->name, candidate->good.scheme.name, 0)
                                 : std::nullopt;
  const auto other = made_up ? bare_secret(*made_up) : std::nullopt;
  if (!secret || !other) {
    return;
  }
  const Scheme& scheme = candidate->good.scheme;
  const std::string name =
      scheme.kind == SchemeKind::api_key ? scheme.parameter : std::string("Authorization");
  const std::string declared = scheme.kind == SchemeKind::api_key ? "bare" : "Bearer";
  Conversation insider(stage, step::insider, Connection::kept, false);
  Conversation outsider(stage, step::outsider, Connection::kept, false);
  const auto ask = [&](const std::string& step,
                       const std::string& form,
                       const std::string& value,
                       CredentialState state) -> const Exchange& {
    Ask question{.identity = candidate->identity};
    question.credentials = {edited_in(candidate->identity->name,
                                      scheme.signature(),
                                      state,
                                      state == CredentialState::altered ? "as " + form : "")};
    question.edit = [&](Request& request) {
      request.headers.push_back({name, form == "bare" ? value : form + " " + value});
    };
    return insider.ask(step, operation, question);
  };
  outsider.ask(step::none, operation, {.identity = candidate->identity});
  ask("declared form", declared, *secret, CredentialState::good);
  for (const std::string form : {"bare", "Bearer", "Token", "ApiKey"}) {
    if (form == declared || stage.is_stopped()) {
      continue;
    }
    if (evidence::succeeded(ask("as " + form, form, *secret, CredentialState::altered))) {
      ask("never-issued as " + form, form, *other, CredentialState::never_issued);
      ask("as " + form + " again", form, *secret, CredentialState::altered);
    }
  }
  ask("declared form again", declared, *secret, CredentialState::good);
  outsider.ask(step::none_again, operation, {.identity = candidate->identity});
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::set<std::string> operations;
  for (const auto& [signature, operation] : subjects(scene)) {
    operations.insert(operation);
  }
  return {{operations.begin(), operations.end()}};
}

}  // namespace

const Interview form_interview{
    "form",
    Phase::examine,
    "in which form a credential is taken that is refused as the document says it",
    16,
    waves,
    hold};

}  // namespace sworn::probe
