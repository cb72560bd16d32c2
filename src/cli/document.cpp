// SPDX-License-Identifier: Apache-2.0
#include "cli/document.h"

#include <algorithm>
#include <ostream>

#include "base/text.h"
#include "probe/fetch.h"
#include "spec/loader.h"
#include "sworn/version.h"

namespace sworn::cli {
namespace {

constexpr std::size_t most_remarks = 5;

bool is_url(const std::string& spec) {
  return base::starts_with_ignoring_case(spec, "http://") ||
         base::starts_with_ignoring_case(spec, "https://");
}

spec::LoadOptions load_options(const Options& options) {
  spec::LoadOptions load;
  load.ref_root = options.ref_root;
  load.allow_remote_refs = options.allow_remote_refs;
  load.assume_version = options.assume_version;
  if (options.spec_limits.bytes) load.limits.bytes = *options.spec_limits.bytes;
  if (options.spec_limits.depth) load.limits.depth = *options.spec_limits.depth;
  if (options.spec_limits.values) load.limits.nodes = *options.spec_limits.values;
  if (options.spec_limits.files) load.most_files = *options.spec_limits.files;
  probe::FetchOptions fetch;
  fetch.most_bytes = load.limits.bytes;
  fetch.user_agent = "sworn/" + std::string(version);
  fetch.proxy = options.proxy;
  fetch.ca_file = options.ca_file;
  fetch.verify_tls = !options.insecure;
  load.fetch = [fetch](const std::string& url) { return probe::fetch(url, fetch); };
  return load;
}

}  // namespace

Result<Contract> load_document(const std::string& spec, const Options& options) {
  Result<Contract> contract = spec::load(spec, load_options(options));
  if (contract) return contract;
  if (contract.error().hint.empty() && !is_url(spec)) {
    contract.error().hint = "SPEC is the OpenAPI file of the API";
  }
  return contract;
}

void print_remarks(const Options& options, const Console& console, const Contract& contract) {
  if (options.quiet) return;
  const std::size_t all = contract.remarks.size();
  const std::size_t shown = options.verbose ? all : std::min(all, most_remarks);
  for (std::size_t i = 0; i < shown; ++i) {
    console.err << "sworn: remark: " << base::printable(contract.remarks[i].what.text()) << '\n';
  }
  if (all > shown) {
    console.err << "sworn: " << all - shown << " more remarks (--verbose shows them)\n";
  }
}

}  // namespace sworn::cli
