// SPDX-License-Identifier: Apache-2.0
#include "spec/files.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/encoding.h"
#include "base/file.h"
#include "base/text.h"

namespace sworn::spec {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = std::size_t{256} * 1024 * 1024;
constexpr std::size_t most_documents = 10'000;

/// Keywords whose values are data: a `$ref` in there refers to nothing.
bool holds_data(std::string_view key) {
  static constexpr std::array<std::string_view, 6> names{
      "example", "examples", "default", "enum", "const", "value"};
  return std::ranges::find(names, key) != names.end() || key.starts_with("x-");
}

/// Keywords whose members are named by the author, so that a name is no keyword.
bool holds_names(std::string_view key) {
  static constexpr std::array<std::string_view, 17> names{"properties",
                                                          "patternProperties",
                                                          "$defs",
                                                          "definitions",
                                                          "dependentSchemas",
                                                          "schemas",
                                                          "responses",
                                                          "parameters",
                                                          "requestBodies",
                                                          "headers",
                                                          "paths",
                                                          "pathItems",
                                                          "webhooks",
                                                          "securitySchemes",
                                                          "securityDefinitions",
                                                          "callbacks",
                                                          "links"};
  return std::ranges::find(names, key) != names.end();
}

struct Reference {
  std::string_view target;
  std::string_view fragment;
};

Reference take_apart(std::string_view reference) {
  const auto hash = reference.find('#');
  if (hash == std::string_view::npos) {
    return {reference, {}};
  }
  return {reference.substr(0, hash), reference.substr(hash + 1)};
}

}  // namespace

Result<std::shared_ptr<Files>> Files::open(const std::string& path,
                                           const std::string& ref_root,
                                           const Check& check) {
  auto text = base::read_file(path, most_bytes);
  if (!text) {
    return text.error();
  }
  return of_text(std::move(*text), path, ref_root, check);
}

Result<std::shared_ptr<Files>> Files::of_text(std::string text,
                                              const std::string& name,
                                              const std::string& ref_root,
                                              const Check& check) {
  auto files = std::make_shared<Files>();
  std::error_code ignored;
  const std::string folder =
      ref_root.empty() ? (name == "-" ? "." : base::folder_of(name)) : ref_root;
  files->root_folder_ = fs::weakly_canonical(folder, ignored).string();
  files->entry_text_ = text;
  if (auto added = files->add(std::move(text), name); !added) {
    return added.error();
  }
  if (check) {
    if (auto checked = check(files->entry()); !checked) {
      return checked.error();
    }
  }
  if (auto read = files->read_references(); !read) {
    return read.error();
  }
  return files;
}

Result<void> Files::add(std::string text, const std::string& path) {
  const auto id = static_cast<std::uint16_t>(documents_.size());
  auto document = document::parse(text, path, id);
  if (!document) {
    return document.error();
  }
  std::error_code ignored;
  ids_[path == "-" ? "-" : fs::weakly_canonical(path, ignored).string()] = id;
  documents_.push_back(std::move(*document));
  texts_.push_back(std::move(text));
  paths_.push_back(path);
  links_.emplace_back();
  anchors_.emplace_back();
  return {};
}

Result<void> Files::read_references() {
  for (std::size_t id = 0; id < documents_.size(); ++id) {
    std::vector<Pending> found;
    if (auto collected = collect(documents_[id].root(), false, 0, found); !collected) {
      return collected.error();
    }
    for (const Pending& pending : found) {
      const Reference reference = take_apart(pending.target);
      const std::string target(reference.target);
      if (!target.empty() && !links_[id].contains(target)) {
        auto path = path_of(pending);
        if (!path) {
          return path.error();
        }
        if (const auto known = ids_.find(*path); known != ids_.end()) {
          links_[id][target] = known->second;
          continue;
        }
        if (documents_.size() >= most_documents) {
          return Error{
              "more than 10000 files are referred to", documents_[id].locate(pending.mark), ""};
        }
        const std::string shown =
            (fs::path(base::folder_of(paths_[id])) / base::percent_decode(target))
                .lexically_normal()
                .string();
        auto text = base::read_file(*path, most_bytes);
        if (!text) {
          return Error{"$ref to a file that cannot be read: " + base::printable(target) + " (" +
                           text.error().message + ")",
                       documents_[id].locate(pending.mark),
                       "correct the reference, or add the file"};
        }
        links_[id][target] = static_cast<std::uint16_t>(documents_.size());
        if (auto added = add(std::move(*text), shown); !added) {
          return added.error();
        }
      }
    }
  }
  // Every fragment is checked once all documents stand.
  for (const document::Document& document : documents_) {
    std::vector<Pending> found;
    if (auto collected = collect(document.root(), false, 0, found); !collected) {
      return collected.error();
    }
    for (const Pending& pending : found) {
      if (resolve(document.root(), pending.target) == nullptr) {
        return Error{"$ref to nothing: " + base::printable(pending.target),
                     document.locate(pending.mark),
                     "nothing stands at that place; correct the reference"};
      }
    }
  }
  return {};
}

Result<void> Files::collect(const document::Node& node,
                            bool keys_are_names,
                            int depth,
                            std::vector<Pending>& found) {
  if (depth > 900) {
    return {};  // the parser's own limit has refused anything deeper
  }
  if (node.is_sequence()) {
    for (const document::Node* item : node.items()) {
      if (auto below = collect(*item, false, depth + 1, found); !below) {
        return below;
      }
    }
    return {};
  }
  for (const document::Entry& entry : node.entries()) {
    if (!keys_are_names) {
      if (entry.key == "$ref" && entry.value->is_string()) {
        found.push_back(
            {node.document_id(), std::string(entry.value->text()), entry.value->mark()});
        continue;
      }
      if ((entry.key == "$anchor" || entry.key == "$dynamicAnchor") && entry.value->is_string()) {
        anchors_[node.document_id()].emplace(entry.value->text(), &node);
      }
      if (holds_data(entry.key)) {
        continue;
      }
    }
    if (auto below =
            collect(*entry.value, !keys_are_names && holds_names(entry.key), depth + 1, found);
        !below) {
      return below;
    }
  }
  return {};
}

Result<std::string> Files::path_of(const Pending& pending) const {
  const Reference reference = take_apart(pending.target);
  const Location where = documents_[pending.document_id].locate(pending.mark);
  if (base::starts_with_ignoring_case(reference.target, "http://") ||
      base::starts_with_ignoring_case(reference.target, "https://")) {
    return Error{"$ref to another host is not followed: " + base::printable(reference.target),
                 where,
                 "keep a copy of the document beside this one and refer to that"};
  }
  std::error_code ignored;
  const fs::path relative = base::percent_decode(reference.target);
  const fs::path joined = relative.is_absolute()
                              ? relative
                              : fs::path(base::folder_of(paths_[pending.document_id])) / relative;
  const fs::path canonical = fs::weakly_canonical(joined, ignored);
  const fs::path within = canonical.lexically_relative(root_folder_);
  if (within.empty() || *within.begin() == "..") {
    return Error{"$ref leaves the folder of the spec: " + base::printable(reference.target),
                 where,
                 "move the file beside the spec, or name a wider folder with --ref-root DIR"};
  }
  return canonical.string();
}

const document::Node* Files::resolve(const document::Node& from, std::string_view text) const {
  const Reference reference = take_apart(text);
  std::size_t id = from.document_id();
  if (id >= documents_.size()) {
    return nullptr;
  }
  if (!reference.target.empty()) {
    const auto link = links_[id].find(std::string(reference.target));
    if (link == links_[id].end()) {
      return nullptr;
    }
    id = link->second;
  }
  const document::Node& root = documents_[id].root();
  if (reference.fragment.empty()) {
    return &root;
  }
  const std::string fragment = base::percent_decode(reference.fragment);
  if (fragment.starts_with('/')) {
    if (const document::Node* found = document::at_pointer(root, fragment)) {
      return found;
    }
    return document::at_pointer(root, reference.fragment);
  }
  const auto anchor = anchors_[id].find(fragment);
  return anchor == anchors_[id].end() ? nullptr : anchor->second;
}

const document::Node* Files::follow(const document::Node* node) const {
  for (int hops = 0; node != nullptr && hops < 100; ++hops) {
    const document::Node* reference = node->find("$ref");
    if (reference == nullptr || !reference->is_string()) {
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
  for (std::size_t id = 0; id < documents_.size(); ++id) {
    if (documents_[id].name() != where.file || where.line < 1) {
      continue;
    }
    std::size_t begin = 0;
    for (int line = 1; line < where.line; ++line) {
      begin = texts_[id].find('\n', begin);
      if (begin == std::string::npos) {
        return "";
      }
      ++begin;
    }
    const std::size_t end = std::min(texts_[id].find('\n', begin), texts_[id].size());
    std::string line = texts_[id].substr(begin, std::min<std::size_t>(end - begin, 400));
    if (line.ends_with('\r')) {
      line.pop_back();
    }
    return line;
  }
  return "";
}

}  // namespace sworn::spec
