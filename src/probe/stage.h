// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "evidence/facts.h"
#include "evidence/vault.h"
#include "http/cookie.h"
#include "probe/digest_client.h"
#include "probe/learned.h"
#include "probe/request_builder.h"
#include "probe/wallet.h"
#include "probe/wrong_secrets.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"
#include "sworn/transcript.h"
#include "sworn/transport.h"

namespace sworn::probe {

/// One story at a time for each identity, so that logins do not disturb each other. A wait gives
/// the place back.
class Turns {
 public:
  [[nodiscard]] std::mutex& of(const std::string& identity);
  /// The turns of several identities at once, taken in one order by everybody.
  [[nodiscard]] std::vector<std::unique_lock<std::mutex>> take(std::vector<std::string> identities);

 private:
  std::mutex mutex_;
  std::map<std::string, std::mutex> turns_;
};

/// What all interviews of a phase share; nothing in it changes while they run but what guards
/// itself.
struct Scene {
  const Contract& contract;
  const Config& config;
  const RequestBuilder& builder;
  const Learned& learned;
  const Wallet& wallet;
  const evidence::Facts& facts;  ///< of the phases before, not sealed
  evidence::Vault& vault;
  Transport& transport;
  Turns& turns;
  WrongSecrets& wrong_secrets;
  const std::set<std::string>& in_scope;  ///< operation keys
  std::chrono::steady_clock::time_point start;
  std::uint64_t seed;
  int round;
  bool writes;
  bool waits;  ///< false: waits end at once (nothing real is asked)
  std::stop_token stop;
  /// Whether a real credential may stand in a URL where the document does not put it.
  bool query_probes = false;
  /// Only whether each credential works, and where, is asked for.
  bool verify_auth = false;
  Shard shard = {};                       ///< the part of the work that this run does
  std::set<std::string> registered = {};  ///< the identities that this run registered, by name
};

/// A credential that a login or a token endpoint handed out.
struct Obtained {
  std::string identity;
  Scheme scheme;
  std::string secret;
  std::string login;   ///< the operation, or what handed it out
  Tenure tenure = {};  ///< how long it is good for, and what renews it
};

class Conversation;

/// One interview on one subject: where its exchanges are noted, and where its conversations begin.
/// Used by one thread.
class Stage {
 public:
  Stage(const Scene& scene, std::string interview, std::string subject);

  const Scene& scene;
  const std::string interview;
  const std::string subject;

  /// A question that is not asked stands in the transcript with its reason.
  void not_asked(std::string_view conversation,
                 std::string_view step,
                 const Operation* operation,
                 std::string reason);
  [[nodiscard]] base::RandomStream random(std::string_view name) const;
  /// Sleeps unless the run ends meanwhile.
  void wait(std::chrono::milliseconds time) const;
  [[nodiscard]] bool is_stopped() const { return scene.stop.stop_requested(); }
  void obtain(Obtained credential) { obtained_.push_back(std::move(credential)); }
  /// From the next wave on the run has that identity; what was obtained for one that it does not
  /// have is given up.
  void enrol(Identity newcomer) { enrolled_.push_back(std::move(newcomer)); }

  [[nodiscard]] const std::deque<Exchange>& notes() const { return notes_; }
  [[nodiscard]] std::deque<Exchange> take_notes() { return std::move(notes_); }
  [[nodiscard]] const std::vector<Obtained>& obtained() const { return obtained_; }
  [[nodiscard]] const std::vector<Identity>& enrolled() const { return enrolled_; }

 private:
  friend class Conversation;
  std::vector<Obtained> obtained_;
  std::vector<Identity> enrolled_;
  std::deque<Exchange> notes_;  ///< a deque: the story holds references while it goes on
};

/// What goes with one step of a conversation.
struct Ask {
  const Identity* identity = nullptr;  ///< whose parameter values and login fields are used
  std::vector<Attached> credentials = {};
  bool absent_ids = false;
  std::map<std::string, std::string> path_values =
      {};  ///< path parameters that are decided already
  bool with_login_fields = false;
  /// Changes the request after the credentials are attached and before it is sent: another method,
  /// path, header or body. It may not leave the origin of `--url`.
  std::function<void(Request&)> edit = {};
  std::string as =
      {};  ///< the identity that the exchange is booked on; "" takes it from the credentials
};

/// A client: its connection, and its cookie jar when it keeps one.
class Conversation {
 public:
  Conversation(Stage& stage, std::string name, Connection connection, bool keeps_cookies);

  /// Sends one named step. The reference stays valid while the stage lives.
  const Exchange& ask(std::string_view step, const Operation& operation, const Ask& ask);
  /// A path that no document declares.
  const Exchange& ask_path(std::string_view step,
                           const std::string& method,
                           const std::string& path,
                           const Ask& ask);

  /// A request to an address of its own, such as a token endpoint: on the origin of `--url` or one
  /// that `allow_origins` names, else it is noted as not asked.
  const Exchange& ask_url(std::string_view step, Request request, const Ask& ask);

  [[nodiscard]] http::CookieJar& jar() { return jar_; }
  /// Puts a cookie into the jar as if an answer had set it for the whole site.
  void plant(const std::string& name, const std::string& value);
  /// From now on exchanges say when the jar sent that cookie, as a carrier of `holder`.
  void track(const std::string& name, const std::string& holder);

 private:
  const Exchange& send(Exchange exchange, const Ask& ask);
  void deliver(Exchange& exchange, const Ask& ask);
  void pass(Exchange& exchange, Channel& channel);
  void pass_digest(Exchange& exchange, Channel& channel, const Attached& login);
  [[nodiscard]] bool may_leave_for(const std::string& url) const;

  Stage& stage_;
  std::string name_;
  std::unique_ptr<Channel> channel_;
  bool keeps_cookies_;
  http::CookieJar jar_;
  std::optional<CredentialUse> tracked_;
  std::optional<DigestClient> digest_;
  bool is_elsewhere_ = false;  ///< the request at hand may go to a host that the user allowed
};

}  // namespace sworn::probe
