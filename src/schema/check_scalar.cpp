// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <limits>
#include <string>

#include "base/text.h"
#include "schema/format.h"
#include "schema/number.h"
#include "schema/pattern.h"
#include "schema/validator.h"

namespace sworn::schema {
namespace {

constexpr std::size_t shown_pattern = 120;

std::size_t length_of(std::string_view utf8) {
  std::size_t length = 0;
  for (const char c : utf8) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++length;
  }
  return length;
}

/// The number of an instance, parsed exactly only when its nearest double does not tell.
class Number {
 public:
  explicit Number(const document::Node& node) : node_(node) {
    const std::string_view text = node.text();
    const char* const end = text.data() + text.size();
    // Integers of few digits are doubles.
    if (std::int64_t whole = 0; node.kind() == document::Kind::integer && text.size() <= 15) {
      const auto [stop, problem] = std::from_chars(text.data(), end, whole);
      if (problem == std::errc{} && stop == end) {
        nearest_ = static_cast<double>(whole);
        return;
      }
    }
    const auto [stop, problem] = std::from_chars(text.data(), end, nearest_);
    if (problem != std::errc{} || stop != end) nearest_ = std::numeric_limits<double>::quiet_NaN();
  }

  /// Negative, zero or positive; nothing for infinity and not-a-number.
  std::optional<int> compare(const Bound& bound) {
    if (nearest_ < bound.nearest) return -1;
    if (nearest_ > bound.nearest) return 1;
    const auto& value = exact();
    return value ? std::optional(value->compare(bound.exact)) : std::nullopt;
  }

  const std::optional<Decimal>& exact() {
    if (!is_parsed_) exact_ = Decimal::of(node_);
    is_parsed_ = true;
    return exact_;
  }

 private:
  const document::Node& node_;
  double nearest_ = 0;
  bool is_parsed_ = false;
  std::optional<Decimal> exact_;
};

Verdict check_limit(const Site& site, Number& number, const Limit& limit) {
  const auto order = number.compare(limit.bound);
  if (!order) return Verdict::valid;
  const int inwards = limit.is_upper ? -*order : *order;
  if (inwards > 0 || (inwards == 0 && limit.may_equal)) return Verdict::valid;
  if (inwards < 0 && limit.is_inclusive_stated) {
    return site.fail(limit.inclusive, [&] {
      return "the value is " + std::string(limit.is_upper ? "above" : "below") + " the " +
             std::string(name_of(limit.inclusive)) + " of " + limit.bound.exact.text();
    });
  }
  return site.fail(limit.exclusive, [&] {
    return "the value is not " + std::string(limit.is_upper ? "below" : "above") + " " +
           limit.bound.exact.text();
  });
}

std::optional<bool> is_multiple(const Site& site, Number& number) {
  const NumberRules& rules = *site.schema.number;
  const std::string_view text = site.instance.text();
  std::int64_t value = 0;
  if (rules.small_divisor && site.instance.kind() == document::Kind::integer) {
    const char* const end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, value);
    if (problem == std::errc{} && stop == end) return value % *rules.small_divisor == 0;
  }
  const auto& exact = number.exact();
  return exact ? exact->is_multiple_of(*rules.divisor) : true;
}

bool fits(const CountRules& length, std::string_view text) {
  // A character has one to four bytes.
  if (text.size() <= length.most && text.size() / 4 >= length.least) return true;
  const std::size_t count = length_of(text);
  return count >= length.least && count <= length.most;
}

Verdict pattern_verdict(const StringRules& rules, std::string_view text) {
  const auto is_match = rules.pattern ? rules.pattern->occurs_in(text) : std::nullopt;
  if (!is_match) return Verdict::undecided;
  return *is_match ? Verdict::valid : Verdict::invalid;
}

bool is_listed(const ValueRules& rules, const document::Node& instance) {
  if (instance.is_string()) return std::ranges::binary_search(rules.strings, instance.text());
  return std::ranges::any_of(
      rules.others, [&](const document::Node* value) { return document::equal(*value, instance); });
}

bool has_format(const ValueRules& rules, const document::Node& instance) {
  if (instance.is_string())
    return rules.string_format == nullptr || rules.string_format(instance.text());
  return !instance.is_number() || !is_number_format(rules.format) ||
         satisfies_number_format(rules.format, instance);
}

std::string expectation(const Compiled& schema) {
  std::vector<std::string> names(schema.types.begin(), schema.types.end());
  if (schema.or_null) names.emplace_back("null");
  return base::join(names, " or ");
}

}  // namespace

Verdict check_type(const Site& site) {
  const document::Kind kind = site.instance.kind();
  if ((site.schema.kinds & Compiled::bit(kind)) != 0) return Verdict::valid;
  if (kind == document::Kind::number && site.schema.allows_integral_numbers) {
    const auto value = Decimal::of(site.instance);
    if (value && value->is_integer()) return Verdict::valid;
  }
  return site.fail(Keyword::type, [&] {
    return "expected " + expectation(site.schema) + ", got " + std::string(document::name_of(kind));
  });
}

Verdict check_value(const Site& site) {
  const ValueRules& rules = *site.schema.value;
  Verdict verdict = Verdict::valid;
  if (rules.has_enumeration && !is_listed(rules, site.instance)) {
    verdict = site.fail(Keyword::enumeration, [&] {
      return "the value is none of the " + std::to_string(rules.enumerated) + " listed";
    });
  }
  if (rules.constant != nullptr && !document::equal(*rules.constant, site.instance)) {
    verdict = site.fail(Keyword::constant,
                        [] { return std::string("the value is not the one required"); });
  }
  if (!rules.format.empty() && !has_format(rules, site.instance)) {
    verdict = site.fail(Keyword::format,
                        [&] { return "the value is no valid " + std::string(rules.format); });
  }
  return verdict;
}

Verdict check_number(const Site& site) {
  const NumberRules& rules = *site.schema.number;
  Number number(site.instance);
  Verdict verdict = Verdict::valid;
  for (const Limit& limit : rules.limits) verdict = both(verdict, check_limit(site, number, limit));
  if (!rules.divisor) return verdict;
  const auto divides = is_multiple(site, number);
  if (!divides) return both(verdict, Verdict::undecided);
  if (*divides) return verdict;
  return site.fail(Keyword::multiple_of,
                   [&] { return "the value is no multiple of " + rules.divisor->text(); });
}

Verdict check_string(const Site& site) {
  const StringRules& rules = *site.schema.string;
  const std::string_view text = site.instance.text();
  Verdict verdict = Verdict::valid;
  if (!fits(rules.length, text)) {
    const bool is_short = length_of(text) < rules.length.least;
    verdict = Verdict::invalid;
    if (is_short) {
      verdict = site.fail(Keyword::min_length, [&] {
        return "the string has fewer than " + std::to_string(rules.length.least) + " characters";
      });
    }
    if (length_of(text) > rules.length.most) {
      verdict = site.fail(Keyword::max_length, [&] {
        return "the string has more than " + std::to_string(rules.length.most) + " characters";
      });
    }
  }
  if (!rules.has_pattern || (verdict == Verdict::invalid && site.validator.is_satiated()))
    return verdict;
  const Verdict match = pattern_verdict(rules, text);
  if (match != Verdict::invalid) return both(verdict, match);
  return site.fail(Keyword::pattern, [&] {
    return "the string does not match the pattern " +
           base::shorten(rules.pattern_text, shown_pattern);
  });
}

std::optional<Verdict> check_text(const Compiled& schema, std::string_view text) {
  if (schema.shape == Compiled::Shape::anything) return Verdict::valid;
  if (schema.shape == Compiled::Shape::nothing) return Verdict::invalid;
  if (schema.shape == Compiled::Shape::no_schema) return Verdict::undecided;
  if (schema.in_place != nullptr) return std::nullopt;
  if ((schema.kinds & Compiled::bit(document::Kind::string)) == 0) return Verdict::invalid;
  if (const ValueRules* const rules = schema.value.get(); rules != nullptr) {
    if (rules->constant != nullptr) return std::nullopt;
    if (rules->has_enumeration && !std::ranges::binary_search(rules->strings, text))
      return Verdict::invalid;
    if (rules->string_format != nullptr && !rules->string_format(text)) return Verdict::invalid;
  }
  if (schema.string == nullptr) return Verdict::valid;
  if (!fits(schema.string->length, text)) return Verdict::invalid;
  return schema.string->has_pattern ? pattern_verdict(*schema.string, text) : Verdict::valid;
}

}  // namespace sworn::schema
