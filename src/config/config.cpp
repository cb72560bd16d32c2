// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

#include "base/file.h"
#include "base/text.h"
#include "base/url.h"
#include "config/reader.h"
#include "config/section.h"

namespace sworn::config {
namespace {

using document::Node;

constexpr std::size_t most_bytes = std::size_t{16} * 1024 * 1024;

void check_version(Reader& reader, const Node& root) {
  if (!root.is_mapping()) {
    reader.fail(root.mark(), "expected a mapping that begins with 'version: 1'");
    return;
  }
  const Node* const version = root.find("version");
  if (version == nullptr) {
    reader.fail(root.mark(), "'version: 1' is missing");
  } else if (version->text() != "1") {
    reader.fail(version->mark(), "this version of the configuration is unknown", "expected 1");
  }
}

std::string read_url(Reader& reader, const Node& node) {
  std::string url = reader.line(node);
  if (!reader.has_failed() && !base::parse_url(url)) {
    reader.fail(node.mark(), "expected an http or https URL without user, password and fragment");
  }
  return url;
}

enum class Part { whole, policy };

bool is_policy(const std::string& key) {
  return key == "spec" || key == "severity" || key == "suppress" || key == "fail_on";
}

void read_root(Reader& reader, const Node& root, Part part, Config& config) {
  const auto texts = [&](const char* key, std::vector<std::string>& target) {
    return Member{key, [&](const Node& node) { target = reader.texts(node); }};
  };
  const auto read_flows = [&](const Node& node) {
    reader.items(node, [&](const Node& item) { config.flows.push_back(read_flow(reader, item)); });
  };
  const auto read_suppressions = [&](const Node& node) {
    reader.items(node,
                 [&](const Node& item) { config.suppress.push_back(read_suppress(reader, item)); });
  };
  std::vector<Member> known = {
      {"version", [](const Node&) {}},
      {"spec", [&](const Node& node) { config.spec = reader.path(node); }},
      {"url", [&](const Node& node) { config.url = read_url(reader, node); }},
      {"headers", [&](const Node& node) { config.headers = reader.headers(node); }},
      {"identities", [&](const Node& node) { config.identities = read_identities(reader, node); }},
      {"schemes", [&](const Node& node) { config.schemes = read_schemes(reader, node); }},
      {"flows", read_flows},
      {"values", [&](const Node& node) { read_values(reader, node, config); }},
      texts("reads", config.reads),
      texts("allow", config.allow),
      {"allow_origins",
       [&](const Node& node) { config.allow_origins = read_origins(reader, node); }},
      texts("ignore_cookies", config.ignore_cookies),
      texts("exclude", config.exclude),
      {"severity", [&](const Node& node) { config.severity = read_severity(reader, node); }},
      {"suppress", read_suppressions},
      {"limits", [&](const Node& node) { config.limits = read_limits(reader, node); }},
      {"fail_on", [&](const Node& node) { config.fail_on = read_fail_on(reader, node); }}};
  for (Member& member : known) {
    if (part == Part::policy && !is_policy(member.key)) member.read = [](const Node&) {};
  }
  reader.members(root, known);
}

/// Plain scalars inside braces cannot hold braces (YAML 1.2 §7.3.3), which ${NAME} there makes a
/// puzzling error.
void explain(Error& error, std::string_view text) {
  const std::vector<std::string_view> lines = base::split(text, '\n');
  const auto line = static_cast<std::size_t>(error.where.line);
  if (line == 0 || line > lines.size()) return;
  if (lines[line - 1].find("${") != std::string_view::npos) {
    error.hint = "inside { } and [ ], \"${NAME}\" needs quotes";
  }
}

Result<Config> read(std::string_view text,
                    const std::string& name,
                    Part part,
                    const Environment& environment,
                    const RuleCheck& refuse_rule) {
  Result<document::Document> document = document::parse(text, name);
  if (!document) {
    explain(document.error(), text);
    return document.error();
  }
  Config config;
  config.file = name;
  std::map<std::string, std::string> substituted;
  const Environment noting = [&](const std::string& variable) {
    auto value = environment(variable);
    if (value) substituted.emplace(variable, *value);
    return value;
  };
  Reader reader(*document, noting, refuse_rule);
  check_version(reader, document->root());
  read_root(reader, document->root(), part, config);
  if (reader.has_failed()) return reader.error();
  config.substituted = std::move(substituted);
  return config;
}

}  // namespace

Result<Config> parse(std::string_view text,
                     const std::string& name,
                     const Environment& environment,
                     const RuleCheck& refuse_rule) {
  return read(text, name, Part::whole, environment, refuse_rule);
}

Result<Config> load(const std::string& path,
                    const Environment& environment,
                    const RuleCheck& refuse_rule) {
  const Result<std::string> text = base::read_file(path, most_bytes);
  if (!text) return text.error();
  return parse(*text, path, environment, refuse_rule);
}

Result<Config> load_policy(const std::string& path,
                           const Environment& environment,
                           const RuleCheck& refuse_rule) {
  const Result<std::string> text = base::read_file(path, most_bytes);
  if (!text) return text.error();
  return read(*text, path, Part::policy, environment, refuse_rule);
}

}  // namespace sworn::config
