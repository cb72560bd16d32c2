// SPDX-License-Identifier: Apache-2.0
#include "spec/sources.h"

#include <filesystem>

#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "spec/uri.h"

namespace sworn::spec {
namespace {

namespace fs = std::filesystem;

std::string canonical(const fs::path& path) {
  std::error_code failed;
  fs::path found = fs::weakly_canonical(path, failed);
  return failed ? fs::absolute(path, failed).lexically_normal().string() : found.string();
}

bool is_below(const std::string& path, const std::string& folder) {
  const fs::path within = fs::path(path).lexically_relative(folder);
  return !within.empty() && *within.begin() != "..";
}

}  // namespace

Sources::Sources(const std::string& name, const LoadOptions& options)
    : name_(name), options_(options) {
  if (is_http(name)) {
    entry_uri_ = resolve_uri(name, "");
    entry_ = {entry_uri_, entry_name(), true};
    if (const auto url = base::parse_url(name)) origin_ = url->origin();
    return;
  }
  folder_ = name == "-" ? "." : base::folder_of(name);
  canonical_folder_ = canonical(folder_);
  root_ = options.ref_root.empty() ? canonical_folder_ : canonical(options.ref_root);
  std::error_code ignored;
  entry_uri_ = uri_of_path(fs::absolute(name, ignored).lexically_normal().string());
  entry_ = {name == "-" ? name : canonical(name), name, false};
}

std::string Sources::entry_name() const {
  return is_http(name_) ? name_.substr(0, name_.find_first_of("?#")) : name_;
}

Result<std::string> Sources::read_entry() const {
  if (!entry_.is_remote) return base::read_file(name_, options_.limits.bytes);
  const auto url = base::parse_url(take_apart(name_).target);
  if (!url) return url.error();
  return read(entry_, options_.limits.bytes);
}

std::variant<Source, Refusal> Sources::locate(const std::string& uri, bool from_remote) const {
  if (is_http(uri)) return locate_url(uri);
  if (!is_file(uri)) return Refusal{Flaw::broken_reference, "nothing is known by this URI", ""};
  if (from_remote) {
    return Refusal{Flaw::refused_reference, "a document from a URL may not refer to a file", ""};
  }
  return locate_file(uri);
}

std::variant<Source, Refusal> Sources::locate_file(const std::string& uri) const {
  const auto path = path_of_uri(uri);
  if (!path) return Refusal{Flaw::broken_reference, "it names no file of this machine", ""};
  const std::string found = canonical(*path);
  if (entry_.is_remote || !is_below(found, root_)) {
    return Refusal{Flaw::refused_reference,
                   "it leaves the folder of the spec",
                   "move the file beside the spec, or name a wider folder with --ref-root DIR"};
  }
  const fs::path within = fs::path(found).lexically_relative(canonical_folder_);
  return Source{found, (fs::path(folder_) / within).lexically_normal().string(), false};
}

std::variant<Source, Refusal> Sources::locate_url(const std::string& uri) const {
  const auto url = base::parse_url(uri);
  if (!url) return Refusal{Flaw::broken_reference, url.error().message, ""};
  if (url->origin() != origin_ && !options_.allow_remote_refs) {
    return Refusal{Flaw::refused_reference,
                   "it is on another host",
                   "allow it with --allow-remote-refs, or refer to a copy beside the spec"};
  }
  return Source{uri, uri.substr(0, uri.find('?')), true};
}

Result<std::string> Sources::read(const Source& source, std::size_t most) const {
  if (!source.is_remote) {
    std::error_code failed;
    const fs::file_status status = fs::status(source.key, failed);
    if (fs::exists(status) && !fs::is_regular_file(status)) {
      return Error{"is not a regular file", {source.shown, 0, 0, {}}, {}};
    }
    return base::read_file(source.key, most);
  }
  const Location where{source.shown, 0, 0, {}};
  if (!options_.fetch) return Error{"documents at URLs are not read here", where, {}};
  Result<std::string> text = options_.fetch(source.key);
  if (text && text->size() > most) {
    return Error{"is larger than " + std::to_string(most) + " bytes", where, {}};
  }
  return text;
}

}  // namespace sworn::spec
