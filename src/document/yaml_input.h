// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <streambuf>
#include <string_view>

namespace sworn::document {

/// The text as yaml-cpp's stream reads it, and a guard of its memory: where a key might begin, a
/// bracket or quote at the start of a line, its scanner keeps all tokens, of 100 to 200 bytes each,
/// until the bracket is closed and the line ended. Throws Overflow into the parser, which holds
/// nothing that it would leave behind, when it has read on for too long without telling of
/// anything.
class YamlInput final : public std::streambuf {
 public:
  struct Overflow {};

  /// `text` has to outlive this object.
  explicit YamlInput(std::string_view text);

  /// The parser told of something.
  void heard_of() { indicators_ = 0; }

 protected:
  std::streamsize xsgetn(char* into, std::streamsize most) override;

 private:
  std::size_t indicators_ = 0;
};

}  // namespace sworn::document
