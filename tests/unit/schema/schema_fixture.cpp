// SPDX-License-Identifier: Apache-2.0
#include "unit/schema/schema_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "base/encoding.h"
#include "base/file.h"

namespace sworn::schema::test {
namespace {

constexpr std::string_view remote_origin = "http://localhost:1234/";

std::string without_dot_segments(std::string_view path) {
  std::vector<std::string> kept;
  std::size_t start = 0;
  while (start <= path.size()) {
    const std::size_t end = std::min(path.find('/', start), path.size());
    const std::string segment(path.substr(start, end - start));
    const bool last = end == path.size();
    if (segment == ".." || segment == ".") {
      if (segment == ".." && kept.size() > 1) kept.pop_back();
      if (last) kept.emplace_back();
    } else {
      kept.push_back(segment);
    }
    start = end + 1;
  }
  std::string out;
  for (std::size_t i = 0; i < kept.size(); ++i) out += (i == 0 ? "" : "/") + kept[i];
  return out;
}

/// RFC 3986 §5.2 as far as the suite needs it.
std::string resolve_reference(const std::string& base, std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon != std::string_view::npos && colon < reference.find_first_of("/?#")) {
    return std::string(reference);
  }
  const std::string plain = base.substr(0, base.find('#'));
  if (reference.empty() || reference.front() == '#') return plain + std::string(reference);
  const std::size_t scheme_end = plain.find("://");
  if (scheme_end == std::string::npos) return std::string(reference);
  const std::size_t path = std::min(plain.find('/', scheme_end + 3), plain.size());
  const std::string origin = plain.substr(0, path);
  const std::size_t fragment = std::min(reference.find('#'), reference.size());
  std::string target(reference.substr(0, fragment));
  if (target.front() != '/') {
    const std::string folder =
        plain.substr(path, plain.rfind('/') + 1 - std::min(path, plain.rfind('/') + 1));
    target = (folder.empty() ? "/" : folder) + target;
  }
  return origin + without_dot_segments(target) + std::string(reference.substr(fragment));
}

bool holds_schemas_by_name(std::string_view keyword) {
  static const std::set<std::string_view> names{"properties",
                                                "patternProperties",
                                                "$defs",
                                                "definitions",
                                                "dependentSchemas",
                                                "dependencies"};
  return names.contains(keyword);
}

bool holds_values(std::string_view keyword) {
  return keyword == "enum" || keyword == "const" || keyword == "default" || keyword == "examples";
}

}  // namespace

document::Document parsed(std::string_view json) {
  auto document = document::parse_json(json, "test");
  if (!document) FAIL(document.error().text(), " in ", std::string(json));
  return std::move(document).value();
}

TestResolver::TestResolver(std::string id_keyword, std::string remotes)
    : id_keyword_(std::move(id_keyword)), remotes_(std::move(remotes)) {}

void TestResolver::add(const document::Node& root, const std::string& uri) {
  resources_[uri] = &root;
  walk(root, uri, true);
}

void TestResolver::walk(const document::Node& node, const std::string& base, bool is_schema) const {
  std::string own = base;
  if (is_schema && node.is_mapping()) {
    const bool id_counts = id_keyword_ == "$id" || node.find("$ref") == nullptr;
    const std::string_view id = id_counts ? node.string_at(id_keyword_) : "";
    if (id.starts_with('#')) {
      anchors_.emplace(base + std::string(id), &node);
    } else if (!id.empty()) {
      own = resolve_reference(base, id);
      own.resize(std::min(own.size(), own.find('#')));
      resources_.emplace(own, &node);
    }
    for (const std::string_view keyword : {"$anchor", "$dynamicAnchor"}) {
      const std::string_view anchor = node.string_at(keyword);
      if (!anchor.empty()) anchors_.emplace(own + "#" + std::string(anchor), &node);
    }
  }
  base_of_[&node] = own;
  for (const document::Node* const item : node.items()) walk(*item, own, is_schema);
  for (const document::Entry& entry : node.entries()) {
    const bool is_map = is_schema && holds_schemas_by_name(entry.key) && entry.value->is_mapping();
    if (!is_map) {
      walk(*entry.value, own, is_schema && !holds_values(entry.key));
      continue;
    }
    base_of_[entry.value] = own;
    for (const document::Entry& named : entry.value->entries()) walk(*named.value, own, true);
  }
}

const document::Node* TestResolver::resource(const std::string& uri) const {
  if (const auto found = resources_.find(uri); found != resources_.end()) return found->second;
  if (remotes_.empty() || !uri.starts_with(remote_origin)) return nullptr;
  const auto text = base::read_file(remotes_ + "/" + uri.substr(remote_origin.size()), 1 << 20);
  if (!text) return nullptr;
  loaded_.push_back(parsed(*text));
  const document::Node& root = loaded_.back().root();
  resources_[uri] = &root;
  walk(root, uri, true);
  return &root;
}

const document::Node* TestResolver::resolve(const document::Node& from,
                                            std::string_view reference) const {
  const auto base = base_of_.find(&from);
  if (base == base_of_.end()) return nullptr;
  const std::string target = resolve_reference(base->second, reference);
  const std::size_t hash = std::min(target.find('#'), target.size());
  const std::string uri = target.substr(0, hash);
  const document::Node* const root = resource(uri);
  const std::string fragment =
      base::percent_decode(hash < target.size() ? target.substr(hash + 1) : std::string());
  if (root == nullptr || fragment.empty()) return root;
  if (fragment.front() == '/') return document::at_pointer(*root, fragment);
  const auto anchor = anchors_.find(uri + "#" + fragment);
  return anchor == anchors_.end() ? nullptr : anchor->second;
}

std::vector<std::string> problems(std::string_view schema,
                                  std::string_view instance,
                                  Context context) {
  const document::Document schema_document = parsed(schema);
  const document::Document instance_document = parsed(instance);
  TestResolver resolver;
  resolver.add(schema_document.root(), "http://root.test/");
  context.resolver = &resolver;
  std::vector<std::string> texts;
  for (const Problem& problem :
       validate(schema_document.root(), instance_document.root(), context)) {
    texts.push_back(problem.instance_pointer + " " + problem.keyword + ": " + problem.message);
  }
  return texts;
}

bool is_valid(std::string_view schema, std::string_view instance, Context context) {
  return problems(schema, instance, context).empty();
}

}  // namespace sworn::schema::test
