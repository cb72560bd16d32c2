// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"
#include "report/format.h"
#include "sworn/sworn.h"

namespace sworn {

std::vector<std::string> formats() {
  return report::format_names();
}

Result<std::string> render(const Report& report,
                           std::string_view format,
                           const RenderOptions& options) {
  const report::Format* const found = report::format_named(format);
  if (found == nullptr) {
    return Error{"unknown format '" + base::shorten(std::string(format), 60) + "'",
                 {},
                 "the formats are " + base::join(formats(), ", ")};
  }
  return found->render(report,
                       {.color = options.color,
                        .width = options.width,
                        .verbose = options.verbose,
                        .written_ms = options.written_ms});
}

}  // namespace sworn
