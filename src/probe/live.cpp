// SPDX-License-Identifier: Apache-2.0
#include "probe/live.h"

#include <exception>
#include <mutex>
#include <utility>
#include <vector>

#include "probe/curl_handle.h"

namespace sworn::probe {
namespace {

/// Options and idle handles; lives as long as the last channel.
struct Pool {
  explicit Pool(LiveOptions given) : options(std::move(given)) {}

  std::unique_ptr<CurlHandle> take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        // The handle that was used last is the likeliest to have a living connection.
        std::unique_ptr<CurlHandle> handle = std::move(idle.back());
        idle.pop_back();
        return handle;
      }
    }
    return std::make_unique<CurlHandle>(options);
  }

  void give_back(std::unique_ptr<CurlHandle> handle) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(handle));
  }

  const LiveOptions options;
  std::mutex mutex;
  std::vector<std::unique_ptr<CurlHandle>> idle;
};

class LiveChannel final : public Channel {
 public:
  LiveChannel(std::shared_ptr<Pool> pool, Connection connection)
      : pool_(std::move(pool)), is_kept_(connection == Connection::kept) {}

  LiveChannel(std::shared_ptr<Pool> pool, const std::string& certificate)
      : pool_(std::move(pool)),
        is_kept_(false),
        handle_(std::make_unique<CurlHandle>(pool_->options)) {
    handle_->present(certificate);
  }

  ~LiveChannel() override {
    try {
      if (is_kept_ && handle_) pool_->give_back(std::move(handle_));
    } catch (const std::exception&) {
      handle_.reset();
    }
  }

  LiveChannel(const LiveChannel&) = delete;
  LiveChannel& operator=(const LiveChannel&) = delete;

  Delivery send(const Request& request) override {
    try {
      if (!handle_) {
        handle_ = is_kept_ ? pool_->take() : std::make_unique<CurlHandle>(pool_->options);
      }
      return handle_->send(request);
    } catch (const std::exception&) {
      // Only a lack of memory throws; the handle may have stopped half way.
      handle_.reset();
      Delivery delivery;
      delivery.failure = Failure::not_asked;
      delivery.reason = "out of memory";
      return delivery;
    }
  }

 private:
  std::shared_ptr<Pool> pool_;
  bool is_kept_;
  std::unique_ptr<CurlHandle> handle_;
};

class LiveTransport final : public Transport {
 public:
  explicit LiveTransport(LiveOptions options) : pool_(std::make_shared<Pool>(std::move(options))) {}

  std::unique_ptr<Channel> open(Connection connection) override {
    return std::make_unique<LiveChannel>(pool_, connection);
  }

  std::unique_ptr<Channel> open_as(const std::string& certificate) override {
    return std::make_unique<LiveChannel>(pool_, certificate);
  }

 private:
  std::shared_ptr<Pool> pool_;
};

}  // namespace

std::unique_ptr<Transport> make_live_transport(LiveOptions options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  return std::make_unique<LiveTransport>(std::move(options));
}

}  // namespace sworn::probe
