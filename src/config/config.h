// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sworn/identity.h"
#include "sworn/result.h"

namespace sworn::config {

/// Reads an environment variable; nothing when it is unset.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The process environment.
[[nodiscard]] Environment process_environment();

/// Says what is wrong with the name of a rule, message and hint; nothing where it is one. The rules
/// are not known here.
using RuleCheck = std::function<std::optional<Error>(std::string_view rule)>;

/// Reads sworn.yaml (version 1). `${NAME}` in any scalar is replaced from `environment` after
/// parsing, so that a value cannot change the structure; an unset one is an error by name. Unknown
/// keys, wrong types and bad values are errors with line and column, and name the nearest known
/// key. `spec` and file names in it are taken relative to the file's folder. Whether schemes and
/// operations exist in the document is not checked here; the rules of `severity` and `suppress` are
/// what `refuse_rule` lets pass (all, where it is empty).
[[nodiscard]] Result<Config> load(const std::string& path,
                                  const Environment& environment,
                                  const RuleCheck& refuse_rule = {});
[[nodiscard]] Result<Config> parse(std::string_view text,
                                   const std::string& name,
                                   const Environment& environment,
                                   const RuleCheck& refuse_rule = {});

/// As load(), but only `spec`, `severity`, `suppress` and `fail_on` are read: what judges documents
/// and runs that are over. Of the rest the keys are known and the values not looked at, so that no
/// secret has to be set.
[[nodiscard]] Result<Config> load_policy(const std::string& path,
                                         const Environment& environment,
                                         const RuleCheck& refuse_rule = {});

/// The identity of that name, which is added where there is none.
[[nodiscard]] Identity& identity_named(Config& config, std::string_view name);

/// Reads the files that `cert` and `key` of credentials name into their `value`: PEM, the chain and
/// its key. The Error has the place of the credential.
[[nodiscard]] Result<void> load_certificates(Config& config);

/// Adds one `--auth [WHO:]SCHEME=VALUE`; WHO is "default" where it is absent. VALUE is verbatim,
/// `@FILE` (its first line) or `env:NAME`; whether "user:password" is taken apart is decided later
/// by the scheme's type, so it is kept in `value` whole. Replaces what the configuration file says
/// for that identity and scheme. Errors never show VALUE.
[[nodiscard]] Result<void> add_auth(Config& config,
                                    std::string_view option,
                                    const Environment& environment);

}  // namespace sworn::config
