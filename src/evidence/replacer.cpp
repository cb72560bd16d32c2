// SPDX-License-Identifier: Apache-2.0
#include "evidence/replacer.h"

#include <algorithm>
#include <cstring>
#include <functional>

namespace sworn::evidence {
namespace {

std::size_t first_two_of(const char* text) {
  return static_cast<std::size_t>(static_cast<unsigned char>(text[0])) << 8U |
         static_cast<unsigned char>(text[1]);
}

}  // namespace

std::uint64_t Replacer::start_of(const char* text) const {
  std::uint64_t key = 0;
  std::memcpy(&key, text, std::min(least_, sizeof key));
  return key;
}

void Replacer::add(const std::string& from, const std::string& to) {
  if (from.size() < least_) {
    return;
  }
  if (!pairs_.try_emplace(from, to).second) {
    return;
  }
  first_two_.set(first_two_of(from.data()));
  auto& lengths = lengths_[start_of(from.data())];
  const auto place = std::ranges::lower_bound(lengths, from.size(), std::ranges::greater());
  if (place == lengths.end() || *place != from.size()) {
    lengths.insert(place, from.size());
  }
}

const Replacer::Pair* Replacer::longest_at(std::string_view text) const {
  const auto lengths = lengths_.find(start_of(text.data()));
  if (lengths == lengths_.end()) {
    return nullptr;
  }
  for (const std::size_t length : lengths->second) {
    if (length > text.size()) continue;
    if (const auto pair = pairs_.find(text.substr(0, length)); pair != pairs_.end()) return &*pair;
  }
  return nullptr;
}

std::vector<Replacer::Hit> Replacer::hits_in(std::string_view text) const {
  std::vector<Hit> hits;
  std::size_t at = 0;
  while (at + least_ <= text.size()) {
    const Pair* match =
        first_two_.test(first_two_of(text.data() + at)) ? longest_at(text.substr(at)) : nullptr;
    if (match == nullptr) {
      ++at;
      continue;
    }
    hits.push_back({at, match->first.size(), &match->second});
    at += match->first.size();
  }
  return hits;
}

std::string Replacer::apply(std::string_view text) const {
  std::string out;
  std::size_t copied = 0;
  for (const Hit& hit : hits_in(text)) {
    out.append(text, copied, hit.at - copied);
    out += *hit.to;
    copied = hit.at + hit.size;
  }
  out.append(text, copied);
  return out;
}

}  // namespace sworn::evidence
