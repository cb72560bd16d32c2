// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/random.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// Who asks: an identity, or nobody.
struct Caller {
  std::string identity;
  bool lacks_scope = false;           ///< let in but for a scope that it is not entitled to
  std::vector<std::string> sessions;  ///< live session identifiers in the request
};

/// The secret that a request carries for a scheme, as secret_of() gives it; nothing when it carries
/// none, or several. Of Digest it is what answers the challenge, of mutual TLS the certificate, as
/// RFC 9440 tells it to what stands behind the end of TLS.
[[nodiscard]] std::optional<std::string> carried(const Request& request, const Scheme& scheme);

/// What the request calls its client program: User-Agent (RFC 9110 §10.1.5), or "".
[[nodiscard]] std::string program_of(const Request& request);

/// What the honest server knows of credentials: the configured ones, those that it handed out, and
/// whose an object is. Safe for several threads.
class SessionStore {
 public:
  SessionStore(const Contract& contract, const Config& config, std::uint64_t seed);

  /// Whom a requirement lets in: all members of one alternative belong to one identity. Nothing:
  /// nobody.
  [[nodiscard]] std::optional<Caller> admit(const Requirement& requirement,
                                            const Request& request) const;

  /// The identity whose login fields the request carries: in its body, its query or its Basic
  /// header.
  [[nodiscard]] std::optional<std::string> who_logs_in(const Operation& operation,
                                                       const Request& request) const;

  /// Whether an account was told too many wrong passwords in a row, so that not even the right one
  /// is looked at. To be asked before who_logs_in().
  [[nodiscard]] bool is_locked(const Request& request) const;
  /// Counts a login that failed; one that did not begins anew.
  void note_login(const Request& request, bool is_good);

  /// From now on the name and password that a registration's body carries log in, as an identity of
  /// their own.
  void enrol(const Request& request);

  /// A fresh value, unlike any other.
  [[nodiscard]] std::string fresh(std::string_view alphabet, std::size_t length);
  [[nodiscard]] std::string fresh_like(std::string_view value);

  /// From now on `value` lets `identity` in by `scheme`; `login` binds what one login handed out.
  void issue(const std::string& identity,
             const std::string& scheme,
             const std::string& value,
             int login);
  void issue_refresh(const std::string& identity, const std::string& value, int login);
  /// What it hands out serves `program` alone, a User-Agent, where one is given.
  [[nodiscard]] int next_login(std::optional<std::string> program = std::nullopt);
  /// Spends a refresh token; its owner, or nothing when it was never handed out or is spent.
  [[nodiscard]] std::optional<std::string> spend(const std::string& refresh);
  /// Ends the logins that the values belong to.
  void end(const std::vector<std::string>& values);

  /// The schemes that sessions of the server can travel by: no identity has a configured credential
  /// for them.
  [[nodiscard]] std::vector<const Scheme*> session_schemes() const;

  /// An object that was just created is alive, whatever became of one of its name before.
  void own(const std::string& collection,
           const std::string& id,
           const std::string& identity,
           bool is_new = false);
  void forget(const std::string& collection, const std::string& id);
  /// False for an object of others alone, and for one that was deleted.
  [[nodiscard]] bool may_see(const std::string& collection,
                             const std::string& id,
                             const std::string& identity) const;
  /// Whether an object of that name is known, or none of the collection at all.
  [[nodiscard]] bool may_exist(const std::string& collection, const std::string& id) const;

 private:
  struct Session {
    std::string identity;
    int login = 0;
  };
  /// Whether the request carries this identity's login fields.
  [[nodiscard]] bool logs_in(const Identity& identity,
                             const Operation& operation,
                             const Request& request) const;
  [[nodiscard]] std::set<std::string> holders(const Scheme& scheme,
                                              const std::string& secret,
                                              const Request& request) const;
  [[nodiscard]] std::string owner_of(const std::string& identity) const;

  const Contract& contract_;
  const Config& config_;
  mutable std::mutex mutex_;
  base::RandomStream random_;
  int logins_ = 0;
  std::vector<Identity> registered_;
  std::map<std::string, int> wrong_in_a_row_;  ///< by what the logins call the account
  std::map<int, std::string> programs_;        ///< that a login's sessions are bound to
  std::map<std::pair<std::string, std::string>, Session> sessions_;  ///< (scheme, value)
  std::map<std::string, Session> refresh_;
  std::map<std::pair<std::string, std::string>, std::set<std::string>>
      owners_;  ///< (collection, id)
  std::set<std::pair<std::string, std::string>> deleted_;
};

}  // namespace sworn::probe
