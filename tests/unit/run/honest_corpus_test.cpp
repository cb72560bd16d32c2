// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "base/file.h"
#include "document/node.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/spec/corpus.h"

namespace sworn::test {
namespace {

/// So many operations of each document are asked, spread over it: all where SWORN_WHOLE_CORPUS is
/// set, since a thousand take minutes in a build that is not optimised.
constexpr std::size_t most_operations = 12;

std::vector<std::string> sample_of(const Contract& contract) {
  std::vector<std::string> sample;
  if (std::getenv("SWORN_WHOLE_CORPUS") != nullptr) return sample;
  const std::size_t step = contract.operations.size() / most_operations + 1;
  for (std::size_t i = 0; i < contract.operations.size(); i += step) {
    const Operation& operation = contract.operations[i];
    // A pattern is no place for what would mean more than itself.
    if (operation.path.find_first_of("*? ") == std::string::npos) sample.push_back(operation.key());
  }
  return sample;
}

bool requires_what_is_not_defined(const Contract& contract) {
  return std::ranges::any_of(contract.remarks,
                             [](const Remark& r) { return r.flaw == Flaw::undefined_scheme; });
}

}  // namespace

TEST_CASE("no real document lets a server that keeps every promise break one") {
  const auto data = corpus_folder();
  if (!data) return;
  const Corpus corpus((*data / "specs.tar.xz").string());
  REQUIRE(corpus.is_whole());
  const auto text = base::read_file((*data / "index.json").string(), std::size_t{64} << 20);
  REQUIRE(text);
  const auto index = document::parse_json(*text, "index.json");
  REQUIRE(index);
  int examined = 0;
  for (const document::Node* entry : index->root().find("documents")->items()) {
    const std::string path(entry->string_at("path"));
    spec::LoadOptions options;
    options.ref_root = corpus / entry->string_at("id");
    const auto contract = spec::load(corpus / path, options);
    if (!contract || requires_what_is_not_defined(*contract)) continue;
    CAPTURE(path);
    const Report report = hold(*contract, {.writes = true, .include = sample_of(*contract)});
    CHECK(report.run.complete);
    const auto lines = broken_promises(*contract, report);
    CHECK_MESSAGE(lines.empty(), told(report));
    ++examined;
  }
  CHECK(examined > 150);
}

}  // namespace sworn::test
