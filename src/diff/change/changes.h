// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "diff/change/scheme_pairs.h"
#include "spec/requirement.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// How the condition of an operation changed.
enum class Shift {
  none,           ///< the same callers, or no caller at all on one side
  opened,         ///< nothing has to be shown any more
  weakened,       ///< all old callers and more
  strengthened,   ///< some of the old callers
  replaced,       ///< neither
  scope_dropped,  ///< weakened by scopes alone
  scope_added     ///< strengthened by scopes alone
};

/// One operation of both documents.
struct OperationPair {
  const Operation* before = nullptr;
  const Operation* after = nullptr;
  spec::Condition old_condition;
  spec::Condition new_condition;
  Shift shift = Shift::none;
  bool is_usually_open = false;     ///< a login, registration, health check or the like
  bool is_opened_together = false;  ///< one of Changes::opened_together
  bool has_moved = false;           ///< it is known by its operationId alone: the path is another
};

/// What the rules of a comparison read.
struct Changes {
  const Contract& before;
  const Contract& after;
  SchemePairs schemes;
  std::vector<OperationPair> pairs;  ///< in the order of the new document
  std::vector<const Operation*> added;
  std::vector<const Operation*> removed;
  /// The pairs that became public because the whole document lost its security: all that inherited
  /// a root requirement which now lets everybody in while hardly any other stays secured, or every
  /// secured one there was.
  std::vector<const OperationPair*> opened_together;
};

/// Operations belong together by method and path template, whatever the parameters' names (OpenAPI
/// 3.1 §4.8.8: such templates are identical); of the rest by the path that they have behind their
/// server's, and at last by method and operationId, where it is unique in both documents (it has to
/// be, §4.8.10). Both contracts have to outlive the result.
[[nodiscard]] Changes changes_between(const Contract& before, const Contract& after);

/// Operations that are commonly meant to be open: login, refresh, registration, logout, preflights,
/// and health, version and documentation endpoints.
[[nodiscard]] bool is_usually_open(const Operation& operation);

}  // namespace sworn::diff
