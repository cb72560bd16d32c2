// SPDX-License-Identifier: Apache-2.0
#include "probe/endpoint.h"

#include <algorithm>

#include "base/text.h"
#include "base/url.h"
#include "spec/purpose.h"

namespace sworn::probe {
namespace {

std::string without_slash(std::string text) {
  while (text.ends_with('/')) text.pop_back();
  return text;
}

std::string query_of(const base::Url& url) {
  return url.query.empty() ? "" : "?" + url.query;
}

/// `path` with the server's own path replaced by that of `base`.
std::string moved(const std::string& path, const std::string& server, const std::string& base) {
  const std::string from = without_slash(server);
  const bool is_below =
      path.starts_with(from) && (path.size() == from.size() || path[from.size()] == '/');
  return is_below ? without_slash(base) + path.substr(from.size()) : path;
}

/// The request as an operation: the document's own where it declares one there.
Operation operation_at(const Contract& contract,
                       const std::string& method,
                       const std::string& path) {
  if (const Operation* declared = contract.operation(method + " " + path)) {
    return *declared;
  }
  Operation operation;
  operation.method = method;
  operation.path = path;
  return operation;
}

}  // namespace

Result<std::string> endpoint_of(const Contract& contract,
                                const Config& config,
                                const std::string& base_url,
                                const std::string& declared) {
  const auto base = base::parse_url(base_url);
  if (!base) {
    return base.error();
  }
  if (declared.empty()) {
    return Error{"the document names none", {}, ""};
  }
  if (declared.find("://") == std::string::npos) {
    if (declared.starts_with('/')) {
      const auto url = base::resolve_url(*base, declared);
      if (!url || url->origin() != base->origin()) {
        return Error{"it is no URL that can be asked", {}, ""};
      }
      return url->text();
    }
    return without_slash(base_url) + "/" + declared;
  }
  const auto url = base::parse_url(declared);
  if (!url) {
    return Error{"it is no URL that can be asked", {}, ""};
  }
  if (url->origin() == base->origin()) {
    return url->text();
  }
  for (const Server& server : contract.servers) {
    const auto own = base::parse_url(server.url);
    if (own && own->origin() == url->origin()) {
      return base->origin() + moved(url->path, own->path, base->path) + query_of(*url);
    }
  }
  if (std::ranges::find(config.allow_origins, url->origin()) != config.allow_origins.end()) {
    return url->text();
  }
  return Error{"it lives on another host, " + base::printable(url->origin()) +
                   ", which is not contacted unless allow_origins names it",
               {},
               ""};
}

Result<std::string> endpoint_in(const Scene& scene,
                                const std::string& method,
                                const std::string& declared) {
  const std::string base_url = scene.builder.bare("GET", "").url;
  auto url = endpoint_of(scene.contract, scene.config, base_url, declared);
  if (!url) {
    return url;
  }
  const auto base = base::parse_url(base_url);
  const auto whole = base::parse_url(*url);
  if (!base || !whole) {
    return url;
  }
  for (const std::string& path : {whole->path, moved(whole->path, base->path, "")}) {
    const Operation operation = operation_at(scene.contract, method, path);
    if (std::ranges::any_of(scene.config.exclude, [&](const std::string& pattern) {
          return spec::is_named_by(operation, pattern);
        })) {
      return Error{"it is excluded", {}, ""};
    }
  }
  return url;
}

bool is_same_url(const std::string& a, const std::string& b) {
  const auto one = base::parse_url(a);
  const auto other = base::parse_url(b);
  return one && other ? without_slash(one->text()) == without_slash(other->text())
                      : without_slash(a) == without_slash(b);
}

}  // namespace sworn::probe
