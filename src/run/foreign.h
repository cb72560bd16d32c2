// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sworn/contract.h"
#include "sworn/result.h"
#include "sworn/transcript.h"

namespace sworn::run {

/// The transcript of a recording that another program made, sealed. Its exchanges are of the
/// interview recorded_interview about the operations that they asked; credentials are what stands
/// where `contract` declares one, and count as good. Of an exchange that belongs to no operation
/// only method, path and status stay. `url` says where the API was, as --url of check does; without
/// it the servers of the document do, and an Error where they name no host.
[[nodiscard]] Result<Transcript> read_foreign(const Contract& contract,
                                              Transcript recorded,
                                              const std::string& url);

}  // namespace sworn::run
