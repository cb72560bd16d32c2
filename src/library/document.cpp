// SPDX-License-Identifier: Apache-2.0
// The verbs that need a document alone.
#include "diff/catalogue.h"
#include "diff/compare.h"
#include "diff/review.h"
#include "spec/loader.h"
#include "sworn/sworn.h"

namespace sworn {
namespace {

diff::Side side_of(Side side) {
  switch (side) {
    case Side::owner:
      return diff::Side::owner;
    case Side::client:
      return diff::Side::client;
    case Side::both:
      break;
  }
  return diff::Side::both;
}

}  // namespace

Result<Contract> load(const std::string& file, const LoadOptions& options) {
  spec::LoadOptions load;
  load.ref_root = options.ref_root;
  load.assume_version = options.assume_version;
  return spec::load(file, load);
}

Report review(const Contract& contract, const ReviewOptions& options) {
  return diff::review(contract, {options.rules, options.skip_rules, options.severity});
}

Report compare(const Contract& before, const Contract& after, const CompareOptions& options) {
  return diff::compare(
      before, after, {options.rules, options.skip_rules, options.severity, side_of(options.side)});
}

std::vector<const RuleInfo*> catalogue() {
  return diff::catalogue();
}

}  // namespace sworn
