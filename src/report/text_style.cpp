// SPDX-License-Identifier: Apache-2.0
#include "report/text_style.h"

namespace sworn::report {

std::string Style::set(std::string_view code, std::string_view text) const {
  if (!has_color_ || text.empty()) return std::string(text);
  return "\x1b[" + std::string(code) + "m" + std::string(text) + "\x1b[0m";
}

std::string Style::of(Severity severity, std::string_view text) const {
  switch (severity) {
    case Severity::critical:
      return set("1;31", text);
    case Severity::high:
      return set("31", text);
    case Severity::medium:
      return set("33", text);
    case Severity::low:
      return set("36", text);
    case Severity::info:
      return set("2", text);
  }
  return std::string(text);
}

std::string Style::of(OperationOutcome outcome, std::string_view text) const {
  switch (outcome) {
    case OperationOutcome::match:
      return good(text);
    case OperationOutcome::mismatch:
      return bad(text);
    case OperationOutcome::inconclusive:
      return warn(text);
    case OperationOutcome::untested:
      return dim(text);
  }
  return std::string(text);
}

}  // namespace sworn::report
