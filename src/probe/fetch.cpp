// SPDX-License-Identifier: Apache-2.0
#include "probe/fetch.h"

#include "base/text.h"
#include "base/url.h"
#include "http/header.h"
#include "probe/live.h"

namespace sworn::probe {
namespace {

constexpr int most_redirects = 5;

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

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

Result<std::string> next_of(const std::string& url, const Response& response) {
  const auto location = http::find_header(response.headers, "Location");
  const Result<base::Url> here = base::parse_url(url);
  if (!here) return here.error();
  if (!location) return failure(url, "the server redirects to nowhere");
  const Result<base::Url> there = base::resolve_url(*here, *location);
  if (!there) return failure(url, "the server redirects to what is no http(s) URL");
  if (here->scheme == "https" && there->scheme == "http") {
    return failure(url, "the server redirects from https to http, which is not followed");
  }
  return there->text();
}

}  // namespace

Result<std::string> fetch(const std::string& url, const FetchOptions& options) {
  const std::unique_ptr<Transport> transport = make_live_transport(live_options(options));
  const std::unique_ptr<Channel> channel = transport->open(Connection::fresh);
  std::string at = url;
  for (int hop = 0; hop <= most_redirects; ++hop) {
    Request request{"GET", at, {{"Accept", "application/json, application/yaml, */*"}}, ""};
    Delivery delivery = channel->send(request);
    if (!delivery.response) {
      return failure(at, "cannot be fetched: " + base::printable(delivery.reason));
    }
    Response& response = *delivery.response;
    if (is_redirect(response.status)) {
      Result<std::string> next = next_of(at, response);
      if (!next) return next.error();
      at = std::move(*next);
      continue;
    }
    if (response.status != 200) {
      return failure(at,
                     "cannot be fetched: the server answers " + std::to_string(response.status),
                     "a document behind a login has to be downloaded first");
    }
    if (response.is_cut) {
      return failure(at, "is cut, or larger than " + std::to_string(options.most_bytes) + " bytes");
    }
    return std::move(response.body);
  }
  return failure(url, "redirects more than " + std::to_string(most_redirects) + " times");
}

}  // namespace sworn::probe
