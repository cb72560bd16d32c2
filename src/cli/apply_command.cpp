// SPDX-License-Identifier: Apache-2.0
#include "cli/apply_command.h"

#include <ostream>

#include "base/file.h"
#include "base/text.h"
#include "cli/document.h"
#include "cli/output.h"
#include "spec/files.h"
#include "spec/overlay.h"

namespace sworn::cli {
namespace {

/// Which input is not named, or named where it cannot be.
std::optional<Error> refuse_input(const Options& options) {
  constexpr const char* example = "sworn apply openapi.yaml observed.overlay.yaml";
  if (options.spec.empty()) return Error{"no SPEC given: which OpenAPI file?", {}, example};
  if (options.overlay.empty()) return Error{"no OVERLAY given: which overlay?", {}, example};
  if (options.spec == "-" && options.overlay == "-") {
    return Error{"SPEC and OVERLAY cannot both be standard input", {}, "give one a file"};
  }
  return refuse_outputs(options);
}

void print(const Console& console, const std::vector<Error>& remarks) {
  for (const Error& remark : remarks) {
    console.err << "sworn: remark: " << base::printable(remark.text()) << '\n';
  }
}

}  // namespace

ExitCode apply_command(const Options& options, const Console& console) {
  if (auto error = refuse_input(options)) return refuse(console, *error);
  const document::Limits limits;
  const Result<std::string> text =
      base::read_file(options.overlay, options.spec_limits.bytes.value_or(limits.bytes));
  if (!text) return refuse(console, text.error());
  const Result<spec::Overlay> overlay = spec::read_overlay(*text, options.overlay);
  if (!overlay) return refuse(console, overlay.error());
  const Result<Contract> contract = load_document(options.spec, options);
  if (!contract) return refuse(console, contract.error());
  const Result<spec::Overlaid> overlaid =
      spec::apply_overlay(*overlay, contract->files->text(), contract->files->entry());
  if (!overlaid) return refuse(console, overlaid.error());
  if (!options.quiet) {
    print(console, overlay->remarks);
    print(console, overlaid->remarks);
    if (overlaid->is_rewritten) {
      console.err << "sworn: remark: the document could not be changed in place and is written "
                     "anew, without its comments\n";
    }
  }
  if (options.output.empty()) {
    console.out << overlaid->text << std::flush;
    return ExitCode::clean;
  }
  if (auto written = base::write_file(options.output, overlaid->text); !written) {
    return refuse(console, written.error());
  }
  return ExitCode::clean;
}

}  // namespace sworn::cli
