// SPDX-License-Identifier: Apache-2.0
#include "probe/request_builder.h"

#include <algorithm>
#include <array>

#include "base/encoding.h"
#include "base/text.h"
#include "base/url.h"
#include "http/header.h"
#include "http/media_type.h"
#include "probe/body.h"
#include "probe/building.h"
#include "probe/parameter_source.h"

namespace sworn::probe {
namespace {

/// Header parameters that the document has no say in (OpenAPI 3.1 §4.8.12.2), and those of the
/// transport.
bool is_ignored_header(std::string_view name) {
  static constexpr std::array<std::string_view, 8> names{"accept",
                                                         "content-type",
                                                         "authorization",
                                                         "host",
                                                         "content-length",
                                                         "transfer-encoding",
                                                         "connection",
                                                         "cookie"};
  return std::ranges::any_of(
      names, [&](std::string_view n) { return base::equal_ignoring_case(n, name); });
}

/// A parameter that is a scheme's own place: a made value there would be a wrong credential.
bool is_credential(const Contract& contract, const Parameter& parameter) {
  return std::ranges::any_of(contract.schemes, [&](const Scheme& scheme) {
    if (scheme.kind != SchemeKind::api_key || scheme.place != parameter.place) {
      return false;
    }
    return scheme.place == Place::header
               ? base::equal_ignoring_case(scheme.parameter, parameter.name)
               : scheme.parameter == parameter.name;
  });
}

void set_header(Headers& headers, const Header& header) {
  std::erase_if(
      headers, [&](const Header& old) { return base::equal_ignoring_case(old.name, header.name); });
  headers.push_back(header);
}

/// The literal parts of a template as a request target: what cannot stand there is encoded. A query
/// that the template holds, against OpenAPI 3.1 §4.8.8, is kept.
std::string encoded_literal(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_forbidden = byte <= 0x20 || byte >= 0x7f ||
                              std::string_view("\"#<>\\^`{|}").find(c) != std::string_view::npos;
    out += is_forbidden ? base::percent_encode(std::string(1, c)) : std::string(1, c);
  }
  return out;
}

/// What a request to this operation should accept: JSON, unless its successes are only something
/// else.
std::string accept_of(const Operation& operation) {
  std::vector<std::string> good;
  std::vector<std::string> all;
  for (const ResponseDeclaration& response : operation.responses) {
    for (const MediaType& media : response.content) {
      if (std::ranges::find(all, media.type) == all.end()) {
        all.push_back(media.type);
      }
      if (response.status.starts_with('2')) {
        good.push_back(media.type);
      }
    }
  }
  const auto& deciding = good.empty() ? all : good;
  const bool has_json = std::ranges::any_of(deciding, [](const std::string& text) {
    const auto type = http::parse_media_type(text);
    return !type || type->essence() == "application/json" || type->essence() == "*/*" ||
           type->essence() == "application/*";
  });
  return deciding.empty() || has_json ? "application/json" : base::join(all, ", ");
}

const Parameter* path_parameter(const Operation& operation, std::string_view name) {
  const auto found = std::ranges::find_if(operation.parameters, [&](const Parameter& p) {
    return p.place == Place::path && p.name == name;
  });
  return found == operation.parameters.end() ? nullptr : &*found;
}

Result<std::string> build_path(const Building& building, bool& has_guessed_id) {
  const std::string_view path = building.operation.path;
  std::string out;
  std::size_t at = 0;
  while (at < path.size()) {
    const auto open = path.find('{', at);
    const auto close = open == std::string_view::npos ? open : path.find('}', open);
    if (close == std::string_view::npos) {
      break;
    }
    out += encoded_literal(path.substr(at, open - at));
    // A template expression that nothing declares is a string all the same.
    Parameter undeclared;
    undeclared.name = path.substr(open + 1, close - open - 1);
    undeclared.place = Place::path;
    undeclared.is_required = true;
    undeclared.style = "simple";
    const Parameter* declared = path_parameter(building.operation, undeclared.name);
    const Parameter& parameter = declared != nullptr ? *declared : undeclared;
    const auto chosen = choose_value(building, parameter);
    if (!chosen) {
      return chosen.error();
    }
    has_guessed_id = has_guessed_id || chosen->is_guessed;
    out += serialise(parameter, chosen->value);
    at = close + 1;
  }
  return out + encoded_literal(path.substr(at));
}

/// Query, header and cookie parameters.
Result<void> add_parameters(const Building& building, Request& request) {
  std::string cookies;
  for (const Parameter& parameter : building.operation.parameters) {
    const bool is_elsewhere = parameter.place == Place::path || parameter.place == Place::body;
    const bool is_header = parameter.place == Place::header;
    if (is_elsewhere || (is_header && is_ignored_header(parameter.name)) ||
        is_credential(building.contract, parameter) || !is_worth_sending(building, parameter)) {
      continue;
    }
    const auto chosen = choose_value(building, parameter);
    if (!chosen) {
      return chosen.error();
    }
    const std::string text = serialise(parameter, chosen->value);
    if (is_header) {
      set_header(request.headers, {parameter.name, text});
    } else if (parameter.place == Place::cookie) {
      cookies += (cookies.empty() ? "" : "; ") + text;
    } else if (!text.empty()) {
      request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + text;
    }
  }
  if (!cookies.empty()) {
    request.headers.push_back({"Cookie", cookies});
  }
  return {};
}

std::string without_trailing_slash(std::string text) {
  while (text.ends_with('/')) {
    text.pop_back();
  }
  return text;
}

/// The path of a server URL, absolute or relative, without a trailing slash.
std::string path_of_server(const std::string& server) {
  if (const auto url = base::parse_url(server)) {
    return without_trailing_slash(url->path);
  }
  const auto authority = server.find("//");
  const bool has_authority =
      authority == 0 || (authority != std::string::npos && server[authority - 1] == ':');
  if (has_authority) {
    const auto slash = server.find('/', authority + 2);
    return slash == std::string::npos ? "" : without_trailing_slash(server.substr(slash));
  }
  // The slash in between keeps the host what --url says: "http://host" + "1/x" would be another
  // one.
  const std::string path = without_trailing_slash(base::join_paths("", server));
  return path.empty() || path.starts_with('/') ? path : "/" + path;
}

/// scheme://host[:port] of a server URL; "" of a relative one.
std::string origin_of(const std::string& server) {
  const auto url = base::parse_url(server);
  return url ? url->origin() : "";
}

}  // namespace

RequestBuilder::RequestBuilder(const Contract& contract,
                               const Config& config,
                               std::string base_url,
                               std::uint64_t seed)
    : contract_(contract), config_(config), base_url_(std::move(base_url)), seed_(seed) {}

Result<Draft> RequestBuilder::build(const Operation& operation,
                                    const Learned& learned,
                                    const BuildOptions& options) const {
  const Building building{contract_, config_, operation, learned, options, seed_};
  Draft draft;
  auto base = base_url_for(contract_, operation, base_url_);
  if (!base) {
    return base.error();
  }
  auto path = build_path(building, draft.has_guessed_id);
  if (!path) {
    return path.error();
  }
  Request& request = draft.request;
  request.method = operation.method;
  request.url = *base + *path;
  request.headers.push_back({"Accept", accept_of(operation)});
  if (auto added = add_parameters(building, request); !added) {
    return added.error();
  }
  auto body = make_body(building);
  if (!body) {
    return body.error();
  }
  if (*body) {
    request.headers.push_back({"Content-Type", (*body)->content_type});
    request.body = std::move((*body)->text);
  }
  for (const Header& header : config_.headers) {
    set_header(request.headers, header);
  }
  if (options.identity != nullptr) {
    for (const Header& header : options.identity->headers) {
      set_header(request.headers, header);
    }
  }
  return draft;
}

Request RequestBuilder::bare(const std::string& method, const std::string& path) const {
  Request request;
  request.method = method;
  request.url = base_url_ + path;
  request.headers.push_back({"Accept", "application/json"});
  for (const Header& header : config_.headers) {
    set_header(request.headers, header);
  }
  return request;
}

std::string base_url_of(const Contract& contract, const std::string& url) {
  std::string given = without_trailing_slash(url);
  const auto parsed = base::parse_url(url);
  if (!parsed || !parsed->path.empty() || contract.servers.empty()) {
    return given;
  }
  return parsed->origin() + path_of_server(contract.servers.front().url);
}

Result<std::string> base_url_for(const Contract& contract,
                                 const Operation& operation,
                                 const std::string& base_url) {
  if (!operation.has_own_servers || operation.servers.empty()) {
    return base_url;
  }
  const auto base = base::parse_url(base_url);
  if (!base) {
    return base.error();
  }
  const std::string& server = operation.servers.front().url;
  const std::string origin = origin_of(server);
  bool is_mapped = origin.empty() || origin == base->origin();
  bool has_declared_origin = false;
  for (const Server& declared : contract.servers) {
    has_declared_origin = has_declared_origin || !origin_of(declared.url).empty();
    is_mapped = is_mapped || origin == origin_of(declared.url);
  }
  if (!is_mapped && has_declared_origin) {
    return Error{
        "it lives on another host, " + base::printable(origin) + ", which is not contacted",
        operation.where,
        "examine that host in a run of its own with --url"};
  }
  return base->origin() + path_of_server(server);
}

}  // namespace sworn::probe
