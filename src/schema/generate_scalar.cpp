// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <numeric>

#include "base/text.h"
#include "document/json_writer.h"
#include "schema/generator.h"
#include "schema/sample_format.h"

namespace sworn::schema {
namespace {

constexpr std::size_t longest_text = 1'000'000;
constexpr std::int64_t deepest_scale = 17;
/// Numbers are drawn from this many candidates above the bound: small ones are the usual ones.
constexpr std::uint64_t most_candidates = 1000;

std::optional<std::int64_t> product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
  return result;
}

std::optional<std::int64_t> power_of_ten(std::int64_t exponent) {
  if (exponent < 0 || exponent > 18) return std::nullopt;
  std::int64_t value = 1;
  for (std::int64_t i = 0; i < exponent; ++i) value *= 10;
  return value;
}

/// The least positive whole number of units 10^-scale that is a multiple of the divisor.
std::optional<std::int64_t> step_of(const Decimal& divisor, std::int64_t scale) {
  const auto digits = divisor.significand();
  if (!digits) return std::nullopt;
  const std::int64_t exponent = divisor.exponent() + scale;
  if (exponent >= 0) {
    const auto power = power_of_ten(exponent);
    return power ? product(*digits, *power) : std::nullopt;
  }
  const auto power = power_of_ten(-exponent);
  return *digits / (power ? std::gcd(*digits, *power) : 1);
}

std::optional<std::int64_t> common_step(const std::vector<Decimal>& divisors, std::int64_t scale) {
  std::int64_t step = 1;
  for (const Decimal& divisor : divisors) {
    const auto own = step_of(divisor, scale);
    if (!own) return std::nullopt;
    const auto common = product(step / std::gcd(step, *own), *own);
    if (!common) return std::nullopt;
    step = *common;
  }
  return step;
}

/// The least multiple of `step` that is not below `bound`.
std::optional<std::int64_t> first_multiple(std::int64_t bound, std::int64_t step) {
  const std::int64_t quotient = bound / step + (bound > 0 && bound % step != 0 ? 1 : 0);
  return product(quotient, step);
}

/// The least and greatest whole number of units 10^-scale within a range.
struct Units {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> high;
};

Units units_of(const Conjunction::Range& range, std::int64_t scale) {
  Units units;
  if (range.low) {
    const Decimal bound = range.low->shifted(scale);
    units.low = bound.ceil();
    if (range.low_is_open && bound.is_integer() && *units.low < INT64_MAX) ++*units.low;
  }
  if (range.high) {
    const Decimal bound = range.high->shifted(scale);
    units.high = bound.floor();
    if (range.high_is_open && bound.is_integer() && *units.high > INT64_MIN) --*units.high;
  }
  return units;
}

/// The least multiple of `step` to draw from: from 1 up where the schema has no lower bound and
/// allows it.
std::optional<std::int64_t> first_candidate(const Units& units,
                                            std::int64_t unit,
                                            std::int64_t step) {
  if (units.low) return first_multiple(*units.low, step);
  const auto first = first_multiple(std::min(unit, units.high.value_or(unit)), step);
  if (!first || !units.high || *first <= *units.high) return first;
  std::int64_t below = 0;
  if (__builtin_sub_overflow(*first, step, &below)) return std::nullopt;
  return below;
}

/// A number of units 10^-scale within the range.
std::optional<Decimal> pick(const Conjunction::Range& range,
                            const std::vector<Decimal>& divisors,
                            std::int64_t scale,
                            base::RandomStream& random) {
  const auto step = common_step(divisors, scale);
  const auto unit = power_of_ten(scale);
  if (!step || !unit) return std::nullopt;
  const Units units = units_of(range, scale);
  const auto first = first_candidate(units, *unit, *step);
  if (!first || (units.high && *first > *units.high)) return std::nullopt;
  const std::int64_t high = units.high.value_or(INT64_MAX);
  const std::uint64_t steps =
      (static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(*first)) /
      static_cast<std::uint64_t>(*step);
  const std::uint64_t offset = random.below(std::min(steps, most_candidates - 1) + 1);
  return Decimal(*first + static_cast<std::int64_t>(offset) * *step).shifted(-scale);
}

bool is_within(const Decimal& value, const Conjunction::Range& range) {
  return (!range.low || value.compare(*range.low) >= 0) &&
         (!range.high || value.compare(*range.high) <= 0);
}

/// Bounds that the schema states are kept within the format's; those it does not state stay open,
/// so that the usual small numbers are drawn.
void narrow_to_format(Conjunction::Range& range, std::string_view format) {
  const auto narrow = [&](const Decimal& low, const Decimal& high) {
    if (range.low && range.low->compare(low) < 0) {
      range.low = low;
      range.low_is_open = false;
    }
    if (!range.high || range.high->compare(high) > 0) {
      range.high = high;
      range.high_is_open = false;
    }
  };
  if (format == "int32") narrow(Decimal(std::int64_t{INT32_MIN}), Decimal(std::int64_t{INT32_MAX}));
  if (format == "int64") narrow(Decimal(std::int64_t{INT64_MIN}), Decimal(std::int64_t{INT64_MAX}));
}

}  // namespace

std::optional<std::string> Generator::make_number(const Conjunction& conjunction,
                                                  bool is_integer,
                                                  std::size_t attempt) {
  Conjunction::Range range = conjunction.range();
  for (const std::string_view format : conjunction.strings(Keyword::format)) {
    narrow_to_format(range, format);
  }
  const std::vector<Decimal> divisors = conjunction.divisors();
  // Where a whole number did not do, it may be that it must be none.
  const std::int64_t first = !is_integer && attempt % 2 == 1 ? 1 : 0;
  for (const std::int64_t from : {first, std::int64_t{0}}) {
    for (std::int64_t scale = from; scale <= (is_integer ? 0 : deepest_scale); ++scale) {
      const auto value = pick(range, divisors, scale, random_);
      if (value && is_within(*value, range)) return value->text();
    }
  }
  // Beyond 64 bits a bound itself may do.
  if (range.low && !range.low_is_open) return range.low->text();
  if (range.high && !range.high_is_open) return range.high->text();
  note("no number was found between the bounds");
  return std::nullopt;
}

std::optional<std::string> Generator::make_string(const Conjunction& conjunction,
                                                  std::size_t attempt) {
  const Length length = conjunction.count(Keyword::min_length, Keyword::max_length);
  if (length.least > length.most || length.least > longest_text) {
    note("no text of the length asked for can be made");
    return std::nullopt;
  }
  const std::vector<std::string_view> patterns = conjunction.strings(Keyword::pattern);
  const std::vector<std::string_view> formats = conjunction.strings(Keyword::format);
  const auto suits = [&](const std::string& text) {
    return std::ranges::all_of(
        patterns, [&](std::string_view pattern) { return matches(pattern, text).value_or(false); });
  };
  if (!formats.empty()) {
    const auto text = sample_format(formats[attempt % formats.size()], length, random_);
    if (text && suits(*text)) return document::quote_json(*text);
  }
  if (patterns.empty()) return document::quote_json(sample_word(length, random_));
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    const auto text = sample_pattern(patterns[(attempt + i) % patterns.size()], length, random_);
    if (text && suits(*text)) return document::quote_json(*text);
  }
  constexpr std::size_t shown = 120;
  note("no text was found for the pattern " + base::shorten(patterns.front(), shown));
  return std::nullopt;
}

}  // namespace sworn::schema
