// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "base/url.h"
#include "fuzz.h"
#include "probe/request_builder.h"

namespace {

using namespace sworn;

/// The template is the first line, the value of all its parameters the rest.
Operation operation_of(std::string_view path) {
  Operation operation;
  operation.method = "GET";
  operation.path = path;
  for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    const std::size_t end = path.find('}', at);
    if (end == std::string_view::npos) break;
    Parameter parameter;
    parameter.name = path.substr(at + 1, end - at - 1);
    parameter.place = Place::path;
    parameter.is_required = true;
    parameter.style = "simple";
    operation.parameters.push_back(std::move(parameter));
  }
  return operation;
}

}  // namespace

// No value that is put into a path leaves its segment or the path.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::text_of(data, size);
  const std::size_t line = text.find('\n');
  if (line == std::string_view::npos || !text.starts_with('/')) return 0;
  Contract contract;
  contract.operations.push_back(operation_of(text.substr(0, line)));
  const Operation& operation = contract.operations.front();
  probe::BuildOptions options;
  for (const Parameter& parameter : operation.parameters) {
    options.path_values[parameter.name] = text.substr(line + 1);
  }
  const Config config;
  const probe::RequestBuilder builder(contract, config, "http://127.0.0.1:1", 1);
  const auto draft = builder.build(operation, {}, options);
  if (!draft) return 0;
  const std::string& url = draft->request.url;
  fuzz::must(url.starts_with("http://127.0.0.1:1/"), "the request goes to the server given");
  const auto slashes = [](std::string_view path) { return std::ranges::count(path, '/'); };
  const bool is_plain = operation.path.find_first_of("?#") == std::string::npos;
  // A slash within braces is part of a name.
  std::string literal = operation.path;
  for (std::size_t at = literal.find('{'); at != std::string::npos; at = literal.find('{', at)) {
    const std::size_t end = literal.find('}', at);
    if (end == std::string::npos) break;
    literal.erase(at, end - at + 1);
  }
  if (is_plain) {
    fuzz::must(url.find_first_of("?#") == std::string::npos, "no value begins a query");
    fuzz::must(slashes(url.substr(18)) == slashes(literal), "no value adds a segment");
  }
  return 0;
}
