// SPDX-License-Identifier: Apache-2.0
#include "schema/compiler.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "schema/format.h"
#include "schema/pattern.h"

namespace sworn::schema {
namespace {

/// Up to so many names are looked through, which is quicker than hashing one.
constexpr std::size_t few_slots = 6;

Compiled::Shape shape_of(const document::Node& node) {
  if (node.is_boolean())
    return node.as_boolean() ? Compiled::Shape::anything : Compiled::Shape::nothing;
  return node.is_mapping() ? Compiled::Shape::rules : Compiled::Shape::no_schema;
}

CountRules counts_at(const Keywords& keywords, Keyword least, Keyword most) {
  return {count_at(keywords, least).value_or(0), count_at(keywords, most).value_or(no_count)};
}

std::vector<std::string_view> strings_in(const document::Node& list) {
  std::vector<std::string_view> result;
  for (const document::Node* const item : list.items()) {
    if (item->is_string()) result.push_back(item->text());
  }
  return result;
}

}  // namespace

Compiled::Compiled(const document::Node& node)
    : source(&node), shape(shape_of(node)), is_complete(shape != Shape::rules) {}

const ObjectRules::Slot* ObjectRules::find(std::string_view name, std::size_t& hint) const {
  if (hint < slots.size() && slots[hint].name == name) return &slots[hint++];
  if (by_name.empty()) {
    const auto found = std::ranges::find(slots, name, &Slot::name);
    if (found == slots.end()) return nullptr;
    hint = static_cast<std::size_t>(found - slots.begin()) + 1;
    return &*found;
  }
  const auto found = by_name.find(name);
  if (found == by_name.end()) return nullptr;
  hint = found->second + std::size_t{1};
  return &slots[found->second];
}

Compiler::Compiler(CompiledSchemas& schemas, Compiled& target)
    : schemas_(schemas),
      target_(target),
      source_(*target.source),
      keywords_(source_, schemas.dialect()) {}

void Compiler::run() {
  target_.accepts_any_null = is_true(Keyword::x_nullable);
  compile_type();
  compile_value();
  compile_number();
  compile_string();
  compile_array();
  compile_object();
  compile_in_place();
  compile_unevaluated();
}

const Compiled* Compiler::at(Keyword keyword) {
  const document::Node* const schema = keywords_[keyword];
  return schema == nullptr ? nullptr : &schemas_.shell_of(*schema);
}

std::vector<const Compiled*> Compiler::list_at(Keyword keyword) {
  std::vector<const Compiled*> result;
  const document::Node* const list = keywords_[keyword];
  if (list == nullptr) return result;
  for (const document::Node* const item : list->items()) {
    result.push_back(&schemas_.shell_of(*item));
  }
  return result;
}

bool Compiler::is_true(Keyword keyword) const {
  const document::Node* const value = keywords_[keyword];
  return value != nullptr && value->as_boolean();
}

bool Compiler::has_any(std::initializer_list<Keyword> keywords) const {
  return std::ranges::any_of(keywords, [&](Keyword keyword) { return keywords_.has(keyword); });
}

void Compiler::compile_type() {
  target_.types = type_names(keywords_);
  target_.or_null = allows_null(keywords_);
  if (target_.types.empty()) return;
  using document::Kind;
  std::uint8_t kinds = target_.or_null ? Compiled::bit(Kind::null) : std::uint8_t{0};
  const auto allow = [&](Kind kind) {
    kinds = static_cast<std::uint8_t>(kinds | Compiled::bit(kind));
  };
  for (const std::string_view type : target_.types) {
    if (type == "number") {
      allow(Kind::number);
      allow(Kind::integer);
    } else if (type == "integer") {
      allow(Kind::integer);
      // 1.0 is an integer (JSON Schema Validation §6.1.1).
      target_.allows_integral_numbers = true;
    } else if (type == "file" && schemas_.dialect() == Dialect::swagger_2_0) {
      // Swagger 2.0's word for a body that is no JSON.
      kinds = Compiled::all_kinds;
    } else {
      for (const Kind kind :
           {Kind::null, Kind::boolean, Kind::string, Kind::sequence, Kind::mapping}) {
        if (document::name_of(kind) == type) allow(kind);
      }
    }
  }
  target_.kinds = kinds;
}

void Compiler::compile_value() {
  auto rules = std::make_unique<ValueRules>();
  const document::Node* const values = keywords_[Keyword::enumeration];
  if (values != nullptr && values->is_sequence()) {
    rules->has_enumeration = true;
    rules->enumerated = values->items().size();
    rules->strings = strings_in(*values);
    std::ranges::sort(rules->strings);
    for (const document::Node* const value : values->items()) {
      if (!value->is_string()) rules->others.push_back(value);
    }
  }
  rules->constant = keywords_[Keyword::constant];
  const document::Node* const format = keywords_[Keyword::format];
  if (format != nullptr && format->is_string() && schemas_.asserts_formats_) {
    rules->string_format = string_format(format->text());
    if (rules->string_format != nullptr || is_number_format(format->text()))
      rules->format = format->text();
  }
  if (rules->has_enumeration || rules->constant != nullptr || !rules->format.empty())
    target_.value = std::move(rules);
}

void Compiler::add_limit(NumberRules& rules,
                         Keyword inclusive,
                         Keyword exclusive,
                         bool is_upper) const {
  const bool modern = schemas_.dialect() == Dialect::draft_2020_12;
  const auto add = [&](Keyword keyword, bool may_equal, bool is_inclusive_stated) {
    const document::Node* const node = keywords_[keyword];
    auto value = node == nullptr ? std::nullopt : Decimal::of(*node);
    if (!value) return;
    const double nearest = node->as_double().value_or(0);
    rules.limits.push_back({{std::move(*value), nearest},
                            inclusive,
                            exclusive,
                            is_upper,
                            may_equal,
                            is_inclusive_stated});
  };
  // `exclusiveMinimum: true` (draft 4 and its heirs) sharpens the bound beside it.
  add(inclusive, modern || !is_true(exclusive), true);
  if (modern) add(exclusive, false, false);
}

void Compiler::compile_number() {
  auto rules = std::make_unique<NumberRules>();
  add_limit(*rules, Keyword::minimum, Keyword::exclusive_minimum, false);
  add_limit(*rules, Keyword::maximum, Keyword::exclusive_maximum, true);
  const document::Node* const divisor = keywords_[Keyword::multiple_of];
  if (divisor != nullptr) rules->divisor = Decimal::of(*divisor);
  if (rules->divisor && (rules->divisor->is_zero() || rules->divisor->is_negative()))
    rules->divisor.reset();
  if (rules->divisor) rules->small_divisor = divisor->as_integer();
  if (!rules->limits.empty() || rules->divisor) target_.number = std::move(rules);
}

void Compiler::compile_string() {
  auto rules = std::make_unique<StringRules>();
  rules->length = counts_at(keywords_, Keyword::min_length, Keyword::max_length);
  const document::Node* const pattern = keywords_[Keyword::pattern];
  if (pattern != nullptr && pattern->is_string()) {
    rules->has_pattern = true;
    rules->pattern_text = pattern->text();
    rules->pattern = Pattern::of(pattern->text());
  }
  if (rules->has_pattern || rules->length.least > 0 || rules->length.most != no_count)
    target_.string = std::move(rules);
}

void Compiler::compile_array() {
  if (!has_any({Keyword::min_items,
                Keyword::max_items,
                Keyword::unique_items,
                Keyword::prefix_items,
                Keyword::items,
                Keyword::contains})) {
    return;
  }
  auto rules = std::make_unique<ArrayRules>();
  rules->size = counts_at(keywords_, Keyword::min_items, Keyword::max_items);
  rules->is_unique = is_true(Keyword::unique_items);
  rules->prefix = list_at(Keyword::prefix_items);
  // Draft 4's array of schemas is none of OpenAPI's dialects.
  const document::Node* const rest = keywords_[Keyword::items];
  if (rest != nullptr && !rest->is_sequence()) rules->rest = at(Keyword::items);
  rules->contained = at(Keyword::contains);
  rules->contains = counts_at(keywords_, Keyword::min_contains, Keyword::max_contains);
  rules->is_least_stated = keywords_.has(Keyword::min_contains);
  if (!count_at(keywords_, Keyword::min_contains)) rules->contains.least = 1;
  target_.array = std::move(rules);
}

void Compiler::compile_slots(ObjectRules& rules) {
  std::unordered_map<std::string_view, std::uint32_t> places;
  const auto slot_of = [&](std::string_view name) -> ObjectRules::Slot& {
    const auto [place, is_new] =
        places.emplace(name, static_cast<std::uint32_t>(rules.slots.size()));
    if (is_new) rules.slots.push_back({name, nullptr, false});
    return rules.slots[place->second];
  };
  if (const document::Node* const properties = keywords_[Keyword::properties];
      properties != nullptr) {
    for (const document::Entry& entry : properties->entries())
      slot_of(entry.key).schema = &schemas_.shell_of(*entry.value);
  }
  if (const document::Node* const required = keywords_[Keyword::required]; required != nullptr) {
    rules.required = strings_in(*required);
    for (const std::string_view name : rules.required) slot_of(name).is_required = true;
  }
  rules.required_slots =
      static_cast<std::size_t>(std::ranges::count_if(rules.slots, &ObjectRules::Slot::is_required));
  if (rules.slots.size() > few_slots) rules.by_name = std::move(places);
}

void Compiler::compile_object() {
  if (!has_any({Keyword::properties,
                Keyword::required,
                Keyword::pattern_properties,
                Keyword::additional_properties,
                Keyword::property_names,
                Keyword::dependent_required,
                Keyword::min_properties,
                Keyword::max_properties})) {
    return;
  }
  auto rules = std::make_unique<ObjectRules>();
  rules->size = counts_at(keywords_, Keyword::min_properties, Keyword::max_properties);
  compile_slots(*rules);
  if (const document::Node* const patterns = keywords_[Keyword::pattern_properties];
      patterns != nullptr) {
    for (const document::Entry& entry : patterns->entries())
      rules->patterns.emplace_back(Pattern::of(entry.key), &schemas_.shell_of(*entry.value));
  }
  rules->additional = at(Keyword::additional_properties);
  rules->names = at(Keyword::property_names);
  if (const document::Node* const dependents = keywords_[Keyword::dependent_required];
      dependents != nullptr) {
    for (const document::Entry& entry : dependents->entries())
      rules->dependents.emplace_back(entry.key, strings_in(*entry.value));
  }
  target_.object = std::move(rules);
}

void Compiler::compile_in_place() {
  auto rules = std::make_unique<InPlaceRules>();
  if (const document::Node* const reference = keywords_[Keyword::ref]; reference != nullptr) {
    const document::Node* const found = schemas_.resolve(source_, reference->text());
    rules->has_reference = true;
    rules->reference = found == nullptr ? nullptr : &schemas_.shell_of(*found);
  }
  if (const document::Node* const reference = keywords_[Keyword::dynamic_ref];
      reference != nullptr) {
    rules->has_dynamic_reference = true;
    rules->dynamic_reference = reference->text();
  }
  rules->all_of = list_at(Keyword::all_of);
  rules->any_of = list_at(Keyword::any_of);
  rules->one_of = list_at(Keyword::one_of);
  compile_discriminator(*rules);
  rules->negation = at(Keyword::negation);
  rules->condition = at(Keyword::condition);
  rules->consequence = at(Keyword::consequence);
  rules->alternative = at(Keyword::alternative);
  if (const document::Node* const dependents = keywords_[Keyword::dependent_schemas];
      dependents != nullptr) {
    for (const document::Entry& entry : dependents->entries())
      rules->dependents.emplace_back(entry.key, &schemas_.shell_of(*entry.value));
  }
  const bool asks = rules->has_reference || rules->has_dynamic_reference ||
                    !rules->all_of.empty() || !rules->any_of.empty() || !rules->one_of.empty() ||
                    rules->negation != nullptr || rules->condition != nullptr ||
                    !rules->dependents.empty();
  if (asks) target_.in_place = std::move(rules);
}

void Compiler::compile_discriminator(InPlaceRules& rules) const {
  const document::Node* const discriminator = keywords_[Keyword::discriminator];
  const document::Node* const branches = keywords_[Keyword::one_of];
  if (discriminator == nullptr || branches == nullptr) return;
  rules.discriminator = discriminator->string_at("propertyName");
  for (std::size_t i = 0; i < rules.one_of.size(); ++i) {
    const std::string_view reference = branches->items()[i]->string_at("$ref");
    if (reference.empty()) continue;
    for (const std::string_view name : discriminator_values(*discriminator, reference))
      rules.discriminated.emplace_back(name, rules.one_of[i]);
  }
}

void Compiler::compile_unevaluated() {
  if (!has_any({Keyword::unevaluated_items, Keyword::unevaluated_properties})) return;
  auto rules = std::make_unique<UnevaluatedRules>();
  rules->items = at(Keyword::unevaluated_items);
  rules->properties = at(Keyword::unevaluated_properties);
  target_.unevaluated = std::move(rules);
}

}  // namespace sworn::schema
