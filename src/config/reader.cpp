// SPDX-License-Identifier: Apache-2.0
#include "config/reader.h"

#include <algorithm>

#include "base/file.h"
#include "base/text.h"

namespace sworn::config {
namespace {

using document::Entry;
using document::Node;

std::string quoted(std::string_view word) {
  return std::string("'").append(base::printable(base::shorten(word, 60))).append("'");
}

std::vector<std::string> keys_of(const std::vector<Member>& known) {
  std::vector<std::string> keys;
  for (const Member& member : known) keys.push_back(member.key);
  return keys;
}

}  // namespace

Reader::Reader(const document::Document& document,
               const Environment& environment,
               const RuleCheck& refuse_rule)
    : document_(document), environment_(environment), refuse_rule_(refuse_rule) {}

void Reader::fail(document::Mark mark, std::string message, std::string hint) {
  if (has_failed()) return;
  error_ = Error{std::move(message), document_.locate(mark), std::move(hint)};
}

void Reader::check_rule(document::Mark mark, std::string_view name, std::string_view written) {
  if (has_failed() || !refuse_rule_) return;
  auto error = refuse_rule_(name);
  if (!error) return;
  if (name != written) {
    fail(mark, "what the variable holds is no rule");
  } else {
    fail(mark, std::move(error->message), std::move(error->hint));
  }
}

Location Reader::locate(const Node& node) const {
  return document_.locate(node.mark());
}

bool Reader::is_mapping(const Node& node) {
  if (has_failed() || node.is_null()) return false;
  if (node.is_mapping()) return true;
  fail(node.mark(), "expected a mapping, got " + kind_of(node));
  return false;
}

void Reader::unknown_key(const Entry& entry, const std::vector<Member>& known, bool is_secret) {
  const std::vector<std::string> keys = keys_of(known);
  const std::string near = base::nearest(entry.key, keys);
  if (!near.empty()) {
    fail(entry.key_mark, "unknown key " + quoted(entry.key), "did you mean '" + near + "'?");
    return;
  }
  // A secret in flow style without quotes, {like this}, parses as a key.
  const std::string name = is_secret ? "" : std::string(" ").append(quoted(entry.key));
  fail(entry.key_mark, "unknown key" + name, "known keys: " + base::join(keys, ", "));
}

void Reader::read_members(const Node& node, const std::vector<Member>& known, bool is_secret) {
  if (!is_mapping(node)) return;
  for (const Entry& entry : node.entries()) {
    if (has_failed()) return;
    const auto member =
        std::ranges::find_if(known, [&](const Member& one) { return one.key == entry.key; });
    if (member == known.end()) {
      unknown_key(entry, known, is_secret);
    } else {
      member->read(*entry.value);
    }
  }
}

void Reader::members(const Node& node, const std::vector<Member>& known) {
  read_members(node, known, false);
}

void Reader::secret_members(const Node& node, const std::vector<Member>& known) {
  read_members(node, known, true);
}

void Reader::entries(const Node& node, const std::function<void(const Entry&)>& read) {
  if (!is_mapping(node)) return;
  for (const Entry& entry : node.entries()) {
    if (has_failed()) return;
    read(entry);
  }
}

void Reader::items(const Node& node, const std::function<void(const Node&)>& read) {
  if (has_failed() || node.is_null()) return;
  if (!node.is_sequence()) {
    fail(node.mark(), "expected a list, got " + kind_of(node));
    return;
  }
  for (const Node* item : node.items()) {
    if (has_failed()) return;
    read(*item);
  }
}

std::string kind_of(const Node& node) {
  switch (node.kind()) {
    case document::Kind::null:
      return "nothing";
    case document::Kind::boolean:
      return "a boolean";
    case document::Kind::integer:
    case document::Kind::number:
      return "a number";
    case document::Kind::string:
      return "a string";
    case document::Kind::sequence:
      return "a list";
    case document::Kind::mapping:
      return "a mapping";
  }
  return "nothing";
}

std::string beside(const std::string& file, const std::string& path) {
  const bool is_url = base::starts_with_ignoring_case(path, "http://") ||
                      base::starts_with_ignoring_case(path, "https://");
  if (path.empty() || path == "-" || path.front() == '/' || is_url) return path;
  const std::string folder = base::folder_of(file);
  if (folder == ".") return path;
  return folder.ends_with('/') ? folder + path : folder + "/" + path;
}

}  // namespace sworn::config
