// SPDX-License-Identifier: Apache-2.0
#include "probe/curl_handle.h"

#include <array>
#include <chrono>
#include <new>
#include <string>
#include <utility>

#include "base/text.h"
#include "base/url.h"
#include "http/header.h"
#include "probe/curl_failure.h"

namespace sworn::probe {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view unprintable("\r\n\0", 3);

/// Why a request cannot be written as HTTP, or "". libcurl itself would let a line break begin a
/// new field.
std::string obstacle_of(const Request& request) {
  if (!http::is_token(request.method)) return "the method is not a token";
  if (request.url.find_first_of(unprintable) != std::string::npos) {
    return "the URL holds a line break or a NUL";
  }
  for (const Header& header : request.headers) {
    if (!http::is_token(header.name)) return "the name of a header is not a token";
    if (header.value.find_first_of(unprintable) != std::string::npos) {
      return "a header's value holds a line break or a NUL";
    }
  }
  return "";
}

bool is_https(const std::string& url) {
  return url.starts_with("https:");
}

bool is_loopback(const std::string& url) {
  const Result<base::Url> parsed = base::parse_url(url);
  return parsed && parsed->is_loopback();
}

/// Whether it does no harm that a server sees a request twice: not a second order, and not a second
/// wrong password where those are counted (RFC 9110 §9.2.1, RFC 7617, RFC 7616).
bool is_harmless_twice(const Request& request) {
  const bool is_safe =
      request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
  const std::string_view authorization =
      http::find_header(request.headers, "Authorization").value_or("");
  return is_safe && !base::starts_with_ignoring_case(authorization, "Basic ") &&
         !base::starts_with_ignoring_case(authorization, "Digest ");
}

bool has_content(const Request& request) {
  // RFC 9110 §8.6: methods that expect content say Content-Length: 0 where there is none.
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
         request.method == "PATCH";
}

Delivery refusal(const Request& request, Failure failure, std::string reason) {
  Delivery delivery;
  delivery.sent = request;
  delivery.failure = failure;
  delivery.reason = std::move(reason);
  return delivery;
}

}  // namespace

CurlHandle::CurlHandle(const LiveOptions& options)
    : options_(options),
      capture_(options.most_body_bytes),
      multi_(curl_multi_init()),
      easy_(curl_easy_init()) {
  if (!multi_ || !easy_) throw std::bad_alloc();
  set_constant_options();
  wake_.emplace(options_.stop, Wake{multi_.get()});
}

int CurlHandle::before_request(void* self, char*, char*, int, int) {
  const auto* handle = static_cast<const CurlHandle*>(self);
  const bool is_first = !handle->capture_.has_sent();
  return is_first || handle->may_leave_again_ ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

void CurlHandle::set_constant_options() {
  CURL* easy = easy_.get();
  capture_.attach(easy);
  curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlHandle::before_request);
  curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);  // a slow resolver does not hold up a stop
  curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_NODELAY, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_DISALLOW_USERNAME_IN_URL, 1L);
  curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(options_.timeout.count()));
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.timeout.count()));
  const auto set_text = [easy](CURLoption option, const std::string& text) {
    if (!text.empty()) curl_easy_setopt(easy, option, text.c_str());
  };
  set_text(CURLOPT_USERAGENT, options_.user_agent);
  set_text(CURLOPT_CAINFO, options_.ca_file);
  set_text(CURLOPT_SSLCERT, options_.client_certificate);
  set_text(CURLOPT_SSLKEY, options_.client_key);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, options_.verify_tls ? 1L : 0L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, options_.verify_tls ? 2L : 0L);
}

void CurlHandle::present(const std::string& certificate) {
  std::string text = certificate;
  curl_blob blob{text.data(), text.size(), CURL_BLOB_COPY};
  curl_easy_setopt(easy_.get(), CURLOPT_SSLCERT, nullptr);
  curl_easy_setopt(easy_.get(), CURLOPT_SSLKEY, nullptr);
  curl_easy_setopt(easy_.get(), CURLOPT_SSLCERT_BLOB, &blob);
  curl_easy_setopt(easy_.get(), CURLOPT_SSLKEY_BLOB, &blob);
}

void CurlHandle::set_line(const Request& request) {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(
      easy,
      CURLOPT_HTTP_VERSION,
      is_https(request.url) ? long{CURL_HTTP_VERSION_2TLS} : long{CURL_HTTP_VERSION_1_1});
  // An empty text forbids any proxy, no text leaves it to the environment.
  const char* proxy = options_.proxy.empty() ? nullptr : options_.proxy.c_str();
  curl_easy_setopt(easy, CURLOPT_PROXY, is_loopback(request.url) ? "" : proxy);
}

void CurlHandle::set_method(const Request& request) {
  CURL* easy = easy_.get();
  curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);  // takes back NOBODY and POST of the request before
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, nullptr);
  if (request.method == "HEAD") {
    curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    return;
  }
  if (has_content(request)) {
    curl_easy_setopt(
        easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request.body.data());
  }
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
}

CurlHandle::HeaderList CurlHandle::header_list(const Request& request) const {
  HeaderList list;
  const auto append = [&list](const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    (void)list.release();
    list.reset(longer);
  };
  for (const Header& header : request.headers) {
    // "Name;" is how curl is told to send a field without a value.
    append(header.value.empty() ? header.name + ";" : header.name + ": " + header.value);
  }
  const auto is_given = [&request](std::string_view name) {
    return http::find_header(request.headers, name).has_value();
  };
  if (!is_given("Accept-Encoding")) append("Accept-Encoding: identity");
  // What a cache kept shows nothing of the gate (RFC 9111 §5.2.1.4).
  if (!is_given("Cache-Control")) append("Cache-Control: no-cache");
  if (!is_given("Expect")) append("Expect:");
  if (!is_given("Content-Type")) append("Content-Type:");
  return list;
}

CURLcode CurlHandle::perform() {
  CURLM* multi = multi_.get();
  if (curl_multi_add_handle(multi, easy_.get()) != CURLM_OK) return CURLE_FAILED_INIT;
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  while (!options_.stop.stop_requested()) {
    int running = 0;
    if (curl_multi_perform(multi, &running) != CURLM_OK) {
      code = CURLE_FAILED_INIT;
      break;
    }
    if (running == 0) {
      int left = 0;
      const CURLMsg* message = curl_multi_info_read(multi, &left);
      code = message != nullptr ? message->data.result : CURLE_FAILED_INIT;
      break;
    }
    // Woken early by curl_multi_wakeup when the run is stopped.
    if (curl_multi_poll(multi, nullptr, 0, 1000, nullptr) != CURLM_OK) {
      code = CURLE_FAILED_INIT;
      break;
    }
  }
  curl_multi_remove_handle(multi, easy_.get());
  return code;
}

Delivery CurlHandle::send(const Request& request) {
  if (options_.stop.stop_requested()) {
    return refusal(request, Failure::stopped, "the run was stopped");
  }
  if (std::string obstacle = obstacle_of(request); !obstacle.empty()) {
    return refusal(request, Failure::not_asked, std::move(obstacle));
  }
  const Clock::time_point begin = Clock::now();
  capture_.begin();
  std::array<char, CURL_ERROR_SIZE> detail{};
  const HeaderList headers = header_list(request);
  curl_easy_setopt(easy_.get(), CURLOPT_ERRORBUFFER, detail.data());
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, headers.get());
  set_line(request);
  set_method(request);
  may_leave_again_ = is_harmless_twice(request);
  CURLcode code = perform();
  if (code == CURLE_ABORTED_BY_CALLBACK && !options_.stop.stop_requested()) {
    code = CURLE_GOT_NOTHING;  // before_request kept it from leaving again
  }
  curl_easy_setopt(easy_.get(), CURLOPT_ERRORBUFFER, nullptr);
  curl_easy_setopt(easy_.get(), CURLOPT_HTTPHEADER, nullptr);

  Delivery delivery;
  delivery.sent = request;
  if (capture_.has_sent()) {
    delivery.sent.headers = capture_.sent_headers();
    if (request.method == "HEAD") delivery.sent.body.clear();
  }
  delivery.is_timed_out = code == CURLE_OPERATION_TIMEDOUT && capture_.has_sent();
  // A status that came is an answer, whatever became of its body; a stop is no answer.
  if (capture_.has_response() && code != CURLE_ABORTED_BY_CALLBACK) {
    delivery.response = capture_.take_response();
    delivery.response->is_cut = code != CURLE_OK;
  } else {
    delivery.failure = code == CURLE_OK ? Failure::broken : failure_of(code, capture_.has_sent());
    if (is_refused_after_handshake(
            code, easy_.get(), detail.data(), options_.expects_certificates)) {
      delivery.failure = Failure::tls;
    }
  }
  if (capture_.is_over_limit()) {
    delivery.reason = "the body is longer than the limit";
  } else if (code != CURLE_OK) {
    delivery.reason = reason_of(code, easy_.get(), detail.data());
  } else if (!delivery.response) {
    delivery.reason = "no final answer came";
  }
  delivery.duration_ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
  return delivery;
}

}  // namespace sworn::probe
