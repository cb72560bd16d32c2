// SPDX-License-Identifier: Apache-2.0
#include "sworn/exchange.h"

namespace sworn {
namespace {

/// A bar inside a part is escaped, so that different parts never give equal names.
void append_part(std::string& name, std::string_view part) {
  if (!name.empty()) name += " | ";
  for (const char c : part) {
    if (c == '|' || c == '\\') name += '\\';
    name += c;
  }
}

}  // namespace

std::string_view name_of(Failure failure) {
  switch (failure) {
    case Failure::none:
      return "none";
    case Failure::unreachable:
      return "unreachable";
    case Failure::timeout:
      return "timeout";
    case Failure::broken:
      return "broken";
    case Failure::tls:
      return "tls";
    case Failure::stopped:
      return "stopped";
    case Failure::not_asked:
      return "not-asked";
  }
  return "none";
}

std::string Exchange::name() const {
  std::string result;
  append_part(result, interview);
  append_part(result, subject);
  append_part(result, std::to_string(round));
  append_part(result, conversation);
  append_part(result, step);
  return result;
}

}  // namespace sworn
