// SPDX-License-Identifier: Apache-2.0
#include "probe/curl_capture.h"

#include <charconv>
#include <exception>
#include <utility>

#include "base/text.h"

namespace sworn::probe {
namespace {

constexpr std::string_view head_end = "\r\n\r\n";

Header split_field(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return {std::string(base::trim(line)), ""};
  return {std::string(line.substr(0, colon)), std::string(base::trim(line.substr(colon + 1)))};
}

std::string_view without_line_end(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  return line;
}

/// No exception crosses curl's C frames.
template <typename Action>
bool survives(Action action) {
  try {
    action();
    return true;
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace

void Capture::begin() {
  head_.clear();
  is_head_whole_ = false;
  is_connect_ = false;
  response_ = Response{};
  awaits_status_ = true;
  is_complete_ = false;
  is_over_limit_ = false;
}

void Capture::attach(CURL* easy) {
  curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
  curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, &Capture::debug_callback);
  curl_easy_setopt(easy, CURLOPT_DEBUGDATA, this);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &Capture::header_callback);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &Capture::body_callback);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
}

Headers Capture::sent_headers() const {
  Headers headers;
  std::size_t at = head_.find("\r\n");
  while (at != std::string::npos) {
    at += 2;
    const std::size_t end = head_.find("\r\n", at);
    const std::string_view line = std::string_view(head_).substr(at, end - at);
    if (end == std::string::npos || line.empty()) break;
    Header field = split_field(line);
    // What is meant for a proxy does not reach the API, and holds a secret that is not its
    // business.
    if (!base::starts_with_ignoring_case(field.name, "Proxy-")) headers.push_back(std::move(field));
    at = end;
  }
  return headers;
}

/// A head may leave in pieces, of which curl calls only the first one a head; and it leaves again
/// when curl finds its kept connection closed.
void Capture::on_sent(std::string_view bytes, bool is_head) {
  if (is_head) {
    if (is_head_whole_) head_.clear();
    is_head_whole_ = false;
  }
  if (is_head_whole_) return;
  const std::size_t before = head_.size() < head_end.size() ? 0 : head_.size() - head_end.size();
  head_ += bytes;
  const std::size_t end = head_.find(head_end, before);
  is_head_whole_ = end != std::string::npos;
  if (is_head_whole_) head_.resize(end + head_end.size());
  is_connect_ = head_.starts_with("CONNECT ");
}

void Capture::on_status_line(std::string_view line) {
  response_ = Response{};
  const std::size_t space = line.find(' ');
  response_.http_version = line.substr(0, space);
  if (space == std::string_view::npos) return;
  const std::string_view rest = base::trim(line.substr(space));
  std::from_chars(rest.data(), rest.data() + rest.size(), response_.status);
}

void Capture::on_header_line(std::string_view line) {
  line = without_line_end(line);
  if (is_complete_) return;  // trailers are no header fields (RFC 9110 §6.5)
  if (awaits_status_) {
    on_status_line(line);
    awaits_status_ = false;
  } else if (line.empty()) {
    // Informational responses precede the final one (RFC 9110 §15.2); 101 ends HTTP on the
    // connection.
    const bool is_final = response_.status >= 200 || response_.status == 101;
    is_complete_ = is_final;
    awaits_status_ = !is_final;
  } else if ((line.front() == ' ' || line.front() == '\t') && !response_.headers.empty()) {
    // obs-fold (RFC 9112 §5.2)
    response_.headers.back().value.append(" ").append(base::trim(line));
  } else {
    response_.headers.push_back(split_field(line));
  }
}

bool Capture::on_body(std::string_view bytes) {
  const std::size_t room = most_body_bytes_ - response_.body.size();
  is_over_limit_ = bytes.size() > room;
  response_.body += bytes.substr(0, room);
  return !is_over_limit_;
}

int Capture::debug_callback(CURL*, curl_infotype type, char* data, std::size_t size, void* self) {
  if (type == CURLINFO_HEADER_OUT || type == CURLINFO_DATA_OUT) {
    (void)survives([&] {
      static_cast<Capture*>(self)->on_sent({data, size}, type == CURLINFO_HEADER_OUT);
    });
  }
  return 0;
}

std::size_t Capture::header_callback(char* data, std::size_t size, std::size_t n, void* self) {
  const bool is_taken = survives([&] {
    static_cast<Capture*>(self)->on_header_line({data, size * n});
  });
  return is_taken ? size * n : 0;
}

std::size_t Capture::body_callback(char* data, std::size_t size, std::size_t n, void* self) {
  bool goes_on = false;
  const bool is_taken = survives([&] {
    goes_on = static_cast<Capture*>(self)->on_body({data, size * n});
  });
  return is_taken && goes_on ? size * n : 0;
}

}  // namespace sworn::probe
