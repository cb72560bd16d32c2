// SPDX-License-Identifier: Apache-2.0
#include "probe/login.h"

#include <algorithm>
#include <set>

#include "base/clock.h"
#include "base/text.h"
#include "evidence/carrier.h"
#include "evidence/grant.h"
#include "evidence/session.h"
#include "evidence/shape.h"
#include "evidence/step.h"
#include "probe/auth_flow.h"
#include "probe/authorization_form.h"
#include "probe/token_client.h"

namespace sworn::probe {
namespace {

/// How likely a member of that name is what opens operations: an ID token or a refresh token is
/// meant for somebody else, even where it passes.
int rank_of(const std::string& name) {
  const auto words = base::words_of(name);
  const bool is_for_others =
      base::join(words, "") == "idtoken" || std::ranges::find(words, "refresh") != words.end();
  return !spec::is_token_name(name) ? 0 : is_for_others ? 1 : 2;
}

std::string last_name(const CarrierPlace& place) {
  return place.name.substr(place.name.rfind('/') + 1);
}

/// What of a login's answer fits `scheme`, the likeliest first.
std::vector<evidence::Handed> fitting(const std::vector<evidence::Handed>& handed,
                                      const Scheme& scheme) {
  std::vector<evidence::Handed> fits;
  for (const evidence::Handed& value : handed) {
    const bool is_cookie = value.place.kind == CarrierPlace::Kind::cookie;
    if (scheme.kind == SchemeKind::api_key && scheme.place == Place::cookie) {
      if (is_cookie && value.place.name == scheme.parameter) {
        fits.push_back(value);
      }
      continue;
    }
    const bool is_sent_as_text =
        scheme.signature() == "http bearer" || scheme.kind == SchemeKind::api_key;
    if (!is_cookie && is_sent_as_text) {
      fits.push_back(value);
    }
  }
  std::ranges::stable_sort(fits, std::greater{}, [](const evidence::Handed& value) {
    return rank_of(last_name(value.place));
  });
  if (fits.size() > 3) {
    fits.resize(3);
  }
  return fits;
}

/// What a flow of the configuration says that its login gives for `scheme`; empty when it says
/// nothing.
std::vector<evidence::Handed> given_by_flow(const Scene& scene,
                                            const Operation& login,
                                            const Exchange& answer,
                                            const Scheme& scheme) {
  const FlowConfig* flow = flow_of(scene, login);
  if (flow == nullptr || !flow->from || flow->scheme != scheme.name) {
    return {};
  }
  const auto value = evidence::value_at(*answer.response, *flow->from);
  if (!value) {
    return {};
  }
  scene.vault.watch(*value);
  return {{*flow->from, *value}};
}

/// Reads that `scheme` alone should open, those without path parameters first.
std::vector<const Operation*> all_opened_by(const Scene& scene, const Scheme& scheme) {
  std::vector<const Operation*> opened;
  for (const Operation& operation : scene.contract.operations) {
    const bool declares =
        std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
          return alternative.all_of.size() == 1 && alternative.all_of.front().scheme == scheme.name;
        });
    const bool is_read = purpose_in(scene, operation) == spec::Purpose::none &&
                         spec::effect_of(operation, scene.config.reads) == spec::Effect::read;
    if (declares && is_read && !reason_not_to_ask(scene, operation) && !operation.body) {
      opened.push_back(&operation);
    }
  }
  std::ranges::stable_sort(opened, {}, [](const Operation* operation) {
    return operation->path.find('{') != std::string::npos;
  });
  return opened;
}

/// What `value` as `scheme` is told where nothing is refused.
enum class Told { opened, refused_otherwise, the_same };

Told told_to(Conversation& client,
             const Operation& operation,
             const Identity& identity,
             const Scheme& scheme,
             const evidence::Handed& value,
             const std::string& form) {
  const Exchange& without =
      client.ask("asks " + operation.key() + " with nothing", operation, {.identity = &identity});
  const Exchange& with = client.ask("asks " + operation.key() + " with " + value.place.text() +
                                        (form == "{value}" ? "" : " (" + form + ")"),
                                    operation,
                                    {.identity = &identity,
                                     .credentials = {as_carrier(scheme,
                                                                in_form(form, value.value),
                                                                identity.name,
                                                                value.place,
                                                                CredentialState::good)}});
  // What tells of the moment tells nothing of the session.
  if (!with.response || !without.response || evidence::is_momentary(with.status()) ||
      evidence::is_momentary(without.status()) || evidence::alike(with, without)) {
    return Told::the_same;
  }
  return evidence::succeeded(with) ? Told::opened : Told::refused_otherwise;
}

/// The form in which `value` opens one of the operations; nothing where it opens none.
std::optional<std::string> opening_form(const Scene& scene,
                                        Conversation& client,
                                        const std::vector<const Operation*>& operations,
                                        const Operation& login,
                                        const Identity& identity,
                                        const Scheme& scheme,
                                        const evidence::Handed& value) {
  auto forms = forms_of(scene, login, value.place, scheme);
  if (rank_of(last_name(value.place)) == 0) {
    forms.resize(1);  // what is not named like a token is tried as it is
  }
  for (const std::string& form : forms) {
    Told told = Told::refused_otherwise;
    // An operation may know the session and want more of it, as what a step-up opens does: then
    // the next one tells.
    for (const Operation* operation : operations) {
      if (told == Told::refused_otherwise) {
        told = told_to(client, *operation, identity, scheme, value, form);
      }
    }
    if (told == Told::opened) {
      return form;
    }
  }
  return std::nullopt;
}

}  // namespace

const Operation* opened_by(const Scene& scene, const Scheme& scheme) {
  const auto opened = all_opened_by(scene, scheme);
  return opened.empty() ? nullptr : opened.front();
}

std::vector<const Scheme*> wanted_schemes(const Scene& scene, const Identity& identity) {
  std::set<std::string> names;
  for (const Operation& operation : scene.contract.operations) {
    for (const Alternative& alternative : operation.requirement.any_of) {
      for (const SchemeUse& use : alternative.all_of) {
        names.insert(use.scheme);
      }
    }
  }
  std::vector<const Scheme*> wanted;
  for (const std::string& name : names) {
    const Scheme* scheme = scene.contract.scheme(name);
    if (scheme != nullptr && !scene.wallet.holds(identity.name, name)) {
      wanted.push_back(scheme);
    }
  }
  return wanted;
}

void log_in_for(Stage& stage,
                const Operation& login,
                const Identity& identity,
                const std::vector<const Scheme*>& wanted,
                const std::string& name) {
  const Scene& scene = stage.scene;
  const auto way = login_way(scene, login, identity);
  if (!way) {
    return;
  }
  const std::lock_guard turn(scene.turns.of(identity.name));
  Conversation conversation(stage, name, Connection::kept, false);
  const Exchange& answer = conversation.ask(evidence::step::logs_in, login, way->ask());
  if (!evidence::may_have_logged_in(answer)) {
    return;
  }
  const auto handed = evidence::handed_out(*answer.response);
  const auto grant = evidence::read_grant(*answer.response);
  const auto obtain = [&](const Scheme& scheme, const std::string& value, const std::string& form) {
    const std::int64_t now = base::unix_milliseconds();
    const auto said = grant ? grant->expires_in : std::nullopt;
    stage.obtain({identity.name,
                  scheme,
                  in_form(form, value),
                  login.key(),
                  {end_of(said, value, now), now, ""}});
  };
  constexpr std::size_t most_operations = 3;
  for (const Scheme* scheme : wanted) {
    auto operations = all_opened_by(scene, *scheme);
    operations.resize(std::min(operations.size(), most_operations));
    auto given = given_by_flow(scene, login, answer, *scheme);
    if (operations.empty() && !given.empty()) {
      const evidence::Handed& first = given.front();
      obtain(*scheme, first.value, forms_of(scene, login, first.place, *scheme).front());
    }
    for (const evidence::Handed& value : given.empty() ? fitting(handed, *scheme) : given) {
      Conversation clean(stage, name + " with " + scheme->name, Connection::kept, false);
      scene.vault.watch(value.value);
      if (const auto form =
              opening_form(scene, clean, operations, login, identity, *scheme, value)) {
        obtain(*scheme, value.value, *form);
        break;
      }
    }
  }
}

}  // namespace sworn::probe
