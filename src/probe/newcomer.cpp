// SPDX-License-Identifier: Apache-2.0
#include "probe/newcomer.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "base/text.h"
#include "document/node.h"
#include "probe/auth_flow.h"
#include "probe/honest_input.h"
#include "probe/login_fields.h"
#include "probe/own_object.h"
#include "schema/schema.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

constexpr int most_accounts = 2;

bool has_word_of(std::string_view name, std::span<const std::string_view> words) {
  const auto own = base::words_of(name);
  return std::ranges::any_of(
      own, [&](const std::string& word) { return std::ranges::find(words, word) != words.end(); });
}

bool is_mail(std::string_view field) {
  static constexpr std::array<std::string_view, 2> words{"email", "mail"};
  return has_word_of(field, words);
}

/// What makes an account more than a stranger's: a privilege, or company that shares its objects.
bool decides_rights(std::string_view field) {
  static constexpr std::array<std::string_view, 20> words{
      "role",       "roles",       "admin",        "scope",       "scopes",
      "permission", "permissions", "privileges",   "authorities", "superuser",
      "staff",      "tenant",      "organization", "org",         "organisation",
      "team",       "company",     "workspace",    "group",       "type"};
  return has_word_of(field, words);
}

/// The first member, at any depth, that decides so; "" where none does.
std::string deciding_member(const document::Node& node, int depth = 0) {
  constexpr int most_depth = 8;
  std::string found;
  for (const document::Entry& entry : node.entries()) {
    if (decides_rights(entry.key)) {
      return std::string(entry.key);
    }
    if (found.empty() && depth < most_depth) {
      found = deciding_member(*entry.value, depth + 1);
    }
  }
  for (const document::Node* item : node.items()) {
    if (found.empty() && depth < most_depth) {
      found = deciding_member(*item, depth + 1);
    }
  }
  return found;
}

std::string deciding_field(const Request& request) {
  if (const auto body = document::parse_json(request.body, "body")) {
    return deciding_member(body->root());
  }
  const auto fields = input_fields(request);
  const auto found =
      std::ranges::find_if(fields, [](const auto& field) { return decides_rights(field.first); });
  return found == fields.end() ? "" : found->first;
}

bool is_password(std::string_view field) {
  Identity anyone;
  anyone.login = {{"password", "x"}};
  return login_value(anyone, field).has_value();
}

/// Values of one account, in a form that a schema may allow.
struct Drawn {
  std::string name;
  std::string password;
  bool is_mail_alone = false;  ///< whatever names the account takes its address
};

/// The forms that are tried, the likeliest first: letters and digits, then shorter; a password of
/// all classes, then without punctuation, then of eight characters.
std::vector<Drawn> drawn_forms(base::RandomStream& random) {
  constexpr std::string_view small = "abcdefghijklmnopqrstuvwxyz0123456789";
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view all = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const std::array<std::string, 2> names{"sworn" + random.draw(small, 9),
                                         "sw" + random.draw(letters, 6)};
  const std::array<std::string, 3> passwords{
      "Sw0rn-" + random.draw(all, 14), "Sw0rn" + random.draw(all, 9), "Sw0" + random.draw(all, 5)};
  std::vector<Drawn> forms;
  for (const bool is_mail_alone : {false, true}) {
    for (const std::string& name : names) {
      for (const std::string& password : passwords) {
        forms.push_back({name, password, is_mail_alone});
      }
    }
  }
  return forms;
}

Identity identity_of(const std::string& name,
                     const std::vector<std::string>& fields,
                     const Drawn& drawn) {
  Identity identity;
  identity.name = name;
  identity.state = IdentityState::throwaway;
  for (const std::string& field : fields) {
    const bool by_mail = drawn.is_mail_alone || is_mail(field);
    identity.login[field] = is_password(field) ? drawn.password
                            : by_mail          ? drawn.name + "@example.org"
                                               : drawn.name;
  }
  return identity;
}

Result<Draft> draft_of(const Scene& scene, const Operation& operation, const Identity* identity) {
  return scene.builder.build(
      operation, scene.learned, {.identity = identity, .with_login_fields = identity != nullptr});
}

}  // namespace

const Operation* registration_in(const Scene& scene) {
  if (!scene.writes || password_logins(scene).empty()) {
    return nullptr;
  }
  const auto found =
      std::ranges::find_if(scene.contract.operations, [&](const Operation& operation) {
        return purpose_in(scene, operation) == spec::Purpose::registration &&
               scene.in_scope.contains(operation.key()) &&
               spec::takes_login_fields(operation, scene.contract);
      });
  return found == scene.contract.operations.end() ? nullptr : &*found;
}

std::vector<const Operation*> password_logins(const Scene& scene) {
  Identity anyone;
  anyone.login = {{"password", "x"}, {"username", "x"}};
  std::vector<const Operation*> logins;
  for (const Operation& operation : scene.contract.operations) {
    const bool is_login = purpose_in(scene, operation) == spec::Purpose::login &&
                          scene.in_scope.contains(operation.key());
    const auto way = is_login ? login_way(scene, operation, anyone) : std::nullopt;
    if (way && way->with_fields) {
      logins.push_back(&operation);
    }
  }
  return logins;
}

int accounts_wanted(const Scene& scene) {
  if (scene.verify_auth) {
    return 0;
  }
  const auto people = std::ranges::count_if(active_identities(scene), [](const Identity* identity) {
    return !identity->credentials.empty() || !identity->login.empty();
  });
  const auto throwaways =
      std::ranges::count(scene.config.identities, IdentityState::throwaway, &Identity::state);
  const bool can_be_ended =
      std::ranges::any_of(scene.contract.operations, [&](const Operation& operation) {
        return purpose_in(scene, operation) == spec::Purpose::revocation &&
               scene.in_scope.contains(operation.key());
      });
  const int others = most_accounts - static_cast<int>(people);
  const int to_spend = can_be_ended ? most_accounts - static_cast<int>(throwaways) : 0;
  return std::max({others, to_spend, 0});
}

std::string newcomer_name(const Scene& scene, int number) {
  std::string name;
  for (int next = 1; number > 0; ++next) {
    name = "registered-" + std::to_string(next);
    number -= scene.config.identity(name) == nullptr ? 1 : 0;
  }
  return name;
}

Result<Identity> newcomer(const Scene& scene,
                          const Operation& registration,
                          const std::string& name,
                          base::RandomStream& random) {
  const auto plain = draft_of(scene, registration, nullptr);
  if (!plain) {
    return plain.error();
  }
  std::vector<std::string> fields;
  bool takes_name = false;
  bool takes_password = false;
  for (const auto& [field, value] : input_fields(plain->request)) {
    const bool is_secret = is_password(field);
    if (is_secret || spec::is_username_name(field)) {
      fields.push_back(field);
      takes_password = takes_password || is_secret;
      takes_name = takes_name || !is_secret;
    }
  }
  if (!takes_name || !takes_password) {
    return Error{"its request body takes no account's name and password", {}, {}};
  }
  for (const Drawn& drawn : drawn_forms(random)) {
    Identity identity = identity_of(name, fields, drawn);
    const auto draft = draft_of(scene, registration, &identity);
    if (!draft) {
      return draft.error();
    }
    if (const std::string field = deciding_field(draft->request); !field.empty()) {
      return Error{
          "its request body names '" + field + "', which may decide what an account may do",
          {},
          {}};
    }
    const auto sent = input_fields(draft->request);
    const bool is_filled = std::ranges::any_of(
        sent, [&](const auto& field) { return field.second == drawn.password; });
    if (!is_filled) {
      return Error{"values: gives its request body, and an account's name with it", {}, {}};
    }
    if (has_valid_body(scene, registration, draft->request)) {
      scene.vault.add(drawn.password, name + ".login.password");
      return identity;
    }
  }
  return Error{"its schema leaves no room for a name and a password of our own", {}, {}};
}

std::string account_in(const Request& request) {
  std::string account;
  for (const auto& [field, value] : input_fields(request)) {
    if (spec::is_username_name(field) && (account.empty() || field == "username")) {
      account = value;
    }
  }
  return account;
}

}  // namespace sworn::probe
