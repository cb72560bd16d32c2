// SPDX-License-Identifier: Apache-2.0
#include "cli/recording.h"

#include "base/file.h"

namespace sworn::cli {
namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 30;

}  // namespace

Result<evidence::Recording> read_recording(const std::string& file) {
  const Result<std::string> text = base::read_file(file, most_bytes);
  if (!text) return text.error();
  return evidence::read_har(*text, file);
}

Result<void> write_recording(const evidence::Recording& recording, const std::string& file) {
  if (file.empty()) return {};
  return base::write_file(file, evidence::write_har(recording), base::Readers::owner);
}

}  // namespace sworn::cli
