// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sworn::document {

/// The memory of one document: taken piece by piece, given back all at once. Addresses never
/// change, what is taken is not initialised. Objects fill a chunk from below and characters from
/// above, so that neither pads the other.
class Arena {
 public:
  /// Room for one object, aligned to eight bytes.
  void* take(std::size_t bytes);
  /// A copy of the characters.
  std::string_view keep(std::string_view text);
  /// A copy of the objects; null for none.
  template <typename T>
  const T* keep_all(std::span<const T> objects) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    if (objects.empty()) return nullptr;
    T* const copy = static_cast<T*>(take(objects.size_bytes()));
    std::uninitialized_copy(objects.begin(), objects.end(), copy);
    return copy;
  }

 private:
  [[nodiscard]] std::size_t room() const { return static_cast<std::size_t>(high_ - low_); }
  /// Whether the current chunk has room now; if not, the piece wants a chunk of its own.
  bool make_room(std::size_t bytes);
  std::byte* add_chunk(std::size_t bytes);

  std::vector<std::unique_ptr<std::byte[]>> chunks_;
  std::byte* low_ = nullptr;
  std::byte* high_ = nullptr;
  std::size_t next_chunk_ = 1024;
};

}  // namespace sworn::document
