// SPDX-License-Identifier: Apache-2.0
#include "diff/observed.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "diff/access/reading.h"

namespace sworn::diff {
namespace {

using evidence::AccessCell;
using evidence::Carrying;
using evidence::Gate;

bool all_allowed(const evidence::AccessTable& table, const std::vector<AccessCell>& cells) {
  return !cells.empty() && std::ranges::all_of(cells, [&](const AccessCell& cell) {
    return table.gate_of(cell, Carrying::other) == Gate::allowed;
  });
}

}  // namespace

std::string observed_security(const Case& c) {
  const evidence::AccessTable& table = c.facts.access(c.operation.key());
  if (c.facts.is_missing(c.operation)) {
    return "";
  }
  const Gate none = read_access(c).none;
  const bool succeeds_for_all =
      !table.none.empty() &&
      std::ranges::all_of(table.none, [](const Exchange* e) { return evidence::succeeded(*e); });
  if (none == Gate::allowed ||
      (none == Gate::unclear && succeeds_for_all && !c.operation.requirement.is_secured())) {
    return "none";
  }
  if (none != Gate::refused) {
    return "";
  }
  // Minimal sets of schemes that open it: an alternative of which a part is enough gives way to the
  // part.
  std::set<std::string> expressions;
  std::set<std::size_t> halved;
  for (const AccessCell& cell : table.partial) {
    if (table.gate_of(cell, Carrying::other) == Gate::allowed) {
      expressions.insert(scheme_names(c, cell.carried));
      halved.insert(cell.alternative);
    }
  }
  bool any_good = false;
  for (const AccessCell& cell : table.good) {
    if (table.gate_of(cell, Carrying::good) == Gate::allowed) {
      any_good = true;
      if (!halved.contains(cell.alternative)) {
        expressions.insert(scheme_names(c, cell.carried));
      }
    }
  }
  for (const AccessCell& cell : table.other) {
    if (table.gate_of(cell, Carrying::other) == Gate::allowed) {
      expressions.insert(scheme_names(c, cell.carried));
    }
  }
  if (expressions.empty()) {
    return any_good ? "" : "a credential";
  }
  std::vector<std::string> texts;
  for (const std::string& expression : expressions) {
    const bool needs_brackets =
        expressions.size() > 1 && expression.find(" & ") != std::string::npos;
    texts.push_back(needs_brackets ? "(" + expression + ")" : expression);
  }
  std::string text = base::join(texts, " | ");
  if (all_allowed(table, table.never_issued)) {
    text += all_allowed(table, table.broken) ? " (any value)" : " (any value of its shape)";
  }
  const Exchange* replaced = nullptr;
  for (const Exchange* exchange : c.facts.story("replacement", c.operation.key()).steps()) {
    const bool is_narrowed = exchange->credentials.size() == 1 &&
                             exchange->credentials.front().state == CredentialState::carrier;
    if (replaced == nullptr && is_narrowed &&
        c.facts.gate(*exchange, Carrying::other) == Gate::allowed) {
      replaced = exchange;
    }
  }
  if (replaced != nullptr &&
      !expressions.contains(scheme_names(c, {replaced->credentials.front().signature}))) {
    text += " | " + scheme_names(c, {replaced->credentials.front().signature});
  }
  return text;
}

}  // namespace sworn::diff
