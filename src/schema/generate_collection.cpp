// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "document/json_writer.h"
#include "schema/generator.h"

namespace sworn::schema {
namespace {

/// Below this depth only what is required is made, so that recursive schemas end.
constexpr int optional_depth = 2;
constexpr std::size_t size_limit = 1000;

}  // namespace

std::optional<std::string> Generator::make_array(const Conjunction& conjunction,
                                                 int depth,
                                                 std::size_t attempt) {
  const Length size = conjunction.count(Keyword::min_items, Keyword::max_items);
  const Schemas contained = conjunction.contained();
  const std::size_t prefix = std::min(conjunction.prefix_size(), size.most);
  const bool is_full = depth < optional_depth && attempt % 2 == 0;
  std::size_t wanted = std::max(size.least, contained.size());
  if (wanted > size_limit || wanted > size.most) {
    note("no array of the size asked for can be made");
    return std::nullopt;
  }
  const std::size_t needed = wanted;
  if (is_full)
    wanted = std::min(std::max({wanted, prefix + contained.size(), std::size_t{1}}), size.most);
  const bool is_unique = conjunction.is_set(Keyword::unique_items);
  const std::size_t first_contained = wanted - contained.size();
  std::vector<std::string> items;
  for (std::size_t i = 0; i < wanted; ++i) {
    const bool is_contained = i >= first_contained;
    auto schemas = conjunction.item(i, is_contained);
    if (schemas && is_contained) schemas->push_back(contained[i - first_contained]);
    auto item = schemas ? make(*schemas, depth + 1, is_unique ? items : std::vector<std::string>{})
                        : std::nullopt;
    if (!item && items.size() < needed) return std::nullopt;
    if (!item) break;
    items.push_back(std::move(*item));
  }
  document::JsonWriter writer(0);
  writer.begin_array();
  for (const std::string& item : items) writer.raw(item);
  writer.end_array();
  return writer.take();
}

bool Generator::add_member(const Conjunction& conjunction,
                           std::string_view name,
                           int depth,
                           std::vector<Member>& members) {
  if (std::ranges::any_of(members, [&](const Member& member) { return member.name == name; }))
    return true;
  const auto schemas = conjunction.property(name);
  if (!schemas) {
    note("the property '" + std::string(name) + "' is required and not allowed");
    return false;
  }
  const std::string_view text = conjunction.discriminated(name);
  // What names the branch travels whatever its flags say: else nobody could tell the branches
  // apart.
  if (text.empty() && is_withheld(*schemas)) return true;
  std::optional<std::string> value;
  if (!text.empty()) {
    value = document::quote_json(text);
    if (!is_accepted(*value, *schemas)) value.reset();
  }
  if (!value) value = make(*schemas, depth + 1);
  if (!value) return false;
  members.push_back({std::string(name), std::move(*value)});
  return std::ranges::all_of(conjunction.dependents_of(name), [&](std::string_view dependent) {
    return add_member(conjunction, dependent, depth, members);
  });
}

std::string Generator::extra_name(const Conjunction& conjunction, std::size_t index) {
  for (const Conjunction::Part& part : conjunction.parts()) {
    if (const document::Node* const names = part.keywords[Keyword::property_names];
        names != nullptr) {
      const auto text = make({names}, 1);
      const auto name =
          text ? document::parse_json(*text, "name") : Result<document::Document>(Error{});
      if (name && name->root().is_string()) return std::string(name->root().text());
    }
    const document::Node* const patterns = part.keywords[Keyword::pattern_properties];
    if (patterns == nullptr || patterns->entries().empty()) continue;
    const auto& entries = patterns->entries();
    const auto name = sample_pattern(entries[index % entries.size()].key, {}, random_);
    if (name) return *name;
  }
  return "key" + std::to_string(index + 1);
}

void Generator::fill_members(const Conjunction& conjunction,
                             std::size_t least,
                             int depth,
                             std::vector<Member>& members) {
  for (const std::string_view name : conjunction.property_names()) {
    if (members.size() >= least) return;
    if (conjunction.property(name))
      static_cast<void>(add_member(conjunction, name, depth, members));
  }
  for (std::size_t i = 0; members.size() < least && i < 2 * least; ++i) {
    const std::string name = extra_name(conjunction, i);
    if (conjunction.property(name))
      static_cast<void>(add_member(conjunction, name, depth, members));
  }
}

std::optional<std::string> Generator::make_object(const Conjunction& conjunction,
                                                  int depth,
                                                  std::size_t attempt) {
  const Length size = conjunction.count(Keyword::min_properties, Keyword::max_properties);
  if (size.least > size_limit) {
    note("no object with so many properties can be made");
    return std::nullopt;
  }
  const bool is_full = depth < optional_depth && attempt % 2 == 0;
  const std::vector<std::string_view> names = conjunction.property_names();
  std::vector<Member> members;
  for (const std::string_view name : names) {
    if (conjunction.requires_property(name) && !add_member(conjunction, name, depth, members)) {
      return std::nullopt;
    }
  }
  for (const std::string_view name : names) {
    const bool is_wanted = is_full || !conjunction.discriminated(name).empty();
    if (!is_wanted || members.size() >= size.most || !conjunction.property(name)) continue;
    const std::vector<Member> before = members;
    if (!add_member(conjunction, name, depth, members) || members.size() > size.most)
      members = before;
  }
  fill_members(conjunction, size.least, depth, members);
  contrast(conjunction, size.most, members);
  std::ranges::stable_sort(members, {}, [&](const Member& member) {
    return std::ranges::find(names, member.name) - names.begin();
  });
  return write_object(members);
}

}  // namespace sworn::schema
