// SPDX-License-Identifier: Apache-2.0
#include "spec/files.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "spec/gatherer.h"
#include "spec/sources.h"
#include "spec/uri.h"
#include "sworn/report.h"

namespace sworn::spec {
namespace {

/// References that one resolution may pass on its way.
constexpr int most_steps = 50;

const document::Node* reference_of(const document::Node& node) {
  const document::Node* reference = node.find("$ref");
  return reference != nullptr && reference->is_string() ? reference : nullptr;
}

/// Spaces before the text of a line; of one that has none, or a comment alone, as if it lay within
/// everything. A dash lies within a key at its own column (YAML 1.2.2 §8.2.3), and what follows the
/// dash's line within the dash.
std::size_t indent_of(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || line[first] == '#') return std::string_view::npos;
  const std::string_view text = line.substr(first);
  return text == "-" || text.starts_with("- ") ? first + 1 : first;
}

}  // namespace

Result<std::shared_ptr<Files>> Files::open(const std::string& path,
                                           const LoadOptions& options,
                                           const Check& check,
                                           Remarks& remarks) {
  auto text = Sources(path, options).read_entry();
  if (!text) {
    return text.error();
  }
  return of_text(std::move(*text), path, options, check, remarks);
}

Result<std::shared_ptr<Files>> Files::of_text(std::string text,
                                              const std::string& name,
                                              const LoadOptions& options,
                                              const Check& check,
                                              Remarks& remarks) {
  auto files = std::make_shared<Files>();
  Gatherer gatherer(*files, Sources(name, options), options, remarks);
  if (auto read = gatherer.read(std::move(text), check); !read) {
    return read.error();
  }
  return files;
}

const document::Node* Files::resolve(const document::Node& from, std::string_view reference) const {
  if (from.document_id() >= documents_.size()) {
    return nullptr;
  }
  const std::size_t resource = resources_.holding(from);
  if (resource < targets_.size()) {
    const auto known = targets_[resource].find(reference);
    if (known != targets_[resource].end()) return known->second;
  }
  int steps = most_steps;
  return find(resource, reference, steps);
}

const document::Node* Files::find(std::size_t resource, std::string_view text, int& steps) const {
  const Reference reference = take_apart(text);
  if (!reference.target.empty()) {
    if (resource >= links_.size()) return nullptr;
    const auto link = links_[resource].find(reference.target);
    if (link == links_[resource].end()) return nullptr;
    resource = link->second;
  }
  const document::Node& root = *resources_.at(resource).root;
  if (reference.fragment.empty()) {
    return &root;
  }
  const std::string fragment = base::percent_decode(reference.fragment);
  if (!fragment.starts_with('/')) {
    const auto& anchors = resources_.at(resource).anchors;
    const auto anchor = anchors.find(fragment);
    return anchor == anchors.end() ? nullptr : anchor->second;
  }
  if (const document::Node* found = document::at_pointer(root, fragment)) {
    return found;
  }
  // A pointer that nobody encoded may hold a "%" of its own.
  if (const document::Node* found = document::at_pointer(root, reference.fragment)) {
    return found;
  }
  return walk_pointer(root, fragment, steps);
}

/// RFC 6901 knows no references, but documents that are split into files point through them:
/// "#/paths/~1a/get" where "/a" is a reference.
const document::Node* Files::walk_pointer(const document::Node& root,
                                          std::string_view pointer,
                                          int& steps) const {
  const document::Node* at = &root;
  while (at != nullptr && !pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    const document::Node* next = document::at_pointer(*at, pointer.substr(0, end));
    if (next != nullptr) {
      pointer.remove_prefix(end);
      at = next;
      continue;
    }
    const document::Node* reference = reference_of(*at);
    if (reference == nullptr || --steps < 0) return nullptr;
    at = find(resources_.holding(*at), reference->text(), steps);
  }
  return at;
}

const document::Node* Files::follow(const document::Node* node) const {
  for (int hops = 0; node != nullptr && hops < 100; ++hops) {
    const document::Node* reference = reference_of(*node);
    if (reference == nullptr) {
      return node;
    }
    node = resolve(*node, reference->text());
  }
  return nullptr;
}

Location Files::locate(const document::Node& node, document::Mark mark, std::string pointer) const {
  Location where = documents_[node.document_id()].locate(mark);
  where.pointer = std::move(pointer);
  return where;
}

std::string Files::line_of(const Location& where) const {
  const auto id = id_of(where.file);
  return id ? line(*id, where.line) : "";
}

std::vector<SpecLine> Files::excerpt(const Location& where) const {
  constexpr int most_above = 2;
  constexpr int most_below = 6;
  constexpr int farthest = 500;
  const auto id = id_of(where.file);
  std::vector<SpecLine> lines;
  if (!id || where.line < 1 || where.line > line_count(*id)) return lines;
  lines.push_back({where.line, line(*id, where.line)});
  std::size_t indent = indent_of(lines.front().text);
  for (int number = where.line - 1;
       number > 0 && number > where.line - farthest && static_cast<int>(lines.size()) <= most_above;
       --number) {
    std::string above = line(*id, number);
    if (indent_of(above) >= indent) continue;
    indent = indent_of(above);
    lines.insert(lines.begin(), {number, std::move(above)});
  }
  const std::size_t own = indent_of(lines.back().text);
  for (int number = where.line + 1; number <= std::min(where.line + most_below, line_count(*id));
       ++number) {
    std::string below = line(*id, number);
    if (indent_of(below) <= own) break;
    lines.push_back({number, std::move(below)});
  }
  while (indent_of(lines.back().text) == std::string::npos && lines.back().number > where.line) {
    lines.pop_back();
  }
  return lines;
}

std::optional<std::size_t> Files::id_of(const std::string& file) const {
  const auto found = std::ranges::find(documents_, file, &document::Document::name);
  if (found == documents_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - documents_.begin());
}

int Files::line_count(std::size_t id) const {
  return static_cast<int>(line_starts_[id].size());
}

std::string Files::line(std::size_t id, int number) const {
  constexpr std::size_t most_bytes = 400;
  if (number < 1 || number > line_count(id)) return "";
  const std::string& text = texts_[id];
  const std::vector<std::uint32_t>& starts = line_starts_[id];
  const auto next = static_cast<std::size_t>(number);
  const std::size_t begin = starts[next - 1];
  const std::size_t end = next < starts.size() ? starts[next] - 1 : text.size();
  std::string line = text.substr(begin, std::min(end - begin, most_bytes));
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

}  // namespace sworn::spec
