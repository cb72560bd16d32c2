// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/baseline.h"

namespace sworn::cli {
namespace {

struct NamedFile {
  std::string option;
  std::string file;
};

std::optional<Error> refuse_file(const NamedFile& output) {
  if (output.file == "-") {
    return Error{output.option + ": standard output is no file", {}, "name a file"};
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(output.file, ignored)) {
    return Error{output.option + ": " + output.file + " is a directory", {}, "name a file"};
  }
  const std::string folder = base::folder_of(output.file);
  const bool can_be_made =
      std::filesystem::is_directory(folder, ignored) && ::access(folder.c_str(), W_OK) == 0;
  if (can_be_made || ::access(output.file.c_str(), W_OK) == 0) return std::nullopt;
  return Error{
      output.option + ": no file can be made in " + folder, {}, "name a folder that is there"};
}

/// Whether writing one would change the other. A device takes what several write.
bool are_one_file(const std::string& a, const std::string& b) {
  std::error_code fault;
  if (std::filesystem::equivalent(a, b, fault)) {
    return std::filesystem::is_regular_file(a, fault);
  }
  const auto first = std::filesystem::weakly_canonical(a, fault);
  return !fault && first == std::filesystem::weakly_canonical(b, fault) && !fault &&
         !std::filesystem::exists(first, fault);
}

std::vector<NamedFile> outputs_of(const Options& options) {
  std::vector<NamedFile> outputs;
  for (const ReportTarget& report : options.reports) outputs.push_back({"--report", report.file});
  outputs.push_back({"--record", options.record});
  outputs.push_back({"--write-baseline", options.write_baseline});
  outputs.push_back({"--output", options.output});
  std::erase_if(outputs, [](const NamedFile& one) { return one.file.empty(); });
  return outputs;
}

std::vector<NamedFile> inputs_of(const Options& options) {
  std::vector<NamedFile> inputs{{"the document", options.spec},
                                {"the old document", options.old_spec},
                                {"the configuration", options.config},
                                {"the recording", options.recording},
                                {"the overlay", options.overlay},
                                {"the baseline", options.baseline}};
  for (const std::string& recording : options.recordings) {
    inputs.push_back({"the recording", recording});
  }
  std::erase_if(inputs, [](const NamedFile& one) { return one.file.empty() || one.file == "-"; });
  return inputs;
}

bool is_renewed(const NamedFile& output, const NamedFile& input) {
  return (output.option == "--write-baseline" && input.option == "the baseline") ||
         (output.option == "--output" && input.option == "the document");
}

}  // namespace

std::optional<Error> refuse_outputs(const Options& options) {
  const std::vector<NamedFile> outputs = outputs_of(options);
  const std::vector<NamedFile> inputs = inputs_of(options);
  for (auto output = outputs.begin(); output != outputs.end(); ++output) {
    if (auto error = refuse_file(*output)) return error;
    for (auto other = outputs.begin(); other != output; ++other) {
      if (are_one_file(other->file, output->file)) {
        return Error{other->option + " and " + output->option + " name one file: " + output->file,
                     {},
                     "give each a file of its own"};
      }
    }
    for (const NamedFile& input : inputs) {
      if (are_one_file(input.file, output->file) && !is_renewed(*output, input)) {
        return Error{output->option + ": " + output->file + " is " + input.option,
                     {},
                     "it would be overwritten: name another file"};
      }
    }
  }
  return std::nullopt;
}

Result<Outputs> prepare_outputs(const Options& options, ReportKind kind) {
  Outputs outputs{options.reports, std::nullopt};
  const auto to_stdout = std::ranges::count(outputs.reports, std::string(), &ReportTarget::file);
  if (to_stdout > 1) {
    return Error{"--report: two reports for standard output", {}, "give one a file: FORMAT=FILE"};
  }
  if (to_stdout == 0) outputs.reports.push_back({"text", ""});
  if (auto error = refuse_outputs(options)) return *error;
  if (auto error = refuse_baseline(options)) return *error;
  auto baseline = load_baseline(options, kind);
  if (!baseline) return baseline.error();
  outputs.baseline = std::move(*baseline);
  return outputs;
}

}  // namespace sworn::cli
