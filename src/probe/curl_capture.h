// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "sworn/exchange.h"

namespace sworn::probe {

/// What curl's callbacks tell of one request: the head that left and the response that came.
class Capture {
 public:
  explicit Capture(std::size_t most_body_bytes) : most_body_bytes_(most_body_bytes) {}

  /// Before a request; forgets the one before.
  void begin();
  /// Hands curl the callbacks; `this` stays where it is as long as `easy` lives.
  void attach(CURL* easy);

  /// Whether a request head left for the server, not only one for a proxy.
  [[nodiscard]] bool has_sent() const { return !head_.empty() && !is_connect_; }
  /// The fields of the last head that left, request line excluded.
  [[nodiscard]] Headers sent_headers() const;

  /// Whether a final status line and all its header fields came.
  [[nodiscard]] bool has_response() const { return is_complete_; }
  /// Whether the body was longer than the limit, which ends the transfer with CURLE_WRITE_ERROR.
  [[nodiscard]] bool is_over_limit() const { return is_over_limit_; }
  [[nodiscard]] Response take_response() { return std::move(response_); }

 private:
  void on_sent(std::string_view bytes, bool is_head);
  void on_header_line(std::string_view line);
  void on_status_line(std::string_view line);
  bool on_body(std::string_view bytes);

  static int debug_callback(CURL*, curl_infotype type, char* data, std::size_t size, void* self);
  static std::size_t header_callback(char* data, std::size_t size, std::size_t n, void* self);
  static std::size_t body_callback(char* data, std::size_t size, std::size_t n, void* self);

  std::size_t most_body_bytes_;
  std::string head_;
  bool is_head_whole_ = false;
  bool is_connect_ = false;
  Response response_;
  bool awaits_status_ = true;
  bool is_complete_ = false;
  bool is_over_limit_ = false;
};

}  // namespace sworn::probe
