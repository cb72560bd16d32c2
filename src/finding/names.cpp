// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "sworn/report.h"
#include "sworn/rule.h"

namespace sworn {

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::critical:
      return "critical";
    case Severity::high:
      return "high";
    case Severity::medium:
      return "medium";
    case Severity::low:
      return "low";
    case Severity::info:
      return "info";
  }
  return "";
}

std::string_view name_of(Category category) {
  switch (category) {
    case Category::authentication:
      return "authentication";
    case Category::object_authorization:
      return "object-authorization";
    case Category::function_authorization:
      return "function-authorization";
    case Category::property_authorization:
      return "property-authorization";
    case Category::input_validation:
      return "input-validation";
    case Category::rate_limiting:
      return "rate-limiting";
    case Category::data_exposure:
      return "data-exposure";
    case Category::encryption:
      return "encryption";
    case Category::ssrf:
      return "ssrf";
    case Category::inventory:
      return "inventory";
    case Category::unsafe_consumption:
      return "unsafe-consumption";
    case Category::llm:
      return "llm";
    case Category::contract:
      return "contract";
  }
  return "";
}

std::string_view name_of(Basis basis) {
  switch (basis) {
    case Basis::spec:
      return "spec";
    case Basis::standard:
      return "standard";
    case Basis::hardening:
      return "hardening";
  }
  return "";
}

std::string_view name_of(Proof proof) {
  switch (proof) {
    case Proof::contrast:
      return "contrast";
    case Proof::answer:
      return "answer";
    case Proof::text:
      return "text";
  }
  return "";
}

std::optional<Severity> severity_named(std::string_view name) {
  constexpr std::array all = {
      Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info};
  for (const Severity severity : all) {
    if (name == name_of(severity)) return severity;
  }
  return std::nullopt;
}

std::string_view name_of(Confidence confidence) {
  return confidence == Confidence::confirmed ? "confirmed" : "likely";
}

std::string_view name_of(OperationOutcome outcome) {
  switch (outcome) {
    case OperationOutcome::match:
      return "match";
    case OperationOutcome::mismatch:
      return "mismatch";
    case OperationOutcome::inconclusive:
      return "inconclusive";
    case OperationOutcome::untested:
      return "untested";
  }
  return "";
}

std::string_view name_of(RequirementSource source) {
  switch (source) {
    case RequirementSource::operation:
      return "operation";
    case RequirementSource::root:
      return "document";
    case RequirementSource::absent:
      return "undeclared";
  }
  return "";
}

std::string_view name_of(CredentialResult::State state) {
  switch (state) {
    case CredentialResult::State::works:
      return "works";
    case CredentialResult::State::refused:
      return "refused";
    case CredentialResult::State::not_tried:
      break;
  }
  return "not tried";
}

std::string_view name_of(FindingState state) {
  switch (state) {
    case FindingState::is_new:
      return "new";
    case FindingState::known:
      return "known";
    case FindingState::suppressed:
      return "suppressed";
  }
  return "";
}

}  // namespace sworn
