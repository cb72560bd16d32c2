// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "evidence/gate.h"
#include "sworn/contract.h"
#include "sworn/exchange.h"

namespace sworn::evidence {

/// The answers of one operation to one kind of credential of one identity, in the order they were
/// asked.
struct AccessCell {
  std::string identity;
  std::size_t alternative =
      0;  ///< of the declared requirement; `no_alternative` where none applies
  std::vector<std::string> carried;  ///< signatures of the credentials, sorted
  std::vector<std::string> missing;  ///< signatures that the alternative needs besides
  std::vector<const Exchange*> answers;

  static constexpr std::size_t no_alternative = static_cast<std::size_t>(-1);
};

/// Identity × credentials of one operation: what the access interview was answered. Credentials are
/// told by what they are on the wire, not by name, so that a recording survives an edited spec.
struct AccessTable {
  std::vector<const Exchange*> none;
  std::vector<AccessCell> good;          ///< a declared alternative, whole
  std::vector<AccessCell> never_issued;  ///< likewise, with a made-up member
  std::vector<AccessCell> broken;
  std::vector<AccessCell> partial;  ///< an alternative without some members
  std::vector<AccessCell> other;    ///< good credentials that no alternative asks for
  std::vector<const Exchange*> not_asked;

  /// The answers that the gate is read against: the first good cell that succeeded, else the first
  /// good one.
  [[nodiscard]] GateReference reference() const;
  /// Likewise for one identity's own cell.
  [[nodiscard]] GateReference reference_for(const AccessCell& cell) const;
  /// Every answer of a good cell succeeded, and there are two at least: before and after.
  [[nodiscard]] static bool holds(const AccessCell& cell);
  /// The first good cell whose answers all succeeded; null when there is none.
  [[nodiscard]] const AccessCell* working() const;
  /// The gate of the answers without credential; unclear when they disagree.
  [[nodiscard]] Gate none_gate() const;
  /// The gate of a cell's answers; unclear when they disagree.
  [[nodiscard]] Gate gate_of(const AccessCell& cell, Carrying carrying) const;
};

/// The steps of one interview on one subject, in the order they were asked.
class Story {
 public:
  void add(const Exchange& exchange) { steps_.push_back(&exchange); }
  [[nodiscard]] bool is_empty() const { return steps_.empty(); }
  [[nodiscard]] const std::vector<const Exchange*>& steps() const { return steps_; }
  /// The first exchange of that conversation and step; null when it was not asked.
  [[nodiscard]] const Exchange* step(std::string_view conversation, std::string_view step) const;
  /// All exchanges of a conversation.
  [[nodiscard]] std::vector<const Exchange*> conversation(std::string_view conversation) const;

 private:
  std::vector<const Exchange*> steps_;
};

/// A pure reading of exchanges, sealed or not: the interviews choose their next question by it, the
/// rules judge by it. Keeps references to both arguments. Answers of round 2 are read for round 2
/// where they were asked, else those of round 1.
class Facts {
 public:
  Facts(const Contract& contract, const std::vector<Exchange>& exchanges, int round = 1);

  [[nodiscard]] const AccessTable& access(const std::string& operation) const;
  [[nodiscard]] const Story& story(const std::string& interview, const std::string& subject) const;
  /// Whether the story was asked in this round at all, not inherited from round 1.
  [[nodiscard]] bool is_of_this_round(const std::string& interview,
                                      const std::string& subject) const;

  /// Reads an answer of `operation` that was asked in any interview against the operation's access
  /// table.
  [[nodiscard]] Gate gate(const Exchange& answer, Carrying carrying) const;

  /// Nobody is let in without a credential, and someone is with one: an operation by which a
  /// session can be told.
  [[nodiscard]] bool is_closed(const std::string& operation) const;

  /// Answers everybody as it answers a path that was invented (DESIGN.md, verdict protocol 2).
  [[nodiscard]] bool is_missing(const Operation& operation) const;

  /// Everybody, a good credential too, is told word for word what an invented path is told, with
  /// success: a fallback page.
  [[nodiscard]] bool answers_like_invented(const Operation& operation) const;

  /// Whether the credential of that signature opened anything for the identity; `was_tried` tells
  /// whether it was ever asked alone where others are refused.
  struct Worth {
    bool opened = false;
    bool was_refused = false;  ///< at an operation that refuses others too
  };
  [[nodiscard]] Worth worth_of(const std::string& identity, const std::string& signature) const;

  [[nodiscard]] const std::vector<const Exchange*>& all() const { return all_; }

 private:
  void read_access(const Exchange& exchange);

  const Contract& contract_;
  int round_;
  std::vector<const Exchange*> all_;
  std::map<std::string, AccessTable> access_;
  std::map<std::pair<std::string, std::string>, Story> stories_;
  std::map<std::pair<std::string, std::string>, int> round_of_;
  std::vector<const Exchange*> invented_paths_;
};

}  // namespace sworn::evidence
