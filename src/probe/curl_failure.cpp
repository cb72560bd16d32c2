// SPDX-License-Identifier: Apache-2.0
#include "probe/curl_failure.h"

#include <string_view>
#include <system_error>

namespace sworn::probe {

Failure failure_of(CURLcode code, bool has_sent) {
  switch (code) {
    case CURLE_OK:
      return Failure::none;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
    case CURLE_INTERFACE_FAILED:
    case CURLE_PROXY:
      return Failure::unreachable;
    case CURLE_OPERATION_TIMEDOUT:
      return has_sent ? Failure::timeout : Failure::unreachable;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
      return Failure::tls;
    case CURLE_ABORTED_BY_CALLBACK:
      return Failure::stopped;
    case CURLE_URL_MALFORMAT:
    case CURLE_LOGIN_DENIED:
      return Failure::not_asked;
    case CURLE_UNSUPPORTED_PROTOCOL:  // of the URL, or what came back is no HTTP
      return has_sent ? Failure::broken : Failure::not_asked;
    default:
      return has_sent ? Failure::broken : Failure::unreachable;
  }
}

bool is_refused_after_handshake(CURLcode code,
                                CURL* easy,
                                const char* detail,
                                bool expects_certificates) {
  if (code != CURLE_RECV_ERROR && code != CURLE_SEND_ERROR) {
    return false;
  }
  if (std::string_view(detail).find(" alert ") != std::string_view::npos) {
    return true;
  }
  // The alert is lost where the server closes at once, with the request unread.
  long connects = 0;
  curl_off_t handshake_us = 0;
  return expects_certificates &&
         curl_easy_getinfo(easy, CURLINFO_NUM_CONNECTS, &connects) == CURLE_OK && connects > 0 &&
         curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &handshake_us) == CURLE_OK &&
         handshake_us > 0;
}

std::string reason_of(CURLcode code, CURL* easy, const char* detail) {
  switch (code) {
    case CURLE_ABORTED_BY_CALLBACK:
      return "the run was stopped";
    case CURLE_LOGIN_DENIED:
      return "the URL holds user information";
    case CURLE_OUT_OF_MEMORY:  // a bound of libcurl's own, long before memory is
      return "a header field is longer than can be held";
    case CURLE_UNSUPPORTED_PROTOCOL:
      return "neither the URL nor the answer may be anything but HTTP";
    default:
      break;
  }
  // OpenSSL's reason for a refused certificate; other details hold times or the server's words.
  const std::string_view text(detail);
  if (text.starts_with("SSL certificate problem: ")) return std::string(text);
  std::string reason = curl_easy_strerror(code);
  long number = 0;
  if (code == CURLE_COULDNT_CONNECT &&
      curl_easy_getinfo(easy, CURLINFO_OS_ERRNO, &number) == CURLE_OK && number > 0) {
    reason += ": " + std::generic_category().message(static_cast<int>(number));
  }
  return reason;
}

}  // namespace sworn::probe
