// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "document/json_writer.h"
#include "report/exchange_index.h"
#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// What all vulnerabilities of a report share.
struct GitlabPage {
  const Report& report;
  const View& view;
  const ExchangeIndex& exchanges;
  const std::string& origin;  ///< scheme, host and port of the target, or ""
};

/// One finding as a vulnerability.
void write_gitlab_vulnerability(document::JsonWriter& writer,
                                const GitlabPage& page,
                                const Finding& finding);

/// A name-based UUID (RFC 9562 §5.5) of a fingerprint, so that a finding keeps its id.
[[nodiscard]] std::string uuid_of(std::string_view fingerprint);

}  // namespace sworn::report
