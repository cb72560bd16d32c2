// SPDX-License-Identifier: Apache-2.0
#include "probe/object_name.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/text.h"
#include "document/node.h"
#include "evidence/gate.h"
#include "evidence/object.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/auth_flow.h"
#include "probe/honest_input.h"
#include "probe/member_edit.h"
#include "probe/own_object.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

/// What servers commonly let nobody have twice.
bool is_often_unique(std::string_view name) {
  static constexpr std::array<std::string_view, 14> last_words{"email",
                                                               "mail",
                                                               "username",
                                                               "login",
                                                               "handle",
                                                               "nickname",
                                                               "slug",
                                                               "code",
                                                               "sku",
                                                               "name",
                                                               "title",
                                                               "reference",
                                                               "number",
                                                               "key"};
  const auto words = base::words_of(name);
  return !words.empty() && std::ranges::find(last_words, words.back()) != last_words.end();
}

/// Whether the baseline was let in once and then told that there is such an object already.
bool is_refused_twice(const Scene& scene, const Operation& creates) {
  bool any_created = false;
  bool any_failed = false;
  for (const evidence::AccessCell& cell : scene.facts.access(creates.key()).good) {
    for (const Exchange* answer : cell.answers) {
      any_created |= evidence::succeeded(*answer);
      any_failed |= answer->response && answer->status() >= 400 && answer->status() != 401 &&
                    answer->status() != 403 && answer->status() != 429;
    }
  }
  return any_created && any_failed;
}

/// What a body says, but for the query.
std::map<std::string, std::string> body_fields(const Request& request) {
  Request alone = request;
  alone.url.clear();
  return input_fields(alone);
}

bool can_be_edited(const Request& request) {
  const auto type = http::find_header(request.headers, "Content-Type").value_or("");
  return http::is_json(type) ||
         base::starts_with_ignoring_case(type, "application/x-www-form-urlencoded");
}

bool is_address(const std::string& name, const std::string& value) {
  const auto words = base::words_of(name);
  return value.find('@') != std::string::npos ||
         std::ranges::any_of(
             words, [](const std::string& word) { return word == "email" || word == "mail"; });
}

}  // namespace

void name_anew(const Scene& scene,
               const Operation& creates,
               std::string_view parameter,
               base::RandomStream& random,
               Request& request) {
  const document::Node* schema = json_body_schema(scene.contract, creates);
  const auto body = document::parse_json(request.body, "body");
  if (schema == nullptr || !body || !body->root().is_mapping()) {
    return;
  }
  const bool all_new = is_refused_twice(scene, creates);
  for (const document::Entry& entry : body->root().entries()) {
    const bool is_name = evidence::are_same_words(entry.key, parameter);
    if ((is_name || (all_new && is_often_unique(entry.key))) &&
        (entry.value->is_string() || entry.value->is_number())) {
      const auto now = document::parse_json(request.body, "body");
      for (const std::string& value : canaries_for(entry.key, random)) {
        auto changed = value.starts_with('"') == entry.value->is_string()
                           ? valid_with_member(scene, *schema, now->root(), entry.key, value)
                           : std::nullopt;
        if (changed) {
          request.body = std::move(*changed);
          break;
        }
      }
    }
  }
}

bool opens_account(const Scene& scene, const Operation& operation) {
  for (const std::string& key : {operation.key(), operation.path}) {
    const auto place = scene.config.values_at.find(key);
    if (place != scene.config.values_at.end() && place->second.contains("body")) {
      return false;  // the user's own words
    }
  }
  const spec::Purpose purpose = purpose_in(scene, operation);
  return purpose == spec::Purpose::registration ||
         (purpose == spec::Purpose::none && operation.method == "POST" &&
          spec::takes_login_fields(operation, scene.contract) &&
          !evidence::listed_parameters(scene.contract, operation).empty());
}

void name_account_anew(const Scene& scene,
                       const Operation& opens,
                       base::RandomStream& random,
                       Request& request) {
  constexpr std::string_view digits = "0123456789";
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  std::map<std::string, std::string> names = body_fields(request);
  std::erase_if(names, [&](const auto& field) {
    const bool is_number = field.second.find_first_not_of(digits) == std::string::npos;
    return !spec::is_username_name(field.first) || is_number;
  });
  if (names.empty() || !can_be_edited(request)) {
    return;
  }
  // Digits make it an identifier to whoever compares two answers that repeat it.
  const std::array<std::string, 3> forms{"sworn" + random.draw(digits, 9),
                                         "sworn" + random.draw(letters, 7),
                                         "sw" + random.draw(letters, 6)};
  for (const bool are_addresses : {false, true}) {
    for (const std::string& form : forms) {
      Request renamed = request;
      for (const auto& [key, value] : names) {
        const std::string& name = key;  // clang captures no structured binding
        const bool by_address = are_addresses || is_address(name, value);
        set_member(
            renamed,
            [&](std::string_view member) { return member == name; },
            name,
            by_address ? form + "@example.org" : form);
      }
      if (has_valid_body(scene, opens, renamed)) {
        request = std::move(renamed);
        return;
      }
    }
  }
}

}  // namespace sworn::probe
