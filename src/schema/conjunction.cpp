// SPDX-License-Identifier: Apache-2.0
#include "schema/conjunction.h"

#include <algorithm>

#include "schema/pattern.h"

namespace sworn::schema {
namespace {

constexpr std::size_t part_limit = 200;
constexpr std::size_t choice_limit = 64;

}  // namespace

Conjunction::Conjunction(const Schemas& schemas, const Context& context, std::size_t choice)
    : context_(context), choice_(choice) {
  for (const document::Node* const schema : schemas) add(*schema);
  add_dependents();
}

void Conjunction::add(const document::Node& schema) {
  if (schema.is_boolean() && !schema.as_boolean()) obstacle_ = "the schema is `false`";
  if (!schema.is_mapping() || parts_.size() >= part_limit) return;
  if (std::ranges::any_of(parts_, [&](const Part& part) { return part.schema == &schema; })) return;
  const Keywords keywords(schema, context_.dialect);
  parts_.push_back({&schema, keywords});
  add_reference(schema, keywords);
  if (const document::Node* const all = keywords[Keyword::all_of]; all != nullptr) {
    for (const document::Node* const part : all->items()) add(*part);
  }
  add_branches(keywords);
  add_condition(keywords);
}

void Conjunction::add_reference(const document::Node& schema, const Keywords& keywords) {
  for (const Keyword keyword : {Keyword::ref, Keyword::dynamic_ref}) {
    const document::Node* const reference = keywords[keyword];
    if (reference == nullptr) continue;
    const document::Node* const target =
        context_.resolver == nullptr ? nullptr
                                     : context_.resolver->resolve(schema, reference->text());
    if (target != nullptr) {
      add(*target);
    } else {
      obstacle_ = "the reference '" + std::string(reference->text()) + "' leads nowhere";
    }
  }
}

std::size_t Conjunction::pick(std::size_t count) {
  const std::size_t picked = choice_ % count;
  choice_ /= count;
  choices_ = std::min(choices_ * count, choice_limit);
  return picked;
}

void Conjunction::add_branches(const Keywords& keywords) {
  for (const Keyword keyword : {Keyword::one_of, Keyword::any_of}) {
    const document::Node* const branches = keywords[keyword];
    if (branches == nullptr || branches->items().empty()) continue;
    const document::Node& picked = *branches->items()[pick(branches->items().size())];
    if (keyword == Keyword::one_of) {
      for (const document::Node* const branch : branches->items()) {
        if (branch != &picked) rivals_.push_back(branch);
      }
    }
    add_branch(picked, keywords[Keyword::discriminator]);
  }
}

void Conjunction::add_branch(const document::Node& branch, const document::Node* discriminator) {
  const std::string_view property =
      discriminator == nullptr ? "" : discriminator->string_at("propertyName");
  const std::string_view reference = branch.string_at("$ref");
  if (!property.empty() && !reference.empty())
    discriminated_.emplace(property, discriminator_values(*discriminator, reference).front());
  add(branch);
}

void Conjunction::add_condition(const Keywords& keywords) {
  const document::Node* const condition = keywords[Keyword::condition];
  if (condition == nullptr) return;
  const bool holds = pick(2) == 0;
  if (holds) add(*condition);
  const document::Node* const branch =
      keywords[holds ? Keyword::consequence : Keyword::alternative];
  if (branch != nullptr) add(*branch);
}

void Conjunction::add_dependents() {
  // Parts may be added while this runs.
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    const document::Node* const dependent = parts_[i].keywords[Keyword::dependent_schemas];
    if (dependent == nullptr) continue;
    for (const document::Entry& entry : dependent->entries()) {
      if (requires_property(entry.key)) add(*entry.value);
    }
  }
}

Schemas Conjunction::proposals() const {
  Schemas result;
  const auto append_items = [&](const document::Node* list) {
    if (list == nullptr) return;
    result.insert(result.end(), list->items().begin(), list->items().end());
  };
  const auto append = [&](const document::Node* value) {
    if (value != nullptr) result.push_back(value);
  };
  for (const Part& part : parts_) append(part.keywords[Keyword::constant]);
  for (const Part& part : parts_) {
    append(part.schema->find("example"));
    append_items(part.schema->find("examples"));
  }
  for (const Part& part : parts_) append(part.schema->find("default"));
  for (const Part& part : parts_) append_items(part.keywords[Keyword::enumeration]);
  return result;
}

void Conjunction::restrict_types(std::vector<std::string>& types, const Keywords& keywords) const {
  std::vector<std::string_view> allowed = type_names(keywords);
  if (allowed.empty()) return;
  if (allows_null(keywords)) allowed.emplace_back("null");
  if (const document::Node* const nullable = keywords[Keyword::x_nullable];
      nullable != nullptr && nullable->as_boolean()) {
    allowed.emplace_back("null");
  }
  const auto is_allowed = [&](std::string_view type) {
    return std::ranges::find(allowed, type) != allowed.end() ||
           (type == "string" && std::ranges::find(allowed, "file") != allowed.end());
  };
  for (std::string& type : types) {
    if (type == "number" && !is_allowed(type) && is_allowed("integer")) type = "integer";
  }
  std::erase_if(types, [&](const std::string& type) {
    return !is_allowed(type) && !(type == "integer" && is_allowed("number"));
  });
}

std::vector<std::string> Conjunction::types() const {
  const auto has_any = [&](std::initializer_list<Keyword> keywords) {
    return std::ranges::any_of(keywords, [&](Keyword keyword) {
      return std::ranges::any_of(parts_,
                                 [&](const Part& part) { return part.keywords.has(keyword); });
    });
  };
  std::vector<std::string> types;
  const auto prefer = [&](std::string_view type) {
    if (std::ranges::find(types, type) == types.end()) types.emplace_back(type);
  };
  // What the author named first comes first; keywords hint at the rest.
  for (const Part& part : parts_) {
    for (const std::string_view type : type_names(part.keywords)) {
      if (type != "null") prefer(type == "integer" ? "number" : type == "file" ? "string" : type);
    }
  }
  if (has_any({Keyword::properties,
               Keyword::required,
               Keyword::additional_properties,
               Keyword::min_properties,
               Keyword::pattern_properties,
               Keyword::property_names})) {
    prefer("object");
  }
  if (has_any({Keyword::items, Keyword::prefix_items, Keyword::contains, Keyword::min_items})) {
    prefer("array");
  }
  if (has_any({Keyword::minimum,
               Keyword::maximum,
               Keyword::multiple_of,
               Keyword::exclusive_minimum,
               Keyword::exclusive_maximum})) {
    prefer("number");
  }
  for (const std::string_view type : {"string", "number", "object", "array", "boolean", "null"})
    prefer(type);
  for (const Part& part : parts_) restrict_types(types, part.keywords);
  return types;
}

Conjunction::Range Conjunction::range() const {
  Range range;
  const auto lower = [&](const std::optional<Decimal>& bound, bool is_open) {
    if (!bound) return;
    const int order = range.low ? bound->compare(*range.low) : 1;
    if (order > 0) range.low = bound;
    if (order >= 0) range.low_is_open = is_open || (order == 0 && range.low_is_open);
  };
  const auto upper = [&](const std::optional<Decimal>& bound, bool is_open) {
    if (!bound) return;
    const int order = range.high ? bound->compare(*range.high) : -1;
    if (order < 0) range.high = bound;
    if (order <= 0) range.high_is_open = is_open || (order == 0 && range.high_is_open);
  };
  const bool modern = context_.dialect == Dialect::draft_2020_12;
  for (const Part& part : parts_) {
    const auto number = [&](Keyword keyword) {
      const document::Node* const value = part.keywords[keyword];
      return value == nullptr ? std::nullopt : Decimal::of(*value);
    };
    const auto is_true = [&](Keyword keyword) {
      const document::Node* const value = part.keywords[keyword];
      return !modern && value != nullptr && value->as_boolean();
    };
    lower(number(Keyword::minimum), is_true(Keyword::exclusive_minimum));
    upper(number(Keyword::maximum), is_true(Keyword::exclusive_maximum));
    if (modern) lower(number(Keyword::exclusive_minimum), true);
    if (modern) upper(number(Keyword::exclusive_maximum), true);
  }
  return range;
}

std::vector<Decimal> Conjunction::divisors() const {
  std::vector<Decimal> result;
  for (const Part& part : parts_) {
    const document::Node* const value = part.keywords[Keyword::multiple_of];
    const auto divisor = value == nullptr ? std::nullopt : Decimal::of(*value);
    if (divisor && !divisor->is_zero() && !divisor->is_negative()) result.push_back(*divisor);
  }
  return result;
}

Length Conjunction::count(Keyword least, Keyword most) const {
  Length length;
  for (const Part& part : parts_) {
    length.least = std::max(length.least, count_at(part.keywords, least).value_or(0));
    length.most = std::min(length.most, count_at(part.keywords, most).value_or(length.most));
  }
  return length;
}

std::vector<std::string_view> Conjunction::strings(Keyword keyword) const {
  std::vector<std::string_view> result;
  for (const Part& part : parts_) {
    const document::Node* const value = part.keywords[keyword];
    if (value != nullptr && value->is_string()) result.push_back(value->text());
  }
  return result;
}

bool Conjunction::is_set(Keyword keyword) const {
  return std::ranges::any_of(parts_, [&](const Part& part) {
    const document::Node* const value = part.keywords[keyword];
    return value != nullptr && value->as_boolean();
  });
}

}  // namespace sworn::schema
