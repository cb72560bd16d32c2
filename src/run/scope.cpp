// SPDX-License-Identifier: Apache-2.0
#include "run/scope.h"

#include <algorithm>
#include <tuple>

#include "base/text.h"
#include "diff/rule.h"
#include "spec/purpose.h"

namespace sworn::run {
namespace {

Scheme scheme_of(const ExtraScheme& extra) {
  Scheme scheme;
  scheme.name = extra.name;
  scheme.where = extra.where;
  if (extra.type == "http") {
    scheme.kind = SchemeKind::http;
    scheme.http_scheme = base::to_lower(extra.scheme);
    return scheme;
  }
  scheme.kind = SchemeKind::api_key;
  scheme.parameter = extra.parameter;
  scheme.place = extra.in == "query"    ? Place::query
                 : extra.in == "cookie" ? Place::cookie
                                        : Place::header;
  return scheme;
}

std::vector<std::string> scheme_names(const Contract& contract) {
  std::vector<std::string> names;
  for (const Scheme& scheme : contract.schemes) {
    names.push_back(scheme.name);
  }
  return names;
}

Result<void> check_credentials(const Contract& contract, const Config& config) {
  for (const Identity& identity : config.identities) {
    for (const auto& [name, credential] : identity.credentials) {
      if (contract.scheme(name) != nullptr) {
        continue;
      }
      const std::string near = base::nearest(name, scheme_names(contract));
      const std::string known = base::join(scheme_names(contract), ", ");
      // On the command line a key may stand where the scheme's name was forgotten.
      const std::string shown = credential.where.file == "--auth"
                                    ? "what is"
                                    : "'" + base::printable(name) + "', which is";
      return Error{
          identity.name + " has a credential for " + shown + " no security scheme of the document",
          credential.where,
          !near.empty()   ? "did you mean '" + near + "'?"
          : known.empty() ? "the document declares none; describe it under schemes: in sworn.yaml"
                          : "the document has " + known};
    }
  }
  return {};
}

Result<void> check_rules(const std::vector<std::string>& names) {
  for (const std::string& name : names) {
    const auto rules = diff::all_rules();
    const bool is_known = std::ranges::any_of(rules, [&](const diff::Rule& rule) {
      return rule.info.id == name || rule.info.id.starts_with(name + "-");
    });
    if (!is_known) {
      std::vector<std::string> ids;
      for (const diff::Rule& rule : rules) {
        ids.emplace_back(rule.info.id);
      }
      const std::string near = base::nearest(name, ids);
      return Error{"no rule or family is named '" + base::printable(name) + "'",
                   {},
                   near.empty() ? "`sworn rules` lists them" : "did you mean '" + near + "'?"};
    }
  }
  return {};
}

}  // namespace

Result<std::set<std::string>> scope_of(const Contract& contract,
                                       const Config& config,
                                       const CheckOptions& options) {
  const auto is_named_by_any = [](const Operation& operation,
                                  const std::vector<std::string>& patterns) {
    return std::ranges::any_of(patterns, [&](const std::string& pattern) {
      return spec::is_named_by(operation, pattern);
    });
  };
  for (const std::string& pattern : options.include) {
    const bool fits = std::ranges::any_of(contract.operations, [&](const Operation& operation) {
      return spec::is_named_by(operation, pattern);
    });
    if (!fits) {
      return Error{
          "--include '" + base::printable(pattern) + "' names no operation of the document",
          {},
          "write it like \"GET /items/*\", a tag or an operationId"};
    }
  }
  std::set<std::string> in_scope;
  for (const Operation& operation : contract.operations) {
    if ((options.include.empty() || is_named_by_any(operation, options.include)) &&
        !is_named_by_any(operation, config.exclude)) {
      in_scope.insert(operation.key());
    }
  }
  return in_scope;
}

Result<Contract> completed(Contract contract, const Config& config, const CheckOptions& options) {
  for (const ExtraScheme& extra : config.schemes) {
    if (contract.scheme(extra.name) == nullptr) {
      contract.schemes.push_back(scheme_of(extra));
    }
  }
  std::ranges::sort(contract.schemes, {}, &Scheme::name);
  for (const FlowConfig& flow : config.flows) {
    for (const std::string& key : {flow.request, flow.logout, flow.refresh}) {
      const auto space = key.find(' ');
      if (space != std::string::npos && contract.operation(key) == nullptr) {
        Operation operation;
        operation.method = key.substr(0, space);
        operation.path = key.substr(space + 1);
        operation.is_declared = false;
        operation.servers = contract.servers;
        operation.where.file = config.file;
        contract.operations.push_back(std::move(operation));
      }
    }
  }
  std::ranges::sort(contract.operations, [](const Operation& a, const Operation& b) {
    return std::tie(a.path, a.method) < std::tie(b.path, b.method);
  });
  for (Operation& operation : contract.operations) {
    for (Alternative& alternative : operation.requirement.any_of) {
      for (SchemeUse& use : alternative.all_of) {
        use.is_defined = contract.scheme(use.scheme) != nullptr;
        if (!use.is_defined) {
          return Error{
              "security scheme '" + base::printable(use.scheme) +
                  "' is required here and defined nowhere",
              alternative.where,
              contract.version == SpecVersion::swagger_2_0
                  ? "define it under securityDefinitions, or under schemes: in sworn.yaml"
                  : "define it under components.securitySchemes, or under schemes: in sworn.yaml"};
        }
      }
    }
  }
  for (const auto* names : {&options.rules, &options.skip_rules}) {
    if (auto checked = check_rules(*names); !checked) {
      return checked.error();
    }
  }
  if (auto checked = check_credentials(contract, config); !checked) {
    return checked.error();
  }
  return contract;
}

JudgeSettings settings_of(const Contract& contract,
                          const Config& config,
                          const CheckOptions& options,
                          const std::set<std::string>& in_scope) {
  JudgeSettings settings;
  for (const Identity& identity : config.identities) {
    IdentityNote note;
    note.name = identity.name;
    for (const auto& [scheme, credential] : identity.credentials) {
      note.schemes.push_back(scheme);
    }
    note.owns = identity.owns;
    note.tenant = identity.tenant;
    note.role = identity.role;
    note.state = identity.state;
    note.scopes = identity.scopes;
    note.owns_at = identity.owns_at;
    settings.identities.push_back(std::move(note));
  }
  settings.schemes = config.schemes;
  settings.severity = config.severity;
  settings.suppress = config.suppress;
  settings.reads = config.reads;
  settings.rules = options.rules;
  settings.skip_rules = options.skip_rules;
  settings.hardening = options.hardening;
  settings.config_file = config.file;
  settings.verify_auth = options.verify_auth;
  for (const Operation& operation : contract.operations) {
    if (!in_scope.contains(operation.key())) {
      settings.out_of_scope.push_back(operation.key());
    }
    if (!operation.is_declared) {
      settings.undeclared.push_back(operation.key());
    }
  }
  return settings;
}

}  // namespace sworn::run
