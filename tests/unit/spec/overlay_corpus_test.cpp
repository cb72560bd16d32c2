// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "document/node.h"
#include "spec/overlay.h"
#include "unit/spec/corpus.h"

namespace {

using namespace sworn;
namespace fs = std::filesystem;

/// Larger ones say nothing more, and take their time.
constexpr std::size_t most_bytes = 600'000;

constexpr std::size_t npos = std::string_view::npos;

const std::string nothing =
    R"({"overlay": "1.0.0", "info": {"title": "t", "version": "1"},
        "actions": [{"target": "$", "update": {}}]})";
const std::string one_response =
    R"({"overlay": "1.0.0", "info": {"title": "t", "version": "1"}, "actions": [
        {"target": "$.paths.*[?@.responses]",
         "update": {"responses": {"499": {"description": "It's new: see #4"}}}}]})";

spec::Overlaid applied(const std::string& overlay,
                       const std::string& text,
                       const document::Document& document) {
  const auto read = spec::read_overlay(overlay, "o.json");
  REQUIRE(read.has_value());
  const auto overlaid = spec::apply_overlay(*read, text, document);
  REQUIRE(overlaid.has_value());
  return *overlaid;
}

/// Whether the text still has every line that it had, in their order. A comma may have come behind,
/// and an empty object or an alias may have become a whole one.
bool keeps_lines(const std::string& before, const std::string& after) {
  const auto lines = base::split(after, '\n');
  auto at = lines.begin();
  for (const std::string_view line : base::split(before, '\n')) {
    if (line.ends_with("{}") || line.ends_with("{},") || line.find(": *") != npos) continue;
    while (at != lines.end() && *at != line && *at != std::string(line) + ",") ++at;
    if (at == lines.end()) return false;
    ++at;
  }
  return true;
}

}  // namespace

TEST_CASE(
    "of real documents nothing is changed by an empty overlay, and no line by a new response") {
  const auto data = test::corpus_folder();
  if (!data) {
    MESSAGE("skipped: the real documents are not here (SWORN_SHARED_DATA)");
    return;
  }
  const test::Corpus corpus(*data / "specs.tar.xz");
  REQUIRE(corpus.is_whole());
  int count = 0;
  for (const auto& file : fs::recursive_directory_iterator(corpus.folder())) {
    const std::string name = file.path().string();
    const bool is_one = name.ends_with(".yaml") || name.ends_with(".json");
    if (!file.is_regular_file() || !is_one || file.file_size() > most_bytes) continue;
    const auto text = base::read_file(name, most_bytes);
    REQUIRE(text);
    const auto document = document::parse(*text, name, 0, {}, document::Strictness::lenient);
    if (!document || document->root().find("paths") == nullptr) continue;
    CAPTURE(name);
    CHECK(applied(nothing, *text, *document).text == *text);
    const spec::Overlaid grown = applied(one_response, *text, *document);
    CHECK_FALSE(grown.is_rewritten);
    const bool is_on_one_line = base::trim(*text).find('\n') == npos;
    CHECK((is_on_one_line || keeps_lines(*text, grown.text)));
    ++count;
  }
  CHECK(count > 100);
}
