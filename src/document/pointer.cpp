// SPDX-License-Identifier: Apache-2.0
#include "document/pointer.h"

#include "document/node.h"

namespace sworn::document {
namespace {

const Node* element_at(const Node& sequence, std::string_view token) {
  // No leading zeros, no sign (RFC 6901 §4); more than nine digits name nothing that fits.
  if (token.empty() || token.size() > 9 || (token.size() > 1 && token.front() == '0'))
    return nullptr;
  std::size_t index = 0;
  for (const char c : token) {
    if (c < '0' || c > '9') return nullptr;
    index = index * 10 + static_cast<std::size_t>(c - '0');
  }
  return index < sequence.items().size() ? sequence.items()[index] : nullptr;
}

}  // namespace

const Node* at_pointer(const Node& from, std::string_view pointer) {
  const Node* at = &from;
  while (!pointer.empty() && at != nullptr) {
    if (pointer.front() != '/') return nullptr;
    pointer.remove_prefix(1);
    const std::string_view token = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(token.size());
    if (at->is_sequence()) {
      at = element_at(*at, token);
    } else if (token.find('~') == std::string_view::npos) {
      at = at->find(token);
    } else {
      const std::optional<std::string> key = unescape_pointer(token);
      at = key ? at->find(*key) : nullptr;
    }
  }
  return at;
}

std::optional<std::string> unescape_pointer(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    ++i;
    if (i >= token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    out += token[i] == '0' ? '~' : '/';
  }
  return out;
}

std::string escape_pointer(std::string_view token) {
  std::string out;
  out.reserve(token.size());
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace sworn::document
