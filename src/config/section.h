// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "config/reader.h"
#include "sworn/identity.h"

namespace sworn::config {

// The sections of sworn.yaml, each read from its node.

[[nodiscard]] std::vector<Identity> read_identities(Reader& reader, const document::Node& node);
[[nodiscard]] std::vector<ExtraScheme> read_schemes(Reader& reader, const document::Node& node);
[[nodiscard]] FlowConfig read_flow(Reader& reader, const document::Node& node);
/// Fills Config::values and Config::values_at.
void read_values(Reader& reader, const document::Node& node, Config& config);
/// Fills Identity::owns and Identity::owns_at.
void read_owns(Reader& reader, const document::Node& node, Identity& identity);
[[nodiscard]] LimitConfig read_limits(Reader& reader, const document::Node& node);
[[nodiscard]] SuppressConfig read_suppress(Reader& reader, const document::Node& node);
[[nodiscard]] std::map<std::string, std::string> read_severity(Reader& reader,
                                                               const document::Node& node);
/// A severity or "never".
[[nodiscard]] std::string read_fail_on(Reader& reader, const document::Node& node);
/// http(s) origins, as RFC 6454 writes them.
[[nodiscard]] std::vector<std::string> read_origins(Reader& reader, const document::Node& node);

/// "post /orders" as "POST /orders", "/orders" as it is; nothing for what is neither.
[[nodiscard]] std::optional<std::string> operation_key(std::string_view text);
/// Whether a key of `values` or `owns` means an operation or a path and not a parameter.
[[nodiscard]] bool names_operation(std::string_view key);

/// Letters, digits, `_`, `-` and `@`, so that the name can stand in a placeholder; no name of a
/// placeholder's kind.
[[nodiscard]] bool is_identity_name(std::string_view name);
inline constexpr const char* identity_name_hint =
    "an identity's name is made of letters, digits, _, - and @, and is not never-issued";

}  // namespace sworn::config
