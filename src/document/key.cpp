// SPDX-License-Identifier: Apache-2.0
#include "document/key.h"

#include <bit>
#include <cstring>
#include <memory>

#include "base/random.h"

namespace sworn::document {
namespace {

__extension__ using Wide = unsigned __int128;

/// Both halves of the product of two words: every bit of either moves about half of the result's.
std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

struct Secret {
  std::uint64_t start = base::fresh_seed();
  std::uint64_t factor = base::fresh_seed() | 1U;
};

/// The slot where `key` stands or would stand: its value is a position plus one, or zero.
std::size_t slot_of(std::span<const Entry> entries,
                    const std::uint32_t* slots,
                    std::size_t mask,
                    std::string_view key) {
  std::size_t at = hash_of_key(key) & mask;
  while (slots[at] != 0 && entries[slots[at] - 1].key != key) at = (at + 1) & mask;
  return at;
}

}  // namespace

std::uint32_t hash_of_key(std::string_view key) {
  static const Secret secret;
  std::uint64_t hash = secret.start ^ key.size();
  while (key.size() > 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, key.data(), 8);
    hash = fold(hash ^ word, secret.factor);
    key.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  if (!key.empty()) std::memcpy(&rest, key.data(), key.size());
  hash = fold(hash ^ rest, secret.factor);
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U));
}

std::string_view KeyTable::intern(std::string_view key, Arena& arena) {
  if (key.empty()) return "";
  if (count_ * 3 >= slots_.size() * 2) grow();
  const std::uint32_t hash = hash_of_key(key);
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].text != nullptr; at = (at + 1) & mask) {
    const std::string_view known(slots_[at].text, slots_[at].size);
    if (slots_[at].hash == hash && known == key) return known;
  }
  const std::string_view kept = arena.keep(key);
  slots_[at] = {kept.data(), static_cast<std::uint32_t>(kept.size()), hash};
  ++count_;
  return kept;
}

void KeyTable::grow() {
  std::vector<Slot> before = std::move(slots_);
  slots_ = std::vector<Slot>(before.empty() ? 16 : before.size() * 2);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.text == nullptr) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].text != nullptr) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

void KeyIndex::reset(std::size_t count) {
  words_.clear();
  if (count <= linear_most) return;
  const std::size_t slots = std::bit_ceil(count + count / 2 + 1);
  words_.resize(slots + 1);
  words_.front() = static_cast<std::uint32_t>(slots - 1);
}

std::optional<std::size_t> KeyIndex::find_or_add(std::span<const Entry> entries,
                                                 std::string_view key,
                                                 std::size_t position) {
  std::uint32_t& slot = words_[1 + slot_of(entries, &words_[1], words_[0], key)];
  if (slot != 0) return slot - 1;
  slot = static_cast<std::uint32_t>(position + 1);
  return std::nullopt;
}

const Entry* KeyIndex::keep(std::span<const Entry> entries, Arena& arena) const {
  if (entries.empty()) return nullptr;
  const std::size_t words = entries.size() > linear_most ? words_.size() : 0;
  void* const memory = arena.take(entries.size_bytes() + words * sizeof(std::uint32_t));
  auto* const copy = static_cast<Entry*>(memory);
  void* const behind = std::uninitialized_copy(entries.begin(), entries.end(), copy);
  std::uninitialized_copy_n(words_.begin(), words, static_cast<std::uint32_t*>(behind));
  return copy;
}

const Entry* KeyIndex::find(std::span<const Entry> kept, std::string_view key) {
  const void* const behind = kept.data() + kept.size();
  const auto* const words = static_cast<const std::uint32_t*>(behind);
  const std::uint32_t slot = words[1 + slot_of(kept, words + 1, words[0], key)];
  return slot == 0 ? nullptr : &kept[slot - 1];
}

}  // namespace sworn::document
