// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/json_path.h"
#include "document/node.h"
#include "sworn/result.h"

namespace sworn::spec {

/// One change of an overlay (Overlay 1.1 §4.4.3).
struct OverlayStep {
  std::string target_text;
  document::JsonPath target;
  const document::Node* update = nullptr;  ///< in the overlay's document; null where there is none
  std::optional<document::JsonPath> copy;  ///< Overlay 1.1
  bool removes = false;
  Location where;
};

/// An OpenAPI Overlay, version 1.0 or 1.1, read and checked; copies share its document.
struct Overlay {
  std::shared_ptr<const document::Document> document;
  bool is_1_0 = false;
  std::string extends;  ///< the document that it was made for, as written; or ""
  std::vector<OverlayStep> steps;
  std::vector<Error> remarks;  ///< what has no meaning in an overlay and is passed over
};

/// Reads JSON or YAML. Errors have line and column: no overlay, another version, a member that is
/// missing or of a wrong type, a target that is no JSONPath or uses what is not supported.
[[nodiscard]] Result<Overlay> read_overlay(std::string_view text, const std::string& name);

/// A document after an overlay.
struct Overlaid {
  std::string text;
  bool is_rewritten = false;   ///< its comments and layout are lost (document/splice.h)
  std::vector<Error> remarks;  ///< actions that found or did nothing; what was written anew
};

/// Applies the steps in order, each to what the one before it left (Overlay 1.1 §4.4.1), to the
/// document alone: what its references lead to stays as it is. `source` is the text of `document`.
/// Errors are of a step that cannot be carried out; then nothing is.
[[nodiscard]] Result<Overlaid> apply_overlay(const Overlay& overlay,
                                             std::string_view source,
                                             const document::Document& document);

}  // namespace sworn::spec
