// SPDX-License-Identifier: Apache-2.0
#include "cli/init_command.h"

#include <filesystem>
#include <ostream>

#include "base/file.h"
#include "base/url.h"
#include "cli/document.h"
#include "run/init.h"

namespace sworn::cli {
namespace {

/// File names in a configuration are taken relative to its own folder.
std::string seen_from(const std::string& output, const std::string& spec) {
  if (output.empty() || spec == "-") return spec;
  std::error_code failed;
  const std::filesystem::path seen =
      std::filesystem::relative(spec, base::folder_of(output), failed);
  return failed || seen.empty() ? spec : seen.string();
}

}  // namespace

ExitCode init_command(const Options& options, const Console& console) {
  if (options.spec.empty()) {
    return refuse(console, {"no SPEC given: which OpenAPI file?", {}, "sworn init openapi.yaml"});
  }
  if (!options.url.empty()) {
    if (Result<base::Url> url = base::parse_url(options.url); !url) {
      url.error().where.file = "--url";
      return refuse(console, url.error());
    }
  }
  std::error_code ignored;
  if (!options.output.empty() && std::filesystem::exists(options.output, ignored)) {
    return refuse(console,
                  {"--output: " + options.output + " exists already",
                   {},
                   "name a new file, or remove the old one"});
  }
  const Result<Contract> contract = load_document(options.spec, options);
  if (!contract) return refuse(console, contract.error());
  const std::string text =
      run::init(*contract, seen_from(options.output, options.spec), options.url);
  if (options.output.empty()) {
    console.out << text << std::flush;
    return ExitCode::clean;
  }
  if (auto written = base::write_file(options.output, text); !written) {
    return refuse(console, written.error());
  }
  console.err << "sworn: " << options.output << " is written; fill it in, then run sworn check\n";
  return ExitCode::clean;
}

}  // namespace sworn::cli
