// SPDX-License-Identifier: Apache-2.0
#include "probe/refresh_source.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "document/node.h"
#include "evidence/step.h"
#include "http/cookie.h"
#include "probe/logout_source.h"
#include "probe/member_edit.h"
#include "spec/files.h"

namespace sworn::probe {
namespace {

/// Where an answer has its refresh token: a JSON member or a cookie of that name.
std::optional<CarrierPlace> refresh_place(const Response& response) {
  std::optional<CarrierPlace> found;
  if (const auto json = document::parse_json(response.body, "")) {
    const auto visit = [&](const document::Node& node, const std::string& at, auto& self) -> void {
      for (const document::Entry& entry : node.entries()) {
        const std::string pointer = at + "/" + document::escape_pointer(entry.key);
        if (!found && entry.value->is_string() && spec::is_refresh_name(entry.key)) {
          found = CarrierPlace{CarrierPlace::Kind::json, pointer};
        }
        self(*entry.value, pointer, self);
      }
    };
    visit(json->root(), "", visit);
  }
  for (const Header& header : response.headers) {
    const auto cookie = header.name == "Set-Cookie" || header.name == "set-cookie"
                            ? http::parse_set_cookie(header.value)
                            : std::nullopt;
    if (!found && cookie && spec::is_refresh_name(cookie->name)) {
      found = CarrierPlace{CarrierPlace::Kind::cookie, cookie->name};
    }
  }
  return found;
}

/// Whether a schema has a property named like a refresh token, its branches and nested objects
/// included.
bool has_refresh(const spec::Files& files, const document::Node* schema, int depth) {
  schema = files.follow(schema);
  if (schema == nullptr || depth > 4) {
    return false;
  }
  if (const document::Node* properties = schema->find("properties")) {
    for (const document::Entry& entry : properties->entries()) {
      if (spec::is_refresh_name(entry.key) || has_refresh(files, entry.value, depth + 1)) {
        return true;
      }
    }
  }
  return std::ranges::any_of(
      std::array<std::string_view, 3>{"allOf", "oneOf", "anyOf"}, [&](std::string_view keyword) {
        const document::Node* branches = schema->find(keyword);
        return branches != nullptr &&
               std::ranges::any_of(branches->items(), [&](const document::Node* branch) {
                 return has_refresh(files, branch, depth + 1);
               });
      });
}

bool has_refresh_member(const Scene& scene, const Operation& operation) {
  const bool in_form = std::ranges::any_of(operation.parameters, [](const Parameter& parameter) {
    return parameter.place == Place::body && spec::is_refresh_name(parameter.name);
  });
  return in_form || (operation.body && scene.contract.files != nullptr &&
                     std::ranges::any_of(operation.body->content, [&](const MediaType& media) {
                       return has_refresh(*scene.contract.files, media.schema, 0);
                     }));
}

}  // namespace

std::optional<RefreshSource> refresh_source(const Scene& scene) {
  for (const Operation& login : scene.contract.operations) {
    const Exchange* answer =
        scene.facts.story("handout", login.key()).step("first", evidence::step::logs_in);
    const auto place =
        answer != nullptr && answer->response ? refresh_place(*answer->response) : std::nullopt;
    if (!place) {
      continue;
    }
    for (auto& [opening, source] : sources_of(scene, login)) {
      if (opening.carrier != place->text()) {
        return RefreshSource{std::move(source), *place};
      }
    }
  }
  return std::nullopt;
}

std::vector<RefreshWay> ways_to_refresh(const Scene& scene,
                                        const Operation& operation,
                                        const RefreshSource& source) {
  if (source.place.kind == CarrierPlace::Kind::cookie) {
    return {RefreshWay::cookie};
  }
  if (!has_refresh_member(scene, operation) && declares(scene, operation, "http bearer")) {
    return {RefreshWay::bearer, RefreshWay::body};
  }
  return {RefreshWay::body};
}

bool takes_refresh(const Scene& scene, const Operation& operation, const RefreshSource& source) {
  if (source.place.kind != CarrierPlace::Kind::cookie) {
    return has_refresh_member(scene, operation);
  }
  const bool is_declared =
      declares(scene, operation, source.place.text()) ||
      std::ranges::any_of(operation.parameters, [&](const Parameter& parameter) {
        return parameter.place == Place::cookie && parameter.name == source.place.name;
      });
  const bool wants_body = operation.body && operation.body->is_required;
  return is_declared || (!operation.requirement.is_secured() && !wants_body);
}

Ask with_refresh(const Scene& scene,
                 const Operation& operation,
                 const RefreshSource& source,
                 RefreshWay way,
                 const std::string& token,
                 const std::string& session) {
  const Identity& identity = source.session.identity();
  Ask ask{.identity = &identity, .as = identity.name};
  if (way == RefreshWay::bearer) {
    ask.credentials.push_back(as_carrier(
        scheme_of("http bearer"), token, identity.name, source.place, CredentialState::carrier));
    return ask;
  }
  if (declares(scene, operation, source.session.scheme.signature())) {
    ask.credentials.push_back(source.session.attached(session));
  }
  if (way == RefreshWay::cookie) {
    ask.credentials.push_back(as_carrier(scheme_of(source.place.text()),
                                         token,
                                         identity.name,
                                         source.place,
                                         CredentialState::carrier));
    return ask;
  }
  const std::string name = source.place.name.substr(source.place.name.rfind('/') + 1);
  ask.edit = [name, token](Request& request) {
    set_member(request, spec::is_refresh_name, name, token);
  };
  return ask;
}

}  // namespace sworn::probe
