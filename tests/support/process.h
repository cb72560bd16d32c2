// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace sworn::test {

/// A program to run: found by its path, with exactly these arguments.
struct Program {
  std::string path;
  std::vector<std::string> arguments;
  std::map<std::string, std::string> environment = {};  ///< added to this process's own
  std::string folder = {};                              ///< working directory; "" is ours
};

struct Outcome {
  int code = -1;  ///< 128 + the number of the signal that ended it
  std::string out;
  std::string err;
  bool is_timed_out = false;  ///< it was killed
};

/// A program that runs, its output collected; killed at the end of its scope.
class Process {
 public:
  explicit Process(const Program& program);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  /// Reads until `text` stands in the standard output; false when it ends or `limit` is over first.
  bool wait_for_output(const std::string& text, std::chrono::milliseconds limit);
  /// The same for the standard error.
  bool wait_for_error(const std::string& text, std::chrono::milliseconds limit);
  /// Reads until it ends. May be called once.
  Outcome finish(std::chrono::milliseconds limit);
  void signal(int number) const;

  [[nodiscard]] pid_t id() const { return id_; }
  [[nodiscard]] const std::string& out() const { return out_; }

 private:
  /// Takes what is there; false when both streams are at their end.
  bool read_some(std::chrono::milliseconds limit);
  bool wait_for(const std::string& stream,
                const std::string& text,
                std::chrono::milliseconds limit);
  int reap();

  pid_t id_ = -1;
  int out_pipe_ = -1;
  int err_pipe_ = -1;
  std::string out_;
  std::string err_;
};

[[nodiscard]] Outcome run(const Program& program,
                          std::chrono::milliseconds limit = std::chrono::minutes(3));

/// A server that says "listening on URL" when it is ready. Stopped by SIGTERM.
class Server {
 public:
  /// Throws std::runtime_error when it does not come up.
  explicit Server(const Program& program);
  ~Server();

  [[nodiscard]] const std::string& url() const { return url_; }

 private:
  Process process_;
  std::string url_;
};

/// A folder below the system's temporary one, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  /// Writes a file in it and gives its whole path.
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const;

 private:
  std::string path_;
};

/// `prefix` and 32 random letters and digits: a key that nobody has seen.
[[nodiscard]] std::string random_key(const std::string& prefix = "sk_test_");

}  // namespace sworn::test
