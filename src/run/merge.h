// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "evidence/har.h"
#include "sworn/result.h"

namespace sworn::run {

/// A recording and the file that it came from.
struct NamedRecording {
  std::string file;
  evidence::Recording recording;
};

/// One recording from those of all shards: judged, it is as that of one run, but for `run` and the
/// contents and times of exchanges. A story that several shards held is taken from the first of
/// them, whole, since its answers belong together; placeholders are renamed where two shards gave
/// one name to different values. Errors name the files: no shard, one twice or missing, or runs
/// that differ in document, URL, configuration or version.
[[nodiscard]] Result<evidence::Recording> merge(std::vector<NamedRecording> shards);

}  // namespace sworn::run
