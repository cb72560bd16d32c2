// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>

#include "config/reader.h"

namespace sworn::config {
namespace {

bool is_name_character(char c, bool is_first) {
  const bool is_letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  return is_letter || (!is_first && c >= '0' && c <= '9');
}

/// The length of the variable name at the start of `text`; 0 when there is none.
std::size_t name_length(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_character(text[length], length == 0)) ++length;
  return length;
}

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* const value = std::getenv(name.c_str());
    if (value == nullptr) return std::nullopt;
    return std::string(value);
  };
}

Result<std::string> substitute(std::string_view text, const Environment& environment) {
  std::string out;
  while (!text.empty()) {
    if (text.starts_with("$${")) {
      out += "${";
      text.remove_prefix(3);
    } else if (text.starts_with("${")) {
      text.remove_prefix(2);
      const std::size_t length = name_length(text);
      if (length == 0 || length == text.size() || text[length] != '}') {
        return Error{
            "'${' begins no variable reference", {}, "write ${NAME}, or $${ for a literal ${"};
      }
      const std::string name(text.substr(0, length));
      const std::optional<std::string> value = environment(name);
      if (!value) return Error{"environment variable " + name + " is not set", {}, ""};
      out += *value;
      text.remove_prefix(length + 1);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

}  // namespace sworn::config
