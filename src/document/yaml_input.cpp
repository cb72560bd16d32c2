// SPDX-License-Identifier: Apache-2.0
#include "document/yaml_input.h"

#include <algorithm>
#include <array>

namespace sworn::document {
namespace {

/// Nearly twice what GitHub's description of 13 MB has, all in one pair of brackets.
constexpr std::size_t most_indicators = 2'500'000;

/// The characters that the scanner makes tokens of while it keeps them (YAML 1.2.2 §5.3); between
/// two of them stands at most one plain scalar.
constexpr std::array<bool, 256> indicators = [] {
  std::array<bool, 256> out{};
  for (const char c : std::string_view("[]{},:?&*!'\"")) out[static_cast<unsigned char>(c)] = true;
  return out;
}();

}  // namespace

YamlInput::YamlInput(std::string_view text) {
  // The get area is declared writable but only ever read.
  char* const start = const_cast<char*>(text.data());
  setg(start, start, start + text.size());
}

std::streamsize YamlInput::xsgetn(char* into, std::streamsize most) {
  const std::streamsize size = std::min<std::streamsize>(most, egptr() - gptr());
  const std::string_view part(gptr(), static_cast<std::size_t>(size));
  for (const char c : part) indicators_ += indicators[static_cast<unsigned char>(c)] ? 1U : 0U;
  if (indicators_ > most_indicators) throw Overflow{};
  std::copy(part.begin(), part.end(), into);
  setg(eback(), gptr() + size, egptr());
  return size;
}

}  // namespace sworn::document
