// SPDX-License-Identifier: Apache-2.0
#include "cli/output.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

using namespace sworn;
using cli::Options;

/// A folder with a document, and a link to it.
struct Folder {
  Folder() {
    char name[] = "/tmp/sworn-output-XXXXXX";
    path = ::mkdtemp(name);
    std::ofstream(path + "/api.yaml") << "openapi: 3.1.0\n";
    std::filesystem::create_symlink("api.yaml", path + "/link.yaml");
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(const std::string& name) const { return path + "/" + name; }

  std::string path;
};

std::string refusal(const Options& options) {
  const auto error = cli::refuse_outputs(options);
  return error ? error->message : "";
}

}  // namespace

TEST_CASE("no output may be what the command reads, by whatever name") {
  const Folder folder;
  Options options;
  options.spec = folder / "api.yaml";
  SUBCASE("a report") {
    options.reports = {{"json", folder / "api.yaml"}};
  }
  SUBCASE("through a link") {
    options.reports = {{"json", folder / "link.yaml"}};
  }
  SUBCASE("by a longer way") {
    options.record = folder / ("../" + options.spec.substr(5));
  }
  SUBCASE("a baseline") {
    options.write_baseline = folder / "api.yaml";
  }
  SUBCASE("of two documents") {
    options.old_spec = options.spec;
    options.spec = folder / "new.yaml";
    options.reports = {{"json", folder / "api.yaml"}};
  }
  SUBCASE("one of several recordings") {
    options.recordings = {folder / "x.har", options.spec};
    options.spec = "";
    options.record = folder / "api.yaml";
  }
  SUBCASE("an overlay") {
    options.overlay = options.spec;
    options.spec = folder / "other.yaml";
    options.output = folder / "api.yaml";
  }
  CHECK(refusal(options).find(" is the ") != std::string::npos);
}

TEST_CASE("a baseline is renewed, and a document written, in their place") {
  const Folder folder;
  Options options;
  options.baseline = options.write_baseline = folder / "api.yaml";
  CHECK(refusal(options) == "");
  Options apply;
  apply.spec = apply.output = folder / "api.yaml";
  CHECK(refusal(apply) == "");
}

TEST_CASE("two outputs are two files, those of devices apart") {
  const Folder folder;
  Options options;
  options.reports = {{"json", folder / "out"}, {"sarif", folder / "out"}};
  CHECK(refusal(options).find("name one file") != std::string::npos);
  options.reports = {{"json", folder / "out"}};
  options.write_baseline = folder / "out";
  CHECK(refusal(options).find("--report and --write-baseline") != std::string::npos);
  options.write_baseline = "";
  options.reports = {{"json", "/dev/null"}, {"sarif", "/dev/null"}};
  CHECK(refusal(options) == "");
}

TEST_CASE("an output that no file can be is refused") {
  const Folder folder;
  Options options;
  options.record = "-";
  CHECK(refusal(options).find("standard output is no file") != std::string::npos);
  options.record = folder.path;
  CHECK(refusal(options).find("is a directory") != std::string::npos);
  options.record = folder / "none/out";
  CHECK(refusal(options).find("no file can be made in") != std::string::npos);
}

TEST_CASE("text goes to standard output unless another report does, and one does at most") {
  Options options;
  options.reports = {{"json", "/dev/null"}};
  const auto with_text = cli::prepare_outputs(options, ReportKind::check);
  REQUIRE(with_text);
  CHECK(with_text->reports.back().format == "text");
  CHECK(with_text->reports.back().file == "");
  options.reports = {{"json", ""}};
  CHECK(cli::prepare_outputs(options, ReportKind::check)->reports.size() == 1);
  options.reports = {{"json", ""}, {"sarif", ""}};
  CHECK_FALSE(cli::prepare_outputs(options, ReportKind::check));
}
