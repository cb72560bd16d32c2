// SPDX-License-Identifier: Apache-2.0
#include "diff/fingerprint.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/hash.h"
#include "base/text.h"

namespace sworn::diff {
namespace {

constexpr std::size_t hex_digits = 32;

/// "" where only the name tells what it is.
std::string form_of(const Scheme& scheme) {
  switch (scheme.kind) {
    case SchemeKind::api_key:
    case SchemeKind::http:
    case SchemeKind::mutual_tls:
      return scheme.signature();
    case SchemeKind::oauth2:
      return "oauth2";
    case SchemeKind::open_id_connect:
      return "openIdConnect";
    case SchemeKind::unknown:
      break;
  }
  return "";
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separator) {
  std::vector<std::string> parts;
  for (std::size_t end = text.find(separator); end != std::string_view::npos;
       end = text.find(separator)) {
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + separator.size());
  }
  parts.emplace_back(text);
  return parts;
}

std::string sorted_and_joined(std::vector<std::string> parts, std::string_view separator) {
  std::ranges::sort(parts);
  return base::join(parts, separator);
}

std::string alternative_on_the_wire(const Contract& contract, std::string_view text) {
  if (text.starts_with('(') && text.ends_with(')')) {
    text.remove_prefix(1);
    text.remove_suffix(1);
  }
  std::vector<std::string> schemes;
  for (const std::string& name : parts_of(text, " & "))
    schemes.push_back(wire_name(contract, name));
  return sorted_and_joined(std::move(schemes), " & ");
}

std::string requirement_on_the_wire(const Contract& contract, std::string_view text) {
  std::vector<std::string> alternatives;
  for (const std::string& alternative : parts_of(text, " | ")) {
    alternatives.push_back(alternative_on_the_wire(contract, alternative));
  }
  return sorted_and_joined(std::move(alternatives), " | ");
}

}  // namespace

std::string wire_name(const Contract& contract, const std::string& scheme) {
  const Scheme* const known = contract.scheme(scheme);
  const std::string form = known != nullptr ? form_of(*known) : "";
  if (form.empty()) return scheme;
  const auto alike = std::ranges::count(contract.schemes, form, form_of);
  return alike > 1 ? form + " " + scheme : form;
}

std::string fingerprint_of(const Contract& contract,
                           const Finding& finding,
                           const std::string& detail) {
  return base::hex_digest(base::HashKind::sha256,
                          base::join({finding.rule,
                                      finding.method,
                                      finding.path,
                                      requirement_on_the_wire(contract, finding.scheme),
                                      detail},
                                     "\n"))
      .substr(0, hex_digits);
}

}  // namespace sworn::diff
