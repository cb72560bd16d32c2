// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "diff/change/scheme_pairs.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// A flow and the scheme that it is one of.
struct FlowOf {
  const Scheme* scheme = nullptr;
  const Flow* flow = nullptr;
};

/// The flows of all schemes of a class, by kind.
using Flows = std::map<std::string, std::vector<FlowOf>>;
[[nodiscard]] Flows flows_of(const std::vector<const Scheme*>& schemes);

/// A URL of a scheme made absolute by the document's first server (OpenAPI 3.1 §4.8.27: it is
/// resolved like those of the API), scheme and host in lower case; as written where that cannot be
/// done.
[[nodiscard]] std::string normal_url(std::string_view url, const Contract& contract);

}  // namespace sworn::diff
