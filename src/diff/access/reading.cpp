// SPDX-License-Identifier: Apache-2.0
#include "diff/access/reading.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "diff/schema_reading.h"
#include "document/node.h"
#include "http/media_type.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

/// Whether the body is what is declared for its status: a JSON body that satisfies its schema.
bool is_declared_success(const Case& c, const Exchange& answer) {
  const ResponseDeclaration* declared = c.operation.response_for(answer.status());
  const auto body = document::parse_json(answer.response->body, "");
  return declared != nullptr && body &&
         std::ranges::any_of(declared->content, [&](const MediaType& media) {
           return media.schema != nullptr && http::is_json(media.type) &&
                  schema::validate(*media.schema, body->root(), response_context(c.contract), 1)
                      .empty();
         });
}

/// A signature, a one-time code, a token: not that of a page, nor a code that classifies.
bool is_named_like_a_proof(const std::string& name) {
  static const std::set<std::string> proofs{"signature", "hmac", "otp", "secret"};
  static const std::set<std::string> kinds{"token", "code"};
  static const std::set<std::string> others{
      "page",     "next",   "previous", "cursor",  "continuation", "sync",    "pagination",
      "country",  "region", "state",    "city",    "currency",     "zip",     "postal",
      "post",     "area",   "language", "lang",    "locale",       "status",  "error",
      "response", "reason", "product",  "airport", "station",      "category"};
  const auto words = base::words_of(name);
  const auto any_in = [&](const std::set<std::string>& set) {
    return std::ranges::any_of(words, [&](const std::string& word) { return set.contains(word); });
  };
  return any_in(proofs) || (any_in(kinds) && !any_in(others));
}

/// Not what stands for nothing: null, false, zero, an empty text, list or mapping.
bool says_something(const document::Node& value) {
  return (value.is_string() && !value.text().empty()) ||
         (value.is_boolean() && value.as_boolean()) ||
         (value.is_number() && value.as_integer() != 0) || !value.entries().empty() ||
         !value.items().empty();
}

/// Why no good credential stands behind the questions.
std::string reason_without_good(const Case& c, const AccessReading& reading) {
  if (!reading.table.not_asked.empty()) {
    return reading.table.not_asked.front()->reason;
  }
  if (reading.table.good.empty()) {
    return "no identity holds a credential for " + c.operation.requirement.text();
  }
  for (const evidence::AccessCell& cell : reading.table.good) {
    for (const Exchange* answer : cell.answers) {
      if (!answer->response) {
        return "the good credential got no answer: " + answer->reason;
      }
      if (answer->status() == 401 || answer->status() == 403) {
        return "the credential of " + cell.identity + " is refused with " +
               std::to_string(answer->status());
      }
    }
  }
  for (const evidence::AccessCell& cell : reading.table.good) {
    for (const Exchange* answer : cell.answers) {
      const bool says_success = answer->status() >= 200 && answer->status() < 300;
      if (says_success && !evidence::succeeded(*answer)) {
        return answer->response->is_cut ? "the answer to the good credential was cut off"
                                        : "a cache answers the good credential, not the server";
      }
      if (!evidence::succeeded(*answer)) {
        return "the request does not succeed with a good credential: " +
               std::to_string(answer->status());
      }
    }
  }
  return "the good credential was not asked before and after";
}

}  // namespace

AccessReading read_access(const Case& c) {
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  const evidence::AccessCell* working = table.working();
  return {table, working, table.none_gate()};
}

std::optional<Verdict> no_access_verdict(const Case& c, const AccessReading& reading) {
  if (!c.operation.requirement.is_secured()) {
    return not_applicable("no credential is required");
  }
  if (c.facts.is_missing(c.operation)) {
    return not_applicable("the server knows no such route");
  }
  if (spec::purpose_of(c.operation) == spec::Purpose::logout && reading.table.good.empty()) {
    return not_applicable("it ends sessions, and is asked for that alone");
  }
  const bool nothing_asked = reading.table.none.empty() && reading.table.good.empty();
  if (nothing_asked) {
    return inconclusive(reading.table.not_asked.empty() ? "it was not asked"
                                                        : reading.table.not_asked.front()->reason);
  }
  if (c.facts.answers_like_invented(c.operation)) {
    return inconclusive("everybody is answered as on a path that was invented");
  }
  if (reading.working != nullptr) {
    return std::nullopt;
  }
  // A refusal of everybody else tells the gate even where the input could not be made valid.
  const bool gate_is_seen =
      reading.none == evidence::Gate::refused &&
      std::ranges::any_of(reading.table.good, [&](const evidence::AccessCell& cell) {
        const evidence::Gate gate = reading.table.gate_of(cell, evidence::Carrying::good);
        return gate == evidence::Gate::allowed || gate == evidence::Gate::not_entitled;
      });
  if (gate_is_seen) {
    return std::nullopt;
  }
  return inconclusive(reason_without_good(c, reading));
}

std::optional<Verdict> doubt_of_credential(const Case& c, const AccessReading& reading) {
  if (reading.working == nullptr) {
    return inconclusive("the good credential did not work before and after");
  }
  const evidence::AccessCell& cell = *reading.working;
  bool all_opened = true;
  for (const std::string& signature : cell.carried) {
    const auto worth = c.facts.worth_of(cell.identity, signature);
    all_opened = all_opened && worth.opened;
    if (!worth.opened && worth.was_refused) {
      return inconclusive("the credential " + scheme_names(c, {signature}) + " of " +
                          cell.identity + " never worked");
    }
  }
  if (!all_opened && !is_declared_success(c, *cell.answers.front())) {
    return inconclusive("nothing shows that the credential of " + cell.identity +
                        " works anywhere");
  }
  return std::nullopt;
}

bool is_meant_to_be_open(const Case& c) {
  if (c.operation.method == "OPTIONS") {
    return true;  // a preflight carries no credential (Fetch §3.2.2)
  }
  const spec::Purpose purpose = spec::purpose_of(c.operation);
  const bool is_inherited = c.operation.requirement.source == RequirementSource::root;
  if (purpose == spec::Purpose::login && !is_inherited) {
    // Where it takes no fields, the declared credential is all that it could tell its callers by.
    Operation alone = c.operation;
    alone.requirement = {};
    return spec::takes_login_fields(alone, c.contract);
  }
  return purpose != spec::Purpose::none || (is_inherited && spec::is_service_endpoint(c.operation));
}

bool may_refuse_its_fields(const Case& c) {
  const auto& parameters = c.operation.parameters;
  return !c.operation.requirement.is_secured() &&
         (spec::purpose_of(c.operation) != spec::Purpose::none ||
          spec::takes_login_fields(c.operation, c.contract) ||
          std::ranges::any_of(parameters, [](const Parameter& parameter) {
            return spec::is_password_name(parameter.name) || is_named_like_a_proof(parameter.name);
          }));
}

bool speaks_of_an_error(const Exchange& answer) {
  const auto body = document::parse_json(answer.response->body, "");
  return body && std::ranges::any_of(body->root().entries(), [](const document::Entry& entry) {
           const std::string name = base::join(base::words_of(entry.key), "");
           return (name == "error" || name == "errors") && says_something(*entry.value);
         });
}

std::vector<const Exchange*> between_controls(const AccessReading& reading,
                                              const std::vector<const Exchange*>& others) {
  std::vector<const Exchange*> proof;
  if (reading.working != nullptr) {
    proof.push_back(reading.working->answers.front());
  }
  proof.insert(proof.end(), others.begin(), others.end());
  if (reading.working != nullptr && reading.working->answers.size() > 1) {
    proof.push_back(reading.working->answers.back());
  }
  return proof;
}

std::string scheme_names(const Case& c, const std::vector<std::string>& signatures) {
  std::vector<std::string> names;
  for (const std::string& signature : signatures) {
    const auto is_meant = [&](const Scheme& s) { return s.signature() == signature; };
    const auto is_asked_for = [&](const Scheme& s) {
      return is_meant(s) && std::ranges::any_of(c.operation.requirement.any_of, [&](const auto& a) {
               return std::ranges::find(a.all_of, s.name, &SchemeUse::scheme) != a.all_of.end();
             });
    };
    // Of several that look alike on the wire, the one that the operation names.
    auto scheme = std::ranges::find_if(c.contract.schemes, is_asked_for);
    if (scheme == c.contract.schemes.end()) {
      scheme = std::ranges::find_if(c.contract.schemes, is_meant);
    }
    names.push_back(scheme == c.contract.schemes.end() ? signature : scheme->name);
  }
  return base::join(names, " & ");
}

}  // namespace sworn::diff
