// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "sworn/report.h"

namespace sworn::report {

/// What a comment on GitHub holds, in characters; a byte for each is on the safe side.
inline constexpr std::size_t most_comment_bytes = 65'536;

/// The report for people in GitHub Flavored Markdown: the result, a table of causes, each cause
/// with its proof in a block that unfolds, what is not known, and the operations. At most
/// `most_bytes` (8 KB at least): what does not fit is counted. The first line is a comment by which
/// a job finds what it has written before.
[[nodiscard]] std::string markdown(const Report& report,
                                   std::size_t most_bytes = most_comment_bytes);

}  // namespace sworn::report
