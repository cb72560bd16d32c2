// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/transcript.h"

namespace sworn {

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

}  // namespace sworn
