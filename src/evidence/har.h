// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::evidence {

/// A run as a file: all that the judge reads besides the document.
struct Recording {
  Transcript transcript;
  std::string spec_file;  ///< as it was named
  std::string spec_sha256;
  std::string tool;  ///< the version of sworn that wrote it
  /// False: another program wrote it, and `transcript` holds its exchanges as they are, with their
  /// secrets.
  bool is_own = true;
};

/// HAR 1.2. What HAR has no place for stands in `_sworn` members, versioned: of the log the run,
/// the ledger and the questions that were not asked, of each entry its name. Bytes that are no
/// UTF-8 are written as base64. `recording` is sealed.
[[nodiscard]] std::string write_har(const Recording& recording);

/// read_har(write_har(r)) is r. Reads what other programs write as well: exchanges without a name,
/// `interview` recorded_interview; a body that they left out counts as cut. Errors have file, line
/// and column: no JSON, no HAR, a member of a wrong type, a recording of a newer sworn.
[[nodiscard]] Result<Recording> read_har(std::string_view text, const std::string& name);

}  // namespace sworn::evidence
