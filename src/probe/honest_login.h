// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "probe/honest_answer.h"
#include "probe/honest_session.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// Hands out sessions in answers, and takes them back.
class SessionDesk {
 public:
  SessionDesk(const Contract& contract,
              SessionStore& store,
              const AnswerMaker& maker,
              bool is_https)
      : contract_(contract), store_(store), maker_(maker), is_https_(is_https) {}

  /// Puts fresh session identifiers for `identity` into each declared cookie, header and token
  /// member of a login's or refresh's answer. `flow` says where, when the configuration does; else
  /// null. They serve `program` alone where one is given.
  void hand_out(Answer& answer,
                const std::string& identity,
                const FlowConfig* flow,
                std::optional<std::string> program);
  /// Clears the cookies of the server's sessions.
  void clear_cookies(Answer& answer) const;
  /// A cookie that is no session, where an answer has to set one.
  void add_required_cookie(Answer& answer);

  /// Every value in the request that could be a session of this server.
  [[nodiscard]] std::vector<std::string> presented(const Request& request, bool cookies_only) const;

 private:
  [[nodiscard]] std::string set_cookie(const std::string& name, const std::string& value) const;
  /// The schemes that a token member's value is good for.
  [[nodiscard]] std::vector<const Scheme*> schemes_for(std::string_view member) const;
  [[nodiscard]] std::string fresh_member(const Answer& answer,
                                         const std::string& pointer,
                                         const std::string& old);
  bool hand_out_members(Answer& answer,
                        const std::string& identity,
                        int login,
                        const FlowConfig* flow);
  bool hand_out_headers(Answer& answer,
                        const std::string& identity,
                        int login,
                        const FlowConfig* flow);
  void hand_out_cookies(Answer& answer,
                        const std::string& identity,
                        int login,
                        const FlowConfig* flow);

  const Contract& contract_;
  SessionStore& store_;
  const AnswerMaker& maker_;
  bool is_https_;
};

}  // namespace sworn::probe
