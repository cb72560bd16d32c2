// SPDX-License-Identifier: Apache-2.0
#include "schema/validator.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace sworn::schema {
namespace {

constexpr std::size_t depth_limit = 1200;
/// Schemas applied to instances in one run. Nested `anyOf` over recursive references can be
/// exponential.
constexpr std::size_t step_limit = 5'000'000;

bool is_false(const document::Node& schema) {
  return schema.is_boolean() && !schema.as_boolean();
}

std::string_view refusal(Keyword keyword) {
  switch (keyword) {
    case Keyword::additional_properties:
    case Keyword::unevaluated_properties:
      return "the property is not declared";
    case Keyword::items:
    case Keyword::unevaluated_items:
      return "the array has more items than are declared";
    default:
      return "no value is allowed here";
  }
}

}  // namespace

void Evaluated::add(const Evaluated& other) {
  all_ = all_ || other.all_;
  children_.insert(other.children_.begin(), other.children_.end());
}

Verdict Site::fail(Keyword keyword, std::string message) const {
  validator.report(instance, keyword, std::move(message));
  return Verdict::invalid;
}

Validator::Validator(const Context& context, std::size_t most) : context_(context), most_(most) {}

bool Validator::is_satiated() const {
  return quiet_ > 0 || found_.size() >= most_;
}

void Validator::report(const document::Node& place, Keyword keyword, std::string message) {
  if (is_satiated()) return;
  found_.push_back({{pointer(), std::string(name_of(keyword)), std::move(message)}, place.mark()});
}

std::string Validator::pointer() const {
  std::string out;
  for (const Step& step : path_) {
    out += '/';
    out += step.index ? std::to_string(*step.index) : document::escape_pointer(step.name);
  }
  return out;
}

const document::Node* Validator::resolve(const document::Node& from,
                                         std::string_view reference) const {
  return context_.resolver == nullptr ? nullptr : context_.resolver->resolve(from, reference);
}

const document::Node* Validator::resolve_dynamic(const document::Node& from,
                                                 std::string_view reference) const {
  const document::Node* const first = resolve(from, reference);
  const std::size_t hash = reference.find('#');
  if (first == nullptr || hash == std::string_view::npos) return first;
  const std::string_view fragment = reference.substr(hash + 1);
  if (fragment.empty() || first->string_at("$dynamicAnchor") != fragment) return first;
  // The schemas being applied are the dynamic scope, outermost first (JSON Schema Core §8.2.3.2).
  for (const Frame& frame : frames_) {
    const document::Node* const candidate = resolve(*frame.schema, reference.substr(hash));
    if (candidate != nullptr && candidate->string_at("$dynamicAnchor") == fragment)
      return candidate;
  }
  return first;
}

bool Validator::is_exempt(std::string_view name) const {
  if (frames_.empty()) return false;
  const document::Node* const instance = frames_.back().instance;
  for (auto frame = frames_.rbegin(); frame != frames_.rend() && frame->instance == instance;
       ++frame) {
    if (declares_exempt(*frame->schema, name, context_)) return true;
  }
  return false;
}

bool Validator::is_in_progress(const document::Node& schema, const document::Node& instance) const {
  for (auto frame = frames_.rbegin(); frame != frames_.rend() && frame->instance == &instance;
       ++frame) {
    if (frame->schema == &schema) return true;
  }
  return false;
}

Verdict Validator::check(const document::Node& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  if (is_false(schema)) {
    if (!is_satiated()) {
      found_.push_back({{pointer(), "false", "no value is allowed here"}, instance.mark()});
    }
    return Verdict::invalid;
  }
  if (schema.is_boolean()) return Verdict::valid;
  if (!schema.is_mapping() || frames_.size() >= depth_limit || ++steps_ > step_limit ||
      is_in_progress(schema, instance)) {
    if (evaluated != nullptr) evaluated->add_all();
    return Verdict::undecided;
  }
  frames_.push_back({&schema, &instance});
  const Verdict verdict = apply(schema, instance, evaluated);
  frames_.pop_back();
  return verdict;
}

Verdict Validator::apply(const document::Node& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  const Keywords keywords(schema, context_.dialect);
  if (instance.is_null() && keywords.has(Keyword::x_nullable) &&
      keywords[Keyword::x_nullable]->as_boolean()) {
    return Verdict::valid;
  }
  // A schema's own evaluations must not see those of its siblings: they start afresh and are added.
  Evaluated own;
  const bool needs_own = evaluated != nullptr || keywords.has(Keyword::unevaluated_items) ||
                         keywords.has(Keyword::unevaluated_properties);
  const Site site{*this, schema, keywords, instance, needs_own ? &own : nullptr};
  // After a value of the wrong type the other complaints are noise.
  if (check_type(site) == Verdict::invalid) return Verdict::invalid;
  Verdict verdict = Verdict::valid;
  for (const auto& check_some :
       {check_value, check_number, check_string, check_array, check_object, check_in_place}) {
    verdict = both(verdict, check_some(site));
    if (verdict == Verdict::invalid && is_satiated()) return verdict;
  }
  // A subschema that failed has evaluated nothing; what follows from that would be noise as well.
  if (verdict == Verdict::invalid) return verdict;
  verdict = both(verdict, check_unevaluated(site));
  if (evaluated != nullptr && verdict != Verdict::invalid) evaluated->add(own);
  return verdict;
}

Verdict Validator::check_step(Keyword keyword,
                              const document::Node& schema,
                              Step step,
                              const document::Node& child) {
  path_.push_back(step);
  Verdict verdict = Verdict::invalid;
  if (is_false(schema)) {
    report(child, keyword, std::string(refusal(keyword)));
  } else {
    verdict = check(schema, child, nullptr);
  }
  path_.pop_back();
  return verdict;
}

Verdict Validator::check_child(Keyword keyword,
                               const document::Node& schema,
                               std::string_view name,
                               const document::Node& child) {
  return check_step(keyword, schema, {name, std::nullopt}, child);
}

Verdict Validator::check_child(Keyword keyword,
                               const document::Node& schema,
                               std::size_t index,
                               const document::Node& child) {
  return check_step(keyword, schema, {{}, index}, child);
}

Verdict Validator::probe(const document::Node& schema,
                         const document::Node& instance,
                         Evaluated* evaluated) {
  ++quiet_;
  const Verdict verdict = check(schema, instance, evaluated);
  --quiet_;
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
  Validator validator(context, most);
  // The verdict is in the problems: undecided has none.
  static_cast<void>(validator.check(schema, instance, nullptr));
  return validator.take();
}

}  // namespace sworn::schema
