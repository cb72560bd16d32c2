// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/text.h"
#include "schema/format.h"
#include "schema/number.h"
#include "schema/validator.h"

namespace sworn::schema {
namespace {

bool has_type(const document::Node& instance, std::string_view type) {
  if (type == "number") return instance.is_number();
  if (type == "integer") {
    if (instance.kind() == document::Kind::integer) return true;
    // 1.0 is an integer (JSON Schema Validation §6.1.1).
    const auto value = Decimal::of(instance);
    return value && value->is_integer();
  }
  return document::name_of(instance.kind()) == type;
}

std::string expectation(const std::vector<std::string_view>& types, bool or_null) {
  std::vector<std::string> names(types.begin(), types.end());
  if (or_null) names.emplace_back("null");
  return base::join(names, " or ");
}

bool is_listed(const document::Node& values, const document::Node& instance) {
  return std::ranges::any_of(values.items(), [&](const document::Node* value) {
    return document::equal(*value, instance);
  });
}

}  // namespace

std::vector<std::string_view> type_names(const Keywords& keywords) {
  std::vector<std::string_view> names;
  const document::Node* const type = keywords[Keyword::type];
  if (type == nullptr) return names;
  if (type->is_string()) names.push_back(type->text());
  for (const document::Node* const item : type->items()) {
    if (item->is_string()) names.push_back(item->text());
  }
  return names;
}

bool allows_null(const Keywords& keywords) {
  // OpenAPI 3.0.4 §4.7.24.1: effective only beside `type`, in the same Schema Object.
  const document::Node* const nullable = keywords[Keyword::nullable];
  return nullable != nullptr && nullable->as_boolean() && keywords.has(Keyword::type);
}

Verdict check_type(const Site& site) {
  const std::vector<std::string_view> types = type_names(site.keywords);
  const bool or_null = allows_null(site.keywords);
  if (types.empty() || (or_null && site.instance.is_null())) return Verdict::valid;
  const bool fits = std::ranges::any_of(types, [&](std::string_view type) {
    // `file` is Swagger 2.0's word for a body that is no JSON.
    return has_type(site.instance, type) ||
           (type == "file" && site.validator.context().dialect == Dialect::swagger_2_0);
  });
  if (fits) return Verdict::valid;
  return site.fail(Keyword::type,
                   "expected " + expectation(types, or_null) + ", got " +
                       std::string(document::name_of(site.instance.kind())));
}

Verdict check_value(const Site& site) {
  Verdict verdict = Verdict::valid;
  const document::Node* const values = site[Keyword::enumeration];
  if (values != nullptr && values->is_sequence() && !is_listed(*values, site.instance)) {
    verdict =
        site.fail(Keyword::enumeration,
                  "the value is none of the " + std::to_string(values->items().size()) + " listed");
  }
  const document::Node* const constant = site[Keyword::constant];
  if (constant != nullptr && !document::equal(*constant, site.instance)) {
    verdict = site.fail(Keyword::constant, "the value is not the one required");
  }
  const document::Node* const format = site[Keyword::format];
  if (format != nullptr && format->is_string() && site.validator.context().assert_formats &&
      !satisfies_format(format->text(), site.instance)) {
    verdict = site.fail(Keyword::format, "the value is no valid " + std::string(format->text()));
  }
  return verdict;
}

}  // namespace sworn::schema
