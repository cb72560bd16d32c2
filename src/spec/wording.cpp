// SPDX-License-Identifier: Apache-2.0
#include "spec/wording.h"

#include <algorithm>

#include "base/text.h"

namespace sworn::spec {
namespace {

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Generators put a namespace before the name: "orgs/remove-member", "api.users.login",
/// "Auth_login".
std::string_view without_namespace(std::string_view id) {
  while (!id.empty() && std::string_view("/.:").find(id.back()) != std::string_view::npos) {
    id.remove_suffix(1);
  }
  if (const auto at = id.find_last_of("/.:"); at != std::string_view::npos) {
    id.remove_prefix(at + 1);
  }
  const auto underscore = id.find('_');
  if (!id.empty() && is_upper(id.front()) && underscore != std::string_view::npos &&
      underscore + 1 < id.size() && id.find('_', underscore + 1) == std::string_view::npos) {
    id.remove_prefix(underscore + 1);
  }
  return id;
}

Words words_of_segment(std::string_view text) {
  for (const std::string_view ending : {".json", ".xml", ".php", ".html", ".do"}) {
    if (text.size() > ending.size() && text.ends_with(ending)) {
      text.remove_suffix(ending.size());
    }
  }
  return base::words_of(text);
}

bool equals(const Words& words,
            std::size_t from,
            std::size_t count,
            const std::vector<std::string_view>& phrase) {
  return phrase.size() == count &&
         std::equal(phrase.begin(),
                    phrase.end(),
                    words.begin() + static_cast<std::ptrdiff_t>(from),
                    words.begin() + static_cast<std::ptrdiff_t>(from + count));
}

}  // namespace

bool Wording::mentions(std::initializer_list<std::string_view> words) const {
  return has_any(id, words) || std::ranges::any_of(segments, [&](const Segment& segment) {
           return has_any(segment.words, words);
         });
}

Wording wording_of(const Operation& operation) {
  Wording wording;
  for (const std::string_view piece : base::split(operation.path, '/')) {
    if (piece.empty()) {
      continue;
    }
    Segment segment;
    segment.text = piece;
    segment.has_parameter = piece.find('{') != std::string_view::npos;
    if (!segment.has_parameter) {
      segment.words = words_of_segment(piece);
      wording.last = segment.words;
    }
    wording.has_parameter = wording.has_parameter || segment.has_parameter;
    wording.ends_literal = !segment.has_parameter;
    wording.segments.push_back(std::move(segment));
  }
  wording.id = base::words_of(without_namespace(operation.operation_id));
  return wording;
}

bool contains(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

bool has_any(const Words& words, std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(wanted, [&](std::string_view word) { return contains(words, word); });
}

bool is_phrase(const Words& words, std::initializer_list<std::string_view> phrases) {
  return !words.empty() && begins_with(words, phrases) == words.size();
}

std::size_t begins_with(const Words& words, std::initializer_list<std::string_view> phrases) {
  return begins_with(words, std::span<const std::string_view>(phrases.begin(), phrases.size()));
}

std::size_t begins_with(const Words& words, std::span<const std::string_view> phrases) {
  std::size_t longest = 0;
  for (const std::string_view phrase : phrases) {
    const auto pieces = base::split(phrase, ' ');
    if (pieces.size() <= words.size() && equals(words, 0, pieces.size(), pieces)) {
      longest = std::max(longest, pieces.size());
    }
  }
  return longest;
}

std::size_t ends_with(const Words& words, std::initializer_list<std::string_view> phrases) {
  std::size_t longest = 0;
  for (const std::string_view phrase : phrases) {
    const auto pieces = base::split(phrase, ' ');
    if (pieces.size() <= words.size() &&
        equals(words, words.size() - pieces.size(), pieces.size(), pieces)) {
      longest = std::max(longest, pieces.size());
    }
  }
  return longest;
}

}  // namespace sworn::spec
