// SPDX-License-Identifier: Apache-2.0
#include "report/format.h"

#include <algorithm>

#include "report/csv.h"
#include "report/github.h"
#include "report/gitlab.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/markdown.h"
#include "report/overlay.h"
#include "report/sarif.h"
#include "report/text.h"

namespace sworn::report {
namespace {

constexpr Format all_formats[] = {
    {"text", "for a person at a terminal", text},
    {"json",
     "for programs (src/report/report.schema.json)",
     [](const Report& report, const View&) { return json(report); }},
    {"html", "one page for the owner of the API, for a browser", html},
    {"sarif", "SARIF 2.1.0, for GitHub code scanning and editors", sarif},
    {"junit", "JUnit XML, for Jenkins and GitLab", junit},
    {"gitlab", "a DAST report, for GitLab's security dashboard", gitlab},
    {"markdown",
     "for a comment on a pull request",
     [](const Report& report, const View&) { return markdown(report); }},
    {"github", "annotations, job summary and outputs of GitHub Actions", github},
    {"csv",
     "the operations, for a spreadsheet",
     [](const Report& report, const View&) { return csv(report); }},
    {"overlay", "an OpenAPI Overlay that makes the document say what was observed", overlay},
};

}  // namespace

std::span<const Format> formats() {
  return all_formats;
}

const Format* format_named(std::string_view name) {
  const auto found = std::ranges::find(formats(), name, &Format::name);
  return found == formats().end() ? nullptr : &*found;
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

}  // namespace sworn::report
