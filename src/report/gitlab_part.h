// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "document/json_writer.h"
#include "report/exchange_index.h"
#include "sworn/report.h"

namespace sworn::report {

/// One finding as a vulnerability; `origin` is scheme, host and port of the target, or "".
void write_gitlab_vulnerability(document::JsonWriter& writer,
                                const Report& report,
                                const Finding& finding,
                                const ExchangeIndex& exchanges,
                                const std::string& origin);

/// A name-based UUID (RFC 9562 §5.5) of a fingerprint, so that a finding keeps its id.
[[nodiscard]] std::string uuid_of(std::string_view fingerprint);

}  // namespace sworn::report
