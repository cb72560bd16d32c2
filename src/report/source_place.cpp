// SPDX-License-Identifier: Apache-2.0
#include "report/source_place.h"

#include <algorithm>
#include <filesystem>

#include "base/encoding.h"
#include "base/text.h"

namespace sworn::report {
namespace {

namespace fs = std::filesystem;

bool climbs(const fs::path& path) {
  return path.empty() || path.is_absolute() || *path.begin() == "..";
}

void set_path(SourcePlace& place, const std::string& file, const View& view) {
  fs::path path = fs::path(file).lexically_normal();
  if (!view.working_folder.empty() && !view.source_root.empty()) {
    const fs::path whole = (fs::path(view.working_folder) / path).lexically_normal();
    const fs::path relative =
        whole.lexically_relative(fs::path(view.source_root).lexically_normal());
    path = climbs(relative) ? whole : relative;
  }
  place.is_in_source = !climbs(path);
  place.path = path.generic_string();
}

int code_points(std::string_view text) {
  // Malformed bytes are one U+FFFD each for whoever shows the line.
  const std::string valid = base::valid_utf8(text);
  return static_cast<int>(std::ranges::count_if(
      valid, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string path_reference(std::string_view path) {
  std::string reference;
  bool is_first = true;
  for (const std::string_view segment : base::split(path, '/')) {
    if (!is_first) reference += '/';
    reference += base::percent_encode(segment);
    is_first = false;
  }
  return reference;
}

SourcePlace place_of(const Location& where, const std::string& excerpt, const View& view) {
  SourcePlace place;
  if (where.file == "-" || where.file.empty()) {
    place.kind = SourceKind::standard_input;
    place.path = "stdin";
  } else if (base::starts_with_ignoring_case(where.file, "http://") ||
             base::starts_with_ignoring_case(where.file, "https://")) {
    place.kind = SourceKind::url;
    place.path = where.file;
  } else {
    set_path(place, where.file, view);
  }
  if (where.line < 1) return place;
  place.line = where.line;
  const auto before = static_cast<std::size_t>(std::max(where.column, 1) - 1);
  const bool is_in_line = before < excerpt.size();
  place.column = is_in_line ? 1 + code_points(std::string_view(excerpt).substr(0, before))
                            : std::max(where.column, 1);
  place.end_column =
      is_in_line ? std::max(1 + code_points(excerpt), place.column + 1) : place.column + 1;
  return place;
}

}  // namespace sworn::report
