// SPDX-License-Identifier: Apache-2.0
#include "probe/digest_client.h"

#include "base/text.h"
#include "base/url.h"

namespace sworn::probe {

bool DigestClient::learn(const Response& response) {
  auto challenge = response.status == 401 ? http::digest_challenge(response.headers) : std::nullopt;
  if (!challenge) {
    return false;
  }
  challenge_ = std::move(*challenge);
  uses_ = 0;
  return true;
}

bool DigestClient::is_stale(const Response& response) {
  const auto challenge =
      response.status == 401 ? http::digest_challenge(response.headers) : std::nullopt;
  return challenge && challenge->is_stale;
}

void DigestClient::answer(Request& request, const std::string& secret) {
  const auto url = base::parse_url(request.url);
  std::string target = url && !url->path.empty() ? url->path : "/";
  // The target as it stands in the request: parsing would lose an empty query.
  if (const auto mark = request.url.find('?'); mark != std::string::npos) {
    target += request.url.substr(mark);
  }
  const auto colon = secret.find(':');
  const http::DigestLogin login{secret.substr(0, colon), secret.substr(colon + 1)};
  std::string field = http::answer_digest(*challenge_,
                                          login,
                                          request.method,
                                          target,
                                          request.body,
                                          ++uses_,
                                          random_.draw("0123456789abcdef", 16));
  std::erase_if(request.headers, [](const Header& header) {
    return base::equal_ignoring_case(header.name, "Authorization");
  });
  request.headers.push_back({"Authorization", std::move(field)});
}

}  // namespace sworn::probe
