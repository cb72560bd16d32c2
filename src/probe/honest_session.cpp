// SPDX-License-Identifier: Apache-2.0
#include "probe/honest_session.h"

#include <algorithm>

#include "base/text.h"
#include "http/digest.h"
#include "probe/authorization_form.h"
#include "probe/credential.h"
#include "probe/honest_input.h"
#include "probe/login_fields.h"
#include "probe/newcomer.h"
#include "probe/path_shape.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

bool is_alive(const Identity& identity) {
  return identity.state == IdentityState::active || identity.state == IdentityState::throwaway;
}

std::string_view without_bearer(std::string_view secret) {
  return base::starts_with_ignoring_case(secret, "bearer ") ? secret.substr(7) : secret;
}

/// Whether the configuration says what an identity is entitled to, and it is not what is named:
/// scopes, or of other schemes than OAuth's roles as well (OpenAPI 3.1 §4.8.30).
bool lacks(const Identity& identity, const SchemeUse& use, const Scheme* scheme) {
  const bool is_oauth = scheme != nullptr && (scheme->kind == SchemeKind::oauth2 ||
                                              scheme->kind == SchemeKind::open_id_connect);
  const bool has_role = !is_oauth && !identity.role.empty();
  if (identity.scopes.empty() && !has_role) {
    return false;
  }
  return std::ranges::any_of(use.scopes, [&](const std::string& name) {
    return std::ranges::find(identity.scopes, name) == identity.scopes.end() &&
           !(has_role && name == identity.role);
  });
}

}  // namespace

SessionStore::SessionStore(const Contract& contract, const Config& config, std::uint64_t seed)
    : contract_(contract), config_(config), random_(seed, "honest") {
  for (const Identity& identity : config.identities) {
    for (const auto& [name, ids] : identity.owns) {
      for (const Operation& operation : contract.operations) {
        const auto place = operation.path.find(std::string("{").append(name).append("}"));
        if (place != std::string::npos && place > 0) {
          const std::string before = operation.path.substr(0, operation.path.rfind('/', place));
          for (const std::string& id : ids) {
            own(before.empty() ? "/" : shape_of(before), id, identity.name);
          }
        }
      }
    }
  }
}

std::set<std::string> SessionStore::holders(const Scheme& scheme,
                                            const std::string& secret,
                                            const Request& request) const {
  std::set<std::string> found;
  for (const Identity& identity : config_.identities) {
    const auto held = identity.credentials.find(scheme.name);
    if (!is_alive(identity) || held == identity.credentials.end()) {
      continue;
    }
    const auto real = secret_of(scheme, held->second);
    const auto colon = real ? real->find(':') : std::string::npos;
    if (!real) {
      continue;
    }
    const bool is_held =
        answers_challenges(scheme, *real)
            ? http::is_answered_by("Digest " + secret,
                                   {real->substr(0, colon), real->substr(colon + 1)},
                                   request.method,
                                   request.body)
            : without_bearer(*real) == secret;
    if (is_held) {
      found.insert(identity.name);
    }
  }
  const std::lock_guard lock(mutex_);
  const std::string value(without_form(config_, scheme.name, secret));
  if (const auto session = sessions_.find({scheme.name, value}); session != sessions_.end()) {
    const auto program = programs_.find(session->second.login);
    if (program == programs_.end() || program->second == program_of(request)) {
      found.insert(session->second.identity);
    }
  }
  return found;
}

std::optional<Caller> SessionStore::admit(const Requirement& requirement,
                                          const Request& request) const {
  std::optional<Caller> lacking;
  bool is_open = requirement.any_of.empty();
  for (const Alternative& alternative : requirement.any_of) {
    is_open = is_open || alternative.all_of.empty();
    Caller caller;
    std::optional<std::set<std::string>> common;
    for (const SchemeUse& use : alternative.all_of) {
      const Scheme* scheme = contract_.scheme(use.scheme);
      const auto secret = scheme == nullptr ? std::nullopt : carried(request, *scheme);
      const auto who = secret ? holders(*scheme, *secret, request) : std::set<std::string>();
      if (secret) {
        caller.sessions.push_back(*secret);
      }
      std::set<std::string> both;
      if (common) {
        std::ranges::set_intersection(*common, who, std::inserter(both, both.end()));
      }
      common = common ? both : who;
    }
    if (!common || common->empty()) {
      continue;
    }
    caller.identity = *common->begin();
    const Identity* identity = config_.identity(caller.identity);
    caller.lacks_scope =
        identity != nullptr && std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
          return lacks(*identity, use, contract_.scheme(use.scheme));
        });
    if (!caller.lacks_scope) {
      return caller;
    }
    lacking = caller;
  }
  return is_open ? std::optional(Caller{}) : lacking;
}

std::optional<std::string> SessionStore::who_logs_in(const Operation& operation,
                                                     const Request& request) const {
  for (const Identity& identity : config_.identities) {
    if (is_alive(identity) && logs_in(identity, operation, request)) {
      return identity.name;
    }
  }
  const std::lock_guard lock(mutex_);
  const auto found = std::ranges::find_if(
      registered_, [&](const Identity& identity) { return logs_in(identity, operation, request); });
  return found == registered_.end() ? std::nullopt : std::optional(found->name);
}

bool SessionStore::is_locked(const Request& request) const {
  constexpr int most_wrong = 5;
  const std::lock_guard lock(mutex_);
  const auto found = wrong_in_a_row_.find(account_in(request));
  return found != wrong_in_a_row_.end() && found->second >= most_wrong;
}

void SessionStore::note_login(const Request& request, bool is_good) {
  const std::string account = account_in(request);
  const std::lock_guard lock(mutex_);
  if (is_good) {
    wrong_in_a_row_.erase(account);
  } else if (!account.empty()) {
    ++wrong_in_a_row_[account];
  }
}

void SessionStore::enrol(const Request& request) {
  Identity account;
  for (auto& [name, value] : input_fields(request)) {
    if (spec::is_password_name(name) || spec::is_username_name(name)) {
      account.login[name] = value;
    }
  }
  const std::lock_guard lock(mutex_);
  account.name = "account " + std::to_string(registered_.size() + 1);
  registered_.push_back(std::move(account));
}

bool SessionStore::logs_in(const Identity& identity,
                           const Operation& operation,
                           const Request& request) const {
  const auto flow = std::ranges::find(config_.flows, operation.key(), &FlowConfig::request);
  const auto fields = input_fields(request);
  Scheme basic;
  basic.kind = SchemeKind::http;
  basic.http_scheme = "basic";
  const auto header = carried(request, basic);
  if (flow != config_.flows.end() && !flow->fields.empty()) {
    return std::ranges::all_of(flow->fields, [&](const auto& field) {
      const auto given = fields.find(field.first);
      return given != fields.end() && given->second == fill_template(field.second, identity);
    });
  }
  std::set<std::string> known;
  for (const auto& [name, value] : identity.login) {
    known.insert(value);
  }
  for (const auto& [name, credential] : identity.credentials) {
    known.insert({credential.username, credential.password});
    for (const auto& [field, value] : credential.fields) known.insert(value);
  }
  known.erase("");
  const bool is_client = std::ranges::any_of(identity.credentials, [&](const auto& held) {
    const auto id = held.second.fields.find("client_id");
    const auto key = held.second.fields.find("client_secret");
    return header && id != held.second.fields.end() && key != held.second.fields.end() &&
           *header == id->second + ":" + key->second;  // RFC 6749 §2.3.1
  });
  if (is_client) {
    return true;
  }
  const auto user = identity.login.find("username");
  const auto password = identity.login.find("password");
  if (header && user != identity.login.end() && password != identity.login.end() &&
      *header == user->second + ":" + password->second) {
    return true;
  }
  int passwords = 0;
  const bool fits = std::ranges::all_of(fields, [&](const auto& field) {
    const bool is_password = spec::is_password_name(field.first);
    passwords += is_password ? 1 : 0;
    return (!is_password && !spec::is_username_name(field.first)) || known.contains(field.second);
  });
  return fits && passwords > 0;
}

std::string SessionStore::fresh(std::string_view alphabet, std::size_t length) {
  const std::lock_guard lock(mutex_);
  return random_.draw(alphabet, length);
}

std::string SessionStore::fresh_like(std::string_view value) {
  const std::lock_guard lock(mutex_);
  return invented_like(value, random_);
}

void SessionStore::issue(const std::string& identity,
                         const std::string& scheme,
                         const std::string& value,
                         int login) {
  const std::lock_guard lock(mutex_);
  sessions_[{scheme, value}] = {identity, login};
}

void SessionStore::issue_refresh(const std::string& identity, const std::string& value, int login) {
  const std::lock_guard lock(mutex_);
  refresh_[value] = {identity, login};
}

int SessionStore::next_login(std::optional<std::string> program) {
  const std::lock_guard lock(mutex_);
  ++logins_;
  if (program) programs_[logins_] = std::move(*program);
  return logins_;
}

std::optional<std::string> SessionStore::spend(const std::string& refresh) {
  const std::lock_guard lock(mutex_);
  const auto found = refresh_.find(refresh);
  if (found == refresh_.end()) {
    return std::nullopt;
  }
  std::string identity = found->second.identity;
  refresh_.erase(found);
  return identity;
}

void SessionStore::end(const std::vector<std::string>& values) {
  const std::lock_guard lock(mutex_);
  std::set<int> logins;
  for (const auto& [place_and_value, session] : sessions_) {
    const auto& key = place_and_value;  // clang captures no structured binding
    if (std::ranges::any_of(values, [&](const std::string& value) {
          return without_form(config_, key.first, value) == key.second;
        })) {
      logins.insert(session.login);
    }
  }
  for (const std::string& value : values) {
    if (const auto refresh = refresh_.find(value); refresh != refresh_.end()) {
      logins.insert(refresh->second.login);
    }
  }
  std::erase_if(sessions_, [&](const auto& entry) { return logins.contains(entry.second.login); });
  std::erase_if(refresh_, [&](const auto& entry) { return logins.contains(entry.second.login); });
}

std::vector<const Scheme*> SessionStore::session_schemes() const {
  std::vector<const Scheme*> schemes;
  for (const Scheme& scheme : contract_.schemes) {
    const bool is_configured = std::ranges::any_of(
        config_.identities,
        [&](const Identity& identity) { return identity.credentials.contains(scheme.name); });
    const bool is_bearer = scheme.signature() == "http bearer";
    if (is_bearer ||
        (scheme.kind == SchemeKind::api_key && (!is_configured || scheme.place == Place::cookie ||
                                                spec::is_token_name(scheme.parameter)))) {
      schemes.push_back(&scheme);
    }
  }
  return schemes;
}

std::string SessionStore::owner_of(const std::string& identity) const {
  const Identity* known = config_.identity(identity);
  return known == nullptr || known->tenant.empty() ? "identity " + identity
                                                   : "tenant " + known->tenant;
}

void SessionStore::own(const std::string& collection,
                       const std::string& id,
                       const std::string& identity,
                       bool is_new) {
  const std::lock_guard lock(mutex_);
  if (is_new) {
    deleted_.erase({collection, id});
  }
  owners_[{collection, id}].insert(owner_of(identity));
}

void SessionStore::forget(const std::string& collection, const std::string& id) {
  const std::lock_guard lock(mutex_);
  if (owners_.contains({collection, id})) {
    deleted_.insert({collection, id});
  }
}

bool SessionStore::may_see(const std::string& collection,
                           const std::string& id,
                           const std::string& identity) const {
  const std::lock_guard lock(mutex_);
  if (deleted_.contains({collection, id})) {
    return false;
  }
  const auto owners = owners_.find({collection, id});
  return owners == owners_.end() || owners->second.contains(owner_of(identity));
}

bool SessionStore::may_exist(const std::string& collection, const std::string& id) const {
  const std::lock_guard lock(mutex_);
  const auto first = owners_.lower_bound({collection, ""});
  const bool is_known_kind = first != owners_.end() && first->first.first == collection;
  return !is_known_kind || owners_.contains({collection, id});
}

}  // namespace sworn::probe
