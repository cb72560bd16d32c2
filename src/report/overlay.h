// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/view.h"
#include "sworn/report.h"

namespace sworn::report {

/// An OpenAPI Overlay 1.0.0, as YAML, that makes the document say what was observed; `sworn apply`
/// or any other tool carries it out. `extends` leads to the document from the `target_folder` of
/// the view; where that is not known it is the document as it was named. Each action says why, and
/// which findings it answers; of findings that no action answers, since the server is to be mended,
/// the rules are counted in `info`. Where nothing is to be changed there is one action that changes
/// nothing: the schema asks for one.
[[nodiscard]] std::string overlay(const Report& report, const View& view = {});

}  // namespace sworn::report
