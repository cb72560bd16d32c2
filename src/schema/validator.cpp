// SPDX-License-Identifier: Apache-2.0
#include "schema/validator.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "schema/exemption.h"

namespace sworn::schema {
namespace {

constexpr std::size_t depth_limit = 1200;
/// Schemas applied to instances in one run. Nested `anyOf` over recursive references can be
/// exponential.
constexpr std::size_t step_limit = 5'000'000;
constexpr std::size_t usual_depth = 32;

constexpr std::string_view no_value = "no value is allowed here";

std::string_view refusal(Keyword keyword) {
  switch (keyword) {
    case Keyword::additional_properties:
    case Keyword::unevaluated_properties:
      return "the property is not declared";
    case Keyword::items:
    case Keyword::unevaluated_items:
      return "the array has more items than are declared";
    default:
      return no_value;
  }
}

}  // namespace

Validator::Validator(CompiledSchemas& schemas, const Context& context, std::size_t most)
    : schemas_(schemas), context_(context), most_(most) {
  frames_.reserve(usual_depth);
}

std::vector<Problem> Validator::run(const document::Node& schema, const document::Node& instance) {
  const Compiled& compiled = schemas_.at(schema);
  if (most_ == 0 || check(compiled, instance, nullptr) != Verdict::invalid) return {};
  explains_ = true;
  steps_ = 0;
  // The verdict is known: what is undecided on the way is in no problem.
  static_cast<void>(check(compiled, instance, nullptr));
  return take();
}

void Validator::report(const document::Node& place, std::string_view keyword, std::string message) {
  if (is_satiated()) return;
  found_.push_back({{pointer(), std::string(keyword), std::move(message)}, place.mark()});
}

std::string Validator::pointer() const {
  std::string out;
  for (const Step& step : path_) {
    out += '/';
    out += step.is_name ? document::escape_pointer(step.name) : std::to_string(step.index);
  }
  return out;
}

const Compiled* Validator::resolve_dynamic(const document::Node& from, std::string_view reference) {
  const document::Node* const first = schemas_.resolve(from, reference);
  if (first == nullptr) return nullptr;
  const std::size_t hash = reference.find('#');
  const std::string_view fragment =
      hash == std::string_view::npos ? std::string_view() : reference.substr(hash + 1);
  if (fragment.empty() || first->string_at("$dynamicAnchor") != fragment)
    return &schemas_.at(*first);
  // The schemas being applied are the dynamic scope, outermost first (JSON Schema Core §8.2.3.2).
  for (const Frame& frame : frames_) {
    const document::Node* const candidate =
        schemas_.resolve(*frame.schema->source, reference.substr(hash));
    if (candidate != nullptr && candidate->string_at("$dynamicAnchor") == fragment)
      return &schemas_.at(*candidate);
  }
  return &schemas_.at(*first);
}

bool Validator::is_exempt(std::string_view name) const {
  if (frames_.empty()) return false;
  const document::Node* const instance = frames_.back().instance;
  for (auto frame = frames_.rbegin(); frame != frames_.rend() && frame->instance == instance;
       ++frame) {
    if (declares_exempt(*frame->schema->source, name, context_)) return true;
  }
  return false;
}

bool Validator::is_in_progress(const Compiled& schema, const document::Node& instance) const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend() && frame->instance == &instance;
       ++frame) {
    if (frame->schema == &schema) return true;
  }
  return false;
}

Verdict Validator::check(const Compiled& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  if (schema.shape == Compiled::Shape::anything) return Verdict::valid;
  if (schema.shape == Compiled::Shape::nothing) {
    report(instance, "false", std::string(no_value));
    return Verdict::invalid;
  }
  const bool is_bounded = schema.shape == Compiled::Shape::rules && ++steps_ <= step_limit;
  // Rules that apply to a scalar alone end the walk: nobody will ask how it came there.
  if (is_bounded && schemas_.complete(schema).in_place == nullptr && !instance.is_mapping() &&
      !instance.is_sequence()) {
    return apply(schema, instance, evaluated);
  }
  if (!is_bounded || frames_.size() >= depth_limit || is_in_progress(schema, instance)) {
    if (evaluated != nullptr) evaluated->add_all();
    return Verdict::undecided;
  }
  frames_.push_back({&schema, &instance});
  const Verdict verdict = apply(schema, instance, evaluated);
  frames_.pop_back();
  return verdict;
}

Verdict Validator::apply(const Compiled& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  if (schema.accepts_any_null && instance.is_null()) return Verdict::valid;
  // After a value of the wrong type the other complaints are noise.
  if (evaluated == nullptr && schema.unevaluated == nullptr) {
    const Site site{*this, schema, instance, nullptr};
    return check_type(site) == Verdict::invalid ? Verdict::invalid : check_in_order(site);
  }
  // A schema's own evaluations must not see those of its siblings: they start afresh and are added.
  Evaluated own;
  const Site site{*this, schema, instance, &own};
  if (check_type(site) == Verdict::invalid) return Verdict::invalid;
  Verdict verdict = check_in_order(site);
  // A subschema that failed has evaluated nothing; what follows from that would be noise as well.
  if (verdict == Verdict::invalid) return verdict;
  if (schema.unevaluated != nullptr) verdict = both(verdict, check_unevaluated(site));
  if (evaluated != nullptr && verdict != Verdict::invalid) evaluated->add(own);
  return verdict;
}

Verdict Validator::check_in_order(const Site& site) {
  const Compiled& schema = site.schema;
  Verdict verdict = schema.value != nullptr ? check_value(site) : Verdict::valid;
  if (verdict == Verdict::invalid && is_satiated()) return verdict;
  switch (site.instance.kind()) {
    case document::Kind::integer:
    case document::Kind::number:
      if (schema.number != nullptr) verdict = both(verdict, check_number(site));
      break;
    case document::Kind::string:
      if (schema.string != nullptr) verdict = both(verdict, check_string(site));
      break;
    case document::Kind::sequence:
      if (schema.array != nullptr) verdict = both(verdict, check_array(site));
      break;
    case document::Kind::mapping:
      if (schema.object != nullptr) verdict = both(verdict, check_object(site));
      break;
    case document::Kind::null:
    case document::Kind::boolean:
      break;
  }
  if (schema.in_place == nullptr || (verdict == Verdict::invalid && is_satiated())) return verdict;
  return both(verdict, check_in_place(site));
}

Verdict Validator::check_step(Keyword keyword,
                              const Compiled& schema,
                              const Step& step,
                              const document::Node& child) {
  path_.push_back(step);
  Verdict verdict = Verdict::invalid;
  if (schema.shape == Compiled::Shape::nothing) {
    report(child, name_of(keyword), std::string(refusal(keyword)));
  } else {
    verdict = check(schema, child, nullptr);
  }
  path_.pop_back();
  return verdict;
}

Verdict Validator::probe(const Compiled& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  const bool explained = std::exchange(explains_, false);
  const Verdict verdict = check(schema, instance, evaluated);
  explains_ = explained;
  return verdict;
}

std::vector<Problem> Validator::take() {
  std::ranges::stable_sort(
      found_, {}, [](const Found& found) { return std::pair(found.mark.line, found.mark.column); });
  std::vector<Problem> problems;
  for (Found& found : found_) {
    const bool is_known = std::ranges::any_of(problems, [&](const Problem& known) {
      return std::tie(known.instance_pointer, known.keyword, known.message) ==
             std::tie(found.problem.instance_pointer, found.problem.keyword, found.problem.message);
    });
    if (!is_known) problems.push_back(std::move(found.problem));
  }
  found_.clear();
  return problems;
}

std::vector<Problem> validate(const document::Node& schema,
                              const document::Node& instance,
                              const Context& context,
                              std::size_t most) {
  if (context.resolver != nullptr)
    return Validator(Compilations::kept_for(context), context, most).run(schema, instance);
  CompiledSchemas schemas(nullptr, context.dialect, context.assert_formats);
  return Validator(schemas, context, most).run(schema, instance);
}

}  // namespace sworn::schema
