// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"

namespace sworn::document {

/// A text that says what another tree says.
struct Spliced {
  std::string text;
  /// The tree was written anew, without comments and layout: the text could not be changed in place
  /// (an anchor that is changed where an alias repeats it, a construct that is rare).
  bool is_rewritten = false;
  /// Else: what begins at these places alone was written anew so (a list whose elements changed
  /// places, an alias that was changed, a construct that is rare).
  std::vector<Mark> written_anew;
};

/// `source`, the text of `before`, changed where `after` differs and nowhere else: comments, order,
/// quotes, line ends and merge keys stay as they are, but for what the result names as written
/// anew. What comes out has been read again and equals `after` (§ `equal`); members that are new
/// stand behind the others, in the style of the text.
[[nodiscard]] Spliced splice(std::string_view source, const Document& before, const Node& after);

}  // namespace sworn::document
