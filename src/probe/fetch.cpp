// SPDX-License-Identifier: Apache-2.0
#include "probe/fetch.h"

#include <optional>

#include "base/text.h"
#include "base/url.h"
#include "http/header.h"
#include "probe/live.h"

namespace sworn::probe {
namespace {

Error failure(const std::string& url, const std::string& message, const std::string& hint = "") {
  // A query may hold a key.
  return {message, Location{base::printable(url.substr(0, url.find('?'))), 0, 0, {}}, hint};
}

LiveOptions live_options(const FetchOptions& options) {
  LiveOptions live;
  live.timeout = options.timeout;
  live.most_body_bytes = options.most_bytes;
  live.user_agent = options.user_agent;
  live.proxy = options.proxy;
  live.ca_file = options.ca_file;
  live.verify_tls = options.verify_tls;
  return live;
}

/// Where a redirect leads, if it is one that names an http(s) URL.
std::optional<std::string> target_of(const std::string& url, const Response& response) {
  const auto location = http::find_header(response.headers, "Location");
  const Result<base::Url> here = base::parse_url(url);
  if (response.status < 300 || response.status > 399 || !location || !here) return std::nullopt;
  const Result<base::Url> there = base::resolve_url(*here, *location);
  return there ? std::optional(there->text()) : std::nullopt;
}

}  // namespace

Result<std::string> fetch(const std::string& url, const FetchOptions& options) {
  const std::unique_ptr<Transport> transport = make_live_transport(live_options(options));
  const std::unique_ptr<Channel> channel = transport->open(Connection::fresh);
  Delivery delivery =
      channel->send({"GET", url, {{"Accept", "application/json, application/yaml, */*"}}, ""});
  if (!delivery.response) {
    return failure(url, "cannot be fetched: " + base::printable(delivery.reason));
  }
  Response& response = *delivery.response;
  if (const auto target = target_of(url, response)) {
    return failure(url,
                   "is not there: the server redirects to another URL",
                   "if that is to be trusted, name it: " + base::printable(*target));
  }
  if (response.status != 200) {
    return failure(url,
                   "cannot be fetched: the server answers " + std::to_string(response.status),
                   "a document behind a login has to be downloaded first");
  }
  if (response.is_cut) {
    return failure(url, "is cut, or larger than " + std::to_string(options.most_bytes) + " bytes");
  }
  return std::move(response.body);
}

}  // namespace sworn::probe
