// SPDX-License-Identifier: Apache-2.0
#include "report/reference.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/url.h"

namespace sworn::report {
namespace {

struct OwaspRisk {
  std::string_view id;
  std::string_view title;
  std::string_view page;
};

constexpr std::array owasp_risks = {
    OwaspRisk{
        "API1:2023", "Broken Object Level Authorization", "0xa1-broken-object-level-authorization"},
    OwaspRisk{"API2:2023", "Broken Authentication", "0xa2-broken-authentication"},
    OwaspRisk{"API3:2023",
              "Broken Object Property Level Authorization",
              "0xa3-broken-object-property-level-authorization"},
    OwaspRisk{
        "API4:2023", "Unrestricted Resource Consumption", "0xa4-unrestricted-resource-consumption"},
    OwaspRisk{"API5:2023",
              "Broken Function Level Authorization",
              "0xa5-broken-function-level-authorization"},
    OwaspRisk{"API6:2023",
              "Unrestricted Access to Sensitive Business Flows",
              "0xa6-unrestricted-access-to-sensitive-business-flows"},
    OwaspRisk{"API7:2023", "Server Side Request Forgery", "0xa7-server-side-request-forgery"},
    OwaspRisk{"API8:2023", "Security Misconfiguration", "0xa8-security-misconfiguration"},
    OwaspRisk{"API9:2023", "Improper Inventory Management", "0xa9-improper-inventory-management"},
    OwaspRisk{"API10:2023", "Unsafe Consumption of APIs", "0xaa-unsafe-consumption-of-apis"},
};

const OwaspRisk* risk_of(std::string_view id) {
  const auto* const found = std::ranges::find(owasp_risks, id, &OwaspRisk::id);
  return found == owasp_risks.end() ? nullptr : found;
}

bool is_number(std::string_view text, std::string_view besides = "") {
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= '0' && c <= '9') || besides.find(c) != std::string_view::npos;
  });
}

/// The section behind "§", or "".
std::string_view section_of(std::string_view text) {
  constexpr std::string_view sign = "§";
  const std::size_t at = text.find(sign);
  if (at == std::string_view::npos) return "";
  const std::string_view section = text.substr(at + sign.size());
  return is_number(section, ".") ? section : "";
}

std::string rfc_url(std::string_view rest) {
  const std::string_view name = rest.substr(0, rest.find(' '));
  if (!is_number(name)) return "";
  const std::string_view section = section_of(rest);
  std::string url = "https://www.rfc-editor.org/rfc/rfc" + std::string(name) + ".html";
  if (!section.empty()) url += "#section-" + std::string(section);
  return url;
}

std::string openapi_url(std::string_view rest) {
  const std::string_view version = rest.substr(0, rest.find(' '));
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> texts = {
      {{"2.0", "v2.0"}, {"3.0", "v3.0.4"}, {"3.1", "v3.1.1"}, {"3.2", "v3.2.0"}}};
  for (const auto& [name, page] : texts) {
    if (version == name) return "https://spec.openapis.org/oas/" + std::string(page) + ".html";
  }
  return "";
}

}  // namespace

std::string link_target(std::string_view url) {
  return base::parse_url(url) ? std::string(url) : "";
}

std::string reference_url(std::string_view reference) {
  if (reference.starts_with("RFC ")) return rfc_url(reference.substr(4));
  if (reference.starts_with("OpenAPI ")) return openapi_url(reference.substr(8));
  if (reference.starts_with("CWE-") && is_number(reference.substr(4))) {
    return "https://cwe.mitre.org/data/definitions/" + std::string(reference.substr(4)) + ".html";
  }
  if (reference.starts_with("OWASP ")) {
    const OwaspRisk* const risk = risk_of(reference.substr(6));
    if (risk == nullptr) return "";
    return "https://owasp.org/API-Security/editions/2023/en/" + std::string(risk->page) + "/";
  }
  if (reference.starts_with("ASVS ")) {
    return "https://owasp.org/www-project-application-security-verification-standard/";
  }
  if (reference.starts_with("WSTG-")) {
    return "https://owasp.org/www-project-web-security-testing-guide/";
  }
  return link_target(reference);
}

std::string_view owasp_title(std::string_view owasp) {
  const OwaspRisk* const risk = risk_of(owasp);
  return risk == nullptr ? "" : risk->title;
}

}  // namespace sworn::report
