// SPDX-License-Identifier: Apache-2.0
#include "evidence/step.h"
#include "probe/credential.h"
#include "probe/interview.h"
#include "probe/refresh_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// Beyond what products that rotate refresh tokens have as their grace for concurrent requests: ten
/// seconds, or thirty.
constexpr std::chrono::milliseconds longest_grace{32'000};

class Refresh {
 public:
  Refresh(Stage& stage, const Operation& operation, const RefreshSource& source)
      : stage_(stage), scene_(stage.scene), operation_(operation), source_(source) {}

  void tell() {
    const Identity& identity = source_.session.identity();
    const std::lock_guard turn(scene_.turns.of(identity.name));
    Conversation user(stage_, "user", Connection::fresh, false);
    const Exchange& login =
        user.ask(step::logs_in, *source_.session.login, source_.session.way.ask());
    const auto token = told(login, source_.place);
    const auto session = told(login, source_.session.place);
    if (!token || !session) {
      return;
    }
    session_ = *session;
    const Exchange& fresh = refresh_first(user, *token);
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
    return *scene_.contract.operation(source_.session.opens);
  }

  [[nodiscard]] std::optional<std::string> told(const Exchange& answer,
                                                const CarrierPlace& place) const {
    auto value = answer.response ? evidence::value_at(*answer.response, place) : std::nullopt;
    if (value) {
      scene_.vault.watch(*value);
    }
    return value;
  }

  const Exchange& refresh(Conversation& client, const char* question, const std::string& token) {
    return client.ask(
        question, operation_, with_refresh(scene_, operation_, source_, way_, token, session_));
  }

  /// By the first way that the operation takes it, which later requests go as well.
  const Exchange& refresh_first(Conversation& client, const std::string& token) {
    const Exchange* answer = nullptr;
    for (const RefreshWay way : ways_to_refresh(scene_, operation_, source_)) {
      if (answer == nullptr || !evidence::succeeded(*answer)) {
        way_ = way;
        answer = &refresh(client, step::refreshes, token);
      }
    }
    return *answer;
  }

  void use(Conversation& client, const char* question, const Exchange& answer) {
    const auto session =
        evidence::succeeded(answer) ? told(answer, source_.session.place) : std::nullopt;
    if (session) {
      client.ask(question,
                 guarded(),
                 {.identity = &source_.session.identity(),
                  .credentials = {source_.session.attached(*session)}});
      session_ = *session;
    }
  }

  Stage& stage_;
  const Scene& scene_;
  const Operation& operation_;
  const RefreshSource& source_;
  std::string session_;
  RefreshWay way_ = RefreshWay::body;
};

void hold(Stage& stage) {
  const Operation& operation = *stage.scene.contract.operation(stage.subject);
  const auto source = refresh_source(stage.scene);
  if (!source) {
    stage.not_asked("user", step::logs_in, &operation, "no login hands out a refresh token");
    return;
  }
  Refresh(stage, operation, *source).tell();
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
                                  11,
                                  waves,
                                  hold};

}  // namespace sworn::probe
