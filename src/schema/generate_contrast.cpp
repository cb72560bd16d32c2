// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "document/json_writer.h"
#include "schema/generator.h"

namespace sworn::schema {
namespace {

/// One small value of each kind: what one schema takes and another refuses is often among them.
constexpr std::array<std::string_view, 8> small_values{
    "null", "false", "0", "-1.5", R"("")", R"("x")", "[]", "{}"};
/// How many members of a rival are tried.
constexpr std::size_t name_limit = 20;
/// How deep within members a difference is looked for.
constexpr int separation_depth = 2;

}  // namespace

std::string Generator::write_object(const Members& members) {
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const Member& member : members) writer.key(member.name).raw(member.value);
  writer.end_object();
  return writer.take();
}

bool Generator::separate_member(const Conjunction& ours,
                                const Conjunction& theirs,
                                std::string_view name,
                                int depth,
                                Members& members) {
  const auto allowed = ours.property(name);
  if (!allowed || is_withheld(*allowed) || !ours.discriminated(name).empty()) return false;
  const auto refused = theirs.property(name);
  const auto found = std::ranges::find(members, name, &Member::name);
  auto value =
      refused ? separate(found == members.end() ? "{}" : found->value, *allowed, *refused, depth)
              : make(*allowed, separation_depth);
  if (!value) return false;
  if (found != members.end()) {
    found->value = std::move(*value);
  } else {
    members.push_back({std::string(name), std::move(*value)});
  }
  return true;
}

bool Generator::separate_members(const Conjunction& ours,
                                 const Conjunction& theirs,
                                 int depth,
                                 Members& members) {
  std::vector<std::string_view> names = theirs.property_names();
  names.resize(std::min(names.size(), name_limit));
  // The others may be schemas that refuse what they do not declare.
  for (const std::string_view name : ours.property_names()) {
    if (names.size() < 2 * name_limit && std::ranges::find(names, name) == names.end())
      names.push_back(name);
  }
  // What the author declared is better not touched: new members first.
  std::stable_partition(names.begin(), names.end(), [&](std::string_view name) {
    return std::ranges::find(members, name, &Member::name) == members.end();
  });
  return std::ranges::any_of(names, [&](std::string_view name) {
    return separate_member(ours, theirs, name, depth, members);
  });
}

std::optional<std::string> Generator::separate(const std::string& text,
                                               const Schemas& ours,
                                               const Schemas& theirs,
                                               int depth) {
  const auto separates = [&](const std::string& candidate) {
    return is_accepted(candidate, ours) &&
           std::ranges::any_of(theirs, [&](const document::Node* schema) {
             return is_refused(candidate, *schema);
           });
  };
  for (const std::string_view value : small_values) {
    if (separates(std::string(value))) return std::string(value);
  }
  const auto value = document::parse_json(text, "generated");
  if (depth == 0 || !value || !value->root().is_mapping()) return std::nullopt;
  Members members;
  for (const document::Entry& entry : value->root().entries())
    members.push_back({std::string(entry.key), document::to_json(*entry.value)});
  const Conjunction own(ours, context_, 0);
  const Conjunction other(theirs, context_, 0);
  if (!separate_members(own, other, depth - 1, members)) return std::nullopt;
  std::string changed = write_object(members);
  return separates(changed) ? std::optional(std::move(changed)) : std::nullopt;
}

void Generator::contrast(const Conjunction& conjunction, std::size_t most, Members& members) {
  for (const document::Node* const rival : conjunction.rivals()) {
    if (is_refused(write_object(members), *rival)) continue;
    const Conjunction other({rival}, context_, 0);
    Members changed = members;
    if (!separate_members(conjunction, other, separation_depth, changed) || changed.size() > most)
      return;
    members = std::move(changed);
  }
}

}  // namespace sworn::schema
