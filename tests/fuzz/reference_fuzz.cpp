// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <string>

#include "diff/compare.h"
#include "diff/review.h"
#include "fuzz.h"
#include "spec/loader.h"

namespace {

/// References to files find nothing there.
const std::string& empty_folder() {
  static const std::string folder = [] {
    const auto path = std::filesystem::temp_directory_path() / "sworn-fuzz-empty";
    std::filesystem::create_directories(path);
    return path.string();
  }();
  return folder;
}

}  // namespace

// A document loads or is refused with reasons; what loads can be reviewed and has not changed
// since.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  spec::LoadOptions options;
  options.ref_root = empty_folder();
  options.assume_version = "3.2";
  options.allow_remote_refs = true;
  options.limits = {.bytes = 1 << 20, .depth = 200, .nodes = 20'000};
  options.fetch = [](const std::string& url) -> Result<std::string> {
    return Error{"not fetched", Location{url, 0, 0, {}}, {}};
  };
  const std::string name = options.ref_root + "/fuzz.yaml";
  const auto contract = spec::load_text(std::string(fuzz::text_of(data, size)), name, options);
  if (!contract) {
    fuzz::must(!contract.error().message.empty(), "an error says something");
    return 0;
  }
  const Report report = diff::review(*contract, {});
  fuzz::must(report.operations.size() == contract->operations.size(),
             "a review shows every operation");
  fuzz::must(diff::compare(*contract, *contract, {}).findings.empty(),
             "a document has not changed since itself");
  return 0;
}
