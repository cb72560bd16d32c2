// SPDX-License-Identifier: Apache-2.0
#include "spec/remarks.h"

#include <functional>
#include <string>
#include <string_view>

namespace sworn::spec {
namespace {

std::string_view plural_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::duplicate_key:
      return "duplicate keys";
    case Flaw::broken_reference:
      return "references that cannot be followed";
    case Flaw::refused_reference:
      return "refused references";
    case Flaw::ignored_sibling:
      return "members ignored beside a $ref";
    case Flaw::undefined_scheme:
      return "uses of undefined security schemes";
    case Flaw::unknown_scheme_type:
      return "security schemes of unknown type";
    case Flaw::malformed:
      return "malformed parts";
  }
  return "flaws";
}

}  // namespace

void Remarks::add(Flaw flaw, Error what) {
  std::string name = what.where.text();
  name.append(1, static_cast<char>(flaw)).append(what.message);
  if (!known_.insert(std::hash<std::string>{}(name)).second) return;
  if (++met_.at(static_cast<std::size_t>(flaw)) <= most_of_a_kind) {
    kept_.push_back({flaw, std::move(what)});
  }
}

std::vector<Remark> Remarks::take() {
  for (std::size_t kind = 0; kind < met_.size(); ++kind) {
    if (met_[kind] <= most_of_a_kind) continue;
    const auto flaw = static_cast<Flaw>(kind);
    std::string message = std::to_string(met_[kind] - most_of_a_kind);
    message.append(" more ").append(plural_of(flaw)).append(" are not listed");
    kept_.push_back({flaw, {std::move(message), {}, {}}});
  }
  met_ = {};
  return std::move(kept_);
}

}  // namespace sworn::spec
