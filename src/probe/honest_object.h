// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

#include "probe/honest_answer.h"
#include "probe/honest_session.h"
#include "sworn/contract.h"

namespace sworn::probe {

/// Gives the objects of answers their keys, and remembers whose they are.
class ObjectDesk {
 public:
  ObjectDesk(const Contract& contract, SessionStore& store, const AnswerMaker& maker);

  /// The objects of a collection get keys of this identity alone; a created object is remembered;
  /// an object that was asked for by its key bears that key. Only where the answer stays valid.
  void dress(Answer& answer, const Route& route, const std::string& identity);

  /// Whether everything that the path names may be seen by the identity.
  [[nodiscard]] bool may_see(const Route& route, const std::string& identity) const;

 private:
  void dress_collection(Answer& answer, const Operation& operation, const std::string& identity);
  void dress_object(Answer& answer, const PathValue& value);

  SessionStore& store_;
  const AnswerMaker& maker_;
  std::set<std::string> collections_;  ///< shapes with an object path below
};

}  // namespace sworn::probe
