// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>
#include <vector>

#include "document/json_writer.h"
#include "schema/pattern.h"
#include "schema/validator.h"

namespace sworn::schema {
namespace {

/// How deep `$ref` and `allOf` are followed to find a flag.
constexpr int flag_depth = 8;

bool is_flagged(const document::Node& property,
                std::string_view flag,
                const Context& context,
                int depth) {
  if (!property.is_mapping() || depth == 0) return false;
  const document::Node* const own = property.find(flag);
  if (own != nullptr && own->as_boolean()) return true;
  const std::string_view reference = property.string_at("$ref");
  if (!reference.empty() && context.resolver != nullptr) {
    const document::Node* const target = context.resolver->resolve(property, reference);
    if (target != nullptr && is_flagged(*target, flag, context, depth - 1)) return true;
  }
  const document::Node* const parts = property.find("allOf");
  if (parts == nullptr) return false;
  for (const document::Node* const part : parts->items()) {
    if (is_flagged(*part, flag, context, depth - 1)) return true;
  }
  return false;
}

bool declares_exempt(const document::Node& schema,
                     std::string_view name,
                     std::string_view flag,
                     const Context& context,
                     int depth) {
  if (!schema.is_mapping() || depth == 0) return false;
  const document::Node* const properties = schema.find("properties");
  const document::Node* const property = properties == nullptr ? nullptr : properties->find(name);
  if (property != nullptr && is_flagged(*property, flag, context, flag_depth)) return true;
  const std::string_view reference = schema.string_at("$ref");
  if (!reference.empty() && context.resolver != nullptr) {
    const document::Node* const target = context.resolver->resolve(schema, reference);
    if (target != nullptr && declares_exempt(*target, name, flag, context, depth - 1)) return true;
  }
  const document::Node* const parts = schema.find("allOf");
  if (parts == nullptr) return false;
  for (const document::Node* const part : parts->items()) {
    if (declares_exempt(*part, name, flag, context, depth - 1)) return true;
  }
  return false;
}

Verdict require(const Site& site, Keyword keyword, const document::Node& names) {
  Verdict verdict = Verdict::valid;
  for (const document::Node* const name : names.items()) {
    if (!name->is_string() || site.instance.find(name->text()) != nullptr ||
        site.validator.is_exempt(name->text())) {
      continue;
    }
    verdict =
        site.fail(keyword, "required property '" + std::string(name->text()) + "' is missing");
    if (site.validator.is_satiated()) break;
  }
  return verdict;
}

Verdict check_presence(const Site& site) {
  Verdict verdict = Verdict::valid;
  if (const document::Node* const names = site[Keyword::required]; names != nullptr) {
    verdict = require(site, Keyword::required, *names);
  }
  if (const document::Node* const dependent = site[Keyword::dependent_required];
      dependent != nullptr) {
    for (const document::Entry& entry : dependent->entries()) {
      if (site.instance.find(entry.key) == nullptr) continue;
      verdict = both(verdict, require(site, Keyword::dependent_required, *entry.value));
    }
  }
  const std::size_t size = site.instance.entries().size();
  if (const auto least = count_at(site.keywords, Keyword::min_properties); least && size < *least) {
    verdict = site.fail(Keyword::min_properties,
                        "the object has fewer than " + std::to_string(*least) + " properties");
  }
  if (const auto most = count_at(site.keywords, Keyword::max_properties); most && size > *most) {
    verdict = site.fail(Keyword::max_properties,
                        "the object has more than " + std::to_string(*most) + " properties");
  }
  return verdict;
}

using PatternSchemas =
    std::vector<std::pair<std::shared_ptr<const Pattern>, const document::Node*>>;

PatternSchemas pattern_schemas(const Site& site) {
  PatternSchemas result;
  const document::Node* const patterns = site[Keyword::pattern_properties];
  if (patterns == nullptr) return result;
  for (const document::Entry& entry : patterns->entries()) {
    result.emplace_back(Pattern::of(entry.key), entry.value);
  }
  return result;
}

/// One member against `properties`, `patternProperties` and `additionalProperties`.
Verdict check_member(const Site& site,
                     const PatternSchemas& patterns,
                     const document::Entry& member) {
  Verdict verdict = Verdict::valid;
  bool is_declared = false;
  const auto apply = [&](Keyword keyword, const document::Node& schema) {
    is_declared = true;
    site.mark_evaluated(*member.value);
    verdict = both(verdict, site.validator.check_child(keyword, schema, member.key, *member.value));
  };
  const document::Node* const properties = site[Keyword::properties];
  const document::Node* const schema =
      properties == nullptr ? nullptr : properties->find(member.key);
  if (schema != nullptr) apply(Keyword::properties, *schema);
  for (const auto& [pattern, pattern_schema] : patterns) {
    const auto is_match = pattern == nullptr ? std::nullopt : pattern->occurs_in(member.key);
    if (!is_match) {
      // It may be declared: neither additional nor unevaluated for certain.
      is_declared = true;
      site.mark_evaluated(*member.value);
      verdict = both(verdict, Verdict::undecided);
    } else if (*is_match) {
      apply(Keyword::pattern_properties, *pattern_schema);
    }
  }
  const document::Node* const additional = site[Keyword::additional_properties];
  if (!is_declared && additional != nullptr) apply(Keyword::additional_properties, *additional);
  return verdict;
}

Verdict check_name(const Site& site, const document::Node& schema, const document::Entry& member) {
  const auto name = document::parse_json(document::quote_json(member.key), "property name");
  if (!name) return Verdict::undecided;
  const Verdict verdict = site.validator.probe(schema, name->root(), nullptr);
  if (verdict != Verdict::invalid) return verdict;
  return site.fail(Keyword::property_names, "a property has a name that is not allowed");
}

}  // namespace

std::string_view exempting_flag(const Context& context) {
  if (context.direction == Direction::request) return "readOnly";
  return context.dialect == Dialect::swagger_2_0 ? "" : "writeOnly";
}

bool is_flagged(const document::Node& property, std::string_view flag, const Context& context) {
  return !flag.empty() && is_flagged(property, flag, context, flag_depth);
}

bool declares_exempt(const document::Node& schema, std::string_view name, const Context& context) {
  const std::string_view flag = exempting_flag(context);
  return !flag.empty() && declares_exempt(schema, name, flag, context, flag_depth);
}

Verdict check_object(const Site& site) {
  if (!site.instance.is_mapping()) return Verdict::valid;
  Verdict verdict = check_presence(site);
  const PatternSchemas patterns = pattern_schemas(site);
  const document::Node* const names = site[Keyword::property_names];
  for (const document::Entry& member : site.instance.entries()) {
    if (verdict == Verdict::invalid && site.validator.is_satiated()) return verdict;
    verdict = both(verdict, check_member(site, patterns, member));
    if (names != nullptr) verdict = both(verdict, check_name(site, *names, member));
  }
  return verdict;
}

}  // namespace sworn::schema
