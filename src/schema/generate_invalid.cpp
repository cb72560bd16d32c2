// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <numeric>
#include <optional>
#include <utility>

#include "base/random.h"
#include "schema/mutation.h"
#include "schema/schema.h"

namespace sworn::schema {
namespace {

/// How many changes are tried before one that breaks several keywords is taken.
constexpr std::size_t enough_tries = 200;
constexpr std::size_t most_tries = 2000;

template <typename Range>
void shuffle(Range& values, base::RandomStream& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

/// In an order of the seed, aim by aim: there are many more ways to break a type than a bound.
void arrange(std::vector<Mutation>& mutations, base::RandomStream& random) {
  std::array<std::size_t, Mutation::aims> ranks{};
  std::iota(ranks.begin(), ranks.end(), std::size_t{0});
  shuffle(ranks, random);
  shuffle(mutations, random);
  std::ranges::stable_sort(mutations, {}, [&](const Mutation& mutation) {
    return ranks.at(static_cast<std::size_t>(mutation.aim));
  });
}

}  // namespace

Result<InvalidValue> generate_invalid(const document::Node& schema,
                                      const Context& context,
                                      std::uint64_t seed) {
  const auto valid = generate(schema, context, seed);
  if (!valid) return valid.error();
  const auto value = document::parse_json(*valid, "generated");
  if (!value) return value.error();
  std::vector<Mutation> mutations = mutations_of(value->root(), {&schema}, context);
  base::RandomStream random(seed, "invalid");
  arrange(mutations, random);
  std::optional<InvalidValue> best;
  std::size_t least = 0;
  std::size_t tries = 0;
  for (const Mutation& mutation : mutations) {
    if (++tries > most_tries || (best && (least == 1 || tries > enough_tries))) break;
    std::string json = apply(mutation, value->root());
    const auto changed = document::parse_json(json, "generated");
    if (!changed) continue;
    const std::vector<Problem> problems = validate(schema, changed->root(), context, 4);
    if (problems.empty() || (best && problems.size() >= least)) continue;
    least = problems.size();
    best =
        InvalidValue{std::move(json), problems.front().instance_pointer, problems.front().keyword};
  }
  if (best) return std::move(*best);
  Error error;
  error.message = "no invalid value was found: every change that was tried is allowed";
  return error;
}

}  // namespace sworn::schema
