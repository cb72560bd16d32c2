// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "base/file.h"
#include "config/config.h"

namespace {

using sworn::Config;

std::optional<std::string> environment(const std::string& name) {
  if (name == "KEY") return "from-environment";
  if (name == "EMPTY") return "";
  return std::nullopt;
}

std::string error_of(const std::string& option) {
  Config config;
  const sworn::Result<void> added = sworn::config::add_auth(config, option, environment);
  return added ? "" : added.error().text();
}

/// A file that is removed with this.
struct ScratchFile {
  std::string path;
  explicit ScratchFile(const std::string& content)
      : path((std::filesystem::temp_directory_path() / "sworn-auth-option-test").string()) {
    REQUIRE(sworn::base::write_file(path, content).has_value());
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() { std::remove(path.c_str()); }
};

}  // namespace

TEST_CASE("--auth gives credentials to the default and to named identities") {
  Config config;
  REQUIRE(sworn::config::add_auth(config, "ApiKeyAuth=a=b:c", environment));
  REQUIRE(sworn::config::add_auth(config, "bob:basicAuth=user:pass=word", environment));
  REQUIRE(sworn::config::add_auth(config, "alice:K=env:KEY", environment));
  REQUIRE(config.identities.size() == 3);
  CHECK(config.identities[0].name == "alice");
  CHECK(config.identity("default")->credentials.at("ApiKeyAuth").value == "a=b:c");
  CHECK(config.identity("bob")->credentials.at("basicAuth").value == "user:pass=word");
  CHECK(config.identity("alice")->credentials.at("K").value == "from-environment");
}

TEST_CASE("--auth replaces what the file says for that scheme alone") {
  Config config;
  config.identities.emplace_back().name = "alice";
  config.identities[0].credentials["K"].fields["client_id"] = "old";
  config.identities[0].credentials["L"].value = "kept";
  REQUIRE(sworn::config::add_auth(config, "alice:K=new", environment));
  REQUIRE(config.identities.size() == 1);
  CHECK(config.identities[0].credentials.at("K").value == "new");
  CHECK(config.identities[0].credentials.at("K").fields.empty());
  CHECK(config.identities[0].credentials.at("L").value == "kept");
}

TEST_CASE("--auth @FILE takes the first line") {
  const ScratchFile file("secret-in-file\r\nmore\n");
  Config config;
  REQUIRE(sworn::config::add_auth(config, "K=@" + file.path, environment));
  CHECK(config.identity("default")->credentials.at("K").value == "secret-in-file");
}

TEST_CASE("a byte order mark at the beginning of a file is no part of the secret") {
  const ScratchFile file("\xEF\xBB\xBFsecret-in-file\n");
  Config config;
  REQUIRE(sworn::config::add_auth(config, "K=@" + file.path, environment));
  CHECK(config.identity("default")->credentials.at("K").value == "secret-in-file");
}

TEST_CASE("a wrong --auth is refused without showing its value") {
  CHECK(error_of("s3cret") == "--auth: expected [WHO:]SCHEME=VALUE, got no '='");
  CHECK(error_of("=s3cret") == "--auth: expected [WHO:]SCHEME=VALUE, got no scheme");
  CHECK(error_of("alice:=s3cret") == "--auth: expected [WHO:]SCHEME=VALUE, got no scheme");
  CHECK(error_of("K=") == "--auth: the value for K is empty");
  CHECK(error_of("K=s3cret\n") == "--auth: the value for K holds a line break or a NUL");
  CHECK(error_of("K=env:EMPTY") == "--auth: environment variable EMPTY is empty");
  CHECK(error_of("K=env:NOPE") == "--auth: environment variable NOPE is not set");
  const std::string unreadable = error_of("K=@s3cret");
  CHECK(unreadable.find("the file after '@' for K cannot be read") != std::string::npos);
  CHECK(unreadable.find("s3cret") == std::string::npos);
  CHECK(error_of("a b:K=s3cret").find("s3cret") == std::string::npos);
}
