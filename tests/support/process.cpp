// SPDX-License-Identifier: Apache-2.0
#include "support/process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>

namespace sworn::test {
namespace {

using Clock = std::chrono::steady_clock;

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> environment_with(const std::map<std::string, std::string>& added) {
  std::vector<std::string> variables;
  for (char** one = environ; *one != nullptr; ++one) {
    const std::string text = *one;
    if (!added.contains(text.substr(0, text.find('=')))) variables.push_back(text);
  }
  for (const auto& [name, value] : added) variables.push_back(name + "=" + value);
  return variables;
}

/// Becomes the program; only async-signal-safe calls, since other threads may run here.
[[noreturn]] void become(
    const Program& program, char* const* arguments, char* const* variables, int out, int err) {
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  const int nothing = ::open("/dev/null", O_RDONLY);
  ::dup2(nothing, STDIN_FILENO);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  for (const int number : {SIGINT, SIGTERM, SIGPIPE}) ::signal(number, SIG_DFL);
  if (!program.folder.empty() && ::chdir(program.folder.c_str()) != 0) ::_exit(126);
  ::execve(program.path.c_str(), arguments, variables);
  ::_exit(127);
}

/// False at the end of the stream, which is then closed.
bool take(int& pipe, std::string& into) {
  std::array<char, 65536> buffer{};
  const ssize_t count = ::read(pipe, buffer.data(), buffer.size());
  if (count < 0 && errno == EINTR) return true;
  if (count <= 0) {
    ::close(pipe);
    pipe = -1;
    return false;
  }
  into.append(buffer.data(), static_cast<std::size_t>(count));
  return true;
}

std::chrono::milliseconds left_until(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
  return std::max(left, std::chrono::milliseconds(0));
}

}  // namespace

Process::Process(const Program& program) {
  std::vector<std::string> arguments = {program.path};
  arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
  std::vector<std::string> variables = environment_with(program.environment);
  const std::vector<char*> argument_pointers = pointers_to(arguments);
  const std::vector<char*> variable_pointers = pointers_to(variables);
  int out[2];
  int err[2];
  if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  id_ = ::fork();
  if (id_ == 0) {
    become(program, argument_pointers.data(), variable_pointers.data(), out[1], err[1]);
  }
  ::close(out[1]);
  ::close(err[1]);
  out_pipe_ = out[0];
  err_pipe_ = err[0];
  if (id_ < 0) throw std::runtime_error("no fork");
}

Process::~Process() {
  if (id_ > 0) {
    signal(SIGKILL);
    reap();
  }
  for (const int pipe : {out_pipe_, err_pipe_}) {
    if (pipe >= 0) ::close(pipe);
  }
}

void Process::signal(int number) const {
  if (id_ > 0) ::kill(id_, number);
}

bool Process::read_some(std::chrono::milliseconds limit) {
  if (out_pipe_ < 0 && err_pipe_ < 0) return false;
  // A negative descriptor is passed over by poll().
  std::array<pollfd, 2> waiting = {pollfd{out_pipe_, POLLIN, 0}, pollfd{err_pipe_, POLLIN, 0}};
  if (::poll(waiting.data(), waiting.size(), static_cast<int>(limit.count())) <= 0) return true;
  if (waiting[0].revents != 0) take(out_pipe_, out_);
  if (waiting[1].revents != 0) take(err_pipe_, err_);
  return true;
}

bool Process::wait_for(const std::string& stream,
                       const std::string& text,
                       std::chrono::milliseconds limit) {
  const Clock::time_point end = Clock::now() + limit;
  while (stream.find(text) == std::string::npos) {
    if (Clock::now() >= end || !read_some(left_until(end))) return false;
  }
  return true;
}

bool Process::wait_for_output(const std::string& text, std::chrono::milliseconds limit) {
  return wait_for(out_, text, limit);
}

bool Process::wait_for_error(const std::string& text, std::chrono::milliseconds limit) {
  return wait_for(err_, text, limit);
}

int Process::reap() {
  int status = 0;
  while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
  }
  id_ = -1;
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

Outcome Process::finish(std::chrono::milliseconds limit) {
  const Clock::time_point end = Clock::now() + limit;
  bool is_timed_out = false;
  while (read_some(left_until(end))) {
    if (Clock::now() < end) continue;
    is_timed_out = true;
    signal(SIGKILL);
    break;
  }
  const int code = reap();
  return {code, out_, err_, is_timed_out};
}

Outcome run(const Program& program, std::chrono::milliseconds limit) {
  Process process(program);
  return process.finish(limit);
}

Server::Server(const Program& program) : process_(program) {
  const std::string words = "listening on ";
  const bool is_up = process_.wait_for_output(words, std::chrono::seconds(60)) &&
                     process_.wait_for_output("\n", std::chrono::seconds(5));
  const std::size_t start = process_.out().find(words);
  if (!is_up || start == std::string::npos) {
    throw std::runtime_error(
        program.path + " did not come up: " + process_.finish(std::chrono::milliseconds(100)).err);
  }
  const std::string rest = process_.out().substr(start + words.size());
  url_ = rest.substr(0, rest.find_first_of(" \r\n"));
}

Server::~Server() {
  process_.signal(SIGTERM);
  process_.finish(std::chrono::seconds(5));
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "sworn-test-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::file(const std::string& name, const std::string& content) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path) << content;
  return path.string();
}

std::string random_key(const std::string& prefix) {
  const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  std::random_device entropy;
  std::uniform_int_distribution<std::size_t> place(0, alphabet.size() - 1);
  std::string key = prefix;
  for (int i = 0; i < 32; ++i) key += alphabet[place(entropy)];
  return key;
}

}  // namespace sworn::test
