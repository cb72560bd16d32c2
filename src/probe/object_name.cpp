// SPDX-License-Identifier: Apache-2.0
#include "probe/object_name.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/node.h"
#include "evidence/gate.h"
#include "evidence/object.h"
#include "probe/own_object.h"

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

}  // namespace sworn::probe
