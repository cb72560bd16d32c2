// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace sworn::report {

/// Where a reference of a rule can be read: "RFC 9110 §15.5.2", "CWE-384", "OWASP API2:2023",
/// "OpenAPI 3.1 §4.8.30", "ASVS v5.0.0-7.2.4", "WSTG-SESS-03" or a URL. "" for anything else.
[[nodiscard]] std::string reference_url(std::string_view reference);

/// "Broken Authentication" of "API2:2023" (OWASP API Security Top 10 of 2023), or "".
[[nodiscard]] std::string_view owasp_title(std::string_view owasp);

/// `url` where it is an absolute http or https URL that may become a link, else "".
[[nodiscard]] std::string link_target(std::string_view url);

}  // namespace sworn::report
