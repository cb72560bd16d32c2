// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "report/text_part.h"

namespace sworn::report {

Lines credential_part(const Page& page) {
  const std::vector<CredentialResult>& credentials = page.report.credentials;
  Lines lines;
  if (credentials.empty()) return lines;
  lines.push_back(page.style.bold("Credentials"));
  std::size_t width = 0;
  for (const CredentialResult& one : credentials) {
    width = std::max(width, columns_of(one.identity + " " + one.scheme));
  }
  for (const CredentialResult& one : credentials) {
    const bool is_working = one.state == CredentialResult::State::works;
    const std::string name = pad(one.identity + " " + one.scheme, std::min(width, page.width / 2));
    const std::string where = is_working              ? "opens " + one.operation
                              : one.operation.empty() ? one.reason
                                                      : "at " + one.operation;
    append_field(
        page,
        lines,
        is_working                                      ? "ok"
        : one.state == CredentialResult::State::refused ? "refused"
                                                        : "-",
        name + "  " + std::string(name_of(one.state)) + (where.empty() ? "" : ": " + where),
        3);
  }
  return lines;
}

}  // namespace sworn::report
