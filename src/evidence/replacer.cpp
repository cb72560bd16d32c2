// SPDX-License-Identifier: Apache-2.0
#include "evidence/replacer.h"

#include <algorithm>
#include <cstring>

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
  first_two_.set(first_two_of(from.data()));
  auto& pairs = by_start_[start_of(from.data())];
  if (std::ranges::any_of(pairs, [&](const Pair& pair) { return pair.from == from; })) {
    return;
  }
  const auto place =
      std::ranges::find_if(pairs, [&](const Pair& pair) { return pair.from.size() < from.size(); });
  pairs.insert(place, {from, to});
}

std::vector<Replacer::Hit> Replacer::hits_in(std::string_view text) const {
  std::vector<Hit> hits;
  std::size_t at = 0;
  while (!by_start_.empty() && at + least_ <= text.size()) {
    if (!first_two_.test(first_two_of(text.data() + at))) {
      ++at;
      continue;
    }
    const auto found = by_start_.find(start_of(text.data() + at));
    const Pair* match = nullptr;
    if (found != by_start_.end()) {
      const auto pair = std::ranges::find_if(
          found->second, [&](const Pair& p) { return text.substr(at).starts_with(p.from); });
      match = pair == found->second.end() ? nullptr : &*pair;
    }
    if (match == nullptr) {
      ++at;
      continue;
    }
    hits.push_back({at, match->from.size(), &match->to});
    at += match->from.size();
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
