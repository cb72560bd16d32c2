// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "document/revision.h"
#include "document/splice.h"
#include "spec/overlay.h"

namespace sworn::spec {
namespace {

using document::Node;
using document::PathMatch;

enum class Shape { object, list, scalar };

Shape shape_of(const PathMatch& match) {
  return match.node->is_mapping()    ? Shape::object
         : match.node->is_sequence() ? Shape::list
                                     : Shape::scalar;
}

bool are_alike(const std::vector<PathMatch>& matches) {
  return std::ranges::all_of(matches, [&](const PathMatch& match) {
    return shape_of(match) == shape_of(matches.front());
  });
}

/// Carries the steps out; remarks are about those that changed nothing.
class Application {
 public:
  Application(const Overlay& overlay, document::Revision& revision)
      : overlay_(overlay), revision_(revision) {}

  Result<void> carry_out(const OverlayStep& step) {
    Result<std::vector<PathMatch>> targets = step.target.select(revision_.root());
    if (!targets) return located(targets.error(), step);
    if (targets->empty()) {
      remark(step, "the target " + shown(step) + " is not in the document");
      return {};
    }
    if (step.removes) return located(revision_.remove(std::move(*targets)), step);
    Result<const Node*> value = value_of(step);
    if (!value) return value.error();
    if (*value == nullptr) return {};
    if (overlay_.is_1_0) {
      remark_on_scalars(step, *targets);
    } else if (!are_alike(*targets)) {
      return located(Error{"the target leads to values of different kinds", {}, {}}, step);
    }
    const document::MergeRules rules{.lists_add_elements = !overlay_.is_1_0,
                                     .kinds_must_fit = !overlay_.is_1_0};
    return located(revision_.merge(std::move(*targets), **value, rules), step);
  }

  [[nodiscard]] std::vector<Error> take_remarks() { return std::move(remarks_); }

 private:
  static std::string shown(const OverlayStep& step) {
    return base::printable(base::shorten(step.target_text, 200));
  }

  static Error located(const Error& error, const OverlayStep& step) {
    return {error.message + ", at " + shown(step), step.where, error.hint};
  }
  static Result<void> located(Result<void> result, const OverlayStep& step) {
    if (result) return result;
    return located(result.error(), step);
  }

  void remark(const OverlayStep& step, std::string message) {
    remarks_.push_back({std::move(message), step.where, {}});
  }

  /// Null, with a remark, where the step has none.
  Result<const Node*> value_of(const OverlayStep& step) {
    if (step.update != nullptr && step.copy) {
      // Each is without effect where the other is there (Overlay 1.1 §4.4.3.1).
      remark(step, "an action with both `update` and `copy` does nothing");
      return nullptr;
    }
    if (step.update != nullptr) return step.update;
    if (!step.copy) {
      remark(step, "an action without `update`, `copy` and `remove` does nothing");
      return nullptr;
    }
    const Result<std::vector<PathMatch>> sources = step.copy->select(revision_.root());
    if (!sources) return located(sources.error(), step);
    if (sources->size() != 1) {
      return located(
          Error{"`copy` has to lead to one value and leads to " + std::to_string(sources->size()),
                {},
                {}},
          step);
    }
    return sources->front().node;
  }

  void remark_on_scalars(const OverlayStep& step, const std::vector<PathMatch>& targets) {
    const bool any_scalar = std::ranges::any_of(
        targets, [](const PathMatch& match) { return shape_of(match) == Shape::scalar; });
    if (any_scalar) {
      remark(step, "Overlay 1.0 updates objects and lists only; the value is replaced as in 1.1");
    }
  }

  const Overlay& overlay_;
  document::Revision& revision_;
  std::vector<Error> remarks_;
};

}  // namespace

Result<Overlaid> apply_overlay(const Overlay& overlay,
                               std::string_view source,
                               const document::Document& document) {
  document::Revision revision(document);
  Application application(overlay, revision);
  for (const OverlayStep& step : overlay.steps) {
    if (auto done = application.carry_out(step); !done) return done.error();
  }
  document::Spliced spliced = document::splice(source, document, revision.root());
  std::vector<Error> remarks = application.take_remarks();
  for (const document::Mark& place : spliced.written_anew) {
    remarks.push_back(
        {"what begins here could not be changed in place and is written anew, "
         "without its comments",
         document.locate(place),
         {}});
  }
  return Overlaid{std::move(spliced.text), spliced.is_rewritten, std::move(remarks)};
}

}  // namespace sworn::spec
