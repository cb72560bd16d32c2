// SPDX-License-Identifier: Apache-2.0
#include "cli/apply_command.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <system_error>

#include "base/file.h"
#include "base/text.h"
#include "cli/document.h"
#include "cli/output.h"
#include "spec/files.h"
#include "spec/overlay.h"
#include "spec/uri.h"

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

std::string absolute(const std::string& path) {
  std::error_code fault;
  const std::filesystem::path whole = std::filesystem::absolute(path, fault).lexically_normal();
  return fault ? path : whole.string();
}

/// Of a URL without its query, which may hold a token.
std::string uri_of(const std::string& document) {
  if (!spec::is_http(document)) return spec::uri_of_path(absolute(document));
  return spec::resolve_uri(document.substr(0, document.find('?')), "");
}

bool is_same_file(const std::string& uri, const std::string& other) {
  const auto path = spec::path_of_uri(uri);
  const auto other_path = spec::path_of_uri(other);
  std::error_code fault;
  return path && other_path && std::filesystem::equivalent(*path, *other_path, fault);
}

/// Whether the overlay says that it was made for another document (OpenAPI Overlay 1.0 §4.4.1): a
/// URI reference from where the overlay stands. What sworn writes to standard output goes from
/// where it was run.
bool is_for_another(const spec::Overlay& overlay, const Options& options) {
  if (overlay.extends.empty() || options.spec == "-") return false;
  const std::string document = uri_of(options.spec);
  const std::string here = spec::uri_of_path(absolute("overlay"));
  const std::string beside =
      options.overlay == "-" ? here : spec::uri_of_path(absolute(options.overlay));
  const std::array<std::string_view, 2> bases{beside, here};
  return std::ranges::none_of(bases, [&](std::string_view base) {
    std::string named = spec::resolve_uri(base, spec::take_apart(overlay.extends).target);
    if (spec::is_http(named)) named.resize(std::min(named.size(), named.find('?')));
    return named == document || is_same_file(named, document);
  });
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
    if (is_for_another(*overlay, options)) {
      const std::string what = options.overlay + ": it is for " +
                               base::shorten(overlay->extends, 200) + ", and is applied to " +
                               options.spec;
      console.err << "sworn: remark: " << base::printable(what) << '\n';
    }
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
