// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "document/node.h"
#include "evidence/step.h"
#include "probe/interview.h"
#include "probe/member_edit.h"
#include "probe/session_source.h"

namespace sworn::probe {
namespace {

namespace step = evidence::step;

/// Where anybody may write something down and read it again.
struct Notebook {
  const Operation* write = nullptr;
  const Operation* read = nullptr;
  const Operation* source = nullptr;  ///< hands an anonymous caller the cookie
};

bool is_open(const Scene& scene, const Operation& operation) {
  return !operation.requirement.is_secured() && !reason_not_to_ask(scene, operation) &&
         purpose_in(scene, operation) == spec::Purpose::none;
}

std::optional<Notebook> notebook_for(const Scene& scene, const std::string& cookie) {
  const Operation* source = anonymous_source(scene, cookie);
  if (source == nullptr) {
    return std::nullopt;
  }
  for (const Operation& write : scene.contract.operations) {
    const Operation* read = scene.contract.operation("GET " + write.path);
    if (write.method == "POST" && write.body && read != nullptr && is_open(scene, write) &&
        is_open(scene, *read) && write.path.find('{') == std::string::npos &&
        spec::effect_of(write, scene.config.reads) == spec::Effect::own) {
      return Notebook{&write, read, source};
    }
  }
  return std::nullopt;
}

/// The first text of the body becomes the marker.
void write_down(Request& request, const std::string& marker) {
  bool is_written = false;
  set_member(
      request,
      [&](std::string_view) {
        const bool is_first = !is_written;
        is_written = true;
        return is_first;
      },
      "note",
      marker);
}

void hold_for(Stage& stage, const SessionSource& source, const Notebook& notebook) {
  const Scene& scene = stage.scene;
  const Identity& identity = source.identity();
  const std::lock_guard turn(scene.turns.of(identity.name));
  Conversation attacker(stage, "attacker", Connection::fresh, false);
  const Exchange& visit = attacker.ask(step::obtains, *notebook.source, {.identity = &identity});
  const auto planted =
      visit.response ? evidence::value_at(*visit.response, source.place) : std::nullopt;
  if (!planted) {
    return;
  }
  scene.vault.watch(*planted);
  base::RandomStream random = stage.random("marker");
  const std::string marker = "marker" + random.draw("abcdefghijklmnopqrstuvwxyz0123456789", 14);
  scene.vault.add(marker, "marker." + source.place.name);
  const auto with = [&](const std::string& value) {
    return Ask{.identity = &identity, .credentials = {source.attached(value)}};
  };
  Ask writes = with(*planted);
  writes.edit = [marker](Request& request) { write_down(request, marker); };
  attacker.ask(step::writes_marker, *notebook.write, writes);
  attacker.ask(step::reads_marker, *notebook.read, with(*planted));
  Conversation victim(stage, "victim", Connection::fresh, false);
  Ask login = source.way.ask();
  login.credentials.push_back(source.attached(*planted));
  const Exchange& answer = victim.ask(step::logs_in_planted, *source.login, login);
  const std::string session = renewed(scene, answer, source.place, *planted);
  victim.ask(step::reads_marker, *notebook.read, with(session));
  Conversation clean(stage, "clean", Connection::fresh, false);
  if (const auto own = begin_session(stage, clean, step::logs_in, source)) {
    clean.ask(step::reads_marker, *notebook.read, with(*own));
  }
}

void hold(Stage& stage) {
  const Scene& scene = stage.scene;
  const Operation& login = *scene.contract.operation(stage.subject);
  for (const auto& [opening, source] : sources_of(scene, login)) {
    const auto notebook = notebook_for(scene, source.scheme.parameter);
    if (notebook && opening.signature.starts_with("cookie ")) {
      hold_for(stage, source, *notebook);
      return;
    }
  }
}

std::vector<std::vector<std::string>> waves(const Scene& scene) {
  std::vector<std::string> logins;
  for (const std::string& login : logins_with_openings(scene)) {
    for (const evidence::Opening& opening : evidence::openings_of(scene.facts, login)) {
      const auto place = evidence::carrier_named(opening.carrier);
      if (scene.writes && opening.signature.starts_with("cookie ") && place &&
          notebook_for(scene, place->name)) {
        logins.push_back(login);
        break;
      }
    }
  }
  return {logins};
}

}  // namespace

const Interview carry_over_interview{
    "carry-over",
    Phase::sessions,
    "whether what a visitor wrote into a session is there after somebody's login",
    7,
    waves,
    hold};

}  // namespace sworn::probe
