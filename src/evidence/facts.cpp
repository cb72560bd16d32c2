// SPDX-License-Identifier: Apache-2.0
#include "evidence/facts.h"

#include <algorithm>

#include "evidence/shape.h"
#include "evidence/step.h"

namespace sworn::evidence {
namespace {

std::vector<std::string> signatures_of(const Contract& contract, const Alternative& alternative) {
  std::vector<std::string> signatures;
  for (const SchemeUse& use : alternative.all_of) {
    const Scheme* scheme = contract.scheme(use.scheme);
    signatures.push_back(scheme != nullptr ? scheme->signature() : "undefined " + use.scheme);
  }
  std::ranges::sort(signatures);
  return signatures;
}

std::vector<std::string> without(const std::vector<std::string>& all,
                                 const std::vector<std::string>& some) {
  std::vector<std::string> rest;
  std::ranges::set_difference(all, some, std::back_inserter(rest));
  return rest;
}

void add_to(std::vector<AccessCell>& cells,
            const Exchange& exchange,
            std::size_t alternative,
            std::vector<std::string> carried,
            std::vector<std::string> missing) {
  const auto known = std::ranges::find_if(cells, [&](const AccessCell& cell) {
    return cell.identity == exchange.identity && cell.alternative == alternative &&
           cell.carried == carried;
  });
  if (known != cells.end()) {
    known->answers.push_back(&exchange);
    return;
  }
  cells.push_back(
      {exchange.identity, alternative, std::move(carried), std::move(missing), {&exchange}});
}

bool any_in_state(const Exchange& exchange, CredentialState state) {
  return std::ranges::any_of(exchange.credentials,
                             [&](const CredentialUse& use) { return use.state == state; });
}

}  // namespace

GateReference AccessTable::reference() const {
  GateReference reference;
  const auto set_good = [&](const std::vector<AccessCell>& cells) {
    for (const AccessCell& cell : cells) {
      for (const Exchange* answer : cell.answers) {
        const bool is_better =
            reference.good == nullptr || (succeeded(*answer) && !succeeded(*reference.good));
        if (is_better && answer->response) {
          reference.good = answer;
        }
      }
    }
  };
  set_good(good);
  if (reference.good == nullptr || !succeeded(*reference.good)) {
    set_good(other);
  }
  reference.none = none.empty() ? nullptr : none.front();
  for (const AccessCell& cell : never_issued) {
    if (reference.never_issued == nullptr) {
      reference.never_issued = cell.answers.front();
    }
  }
  return reference;
}

GateReference AccessTable::reference_for(const AccessCell& cell) const {
  GateReference reference = this->reference();
  if (!cell.answers.empty() && succeeded(*cell.answers.front())) {
    reference.good = cell.answers.front();
  }
  return reference;
}

bool AccessTable::holds(const AccessCell& cell) {
  return cell.answers.size() >= 2 &&
         std::ranges::all_of(cell.answers, [](const Exchange* e) { return succeeded(*e); });
}

const AccessCell* AccessTable::working() const {
  const auto found = std::ranges::find_if(good, &AccessTable::holds);
  return found == good.end() ? nullptr : &*found;
}

Gate AccessTable::none_gate() const {
  const GateReference against = reference();
  Gate all = Gate::unclear;
  for (const Exchange* answer : none) {
    GateReference own = against;
    own.none = answer;
    const Gate gate = read_gate(*answer, Carrying::other, own);
    if (answer != none.front() && gate != all) {
      return Gate::unclear;
    }
    all = gate;
  }
  return all;
}

Gate AccessTable::gate_of(const AccessCell& cell, Carrying carrying) const {
  const GateReference against = reference();
  Gate all = Gate::unclear;
  for (const Exchange* answer : cell.answers) {
    const Gate gate = read_gate(*answer, carrying, against);
    if (answer != cell.answers.front() && gate != all) {
      return Gate::unclear;
    }
    all = gate;
  }
  return all;
}

const Exchange* Story::step(std::string_view conversation, std::string_view step) const {
  const auto found = std::ranges::find_if(steps_, [&](const Exchange* e) {
    return e->conversation == conversation && e->step == step;
  });
  return found == steps_.end() ? nullptr : *found;
}

std::vector<const Exchange*> Story::conversation(std::string_view conversation) const {
  std::vector<const Exchange*> found;
  std::ranges::copy_if(steps_, std::back_inserter(found), [&](const Exchange* e) {
    return e->conversation == conversation;
  });
  return found;
}

Facts::Facts(const Contract& contract, const std::vector<Exchange>& exchanges, int round)
    : contract_(contract), round_(round) {
  for (const Exchange& exchange : exchanges) {
    if (exchange.round <= round) {
      int& latest = round_of_[{exchange.interview, exchange.subject}];
      latest = std::max(latest, exchange.round);
    }
  }
  for (const Exchange& exchange : exchanges) {
    if (exchange.round > round) {
      continue;
    }
    all_.push_back(&exchange);
    if (exchange.round != round_of_[{exchange.interview, exchange.subject}]) {
      continue;
    }
    stories_[{exchange.interview, exchange.subject}].add(exchange);
    if (exchange.interview == "access") {
      read_access(exchange);
    } else if (exchange.interview == "reach" && exchange.operation.empty() && exchange.response &&
               !step::is_preliminary(exchange.step)) {
      invented_paths_.push_back(&exchange);
    }
  }
}

void Facts::read_access(const Exchange& exchange) {
  if (step::is_preliminary(exchange.step)) {
    return;
  }
  AccessTable& table = access_[exchange.subject];
  if (exchange.failure == Failure::not_asked) {
    table.not_asked.push_back(&exchange);
    return;
  }
  if (exchange.credentials.empty()) {
    table.none.push_back(&exchange);
    return;
  }
  std::vector<std::string> carried;
  for (const CredentialUse& use : exchange.credentials) {
    carried.push_back(use.signature);
  }
  std::ranges::sort(carried);
  const Operation* operation = contract_.operation(exchange.subject);
  const std::vector<Alternative> none;
  const auto& alternatives = operation != nullptr ? operation->requirement.any_of : none;
  const bool is_bad = any_in_state(exchange, CredentialState::never_issued) ||
                      any_in_state(exchange, CredentialState::broken);
  std::vector<AccessCell>& bad =
      any_in_state(exchange, CredentialState::broken) ? table.broken : table.never_issued;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (!alternatives[i].all_of.empty() && signatures_of(contract_, alternatives[i]) == carried) {
      add_to(is_bad ? bad : table.good, exchange, i, carried, {});
      return;
    }
  }
  for (std::size_t i = 0; i < alternatives.size() && !is_bad; ++i) {
    const auto needed = signatures_of(contract_, alternatives[i]);
    if (!needed.empty() && std::ranges::includes(needed, carried)) {
      add_to(table.partial, exchange, i, carried, without(needed, carried));
      return;
    }
  }
  add_to(is_bad ? bad : table.other, exchange, AccessCell::no_alternative, carried, {});
}

const AccessTable& Facts::access(const std::string& operation) const {
  static const AccessTable nothing;
  const auto found = access_.find(operation);
  return found == access_.end() ? nothing : found->second;
}

const Story& Facts::story(const std::string& interview, const std::string& subject) const {
  static const Story nothing;
  const auto found = stories_.find({interview, subject});
  return found == stories_.end() ? nothing : found->second;
}

bool Facts::is_of_this_round(const std::string& interview, const std::string& subject) const {
  const auto found = round_of_.find({interview, subject});
  return found != round_of_.end() && found->second == round_;
}

Gate Facts::gate(const Exchange& answer, Carrying carrying) const {
  return read_gate(answer, carrying, access(answer.operation).reference());
}

bool Facts::is_closed(const std::string& operation) const {
  const AccessTable& table = access(operation);
  const GateReference reference = table.reference();
  return reference.good != nullptr && succeeded(*reference.good) &&
         table.none_gate() == Gate::refused;
}

bool Facts::is_missing(const Operation& operation) const {
  const AccessTable& table = access(operation.key());
  std::vector<const Exchange*> answers = table.none;
  for (const auto* cells : {&table.good, &table.other}) {
    for (const AccessCell& cell : *cells) {
      answers.insert(answers.end(), cell.answers.begin(), cell.answers.end());
    }
  }
  bool anyone_not_found = false;
  for (const Exchange* answer : answers) {
    if (answer->status() != 404 && answer->status() != 405) {
      // Some servers refuse everybody without a credential before they route: on invented paths
      // too.
      const bool is_refusal = answer->status() == 401 || answer->status() == 403;
      const bool is_before_routing =
          answer->credentials.empty() && is_refusal &&
          std::ranges::any_of(invented_paths_, [&](const Exchange* invented) {
            return invented->credentials.empty() && invented->status() == answer->status();
          });
      if (is_before_routing) {
        continue;
      }
      return false;
    }
    const bool is_like_invented =
        std::ranges::any_of(invented_paths_, [&](const Exchange* invented) {
          return invented->credentials.empty() == answer->credentials.empty() &&
                 alike_in_words(*invented, *answer);
        });
    if (!is_like_invented) {
      return false;
    }
    anyone_not_found = true;
  }
  return anyone_not_found;
}

bool Facts::answers_like_invented(const Operation& operation) const {
  const AccessTable& table = access(operation.key());
  std::vector<const Exchange*> answers = table.none;
  for (const AccessCell& cell : table.good) {
    answers.insert(answers.end(), cell.answers.begin(), cell.answers.end());
  }
  return !table.none.empty() && std::ranges::all_of(answers, [&](const Exchange* answer) {
    return succeeded(*answer) && !answer->response->body.empty() &&
           std::ranges::any_of(invented_paths_, [&](const Exchange* invented) {
             return alike_in_words(*invented, *answer);
           });
  });
}

Facts::Worth Facts::worth_of(const std::string& identity, const std::string& signature) const {
  Worth worth;
  for (const auto& [operation, table] : access_) {
    const Gate none = table.none_gate();
    for (const AccessCell& cell : table.good) {
      if (cell.identity != identity ||
          std::ranges::find(cell.carried, signature) == cell.carried.end()) {
        continue;
      }
      const Gate gate = table.gate_of(cell, Carrying::good);
      if (none == Gate::refused && (gate == Gate::allowed || gate == Gate::not_entitled)) {
        worth.opened = true;
      } else if (gate == Gate::refused) {
        worth.was_refused = true;
      }
    }
  }
  return worth;
}

}  // namespace sworn::evidence
