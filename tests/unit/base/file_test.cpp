// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

using namespace sworn::base;

namespace {

class Folder {
 public:
  Folder() {
    char name[] = "/tmp/sworn-file-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string operator/(std::string_view name) const {
    std::string out = path;
    return out.append("/").append(name);
  }

  std::string path;
};

}  // namespace

TEST_CASE("what is written is read again, and nothing else is left behind") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "one").has_value());
  REQUIRE(write_file(folder / "a", std::string("two\0x", 5)).has_value());
  CHECK(*read_file(folder / "a", 5) == std::string("two\0x", 5));
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("rewriting keeps a file's mode and goes through a symbolic link") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "one").has_value());
  REQUIRE(::chmod((folder / "a").c_str(), 0640) == 0);
  std::filesystem::create_symlink("a", folder / "link");
  REQUIRE(write_file(folder / "link", "two").has_value());
  CHECK(std::filesystem::is_symlink(folder / "link"));
  CHECK(*read_file(folder / "a", 10) == "two");
  struct stat status {};
  REQUIRE(::stat((folder / "a").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0640U);
}

TEST_CASE("a file for its owner is for nobody else, whatever the file before it was") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "one").has_value());
  REQUIRE(::chmod((folder / "a").c_str(), 0644) == 0);
  for (const char* name : {"a", "b"}) {
    REQUIRE(write_file(folder / name, "two", Readers::owner).has_value());
    struct stat status {};
    REQUIRE(::stat((folder / name).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);
  }
}

TEST_CASE("what is no readable file is refused with its path") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "1234").has_value());
  CHECK(read_file(folder / "none", 9).error().message == "does not exist");
  CHECK(read_file(folder / "none", 9).error().where.file == folder / "none");
  CHECK(read_file(folder.path, 9).error().message == "is a directory, not a file");
  CHECK(read_file("/dev/zero", 100'000).error().message == "is larger than 100000 bytes");
  CHECK(*read_file("/dev/null", 9) == "");
  CHECK(read_file(folder / "a", 3).error().message == "is larger than 3 bytes");
  CHECK(read_file(folder / "a", 4));
  CHECK_FALSE(write_file(folder / "no/such/folder", "").has_value());
  CHECK_FALSE(write_file(folder.path, "").has_value());
}

TEST_CASE("a pipe can be read, within the limit") {
  int ends[2] = {};
  REQUIRE(::pipe(ends) == 0);
  REQUIRE(::write(ends[1], "piped", 5) == 5);
  ::close(ends[1]);
  CHECK(*read_file("/dev/fd/" + std::to_string(ends[0]), 5) == "piped");
  ::close(ends[0]);
}

TEST_CASE("a pipe that nobody writes to is refused after a while, not waited for") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "p").c_str(), 0600) == 0);
  CHECK(read_file(folder / "p", 9).error().message == "is a pipe that nobody writes to");
}

TEST_CASE("a pipe is read to its end though its writer comes late and pauses") {
  const Folder folder;
  const std::string path = folder / "p";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::jthread writer([&path] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const int end = ::open(path.c_str(), O_WRONLY);
    for (const std::string_view part : {"late", ", ", "slow"}) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      CHECK(::write(end, part.data(), part.size()) == static_cast<ssize_t>(part.size()));
    }
    ::close(end);
  });
  CHECK(*read_file(path, 100) == "late, slow");
}

TEST_CASE("a pipe whose writer wrote nothing is empty") {
  const Folder folder;
  const std::string path = folder / "p";
  REQUIRE(::mkfifo(path.c_str(), 0600) == 0);
  std::jthread writer([&path] { ::close(::open(path.c_str(), O_WRONLY)); });
  CHECK(*read_file(path, 100) == "");
}

TEST_CASE("a device is written to, not replaced") {
  CHECK(write_file("/dev/null", "x").has_value());
  CHECK(std::filesystem::is_character_file("/dev/null"));
}

TEST_CASE("the folder of a path without one is the current folder") {
  CHECK(folder_of("a") == ".");
  CHECK(folder_of("/a") == "/");
  CHECK(folder_of("x/y/a") == "x/y");
}

TEST_CASE("a descriptor of this process is written to where it stands, and its file kept") {
  const Folder folder;
  REQUIRE(write_file(folder / "log", "earlier\n").has_value());
  const int log = ::open((folder / "log").c_str(), O_WRONLY | O_APPEND);
  REQUIRE(log >= 0);
  CHECK(write_file("/dev/fd/" + std::to_string(log), "later\n").has_value());
  ::close(log);
  CHECK(*read_file(folder / "log", 100) == "earlier\nlater\n");
  CHECK_FALSE(write_file("/dev/fd/" + std::to_string(log), "to nobody"));
}

TEST_CASE("a file in a folder that is closed is written in its place") {
  const Folder folder;
  REQUIRE(write_file(folder / "a", "a longer text").has_value());
  // To root nothing is closed.
  constexpr uid_t nobody = 65534;
  const bool is_root = ::geteuid() == 0;
  REQUIRE((!is_root || ::chown((folder / "a").c_str(), nobody, nobody) == 0));
  REQUIRE(::chmod(folder.path.c_str(), 0555) == 0);
  REQUIRE((!is_root || ::seteuid(nobody) == 0));
  const bool is_written = write_file(folder / "a", "two").has_value();
  const bool is_made = write_file(folder / "b", "one").has_value();
  REQUIRE((!is_root || ::seteuid(0) == 0));
  REQUIRE(::chmod(folder.path.c_str(), 0755) == 0);
  CHECK(is_written);
  CHECK_FALSE(is_made);
  CHECK(*read_file(folder / "a", 100) == "two");
}
