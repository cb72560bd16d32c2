// SPDX-License-Identifier: Apache-2.0
#include "diff/object/reading.h"

#include <algorithm>

#include "document/json_writer.h"
#include "evidence/collection.h"
#include "evidence/shape.h"
#include "evidence/step.h"
#include "http/header.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::Gate;
using evidence::succeeded;
using Scalars = std::map<std::string, std::string>;

/// What all answers say alike, by pointer.
Scalars common_values(const std::vector<const Exchange*>& answers) {
  Scalars common;
  bool is_first = true;
  for (const Exchange* answer : answers) {
    const Scalars values = evidence::scalars_of(answer->response->body);
    if (is_first) {
      common = values;
    }
    is_first = false;
    std::erase_if(common, [&](const auto& entry) {
      const auto found = values.find(entry.first);
      return found == values.end() || found->second != entry.second;
    });
  }
  return common;
}

std::vector<const Exchange*> successes_of(const evidence::AccessTable& table,
                                          const std::string& identity) {
  std::vector<const Exchange*> answers;
  for (const evidence::AccessCell& cell : table.good) {
    if (cell.identity == identity) {
      std::ranges::copy_if(cell.answers, std::back_inserter(answers), [](const Exchange* e) {
        return succeeded(*e);
      });
    }
  }
  return answers;
}

/// A clock differs from answer to answer: one of the two has to have been told its value twice.
bool differ_for_good(const evidence::AccessTable& table,
                     const std::string& owner,
                     const std::string& intruder) {
  const auto first = successes_of(table, owner);
  const auto second = successes_of(table, intruder);
  if (first.empty() || second.empty() || first.size() + second.size() < 3) {
    return false;
  }
  const Scalars of_first = common_values(first);
  const Scalars of_second = common_values(second);
  return std::ranges::any_of(of_first, [&](const auto& entry) {
    const auto other = of_second.find(entry.first);
    return other != of_second.end() && other->second != entry.second;
  });
}

bool is_telling(const std::string& json) {
  return json.size() >= 6 || (!json.empty() && json.front() >= '0' && json.front() <= '9');
}

/// The story of another operation about the same object, in which the other identity is refused.
bool is_refused_nearby(const Case& c, const Operation& operation, const std::string& id) {
  return std::ranges::any_of(c.contract.operations, [&](const Operation& other) {
    const evidence::Story& story = c.facts.story("objects", other.key());
    const Exchange* theirs = story.step("intruder", step::asks_theirs);
    const Exchange* own = story.step("owner", step::asks_own);
    if (theirs == nullptr || own == nullptr || theirs->operation == operation.key() ||
        !succeeded(*own)) {
      return false;
    }
    const Operation* asked = c.contract.operation(theirs->operation);
    const auto values = asked == nullptr ? std::map<std::string, std::string>()
                                         : evidence::path_values(*asked, theirs->request.url);
    const bool is_about_it =
        std::ranges::any_of(values, [&](const auto& value) { return value.second == id; });
    return is_about_it && is_refusal(*theirs, story.step("intruder", step::asks_absent));
  });
}

/// What the request carries in a parameter of the query or in a header.
std::optional<std::string> value_beside_path(const Request& request, const Parameter& parameter) {
  if (parameter.place == Place::query) {
    return evidence::query_value(request.url, parameter.name);
  }
  const auto value = parameter.place == Place::header
                         ? http::find_header(request.headers, parameter.name)
                         : std::optional<std::string_view>();
  return value ? std::optional(std::string(*value)) : std::nullopt;
}

}  // namespace

const IdentityNote* note_of(const Case& c, const std::string& identity) {
  const auto& notes = c.transcript.settings.identities;
  const auto found = std::ranges::find(notes, identity, &IdentityNote::name);
  return found == notes.end() ? nullptr : &*found;
}

bool are_told_apart(const Case& c, const std::string& owner, const std::string& intruder) {
  return std::ranges::any_of(c.contract.operations, [&](const Operation& operation) {
    const evidence::AccessTable& table = c.facts.access(operation.key());
    if (table.none_gate() == Gate::refused && differ_for_good(table, owner, intruder)) {
      return true;
    }
    const evidence::Story& story = c.facts.story("objects", operation.key());
    const Exchange* own = story.step("owner", step::asks_own);
    const Exchange* theirs = story.step("intruder", step::asks_theirs);
    return own != nullptr && theirs != nullptr && succeeded(*own) && own->identity == owner &&
           theirs->identity == intruder && own->operation == theirs->operation &&
           has_working_credential(c, *theirs) &&
           is_refusal(*theirs, story.step("intruder", step::asks_absent));
  });
}

bool has_working_credential(const Case& c, const Exchange& exchange) {
  return std::ranges::any_of(exchange.credentials, [&](const CredentialUse& use) {
    return c.facts.worth_of(exchange.identity, use.signature).opened;
  });
}

bool holds_the_same(const Exchange& answer,
                    const Exchange& before,
                    const Exchange& after,
                    const std::string& id) {
  if (!succeeded(answer) || !succeeded(before) || !succeeded(after) ||
      before.response->body.empty() || !evidence::alike(answer, before)) {
    return false;
  }
  const Scalars stable = common_values({&before, &after});
  const Scalars own = evidence::scalars_of(answer.response->body);
  int equal = 0;
  int different = 0;
  for (const auto& [pointer, value] : stable) {
    const bool is_id = value == id || value == document::quote_json(id);
    const auto found = own.find(pointer);
    const bool is_equal = found != own.end() && found->second == value;
    equal += is_equal && !is_id && is_telling(value) ? 1 : 0;
    different += is_equal ? 0 : 1;
  }
  return equal > different;
}

bool is_partial_view(const Exchange& answer, const Exchange& before, const Exchange& after) {
  const Scalars own = evidence::scalars_of(answer.response->body);
  const Scalars stable = common_values({&before, &after});
  return std::ranges::any_of(stable, [&](const auto& entry) {
    const auto found = own.find(entry.first);
    const bool is_kept_back = found != own.end() && found->second != entry.second &&
                              (found->second == "null" || found->second == "\"\"" ||
                               found->second.find("***") != std::string::npos);
    return is_kept_back && is_telling(entry.second);
  });
}

bool is_refusal(const Exchange& answer, const Exchange* absent) {
  if (!answer.response) {
    return false;
  }
  const int status = answer.status();
  return status == 401 || status == 403 || status == 404 || status == 410 ||
         (absent != nullptr && !evidence::is_momentary(status) &&
          (succeeded(answer) ? evidence::alike_in_words(answer, *absent)
                             : evidence::alike(answer, *absent)));
}

Belonging belonging_of(const Case& c,
                       const Operation& operation,
                       const std::string& owner,
                       const std::string& intruder,
                       const std::string& parameter,
                       const std::string& id) {
  const evidence::ObjectKin kin = evidence::kin_of(c.contract, operation);
  if (const IdentityNote* note = note_of(c, owner)) {
    const auto values = evidence::owned_values(note->owns, note->owns_at, operation, parameter);
    if (std::ranges::find(values, id) != values.end()) {
      return Belonging::owned;
    }
  }
  const evidence::Story& story = c.facts.story("objects", c.operation.key());
  const Exchange* list = story.step("intruder", step::lists);
  const bool is_list = list != nullptr && succeeded(*list);
  const bool was_lost =
      list != nullptr && list->failure != Failure::not_asked &&
      (!list->response || list->response->is_cut || evidence::is_momentary(list->status()));
  if (was_lost) {
    return Belonging::unclear;
  }
  if (is_list && evidence::tells_of(*list->response, parameter, id)) {
    return Belonging::shared;
  }
  const auto was_created_by = [&](const std::string& identity) {
    return kin.creates != nullptr &&
           std::ranges::any_of(c.facts.all(), [&](const Exchange* exchange) {
             return exchange->operation == kin.creates->key() && exchange->identity == identity &&
                    succeeded(*exchange) && evidence::created_id(*exchange, kin.parameter) == id;
           });
  };
  if (was_created_by(intruder)) {
    return Belonging::shared;
  }
  // A list of which the owner is not given its own object tells nothing by what else it lacks: it
  // has pages, or is of something else.
  const Exchange* owners_list = story.step("owner", step::lists);
  const bool is_in_owners = is_list && owners_list != nullptr && succeeded(*owners_list) &&
                            owners_list->operation == list->operation &&
                            evidence::tells_of(*owners_list->response, parameter, id);
  const bool is_told_apart = is_in_owners || is_refused_nearby(c, operation, id);
  return was_created_by(owner) && is_told_apart ? Belonging::created : Belonging::listed;
}

bool gives_secret_away(const Case& c,
                       const Exchange& own,
                       const Exchange& theirs,
                       const std::string& id) {
  const Operation* operation = c.contract.operation(own.operation);
  const evidence::ObjectKin kin =
      operation == nullptr ? evidence::ObjectKin() : evidence::kin_of(c.contract, *operation);
  const Exchange* list = c.facts.story("objects", c.operation.key()).step("intruder", step::lists);
  const IdentityNote* owner = note_of(c, own.identity);
  const IdentityNote* intruder = note_of(c, theirs.identity);
  const bool are_of_two_tenants = owner != nullptr && intruder != nullptr &&
                                  !owner->tenant.empty() && !intruder->tenant.empty() &&
                                  owner->tenant != intruder->tenant;
  if (!are_of_two_tenants || kin.creates == nullptr || list == nullptr || !list->response) {
    return false;
  }
  const Scalars shown = evidence::scalars_of(theirs.response->body);
  const bool may_be_its_own = std::ranges::any_of(c.facts.all(), [&](const Exchange* creation) {
    return creation->operation == kin.creates->key() && creation->identity == theirs.identity &&
           evidence::sent_id(creation->request, kin.parameter) == id;
  });
  return !may_be_its_own && std::ranges::any_of(c.facts.all(), [&](const Exchange* creation) {
    if (creation->operation != kin.creates->key() || creation->identity != own.identity ||
        !succeeded(*creation) || evidence::created_id(*creation, kin.parameter) != id) {
      return false;
    }
    const Scalars entered = evidence::scalars_of(creation->request.body);
    return std::ranges::any_of(entered, [&](const auto& entry) {
      const std::string name = entry.first.substr(entry.first.rfind('/') + 1);
      const bool is_shown = std::ranges::any_of(shown, [&](const auto& one) {
        return one.second == entry.second && one.first.ends_with("/" + name);
      });
      return spec::is_password_name(name) && is_telling(entry.second) && is_shown &&
             list->response->body.find(entry.second) == std::string::npos;
    });
  });
}

bool is_open(const Case& c, const Operation& operation) {
  return c.facts.access(operation.key()).none_gate() == Gate::allowed;
}

std::string without_answer(const char* what, const Exchange* exchange) {
  std::string reason = what;
  if (exchange != nullptr && exchange->response) {
    reason += ": " + std::to_string(exchange->status());
  } else if (exchange != nullptr && !exchange->reason.empty()) {
    reason += ": " + exchange->reason;
  }
  return reason;
}

Named named_object(const Case& c, const Exchange& exchange) {
  const Operation* operation = c.contract.operation(exchange.operation);
  if (operation == nullptr) {
    return {};
  }
  if (const std::string last = evidence::kin_of(c.contract, *operation).parameter; !last.empty()) {
    const auto values = evidence::path_values(*operation, exchange.request.url);
    const auto found = values.find(last);
    return {last, found == values.end() ? "" : found->second};
  }
  const IdentityNote* note = note_of(c, exchange.identity);
  for (const Parameter& parameter : operation->parameters) {
    const auto value = value_beside_path(exchange.request, parameter);
    const auto own =
        note == nullptr || !value
            ? std::vector<std::string>()
            : evidence::owned_values(note->owns, note->owns_at, *operation, parameter.name);
    if (value && std::ranges::find(own, *value) != own.end()) {
      return {parameter.name, *value};
    }
  }
  return {};
}

}  // namespace sworn::diff
