// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "evidence/replacer.h"
#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

constexpr std::size_t most_carriers = 3;

/// The carrier's own name, then those under which servers customarily look for a session.
std::vector<std::string> names_for(const SessionSource& source) {
  static constexpr std::array<std::string_view, 7> customary{
      "sid", "session", "session_id", "sessionid", "token", "access_token", "jwt"};
  std::vector<std::string> names{source.place.name.substr(source.place.name.rfind('/') + 1)};
  for (const std::string_view name : customary) {
    if (name != names.front()) {
      names.emplace_back(name);
    }
  }
  return names;
}

void add_to_query(Request& request, const std::string& pair) {
  request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + pair;
}

void hold_for(Stage& stage, const SessionSource& source, const evidence::Opening& opening) {
  const Scene& scene = stage.scene;
  const Operation& guarded = *scene.contract.operation(opening.operation);
  const Identity& identity = source.identity();
  const std::string who = evidence::conversation_of("user", "url", opening);
  const std::lock_guard turn(scene.turns.of(identity.name));
  Conversation user(stage, who, Connection::fresh, false);
  auto value = begin_session(stage, user, step::logs_in, source);
  if (!value) {
    return;
  }
  if (value->size() < evidence::Replacer::shortest) {  // the seal does not find it in a URL
    stage.not_asked(
        who, step::in_query, &guarded, "the session is too short to be told from other text");
    return;
  }
  const auto with_session = [&](const char* question) {
    const Exchange& answer = user.ask(
        question, guarded, {.identity = &identity, .credentials = {source.attached(*value)}});
    value = renewed(scene, answer, source.place, *value);
  };
  with_session(step::with_session);
  const std::string text = base::percent_encode(*value);
  const auto in_url = [&](const std::string& question,
                          const std::string& signature,
                          std::function<void(Request&)> edit) -> const Exchange& {
    // The credential is named, though the edit is what puts it there.
    Conversation stranger(
        stage, evidence::conversation_of("stranger", "url", opening), Connection::fresh, false);
    Attached named = source.attached(*value);
    named.scheme.kind = SchemeKind::unknown;
    named.use.signature = signature;
    return stranger.ask(question,
                        guarded,
                        {.identity = &identity, .credentials = {named}, .edit = std::move(edit)});
  };
  const auto names = names_for(source);
  const Exchange& everywhere = in_url(step::in_query, "query *", [&](Request& request) {
    for (const std::string& name : names) {
      add_to_query(request, base::percent_encode(name) + "=" + text);
    }
  });
  if (evidence::succeeded(everywhere)) {
    for (const std::string& name : names) {
      in_url("asks with " + name + " in the query", "query " + name, [&](Request& request) {
        add_to_query(request, base::percent_encode(name) + "=" + text);
      });
    }
  }
  in_url(step::in_path, "path " + names.front(), [&](Request& request) {
    const std::size_t query = std::min(request.url.find('?'), request.url.size());
    request.url.insert(query, ";" + base::percent_encode(names.front()) + "=" + text);
  });
  Conversation outsider(
      stage, evidence::conversation_of("outsider", "url", opening), Connection::fresh, false);
  outsider.ask(step::asks_with_nothing, guarded, {.identity = &identity});
  with_session(step::with_session_again);
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  if (!is_on_loopback(scene)) {
    stage.not_asked("user",
                    step::in_query,
                    &login,
                    "a session is put into a URL on loopback only: logs keep what stands there");
    return;
  }
  const auto sources = sources_of(scene, login);
  for (std::size_t i = 0; i < std::min(sources.size(), most_carriers) && !stage.is_stopped(); ++i) {
    hold_for(stage, sources[i].source, sources[i].opening);
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  return {logins_with_openings(scene)};
}

}  // namespace

const Interview place_interview{
    "place", Phase::sessions, "whether a session is taken from the URL as well", 45, waves, hold};

}  // namespace sworn::probe
