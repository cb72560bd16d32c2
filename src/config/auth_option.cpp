// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/file.h"
#include "base/text.h"
#include "config/config.h"
#include "config/section.h"
#include "document/source.h"

namespace sworn::config {
namespace {

constexpr std::size_t most_bytes = std::size_t{1024} * 1024;

Error refused(std::string message, std::string hint = "") {
  return {std::move(message), {"--auth", 0, 0, ""}, std::move(hint)};
}

/// What VALUE stands for. Errors name the scheme only: a value that begins with '@' may be the
/// secret itself.
Result<std::string> read_value(std::string_view value,
                               const std::string& scheme,
                               const Environment& environment) {
  if (value.starts_with("env:")) {
    const std::string name(value.substr(4));
    std::optional<std::string> found = environment(name);
    if (!found) return refused("environment variable " + base::printable(name) + " is not set");
    if (found->empty())
      return refused("environment variable " + base::printable(name) + " is empty");
    return std::move(*found);
  }
  if (value.starts_with('@')) {
    const Result<std::string> content = base::read_file(std::string(value.substr(1)), most_bytes);
    if (!content) {
      return refused("the file after '@' for " + scheme + " cannot be read",
                     "a value that begins with '@' itself is given as env:NAME");
    }
    std::string_view line = base::split(*content, '\n').front();
    line.remove_prefix(document::bom_size(line));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return std::string(line);
  }
  return std::string(value);
}

}  // namespace

Identity& identity_named(Config& config, std::string_view name) {
  const auto place = std::ranges::lower_bound(
      config.identities, name, {}, [](const Identity& one) { return std::string_view(one.name); });
  if (place != config.identities.end() && place->name == name) return *place;
  Identity identity;
  identity.name = name;
  return *config.identities.insert(place, std::move(identity));
}

Result<void> add_auth(Config& config, std::string_view option, const Environment& environment) {
  const std::size_t equals = option.find('=');
  if (equals == std::string_view::npos) {
    return refused("expected [WHO:]SCHEME=VALUE, got no '='");
  }
  const std::string_view left = option.substr(0, equals);
  const std::size_t colon = left.find(':');
  const bool has_name = colon != std::string_view::npos;
  const std::string_view name = has_name ? left.substr(0, colon) : "default";
  const std::string scheme(has_name ? left.substr(colon + 1) : left);
  if (!is_identity_name(name))
    return refused("the name before ':' cannot be used", identity_name_hint);
  if (scheme.empty()) return refused("expected [WHO:]SCHEME=VALUE, got no scheme");

  const std::string shown = base::printable(base::shorten(scheme, 60));
  Result<std::string> value = read_value(option.substr(equals + 1), shown, environment);
  if (!value) return value.error();
  if (value->empty()) return refused("the value for " + shown + " is empty");
  if (value->find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos) {
    return refused("the value for " + shown + " holds a line break or a NUL");
  }
  Credential credential;
  credential.value = std::move(*value);
  credential.where.file = "--auth";
  identity_named(config, name).credentials[scheme] = std::move(credential);
  return {};
}

}  // namespace sworn::config
