// SPDX-License-Identifier: Apache-2.0
#include "unit/spec/corpus.h"

#include <cstdlib>

namespace sworn::test {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::optional<fs::path> corpus_folder() {
  const char* const given = std::getenv("SWORN_SHARED_DATA");
  const fs::path data =
      given != nullptr ? fs::path(given) : fs::path(SWORN_SOURCE_DIR) / "../shared/data";
  const fs::path folder = data / "real-specs";
  const bool is_here = fs::exists(folder / "index.json") && fs::exists(folder / "specs.tar.xz");
  return is_here ? std::optional(folder) : std::nullopt;
}

Corpus::Corpus(const fs::path& archive) {
  std::string pattern = (fs::temp_directory_path() / "sworn-corpus-XXXXXX").string();
  const char* const folder = mkdtemp(pattern.data());
  if (folder == nullptr) return;
  folder_ = folder;
  const std::string command = "tar -xJf '" + archive.string() + "' -C '" + folder_ + "'";
  is_whole_ = std::system(command.c_str()) == 0;
}

Corpus::~Corpus() {
  std::error_code ignored;
  if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

}  // namespace sworn::test
