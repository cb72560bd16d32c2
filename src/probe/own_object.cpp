// SPDX-License-Identifier: Apache-2.0
#include "probe/own_object.h"

#include <algorithm>

#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/gate.h"
#include "http/media_type.h"
#include "probe/auth_flow.h"
#include "probe/building.h"
#include "probe/object_name.h"
#include "spec/files.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

bool is_key_name(std::string_view name) {
  const std::string joined = base::join(base::words_of(name), "");
  return joined.ends_with("id") || joined == "uuid" || joined == "key" || joined == "slug";
}

bool is_from_login(const Scene& scene, const Identity& identity) {
  return std::ranges::any_of(scene.contract.schemes, [&](const Scheme& scheme) {
    return scene.wallet.holds(identity.name, scheme.name) &&
           !scene.wallet.is_configured(identity.name, scheme.name);
  });
}

std::string with_member(const document::Node& object,
                        std::string_view member,
                        const std::string& json) {
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const document::Entry& entry : object.entries()) {
    writer.key(entry.key);
    if (entry.key == member) {
      writer.raw(json);
    } else {
      writer.node(*entry.value);
    }
  }
  writer.end_object();
  return writer.take();
}

}  // namespace

std::optional<std::vector<Attached>> credentials_for(const Scene& scene,
                                                     const Operation& operation,
                                                     const Identity& identity) {
  for (const evidence::AccessCell& cell : scene.facts.access(operation.key()).good) {
    const bool opened = std::ranges::any_of(
        cell.answers, [](const Exchange* answer) { return evidence::succeeded(*answer); });
    if (cell.identity == identity.name && opened) {
      if (auto members =
              scene.wallet.all_of(identity.name, operation.requirement.any_of[cell.alternative])) {
        return members;
      }
    }
  }
  for (const Alternative& alternative : operation.requirement.any_of) {
    auto members = scene.wallet.all_of(identity.name, alternative);
    if (members && !members->empty()) {
      return members;
    }
  }
  return std::nullopt;
}

std::vector<Strangers> strangers_in(const Scene& scene) {
  std::vector<Strangers> pairs;
  const auto identities = active_identities(scene);
  for (const Identity* owner : identities) {
    for (const Identity* intruder : identities) {
      const bool may_share = !owner->tenant.empty() && owner->tenant == intruder->tenant;
      const bool is_peer = intruder->role.empty() || intruder->role == owner->role;
      const bool is_unknown_rank =
          scene.registered.contains(owner->name) && !scene.registered.contains(intruder->name);
      if (owner != intruder && !may_share && is_peer && !is_unknown_rank) {
        pairs.push_back({owner, intruder});
      }
    }
  }
  return pairs;
}

std::vector<std::unique_lock<std::mutex>> turns_for(const Scene& scene, const Strangers& pair) {
  if (!is_from_login(scene, *pair.owner) && !is_from_login(scene, *pair.intruder)) {
    return {};
  }
  return scene.turns.take({pair.owner->name, pair.intruder->name});
}

std::string create_object(Conversation& client,
                          const Scene& scene,
                          const evidence::ObjectKin& kin,
                          const Identity& identity,
                          std::string_view step,
                          base::RandomStream random) {
  auto members = credentials_for(scene, *kin.creates, identity);
  if (!members) {
    return "";
  }
  const Exchange& answer =
      client.ask(step,
                 *kin.creates,
                 {.identity = &identity,
                  .credentials = std::move(*members),
                  .edit =
                      [&](Request& request) {
                        name_anew(scene, *kin.creates, kin.parameter, random, request);
                      },
                  .as = identity.name});
  return evidence::succeeded(answer) ? evidence::created_id(answer, kin.parameter) : "";
}

std::vector<std::string> canaries_for(std::string_view name, base::RandomStream& random) {
  auto values = canaries(random);
  const auto words = base::words_of(name);
  if (!words.empty() && (words.back() == "email" || words.back() == "mail")) {
    std::stable_partition(values.begin(), values.end(), [](const std::string& value) {
      return value.find('@') != std::string::npos;
    });
  }
  return values;
}

std::vector<std::string> canaries(base::RandomStream& random) {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
  constexpr std::string_view hexadecimal = "0123456789abcdef";
  const auto quoted = [](const std::string& text) { return document::quote_json(text); };
  return {quoted("sworn-" + random.draw(hexadecimal, 12)),
          quoted("sworn" + random.draw(letters, 12)),
          quoted("sworn" + random.draw(letters, 5)),
          quoted("sworn-" + random.draw(letters, 10) + "@example.org"),
          quoted("https://example.org/" + random.draw(letters, 10)),
          std::to_string(7'000'000 + random.below(999'999)),
          std::to_string(70'000 + random.below(9'999)),
          std::to_string(7'000 + random.below(999))};
}

schema::Context request_context(const Contract& contract) {
  schema::Context context;
  context.dialect = dialect_of(contract);
  context.direction = schema::Direction::request;
  context.resolver = contract.files.get();
  return context;
}

const document::Node* json_body_schema(const Contract& contract, const Operation& operation) {
  if (!operation.body || contract.files == nullptr) {
    return nullptr;
  }
  for (const MediaType& media : operation.body->content) {
    const auto type = http::parse_media_type(media.type);
    if (type && http::is_json(*type)) {
      return media.schema;
    }
  }
  return nullptr;
}

std::optional<Planted> planted_body(const Scene& scene,
                                    const Operation& operation,
                                    const Identity& identity,
                                    const std::map<std::string, std::string>& ids,
                                    const std::string& who,
                                    base::RandomStream& random) {
  const document::Node* schema = json_body_schema(scene.contract, operation);
  const auto draft =
      scene.builder.build(operation,
                          scene.learned,
                          {.identity = &identity, .path_values = ids, .with_login_fields = false});
  const auto body = schema == nullptr || !draft ? Result<document::Document>(Error{})
                                                : document::parse_json(draft->request.body, "body");
  if (!body || !body->root().is_mapping()) {
    return std::nullopt;
  }
  const std::string parameter = evidence::kin_of(scene.contract, operation).parameter;
  for (const bool wants_string : {true, false}) {
    for (const document::Entry& entry : body->root().entries()) {
      const bool is_fit = (wants_string ? entry.value->is_string() : entry.value->is_number()) &&
                          !is_key_name(entry.key) && !spec::is_password_name(entry.key) &&
                          !evidence::are_same_words(entry.key, parameter);
      if (!is_fit) {
        continue;
      }
      for (const std::string& value : canaries_for(entry.key, random)) {
        auto changed = value.starts_with('"') == wants_string
                           ? valid_with_member(scene, *schema, body->root(), entry.key, value)
                           : std::nullopt;
        if (!changed) {
          continue;
        }
        if (wants_string) {
          scene.vault.add(value.substr(1, value.size() - 2),
                          "canary." + who + "." + std::string(entry.key));
        }
        return Planted{std::string(entry.key), std::move(*changed)};
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> valid_with_member(const Scene& scene,
                                             const document::Node& schema,
                                             const document::Node& object,
                                             std::string_view member,
                                             const std::string& json) {
  std::string changed = with_member(object, member, json);
  const auto parsed = document::parse_json(changed, "body");
  const bool is_valid =
      parsed &&
      schema::validate(schema, parsed->root(), request_context(scene.contract), 1).empty();
  return is_valid ? std::optional(std::move(changed)) : std::nullopt;
}

bool has_valid_body(const Scene& scene, const Operation& operation, const Request& request) {
  const document::Node* schema = json_body_schema(scene.contract, operation);
  const auto body = document::parse_json(request.body, "body");
  return schema == nullptr || !body ||
         schema::validate(*schema, body->root(), request_context(scene.contract), 1).empty();
}

void swap_identity_headers(Request& request, const Identity& from, const Identity& to) {
  const auto erase = [&](const std::string& name) {
    std::erase_if(request.headers, [&](const Header& header) {
      return base::equal_ignoring_case(header.name, name);
    });
  };
  for (const Header& header : from.headers) {
    erase(header.name);
  }
  for (const Header& header : to.headers) {
    erase(header.name);
    request.headers.push_back(header);
  }
}

}  // namespace sworn::probe
