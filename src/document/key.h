// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "document/arena.h"
#include "document/node.h"

namespace sworn::document {

/// Mappings up to this size are searched one by one, larger ones by an index.
constexpr std::size_t linear_most = 16;

/// A hash of a mapping key, seeded afresh in each process: a document cannot be made so that its
/// keys collide.
[[nodiscard]] std::uint32_t hash_of_key(std::string_view key);

/// Each key of a document once, so that equal keys are the same characters in memory.
class KeyTable {
 public:
  /// The kept key; its characters never are a null pointer.
  std::string_view intern(std::string_view key, Arena& arena);

 private:
  struct Slot {
    const char* text = nullptr;
    std::uint32_t size = 0;
    std::uint32_t hash = 0;
  };
  void grow();

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
};

/// Positions of a mapping's entries by key: open addressing, at most two thirds full, an empty slot
/// is zero. Its words are the number of slots less one, then the slots. Small mappings have none.
class KeyIndex {
 public:
  /// For at most `count` entries (under 2^30); stays empty where these are few.
  void reset(std::size_t count);
  [[nodiscard]] bool is_empty() const { return words_.empty(); }
  /// The position of the earlier entry with this key. Without one, `position` is where it will be.
  std::optional<std::size_t> find_or_add(std::span<const Entry> entries,
                                         std::string_view key,
                                         std::size_t position);
  /// A copy of the entries, with a copy of the words behind them if they are many.
  [[nodiscard]] const Entry* keep(std::span<const Entry> entries, Arena& arena) const;

  /// The entry with this key among many kept ones, or null.
  [[nodiscard]] static const Entry* find(std::span<const Entry> kept, std::string_view key);

 private:
  std::vector<std::uint32_t> words_;
};

}  // namespace sworn::document
