// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <system_error>

#include "base/encoding.h"
#include "base/random.h"

namespace sworn::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }
  /// Closes now, so that a late write error is seen.
  bool close() {
    const int closed = ::close(number_);
    number_ = -1;
    return closed == 0;
  }

 private:
  int number_;
};

std::string reason() {
  return std::generic_category().message(errno);
}

Error failure(const std::string& path, const std::string& message) {
  return Error{message, Location{path, 0, 0, {}}, {}};
}

std::optional<Error> refuse_kind(const std::string& path, const struct stat& status) {
  if (S_ISDIR(status.st_mode)) return failure(path, "is a directory, not a file");
  // A pipe is what a shell's <(command) gives, a character device what /dev/stdin may be.
  if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode) && !S_ISCHR(status.st_mode)) {
    return failure(path, "is no file that can be read");
  }
  return std::nullopt;
}

/// Whether there were data or an end within this time; a negative time has no end.
bool wait_for(int descriptor, int milliseconds) {
  struct pollfd what {
    descriptor, POLLIN, 0
  };
  return ::poll(&what, 1, milliseconds) > 0;
}

/// Reads what opening did not wait for. A pipe that nobody has opened for writing yet looks ended.
class Source {
 public:
  Source(int descriptor, bool is_pipe) : descriptor_(descriptor), is_awaited_(is_pipe) {}

  /// The bytes read, 0 at the end, less on failure: ETIMEDOUT where no writer came.
  ssize_t read(std::span<char> into) {
    bool is_silent = false;
    while (true) {
      const ssize_t count = ::read(descriptor_, into.data(), into.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0 && errno == EAGAIN) {
        // There is a writer, however long it takes.
        is_awaited_ = false;
        is_silent = false;
        wait_for(descriptor_, -1);
      } else if (count == 0 && is_awaited_) {
        is_awaited_ = false;
        is_silent = !wait_for(descriptor_, writer_wait_milliseconds);
      } else if (count == 0 && is_silent) {
        errno = ETIMEDOUT;
        return -1;
      } else {
        is_awaited_ = false;
        return count;
      }
    }
  }

 private:
  static constexpr int writer_wait_milliseconds = 3000;

  int descriptor_;
  bool is_awaited_;
};

Result<std::string> read_all(Source source, const std::string& path, std::size_t most) {
  std::string out;
  std::array<char, 65536> buffer{};
  while (true) {
    const ssize_t count = source.read(buffer);
    if (count < 0 && errno == ETIMEDOUT) return failure(path, "is a pipe that nobody writes to");
    if (count < 0) return failure(path, "cannot be read: " + reason());
    if (count == 0) return out;
    if (static_cast<std::size_t>(count) > most - out.size()) {
      return failure(path, "is larger than " + std::to_string(most) + " bytes");
    }
    out.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

bool write_all(int descriptor, const std::string& content) {
  std::size_t done = 0;
  while (done < content.size()) {
    const ssize_t count = ::write(descriptor, content.data() + done, content.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    done += static_cast<std::size_t>(count);
  }
  return true;
}

/// Into a device or pipe, or in the place of what the file has.
Result<void> write_through(const std::string& path, const std::string& content) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY));
  if (file.number() < 0 || !write_all(file.number(), content) || !file.close()) {
    return failure(path, "cannot be written: " + reason());
  }
  return {};
}

/// The descriptor of this process that a name like /dev/stdout stands for. What it leads to may be
/// a file to which others add.
std::optional<int> descriptor_named(const std::string& path) {
  if (path == "/dev/stdout") return STDOUT_FILENO;
  if (path == "/dev/stderr") return STDERR_FILENO;
  for (const std::string_view folder : {"/dev/fd/", "/proc/self/fd/"}) {
    int number = 0;
    const char* const end = path.data() + path.size();
    if (path.starts_with(folder) &&
        std::from_chars(path.data() + folder.size(), end, number).ptr == end && number >= 0) {
      return number;
    }
  }
  return std::nullopt;
}

/// Whether a file that is there can be written although none can be put into its place: it is a
/// mount of its own, or its folder is closed.
bool is_only_the_place_closed(int fault) {
  return fault == EACCES || fault == EPERM || fault == EBUSY || fault == EROFS || fault == EXDEV;
}

/// The file that a chain of symbolic links ends at: a rename must not replace the link itself.
std::string target_of(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  return real ? std::string(real.get()) : path;
}

}  // namespace

Result<std::string> read_file(const std::string& path, std::size_t most) {
  if (path == "-") return read_all({STDIN_FILENO, false}, path, most);
  struct stat status {};
  // Before it is opened: opening may already do something.
  if (::stat(path.c_str(), &status) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return failure(path, "does not exist");
    return failure(path, "cannot be read: " + reason());
  }
  if (auto refused = refuse_kind(path, status)) return *refused;
  // A pipe without a writer would hold up open() for ever.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) {
    return failure(path, "cannot be read: " + reason());
  }
  if (auto refused = refuse_kind(path, status)) return *refused;
  return read_all({file.number(), S_ISFIFO(status.st_mode)}, path, most);
}

Result<void> write_file(const std::string& path, const std::string& content, Readers readers) {
  if (const auto descriptor = descriptor_named(path)) {
    return write_all(*descriptor, content) ? Result<void>()
                                           : failure(path, "cannot be written: " + reason());
  }
  struct stat status {};
  const bool is_there = ::stat(path.c_str(), &status) == 0;
  if (is_there && S_ISDIR(status.st_mode)) return failure(path, "is a directory, not a file");
  // A device or pipe is written to, never replaced.
  if (is_there && !S_ISREG(status.st_mode)) return write_through(path, content);

  const std::string target = is_there ? target_of(path) : path;
  RandomStream random(fresh_seed(), target);
  const std::string beside = target + "." + random.draw("abcdefghijklmnopqrstuvwxyz0123456789", 8);
  const bool is_private = readers == Readers::owner;
  const mode_t mode = is_private ? 0600 : 0666;
  Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode));
  const bool is_made = file.number() >= 0;
  const bool is_replaced =
      is_made &&
      (!is_there || is_private || ::fchmod(file.number(), status.st_mode & 07777U) == 0) &&
      write_all(file.number(), content) && file.close() &&
      std::rename(beside.c_str(), target.c_str()) == 0;
  if (is_replaced) return {};
  const int fault = errno;
  if (is_made) ::unlink(beside.c_str());
  if (is_there && is_only_the_place_closed(fault)) return write_through(target, content);
  return failure(path, "cannot be written: " + std::generic_category().message(fault));
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace sworn::base
