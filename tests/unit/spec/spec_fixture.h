// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "spec/loader.h"

namespace spec_fixture {

inline sworn::Contract loaded(const std::string& text,
                              const sworn::spec::LoadOptions& options = {},
                              const std::string& name = "api.yaml") {
  auto contract = sworn::spec::load_text(text, name, options);
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

inline sworn::Contract loaded_from(const std::string& path,
                                   const sworn::spec::LoadOptions& options = {}) {
  auto contract = sworn::spec::load(path, options);
  if (!contract) FAIL(contract.error().text());
  return *contract;
}

/// The remarks, one a line.
inline std::string remarks(const sworn::Contract& contract) {
  std::string lines;
  for (const sworn::Remark& remark : contract.remarks) lines += remark.what.text() + "\n";
  return lines;
}

/// "GET /a POST /a ", in the order of the list.
inline std::string keys(const std::vector<sworn::Operation>& operations) {
  std::string keys;
  for (const sworn::Operation& operation : operations) keys += operation.key() + " ";
  return keys;
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// A folder of its own that is removed at the end.
class Folder {
 public:
  explicit Folder(const std::map<std::string, std::string>& files) {
    std::string pattern = (std::filesystem::temp_directory_path() / "sworn-spec-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
    for (const auto& [name, text] : files) {
      std::filesystem::create_directories((std::filesystem::path(path_) / name).parent_path());
      std::ofstream(path_ + "/" + name) << text;
    }
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace spec_fixture
