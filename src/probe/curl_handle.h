// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <memory>
#include <optional>
#include <stop_token>

#include "probe/curl_capture.h"
#include "probe/live.h"

namespace sworn::probe {

/// One curl handle with a connection cache of its own; for one thread at a time. It is used again
/// by calling send() again: nothing but open connections passes from one request to the next. What
/// changes state or counts against an account leaves at most once; libcurl repeats other requests
/// whose kept connection turns out to be closed (RFC 9110 §9.2.2, RFC 9112 §9.3.1).
class CurlHandle {
 public:
  /// Throws std::bad_alloc when libcurl gives no handle. `options` outlives it.
  explicit CurlHandle(const LiveOptions& options);
  ~CurlHandle() = default;
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  /// From now on presents a client certificate: PEM, chain and private key.
  void present(const std::string& certificate);

  Delivery send(const Request& request);

 private:
  struct Free {
    void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
  };
  struct FreeEasy {
    void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
  };
  struct FreeList {
    void operator()(curl_slist* list) const { curl_slist_free_all(list); }
  };
  struct Wake {
    CURLM* multi;
    void operator()() const { curl_multi_wakeup(multi); }
  };
  using HeaderList = std::unique_ptr<curl_slist, FreeList>;

  /// Asked by curl whenever a head is about to leave.
  static int before_request(
      void* self, char* remote_ip, char* local_ip, int remote_port, int local_port);

  void set_constant_options();
  void set_line(const Request& request);
  void set_method(const Request& request);
  [[nodiscard]] HeaderList header_list(const Request& request) const;
  [[nodiscard]] CURLcode perform();

  const LiveOptions& options_;
  Capture capture_;
  std::unique_ptr<CURLM, Free> multi_;
  std::unique_ptr<CURL, FreeEasy> easy_;
  std::optional<std::stop_callback<Wake>> wake_;
  bool may_leave_again_ = false;  ///< the request being sent
};

}  // namespace sworn::probe
