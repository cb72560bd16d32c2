// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "document/node.h"
#include "evidence/step.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/member_edit.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// Beyond what products that rotate refresh tokens have as their grace for concurrent requests: ten
/// seconds, or thirty.
constexpr std::chrono::milliseconds longest_grace{32'000};

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

/// A login whose answer has a refresh token, and the session that goes with it.
struct Pair {
  SessionSource session;
  CarrierPlace refresh;
};

std::optional<Pair> pair_for(const Scene& scene) {
  for (const Operation& login : scene.contract.operations) {
    const Exchange* answer = scene.facts.story("handout", login.key()).step("first", step::logs_in);
    const auto place =
        answer != nullptr && answer->response ? refresh_place(*answer->response) : std::nullopt;
    if (!place) {
      continue;
    }
    for (const auto& [opening, source] : sources_of(scene, login)) {
      if (opening.carrier != place->text()) {
        return Pair{source, *place};
      }
    }
  }
  return std::nullopt;
}

class Refresh {
 public:
  Refresh(Stage& stage, const Operation& operation, const Pair& pair)
      : stage_(stage), scene_(stage.scene), operation_(operation), pair_(pair) {}

  void tell() {
    const Identity& identity = pair_.session.identity();
    const std::lock_guard turn(scene_.turns.of(identity.name));
    Conversation user(stage_, "user", Connection::fresh, false);
    const Exchange& login = user.ask(step::logs_in, *pair_.session.login, pair_.session.way.ask());
    const auto token = told(login, pair_.refresh);
    const auto session = told(login, pair_.session.place);
    if (!token || !session) {
      return;
    }
    session_ = *session;
    const Exchange& fresh = refresh(user, step::refreshes, *token);
    use(user, step::with_refreshed, fresh);
    Conversation outsider(stage_, "outsider", Connection::fresh, false);
    base::RandomStream random = stage_.random("invented refresh token");
    const std::string invented = invented_like(*token, random);
    scene_.vault.add(invented, "invented.refresh");
    refresh(outsider, step::refreshes_invented, invented);
    Conversation thief(stage_, "thief", Connection::fresh, false);
    const Exchange& reused = refresh(thief, step::refreshes_again, *token);
    if (evidence::succeeded(reused)) {
      use(thief, step::with_reused, reused);
      // Servers forgive a client that lost the answer, for a moment; some for half a minute, which
      // only who was seen not to refuse a moment later is waited for.
      stage_.wait(scene_.round > 1 ? longest_grace : std::chrono::milliseconds(3000));
      const Exchange& later = refresh(thief, step::refreshes_later, *token);
      use(thief, step::with_reused, later);
    }
    outsider.ask(step::asks_with_nothing, guarded(), {.identity = &identity});
  }

 private:
  [[nodiscard]] const Operation& guarded() const {
    return *scene_.contract.operation(pair_.session.opens);
  }

  [[nodiscard]] std::optional<std::string> told(const Exchange& answer,
                                                const CarrierPlace& place) const {
    auto value = answer.response ? evidence::value_at(*answer.response, place) : std::nullopt;
    if (value) {
      scene_.vault.watch(*value);
    }
    return value;
  }

  /// The session goes along where the operation wants one.
  const Exchange& refresh(Conversation& client, const char* question, const std::string& token) {
    Ask ask{.identity = &pair_.session.identity(), .as = pair_.session.identity().name};
    const bool wants_session =
        std::ranges::any_of(operation_.requirement.any_of, [&](const Alternative& alternative) {
          return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
            const Scheme* scheme = scene_.contract.scheme(use.scheme);
            return scheme != nullptr && scheme->signature() == pair_.session.scheme.signature();
          });
        });
    if (wants_session) {
      ask.credentials.push_back(pair_.session.attached(session_));
    }
    if (pair_.refresh.kind == CarrierPlace::Kind::cookie) {
      ask.credentials.push_back(as_carrier(
          scheme_of(pair_.refresh.text()), token, ask.as, pair_.refresh, CredentialState::carrier));
    } else {
      const std::string name = pair_.refresh.name.substr(pair_.refresh.name.rfind('/') + 1);
      ask.edit = [name, token](Request& request) {
        set_member(request, spec::is_refresh_name, name, token);
      };
    }
    return client.ask(question, operation_, ask);
  }

  void use(Conversation& client, const char* question, const Exchange& answer) {
    const auto session =
        evidence::succeeded(answer) ? told(answer, pair_.session.place) : std::nullopt;
    if (session) {
      client.ask(question,
                 guarded(),
                 {.identity = &pair_.session.identity(),
                  .credentials = {pair_.session.attached(*session)}});
      session_ = *session;
    }
  }

  Stage& stage_;
  const Scene& scene_;
  const Operation& operation_;
  const Pair& pair_;
  std::string session_;
};

void hold(Stage& stage) {
  const Operation& operation = *stage.scene.contract.operation(stage.subject);
  const auto pair = pair_for(stage.scene);
  if (!pair) {
    stage.not_asked("user", step::logs_in, &operation, "no login hands out a refresh token");
    return;
  }
  Refresh(stage, operation, *pair).tell();
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> operations;
  for (const Operation& operation : scene.contract.operations) {
    if (purpose_in(scene, operation) == spec::Purpose::refresh &&
        scene.in_scope.contains(operation.key())) {
      operations.push_back(operation.key());
    }
  }
  return {operations};
}

}  // namespace

const Interview refresh_interview{"refresh",
                                  Phase::sessions,
                                  "whether a refresh token works once more after it was exchanged",
                                  10,
                                  waves,
                                  hold};

}  // namespace sworn::probe
