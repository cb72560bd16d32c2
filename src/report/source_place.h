// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "report/view.h"
#include "sworn/result.h"

namespace sworn::report {

enum class SourceKind { file, standard_input, url };

/// A document as build services know it.
struct SourcePlace {
  SourceKind kind = SourceKind::file;
  std::string path;           ///< with "/", the URL, or "stdin"
  bool is_in_source = false;  ///< `path` is relative to the root of the checkout
  int line = 1;               ///< 1 where it is not known, so that there is something to point at
  int column = 1;             ///< in code points
  int end_column = 2;         ///< likewise, one behind the end of the line
};

/// A path as a URI reference, every segment encoded (RFC 3986 §3.3, §4.2): none is read as a
/// scheme.
[[nodiscard]] std::string path_reference(std::string_view path);

/// `excerpt` is the line of the document at `where`, or "". Nothing is asked of the file system:
/// the path is what its text says.
[[nodiscard]] SourcePlace place_of(const Location& where,
                                   const std::string& excerpt,
                                   const View& view);

}  // namespace sworn::report
