// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "base/text.h"
#include "schema/number.h"
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

std::optional<Decimal> number_at(const Site& site, Keyword keyword) {
  const document::Node* const value = site[keyword];
  return value == nullptr ? std::nullopt : Decimal::of(*value);
}

/// Whether `exclusiveMinimum: true` (draft 4 and its heirs) sharpens the bound beside it.
bool is_sharpened(const Site& site, Keyword exclusive) {
  const document::Node* const value = site[exclusive];
  return value != nullptr && site.validator.context().dialect != Dialect::draft_2020_12 &&
         value->as_boolean();
}

std::optional<Decimal> exclusive_bound(const Site& site, Keyword exclusive) {
  if (site.validator.context().dialect != Dialect::draft_2020_12) return std::nullopt;
  return number_at(site, exclusive);
}

/// `direction` is 1 for lower bounds and -1 for upper ones.
Verdict check_bound(
    const Site& site, const Decimal& value, Keyword inclusive, Keyword exclusive, int direction) {
  Verdict verdict = Verdict::valid;
  const std::string_view wrong_side = direction > 0 ? "below" : "above";
  const std::string_view right_side = direction > 0 ? "above" : "below";
  if (const auto bound = number_at(site, inclusive)) {
    const int order = value.compare(*bound) * direction;
    if (order < 0) {
      verdict = site.fail(inclusive,
                          "the value is " + std::string(wrong_side) + " the " +
                              std::string(name_of(inclusive)) + " of " + bound->text());
    } else if (order == 0 && is_sharpened(site, exclusive)) {
      verdict =
          site.fail(exclusive, "the value is not " + std::string(right_side) + " " + bound->text());
    }
  }
  const auto bound = exclusive_bound(site, exclusive);
  if (bound && value.compare(*bound) * direction <= 0) {
    verdict =
        site.fail(exclusive, "the value is not " + std::string(right_side) + " " + bound->text());
  }
  return verdict;
}

Verdict check_multiple(const Site& site, const Decimal& value) {
  const auto divisor = number_at(site, Keyword::multiple_of);
  if (!divisor || divisor->is_zero() || divisor->is_negative()) return Verdict::valid;
  const auto is_multiple = value.is_multiple_of(*divisor);
  if (!is_multiple) return Verdict::undecided;
  if (*is_multiple) return Verdict::valid;
  return site.fail(Keyword::multiple_of, "the value is no multiple of " + divisor->text());
}

Verdict check_pattern(const Site& site) {
  const document::Node* const pattern = site[Keyword::pattern];
  if (pattern == nullptr || !pattern->is_string()) return Verdict::valid;
  const auto is_match = matches(pattern->text(), site.instance.text());
  if (!is_match) return Verdict::undecided;
  if (*is_match) return Verdict::valid;
  return site.fail(
      Keyword::pattern,
      "the string does not match the pattern " + base::shorten(pattern->text(), shown_pattern));
}

}  // namespace

std::optional<std::size_t> count_at(const Keywords& keywords, Keyword keyword) {
  const document::Node* const value = keywords[keyword];
  if (value == nullptr) return std::nullopt;
  const auto number = value->as_integer();
  if (!number || *number < 0) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

Verdict check_number(const Site& site) {
  const auto value = Decimal::of(site.instance);
  if (!value) return Verdict::valid;
  Verdict verdict = check_bound(site, *value, Keyword::minimum, Keyword::exclusive_minimum, 1);
  verdict =
      both(verdict, check_bound(site, *value, Keyword::maximum, Keyword::exclusive_maximum, -1));
  return both(verdict, check_multiple(site, *value));
}

Verdict check_string(const Site& site) {
  if (!site.instance.is_string()) return Verdict::valid;
  Verdict verdict = Verdict::valid;
  const auto least = count_at(site.keywords, Keyword::min_length);
  const auto most = count_at(site.keywords, Keyword::max_length);
  if (least || most) {
    const std::size_t length = length_of(site.instance.text());
    if (least && length < *least) {
      verdict = site.fail(Keyword::min_length,
                          "the string has fewer than " + std::to_string(*least) + " characters");
    }
    if (most && length > *most) {
      verdict = site.fail(Keyword::max_length,
                          "the string has more than " + std::to_string(*most) + " characters");
    }
  }
  return both(verdict, check_pattern(site));
}

}  // namespace sworn::schema
