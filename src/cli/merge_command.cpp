// SPDX-License-Identifier: Apache-2.0
#include "cli/merge_command.h"

#include <ostream>

#include "cli/output.h"
#include "cli/recording.h"
#include "run/merge.h"

namespace sworn::cli {

ExitCode merge_command(const Options& options, const Console& console) {
  if (auto error = refuse_outputs(options)) return refuse(console, *error);
  std::vector<run::NamedRecording> shards;
  for (const std::string& file : options.recordings) {
    Result<evidence::Recording> recording = read_recording(file);
    if (!recording) return refuse(console, recording.error());
    shards.push_back({file, std::move(*recording)});
  }
  const Result<evidence::Recording> merged = run::merge(std::move(shards));
  if (!merged) return refuse(console, merged.error());
  if (options.record.empty()) {
    console.out << evidence::write_har(*merged) << std::flush;
    return ExitCode::clean;
  }
  if (auto written = write_recording(*merged, options.record); !written) {
    return refuse(console, written.error());
  }
  return ExitCode::clean;
}

}  // namespace sworn::cli
