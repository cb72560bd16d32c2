// SPDX-License-Identifier: Apache-2.0
#include "diff/verification.h"

#include <algorithm>
#include <set>

#include "evidence/proof.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using State = CredentialResult::State;

bool carries_good(const Exchange& exchange,
                  const std::string& identity,
                  const std::string& signature) {
  return std::ranges::any_of(exchange.credentials, [&](const CredentialUse& use) {
    return use.holder == identity && use.signature == signature &&
           use.state == CredentialState::good;
  });
}

bool asks_for(const Alternative& alternative, const std::string& scheme) {
  return std::ranges::find(alternative.all_of, scheme, &SchemeUse::scheme) !=
         alternative.all_of.end();
}

/// What the endpoints of a scheme were not asked for an identity, and why.
std::string obstacle_for(const evidence::Facts& facts,
                         const Scheme& scheme,
                         const std::string& identity) {
  std::string refused;
  for (const Exchange* exchange :
       facts.story("acquire", step::scheme_subject + scheme.name).steps()) {
    const bool is_own = exchange->conversation == identity;
    if (exchange->failure == Failure::not_asked && (is_own || exchange->conversation == "nobody")) {
      return exchange->reason;
    }
    if (is_own && exchange->response && exchange->status() >= 400) {
      refused = "the token endpoint refused with " + std::to_string(exchange->status());
    } else if (is_own && exchange->response) {
      refused.clear();
    }
  }
  return refused;
}

bool is_any_working(const Report& report) {
  return std::ranges::find(report.credentials, State::works, &CredentialResult::state) !=
         report.credentials.end();
}

}  // namespace

CredentialResult credential_result(const Contract& contract,
                                   const evidence::Facts& facts,
                                   const std::string& identity,
                                   const Scheme& scheme) {
  CredentialResult result{identity, scheme.name, State::not_tried, "", ""};
  const evidence::Proof proof = evidence::proof_of(contract, facts, identity, scheme);
  if (proof.works_at != nullptr) {
    result.state = State::works;
    result.operation = proof.works_at->key();
  } else if (proof.refused_at != nullptr) {
    result.state = State::refused;
    result.operation = proof.refused_at->key();
  }
  if (result.state == State::not_tried) {
    result.reason = obstacle_for(facts, scheme, identity);
    if (result.reason.empty()) {
      result.reason = "no operation that asks for it could tell it from none";
    }
  }
  return result;
}

namespace {

void add_results(Report& report,
                 const Contract& contract,
                 const Transcript& transcript,
                 const evidence::Facts& facts) {
  for (const IdentityNote& identity : transcript.settings.identities) {
    std::set<std::string> names(identity.schemes.begin(), identity.schemes.end());
    // What a login handed out counts as well.
    for (const Scheme& scheme : contract.schemes) {
      const bool was_used = std::ranges::any_of(facts.all(), [&](const Exchange* exchange) {
        return exchange->interview == "access" &&
               carries_good(*exchange, identity.name, scheme.signature());
      });
      const bool is_known = std::ranges::any_of(names, [&](const std::string& name) {
        const Scheme* other = contract.scheme(name);
        return other != nullptr && other->signature() == scheme.signature();
      });
      if (was_used && !is_known) names.insert(scheme.name);
    }
    for (const std::string& name : names) {
      if (const Scheme* scheme = contract.scheme(name)) {
        report.credentials.push_back(credential_result(contract, facts, identity.name, *scheme));
        const CredentialResult& result = report.credentials.back();
        const std::string obstacle = obstacle_for(facts, *scheme, identity.name);
        // What was refused is a problem of every run; here, what could not be obtained is one too.
        if (result.state == State::not_tried && !obstacle.empty()) {
          report.problems.push_back("no credential of " + scheme->name + " for " + identity.name +
                                    ": " + obstacle);
        }
      }
    }
  }
}

/// Operations in scope that ask for the scheme in some alternative.
int operations_asking_for(const Contract& contract,
                          const Transcript& transcript,
                          const std::string& scheme) {
  return static_cast<int>(std::ranges::count_if(contract.operations, [&](const Operation& o) {
    const bool is_in_scope = std::ranges::find(transcript.settings.out_of_scope, o.key()) ==
                             transcript.settings.out_of_scope.end();
    return is_in_scope && std::ranges::any_of(o.requirement.any_of, [&](const Alternative& a) {
             return asks_for(a, scheme);
           });
  }));
}

/// Whether any operation that asks for the scheme was asked at all.
bool was_asked(const Contract& contract, const evidence::Facts& facts, const Scheme& scheme) {
  return std::ranges::any_of(contract.operations, [&](const Operation& operation) {
    return !facts.access(operation.key()).none.empty() &&
           std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
             return asks_for(alternative, scheme.name);
           });
  });
}

}  // namespace

void add_credential_coverage(Report& report,
                             const Contract& contract,
                             const Transcript& transcript,
                             const evidence::Facts& facts) {
  if (transcript.settings.verify_auth) {
    add_results(report, contract, transcript, facts);
    if (transcript.run.complete && report.problems.empty() && !is_any_working(report)) {
      report.problems.emplace_back("no credential was seen to work");
    }
  }
  for (const Scheme& scheme : contract.schemes) {
    const int count = operations_asking_for(contract, transcript, scheme.name);
    if (count == 0) {
      continue;
    }
    const std::string asked_by = std::to_string(count) +
                                 (count == 1 ? " operation asks for " : " operations ask for ") +
                                 scheme.name;
    if (scheme.kind == SchemeKind::unknown) {
      report.coverage.push_back(asked_by + ", which is of no type that is known");
      continue;
    }
    bool is_configured = false;
    for (const IdentityNote& identity : transcript.settings.identities) {
      if (std::ranges::find(identity.schemes, scheme.name) == identity.schemes.end()) {
        continue;
      }
      is_configured = true;
      if (const std::string why = obstacle_for(facts, scheme, identity.name); !why.empty()) {
        report.coverage.push_back(scheme.name + " of " + identity.name + ": " + why);
      }
    }
    const bool was_carried = std::ranges::any_of(facts.all(), [&](const Exchange* exchange) {
      return std::ranges::any_of(exchange->credentials, [&](const CredentialUse& use) {
        return use.signature == scheme.signature() && use.state == CredentialState::good;
      });
    });
    if (!is_configured && !was_carried) {
      report.coverage.push_back(asked_by + ", for which no identity has a credential");
    } else if (is_configured && !was_carried && scheme.kind != SchemeKind::oauth2 &&
               scheme.kind != SchemeKind::open_id_connect && was_asked(contract, facts, scheme)) {
      report.coverage.push_back(asked_by + ", and what is configured for it cannot be sent");
    }
  }
}

}  // namespace sworn::diff
