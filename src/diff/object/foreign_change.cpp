// SPDX-License-Identifier: Apache-2.0
#include "diff/object/foreign_change.h"

#include <algorithm>

#include "diff/object/reading.h"
#include "evidence/shape.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::succeeded;

/// Whether a scalar of the request's body, that neither look before it showed, shows after it.
bool shows_what_was_written(const Exchange& change,
                            const Exchange& before,
                            const Exchange& again,
                            const Exchange& after) {
  const auto old_values = evidence::scalars_of(before.response->body);
  const auto older_values = evidence::scalars_of(again.response->body);
  const auto new_values = evidence::scalars_of(after.response->body);
  for (const auto& [written, value] : evidence::scalars_of(change.request.body)) {
    const bool is_telling = value.size() >= (value.starts_with('"') ? 8U : 4U);
    for (const auto& [pointer, shown] : new_values) {
      const auto old_value = old_values.find(pointer);
      const auto older_value = older_values.find(pointer);
      if (is_telling && shown == value && pointer.ends_with(written) &&
          (old_value == old_values.end() || old_value->second != value) &&
          (older_value == older_values.end() || older_value->second != value)) {
        return true;
      }
    }
  }
  return false;
}

/// Whether two looks before agree on something that the look after does not show any more.
bool shows_another_state(const Exchange& before, const Exchange& again, const Exchange& after) {
  const auto first = evidence::scalars_of(before.response->body);
  const auto second = evidence::scalars_of(again.response->body);
  const auto now = evidence::scalars_of(after.response->body);
  return std::ranges::any_of(first, [&](const auto& entry) {
    const auto same = second.find(entry.first);
    const auto found = now.find(entry.first);
    return same != second.end() && same->second == entry.second &&
           (found == now.end() || found->second != entry.second);
  });
}

/// Whether `change` had its effect, as the owner's looks before and after show it and never a
/// status or an echo (ORACLES.md, F25): of PUT and PATCH a written value stands where none of the
/// looks before had it; of DELETE the object is gone; of another method it is in another state.
bool was_changed(const Operation& operation,
                 const Exchange& change,
                 const Exchange* absent,
                 const Exchange& before,
                 const Exchange& again,
                 const Exchange& after) {
  if (operation.method == "PUT" || operation.method == "PATCH") {
    return succeeded(after) && shows_what_was_written(change, before, again, after);
  }
  if (!change.response || is_refusal(change, absent)) {
    return false;
  }
  const bool is_gone = after.status() == 404 || after.status() == 410;
  return operation.method == "DELETE"
             ? is_gone
             : succeeded(change) && succeeded(after) && shows_another_state(before, again, after);
}

/// Nothing when the change took effect, and for nobody who brings nothing.
std::optional<Verdict> why_unchanged(const Case& c, const ForeignChange& found) {
  const auto& [created,
               own,
               again,
               change,
               absent,
               after,
               with_nothing,
               beside,
               beside_after,
               verdict] = found;
  if (own == nullptr && created != nullptr && succeeded(*created)) {
    return inconclusive("the answer to the creation does not tell what was created");
  }
  if (own == nullptr || again == nullptr || !succeeded(*own) || !succeeded(*again)) {
    return inconclusive(without_answer("the owner's new object could not be looked at",
                                       own == nullptr ? created : own));
  }
  if (change == nullptr || change->failure == Failure::not_asked) {
    return not_applicable(change != nullptr ? change->reason : "no change was asked for");
  }
  if (after == nullptr || !after->response || !change->response) {
    return inconclusive(without_answer("the change or the look after it got no answer", after));
  }
  if (!has_working_credential(c, *change)) {
    return inconclusive("the other identity's credential is not known to work");
  }
  if (!was_changed(c.operation, *change, absent, *own, *again, *after)) {
    if (is_refusal(*change, absent) && succeeded(*after)) {
      return match();
    }
    return inconclusive(
        succeeded(*change)
            ? "success is told and the owner's object is as before: the caller's own may have "
              "changed instead"
            : without_answer("the change fails, and not as a refusal does", change));
  }
  if (with_nothing == nullptr || !with_nothing->response || beside == nullptr ||
      !succeeded(*beside) || beside_after == nullptr || !beside_after->response) {
    return inconclusive("whether it is open to everybody could not be asked");
  }
  if (was_changed(c.operation, *with_nothing, nullptr, *beside, *beside, *beside_after)) {
    return not_applicable("it is open to everybody");
  }
  return std::nullopt;
}

}  // namespace

ForeignChange read_change(const Case& c, const evidence::Story& story) {
  ForeignChange found;
  found.created = story.step("owner", step::creates);
  found.own = story.step("owner", step::asks_own);
  found.again = story.step("owner", step::asks_own_again);
  found.change = story.step("intruder", step::changes_theirs);
  found.absent = story.step("intruder", step::changes_absent);
  found.after = story.step("owner", step::asks_own_changed);
  found.with_nothing = story.step("outsider", step::changes_with_nothing);
  found.beside = story.step("owner of another", step::asks_own);
  found.beside_after = story.step("owner of another", step::asks_own_changed);
  found.verdict = why_unchanged(c, found);
  return found;
}

}  // namespace sworn::diff
