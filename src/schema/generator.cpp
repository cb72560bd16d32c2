// SPDX-License-Identifier: Apache-2.0
#include "schema/generator.h"

#include <algorithm>

#include "document/json_writer.h"
#include "schema/exemption.h"

namespace sworn::schema {
namespace {

constexpr int depth_limit = 16;
/// From here on the last alternatives come first: they are those that end a recursion.
constexpr int deep = 3;
constexpr std::size_t budget = 4000;
constexpr std::size_t least_attempts = 10;

}  // namespace

Generator::Generator(const Context& context, std::uint64_t seed)
    : context_(context), random_(seed, "schema") {}

void Generator::note(std::string obstacle) {
  if (obstacle_.empty()) obstacle_ = std::move(obstacle);
}

std::optional<std::string> Generator::make(const Schemas& schemas,
                                           int depth,
                                           const std::vector<std::string>& avoided) {
  if (depth > depth_limit) {
    note("the schema requires itself without an end");
    return std::nullopt;
  }
  const std::size_t choices = Conjunction(schemas, context_, 0).choices();
  const std::size_t attempts = std::max(least_attempts, 2 * choices);
  for (std::size_t attempt = 0; attempt < attempts; ++attempt) {
    if (++spent_ > budget) {
      note("the search was given up");
      return std::nullopt;
    }
    const std::size_t choice = attempt % choices;
    const Conjunction conjunction(schemas, context_, depth < deep ? choice : choices - 1 - choice);
    if (!conjunction.obstacle().empty()) {
      note(conjunction.obstacle());
      continue;
    }
    auto text = make_attempt(schemas, conjunction, depth, attempt / choices, avoided);
    if (text) return text;
  }
  note("no value satisfies all keywords");
  return std::nullopt;
}

std::optional<std::string> Generator::make_attempt(const Schemas& schemas,
                                                   const Conjunction& conjunction,
                                                   int depth,
                                                   std::size_t attempt,
                                                   const std::vector<std::string>& avoided) {
  const auto is_fresh = [&](const std::string& text) {
    return std::ranges::find(avoided, text) == avoided.end();
  };
  if (attempt == 0) {
    for (const document::Node* const proposal : conjunction.proposals()) {
      std::string text = without_withheld(*proposal, schemas, depth);
      if (is_fresh(text) && is_accepted(text, schemas)) return text;
    }
  }
  std::vector<std::string> types = conjunction.types();
  if (types.empty()) {
    note("the schemas that apply together allow no common type");
    return std::nullopt;
  }
  if (depth > deep && types.back() == "null")
    std::rotate(types.begin(), types.end() - 1, types.end());
  // Two attempts with each type, since they differ in what is optional.
  const std::string& type = types[attempt / 2 % types.size()];
  auto text = make_typed(type, conjunction, depth, attempt);
  if (text && is_fresh(*text) && is_accepted(*text, schemas)) return text;
  return std::nullopt;
}

std::optional<std::string> Generator::make_typed(std::string_view type,
                                                 const Conjunction& conjunction,
                                                 int depth,
                                                 std::size_t attempt) {
  if (type == "null") return "null";
  if (type == "boolean") return random_.below(2) == 0 ? "true" : "false";
  if (type == "integer" || type == "number")
    return make_number(conjunction, type == "integer", attempt);
  if (type == "array") return make_array(conjunction, depth, attempt);
  if (type == "object") return make_object(conjunction, depth, attempt);
  return make_string(conjunction, attempt);
}

bool Generator::is_accepted(const std::string& text, const Schemas& schemas) {
  const auto value = document::parse_json(text, "generated");
  if (!value) return false;
  for (const document::Node* const schema : schemas) {
    const std::vector<Problem> problems = validate(*schema, value->root(), context_, 1);
    if (problems.empty()) continue;
    const Problem& problem = problems.front();
    note(problem.instance_pointer.empty() ? problem.message
                                          : problem.instance_pointer + ": " + problem.message);
    return false;
  }
  return true;
}

bool Generator::is_refused(const std::string& text, const document::Node& schema) const {
  const auto value = document::parse_json(text, "generated");
  return value && !validate(schema, value->root(), context_, 1).empty();
}

bool Generator::is_withheld(const Schemas& property) const {
  const std::string_view flag = exempting_flag(context_);
  return !flag.empty() && std::ranges::any_of(property, [&](const document::Node* schema) {
    return is_flagged(*schema, flag, context_);
  });
}

std::string Generator::without_withheld(const document::Node& value,
                                        const Schemas& schemas,
                                        int depth) {
  const bool is_collection = !value.entries().empty() || !value.items().empty();
  if (!is_collection || depth > depth_limit) return document::to_json(value);
  const Conjunction conjunction(schemas, context_, 0);
  document::JsonWriter writer(0);
  if (value.is_sequence()) {
    writer.begin_array();
    for (std::size_t i = 0; i < value.items().size(); ++i) {
      writer.raw(
          without_withheld(*value.items()[i], conjunction.item(i).value_or(Schemas{}), depth + 1));
    }
    writer.end_array();
    return writer.take();
  }
  writer.begin_object();
  for (const document::Entry& entry : value.entries()) {
    const Schemas property = conjunction.property(entry.key).value_or(Schemas{});
    if (is_withheld(property)) continue;
    writer.key(entry.key).raw(without_withheld(*entry.value, property, depth + 1));
  }
  writer.end_object();
  return writer.take();
}

Result<std::string> generate(const document::Node& schema,
                             const Context& context,
                             std::uint64_t seed) {
  Generator generator(context, seed);
  if (auto text = generator.make({&schema}, 0)) return std::move(*text);
  Error error;
  error.message = "no valid value was found: " + generator.obstacle();
  return error;
}

}  // namespace sworn::schema
