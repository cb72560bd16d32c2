// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace sworn::test {

/// What a RawServer does after a request: bytes as they are, with pauses, and how the connection
/// ends.
struct Reply {
  struct Piece {
    std::string bytes;
    std::chrono::milliseconds before{0};  ///< pause before it
  };
  enum class End { open, close, reset };

  std::vector<Piece> pieces;
  End end = End::open;      ///< open: the next request may follow on the connection
  bool is_endless = false;  ///< the last piece again and again until the client is gone

  Reply(std::string bytes = "") { pieces.push_back({std::move(bytes), {}}); }
  Reply(const char* bytes) : Reply(std::string(bytes)) {}

  Reply& then(std::chrono::milliseconds pause, std::string bytes) {
    pieces.push_back({std::move(bytes), pause});
    return *this;
  }
  Reply& then_close() { return ends(End::close); }
  Reply& then_reset() { return ends(End::reset); }
  Reply& forever() {
    is_endless = true;
    return *this;
  }

 private:
  Reply& ends(End how) {
    end = how;
    return *this;
  }
};

/// "HTTP/1.1 200 OK" with that body and its Content-Length; `fields` are whole lines with CRLF.
[[nodiscard]] std::string ok(std::string_view body = "", std::string_view fields = "");

/// A server on 127.0.0.1 that speaks in raw bytes, a thread for each connection. The handler gets a
/// whole request, body included by its Content-Length, and is called from several threads.
class RawServer {
 public:
  using Handler = std::function<Reply(const std::string& request)>;

  explicit RawServer(Handler handler);
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  [[nodiscard]] std::string url(std::string_view path = "/") const;
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] int accepted() const { return accepted_; }
  /// The most requests that were being answered at the same time.
  [[nodiscard]] int most_at_once() const { return most_at_once_; }
  [[nodiscard]] std::vector<std::string> requests() const;
  [[nodiscard]] std::string last_request() const;

 private:
  void accept_loop();
  void serve(int socket);
  /// False when the connection is over.
  bool answer(int socket, const std::string& request);
  bool write(int socket, std::string_view bytes) const;
  /// False when the client or the server is gone before the time is over.
  bool pause(int socket, std::chrono::milliseconds time) const;

  Handler handler_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> is_over_{false};
  std::atomic<int> accepted_{0};
  std::atomic<int> at_once_{0};
  std::atomic<int> most_at_once_{0};
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<std::thread> workers_;  ///< touched by the acceptor until it is joined
  std::thread acceptor_;
};

/// A port of 127.0.0.1 where nothing listens.
[[nodiscard]] int closed_port();

}  // namespace sworn::test
