// SPDX-License-Identifier: Apache-2.0
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

void shuffle(std::vector<Mutation>& mutations, base::RandomStream& random) {
  for (std::size_t i = mutations.size(); i > 1; --i)
    std::swap(mutations[i - 1], mutations[random.below(i)]);
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
  shuffle(mutations, random);
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
