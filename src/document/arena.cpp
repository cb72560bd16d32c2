// SPDX-License-Identifier: Apache-2.0
#include "document/arena.h"

#include <cstring>

namespace sworn::document {
namespace {

/// Chunks double up to this size: a body of ten bytes and a document of ten megabytes both waste
/// little.
constexpr std::size_t largest_chunk = std::size_t{256} * 1024;

}  // namespace

std::byte* Arena::add_chunk(std::size_t bytes) {
  chunks_.push_back(std::make_unique_for_overwrite<std::byte[]>(bytes));
  return chunks_.back().get();
}

bool Arena::make_room(std::size_t bytes) {
  if (bytes <= room()) return true;
  // What is left of the current chunk is not thrown away for one large piece.
  if (bytes > next_chunk_ / 4) return false;
  low_ = add_chunk(next_chunk_);
  high_ = low_ + next_chunk_;
  next_chunk_ = std::min(next_chunk_ * 2, largest_chunk);
  return true;
}

void* Arena::take(std::size_t bytes) {
  bytes = (bytes + 7) & ~std::size_t{7};
  if (!make_room(bytes)) return add_chunk(bytes);
  std::byte* const start = low_;
  low_ += bytes;
  return start;
}

std::string_view Arena::keep(std::string_view text) {
  if (text.empty()) return {};
  std::byte* start = nullptr;
  if (make_room(text.size())) {
    high_ -= text.size();
    start = high_;
  } else {
    start = add_chunk(text.size());
  }
  char* const copy = static_cast<char*>(static_cast<void*>(start));
  std::memcpy(copy, text.data(), text.size());
  return {copy, text.size()};
}

}  // namespace sworn::document
