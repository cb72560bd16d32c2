// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"

namespace {

namespace fs = std::filesystem;
using sworn::base::split;
using sworn::base::trim;

const fs::path root = SWORN_SOURCE_DIR;

/// A folder of src/ and the folders that it may include.
struct Layer {
  std::string folder;
  std::vector<std::string> below;

  friend bool operator==(const Layer&, const Layer&) = default;
};

std::string text_of(const fs::path& file) {
  const auto text = sworn::base::read_file(file.string(), std::size_t{16} * 1024 * 1024);
  REQUIRE_MESSAGE(text, file.string());
  return *text;
}

/// The sworn_layer lines of CMakeLists.txt.
std::vector<Layer> linked_layers() {
  const std::string text = text_of(root / "CMakeLists.txt");
  constexpr std::string_view call = "\nsworn_layer(";
  std::vector<Layer> layers;
  for (std::size_t at = text.find(call); at != std::string::npos; at = text.find(call, at + 1)) {
    const std::size_t begin = at + call.size();
    std::istringstream words(text.substr(begin, text.find(')', begin) - begin));
    Layer layer;
    words >> layer.folder;
    bool is_link = false;
    for (std::string word; words >> word;) {
      if (word == "LINKS" || word == "PACKAGES") {
        is_link = word == "LINKS";
      } else if (is_link) {
        layer.below.push_back(word);
      }
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

/// The layer table of ARCHITECTURE.md: | `folder/` | purpose | base, document |.
std::vector<Layer> documented_layers() {
  const std::string text = text_of(root / "ARCHITECTURE.md");
  const std::size_t begin = text.find("<!-- layers -->");
  const std::size_t end = text.find("<!-- /layers -->");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  std::vector<Layer> layers;
  for (const std::string_view line :
       split(std::string_view(text).substr(begin, end - begin), '\n')) {
    const std::vector<std::string_view> cells = split(line, '|');
    if (cells.size() != 5 || !trim(cells[1]).starts_with('`')) continue;
    const std::string_view name = trim(cells[1]);
    Layer layer{std::string(name.substr(1, name.find('/') - 1)), {}};
    for (const std::string_view below : split(cells[3], ',')) {
      if (trim(below) != "–") layer.below.emplace_back(trim(below));
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

std::string text_of(const std::vector<Layer>& layers) {
  std::string text;
  for (const Layer& layer : layers) {
    text += layer.folder + ": " + sworn::base::join(layer.below, ", ") + "\n";
  }
  return text;
}

struct Include {
  std::string place;  ///< "src/diff/judge.cpp:7"
  std::string target;
  bool is_quoted = false;
};

std::vector<Include> includes_of(const fs::path& folder) {
  std::vector<Include> includes;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
    const std::string text = text_of(entry.path());
    int number = 0;
    for (const std::string_view line : split(text, '\n')) {
      ++number;
      std::string_view rest = trim(line);
      if (!rest.starts_with('#')) continue;
      rest = trim(rest.substr(1));
      if (!rest.starts_with("include")) continue;
      rest = trim(rest.substr(7));
      const std::size_t end = rest.find_first_of("\">", 1);
      if (end == std::string_view::npos) continue;
      includes.push_back(
          {fs::relative(entry.path(), root).generic_string() + ":" + std::to_string(number),
           std::string(rest.substr(1, end - 1)),
           rest.front() == '"'});
    }
  }
  return includes;
}

/// "base" of "base/text.h"; nothing for what has no folder.
std::optional<std::string> folder_of(const std::string& target) {
  const std::size_t slash = target.find('/');
  return slash == std::string::npos ? std::nullopt : std::optional(target.substr(0, slash));
}

bool holds(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

TEST_CASE("every folder of src is a layer and every layer is a folder of src") {
  std::set<std::string> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(root / "src")) {
    folders.insert(entry.path().filename().string());
  }
  std::set<std::string> layers;
  for (const Layer& layer : linked_layers()) layers.insert(layer.folder);
  CHECK(layers.size() > 10);
  CHECK(folders == layers);
}

TEST_CASE("a layer links only what stands above it in the table") {
  std::vector<std::string> known;
  for (const Layer& layer : linked_layers()) {
    for (const std::string& below : layer.below) {
      CAPTURE(layer.folder);
      CAPTURE(below);
      CHECK(holds(known, below));
    }
    known.push_back(layer.folder);
  }
}

TEST_CASE("a file of src includes only its own folder, those of its row and sworn/") {
  const std::vector<Layer> layers = linked_layers();
  std::size_t seen = 0;
  for (const Layer& layer : layers) {
    for (const Include& include : includes_of(root / "src" / layer.folder)) {
      const std::optional<std::string> folder = folder_of(include.target);
      CAPTURE(include.place);
      CAPTURE(include.target);
      if (!include.is_quoted) {
        const bool is_ours =
            std::ranges::any_of(layers, [&](const Layer& other) { return folder == other.folder; });
        CHECK_MESSAGE(!is_ours, "our own headers are included with quotes");
        continue;
      }
      ++seen;
      REQUIRE_MESSAGE(folder, "an include names its folder");
      const bool may = *folder == layer.folder || *folder == "sworn" || holds(layer.below, *folder);
      CHECK(may);
    }
  }
  CHECK(seen > 300);
}

TEST_CASE("a public header includes only the standard library and sworn/") {
  const std::vector<Include> includes = includes_of(root / "include" / "sworn");
  CHECK(includes.size() > 10);
  for (const Include& include : includes) {
    CAPTURE(include.place);
    CAPTURE(include.target);
    const bool is_standard =
        !include.is_quoted && include.target.find_first_of("./") == std::string::npos;
    CHECK((is_standard || (include.is_quoted && include.target.starts_with("sworn/"))));
  }
}

TEST_CASE("the layer table of ARCHITECTURE.md equals the link lines of CMakeLists.txt") {
  CHECK(text_of(documented_layers()) == text_of(linked_layers()));
}
