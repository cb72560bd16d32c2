// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>

#include "evidence/collection.h"
#include "evidence/object.h"
#include "probe/own_object.h"
#include "probe/stage.h"

namespace sworn::probe {

/// One story: an object of the owner, asked for by the owner and by somebody who should not have
/// it. Its conversations are "owner", "intruder" and "outsider", its steps those of
/// evidence/step.h. Needs credentials of both for what it asks.
class Visit {
 public:
  Visit(Stage& stage, const Operation& operation, const Strangers& pair);

  /// The owner asks before and after, the other in between, also for what does not exist.
  /// `elsewhere` is the parameter of the query, or the header, that `id` stands in; null for the
  /// last of the path.
  void read(const std::string& id, const Parameter* elsewhere = nullptr);
  /// The same of an object that the owner creates for it; false when none came of it.
  bool read_new();
  /// What each is listed.
  void compare_lists();
  /// The owner creates an object, the other changes or removes it; only the owner's next look tells
  /// whether it did. Where it did, somebody without a credential tries the same on another one.
  void change();

 private:
  using Ids = std::map<std::string, std::string>;

  const Exchange& ask(Conversation& client,
                      const char* question,
                      const Operation& operation,
                      const Identity* who,
                      const Ids& ids,
                      const std::optional<std::string>& body = std::nullopt,
                      bool absent_ids = false);
  void list();
  void ask_absent(const char* question, const Exchange& own);
  bool send_change(Conversation& client, const char* question, const Identity* who, const Ids& ids);
  void change_with_nothing();

  Stage& stage_;
  const Operation& operation_;
  const evidence::ObjectKin kin_;
  const Strangers pair_;
  const Parameter* elsewhere_ = nullptr;  ///< what names what is asked for beside the path, or null
  std::string elsewhere_value_;           ///< what stands in it
  Conversation owner_;
  Conversation intruder_;
  Conversation outsider_;
};

/// Whether this run may create an object of the kind that `operation` changes and look at it.
[[nodiscard]] bool can_be_changed(const Scene& scene, const Operation& operation);

}  // namespace sworn::probe
