// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.h"

#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "cli/document.h"
#include "diff/catalogue.h"

namespace sworn::cli {
namespace {

constexpr const char* default_config = "sworn.yaml";

Error usage(std::string message, std::string hint) {
  return {std::move(message), {}, std::move(hint)};
}

Error hinted(Error error, const char* hint) {
  if (error.hint.empty()) error.hint = hint;
  return error;
}

std::optional<Error> refuse_rule_in_config(std::string_view name) {
  return diff::refuse_rule(name, false);
}

Result<Config> read_config(const Options& options, const Console& console) {
  Config config;
  const bool is_found = options.config.empty() && ::access(default_config, F_OK) == 0;
  if (is_found || !options.config.empty()) {
    if (is_found && !options.quiet) console.err << "sworn: using " << default_config << '\n';
    Result<Config> read = config::load(
        is_found ? default_config : options.config, console.environment, refuse_rule_in_config);
    if (!read) return hinted(read.error(), "\"sworn init SPEC\" writes one to fill in");
    config = std::move(*read);
  }
  for (const std::string& auth : options.auth) {
    if (auto added = config::add_auth(config, auth, console.environment); !added) {
      return hinted(added.error(), "for example --auth alice:ApiKeyAuth=env:ALICE_KEY");
    }
  }
  return config;
}

void apply_limits(const Options& options, LimitConfig& limits) {
  if (options.rate) limits.rate = *options.rate;
  if (options.concurrency) limits.concurrency = *options.concurrency;
  if (options.timeout) limits.timeout = *options.timeout;
  if (options.max_requests) limits.requests = *options.max_requests;
}

run::CheckOptions check_options(const Options& options, const Config& config) {
  run::CheckOptions check;
  check.url = options.url.empty() ? config.url : options.url;
  check.writes = options.writes;
  check.hardening = options.hardening;
  check.query_probes = options.query_probes;
  check.verify_auth = options.verify_auth;
  check.include = options.include;
  check.exclude = config.exclude;
  check.exclude.insert(check.exclude.end(), options.exclude.begin(), options.exclude.end());
  check.rules = options.rules;
  check.skip_rules = options.skip_rules;
  check.seed = options.seed;
  check.shard = options.shard;
  check.proxy = options.proxy;
  check.ca_file = options.ca_file;
  check.client_certificate = options.client_certificate;
  check.client_key = options.client_key;
  check.insecure = options.insecure;
  return check;
}

std::optional<Error> refuse_rules(const Options& options) {
  for (const auto& [option, names] :
       {std::pair("--rule", &options.rules), std::pair("--skip-rule", &options.skip_rules)}) {
    if (auto error = diff::refuse_selection(*names, {})) {
      return usage(std::string(option) + ": " + error->message, error->hint);
    }
  }
  return std::nullopt;
}

std::optional<Error> refuse_files(const Options& options) {
  const std::pair<const char*, const std::string&> files[] = {
      {"--cacert", options.ca_file},
      {"--cert", options.client_certificate},
      {"--key", options.client_key}};
  for (const auto& [name, file] : files) {
    if (!file.empty() && ::access(file.c_str(), R_OK) != 0) {
      return usage(std::string(name) + ": " + file + " cannot be read", "name a PEM file");
    }
  }
  if (!options.client_key.empty() && options.client_certificate.empty()) {
    return usage("--key is of no use without --cert", "give the certificate with --cert FILE");
  }
  return std::nullopt;
}

std::optional<Error> refuse_url(const Options& options, const std::string& url, bool needs_url) {
  constexpr const char* example = "for example --url http://127.0.0.1:8080";
  if (url.empty()) {
    if (!needs_url) return std::nullopt;
    return usage("no URL given: where does the API run?", example);
  }
  Result<base::Url> parsed = base::parse_url(url);
  if (parsed) return std::nullopt;
  if (!options.url.empty()) parsed.error().where.file = "--url";
  return hinted(parsed.error(), example);
}

/// Where the document knows mutual TLS, --cert is the certificate of the identity `default` and is
/// shown for it alone; else of every connection, for a gateway that the document does not tell of.
Result<void> give_certificate(const Contract& contract, run::CheckOptions& check, Config& config) {
  if (check.client_certificate.empty()) return {};
  Credential credential;
  credential.fields = {{"cert", check.client_certificate}, {"key", check.client_key}};
  credential.where.file = "--cert";
  Config given;
  given.identities.emplace_back().name = "default";
  for (const Scheme& scheme : contract.schemes) {
    if (scheme.kind == SchemeKind::mutual_tls) {
      given.identities.front().credentials[scheme.name] = credential;
    }
  }
  if (given.identities.front().credentials.empty()) return {};
  if (auto loaded = config::load_certificates(given); !loaded) return loaded.error();
  for (auto& [scheme, one] : given.identities.front().credentials) {
    config::identity_named(config, "default").credentials.emplace(scheme, std::move(one));
  }
  check.client_certificate.clear();
  check.client_key.clear();
  return {};
}

std::optional<Severity> threshold(const Options& options, const Config& config) {
  const std::string& name = options.fail_on.empty() ? config.fail_on : options.fail_on;
  if (name == "never") return std::nullopt;
  return name.empty() ? Severity::medium : severity_named(name);
}

}  // namespace

Result<Settings> gather(const Options& options, const Console& console, bool needs_url) {
  if (auto error = refuse_files(options)) return *error;
  if (auto error = refuse_rules(options)) return *error;
  Result<Config> config = read_config(options, console);
  if (!config) return config.error();

  const std::string spec = options.spec.empty() ? config->spec : options.spec;
  if (spec.empty()) {
    return usage("no SPEC given: which OpenAPI file?", "sworn check openapi.yaml --url URL");
  }
  Settings settings;
  settings.check = check_options(options, *config);
  if (auto error = refuse_url(options, settings.check.url, needs_url)) return *error;
  Result<Contract> contract = load_document(spec, options);
  if (!contract) return contract.error();
  print_remarks(options, console, *contract);

  if (auto loaded = config::load_certificates(*config); !loaded) return loaded.error();
  if (auto given = give_certificate(*contract, settings.check, *config); !given) {
    return given.error();
  }
  settings.fail_on = threshold(options, *config);
  apply_limits(options, config->limits);
  settings.contract = std::move(*contract);
  settings.config = std::move(*config);
  return settings;
}

Result<TextSettings> gather_for_text(const Options& options,
                                     const Console& console,
                                     const std::string& family) {
  if (auto error = refuse_rules(options)) return *error;
  Config config;
  if (!options.config.empty()) {
    Result<Config> read =
        config::load_policy(options.config, console.environment, refuse_rule_in_config);
    if (!read) return read.error();
    config = std::move(*read);
  }
  for (const std::string& name : options.rules) {
    if (!family.empty() && name != family && !name.starts_with(family + "-")) {
      return usage("--rule: " + name + " is none of this command",
                   "its rules begin with " + family + "-");
    }
  }
  TextSettings settings;
  settings.spec = options.spec.empty() ? config.spec : options.spec;
  settings.fail_on = threshold(options, config);
  settings.policy = std::move(config);
  return settings;
}

std::map<std::string, Severity> severities_of(const Config& policy) {
  std::map<std::string, Severity> severities;
  for (const auto& [rule, name] : policy.severity) {
    if (const auto severity = severity_named(name)) severities.emplace(rule, *severity);
  }
  return severities;
}

diff::Suppressions suppressions_of(const Config& policy) {
  return {policy.suppress, diff::day_of(base::unix_milliseconds())};
}

}  // namespace sworn::cli
