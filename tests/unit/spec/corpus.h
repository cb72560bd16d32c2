// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace sworn::test {

/// Where real-specs/ of the shared data is, with its index and archive; nothing where it is not
/// here: SWORN_SHARED_DATA, or ../shared/data beside the source folder.
[[nodiscard]] std::optional<std::filesystem::path> corpus_folder();

/// The documents of an archive, unpacked for as long as this lives.
class Corpus {
 public:
  explicit Corpus(const std::filesystem::path& archive);
  Corpus(const Corpus&) = delete;
  Corpus& operator=(const Corpus&) = delete;
  ~Corpus();

  [[nodiscard]] std::string operator/(std::string_view path) const {
    return folder_ + "/" + std::string(path);
  }
  [[nodiscard]] const std::string& folder() const { return folder_; }
  [[nodiscard]] bool is_whole() const { return is_whole_; }

 private:
  std::string folder_;
  bool is_whole_ = false;
};

}  // namespace sworn::test
