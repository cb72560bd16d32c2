// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "diff/assembly.h"

namespace sworn::test {
namespace {

Exchange exchange(const std::string& method,
                  const std::string& path,
                  Headers headers = {},
                  const std::string& body = "") {
  Exchange one;
  one.request = {method, "http://127.0.0.1:8080" + path, std::move(headers), body};
  return one;
}

/// What a shell hands to curl: its arguments, each between angle brackets.
std::string arguments_of(const std::string& line) {
  const std::string script =
      "curl() { for a in \"$@\"; do printf '<%s>' \"$a\"; done; }; ALICE_APIKEYAUTH='se cret'; " +
      line;
  const std::string command = "sh -c " + base::shell_quote(script);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  REQUIRE(pipe != nullptr);
  std::string out;
  std::array<char, 256> buffer{};
  while (const std::size_t size = fread(buffer.data(), 1, buffer.size(), pipe.get())) {
    out.append(buffer.data(), size);
  }
  return out;
}

}  // namespace

TEST_CASE("a placeholder becomes a shell variable") {
  CHECK(diff::curl_line(exchange("GET", "/items", {{"X-API-Key", "{alice.ApiKeyAuth}"}})) ==
        "curl -i -H 'X-API-Key: '\"${ALICE_APIKEYAUTH:?the value of that name}\" "
        "http://127.0.0.1:8080/items");
  CHECK(diff::curl_line(
            exchange("GET", "/", {{"Cookie", "sid={session POST /login victim.sid}; a=b"}}))
            .find("\"${SESSION_POST_LOGIN_VICTIM_SID:?what that step of the story was handed "
                  "out}\"'; a=b'") != std::string::npos);
  CHECK(diff::curl_line(
            exchange("GET", "/", {{"Cookie", "sid={session POST /{tenant}/login victim.sid}"}}))
            .find("\"${SESSION_POST_TENANT_LOGIN_VICTIM_SID:?") != std::string::npos);
  CHECK(arguments_of(
            diff::curl_line(exchange("GET", "/items", {{"X-API-Key", "{alice.ApiKeyAuth}"}}))) ==
        "<-i><-H><X-API-Key: se cret><http://127.0.0.1:8080/items>");
}

TEST_CASE("without the value of a variable nothing is sent, and the shell says what is missing") {
  for (const auto& [placeholder, hint] : std::vector<std::pair<std::string, std::string>>{
           {"{never-issued.bob.Key 2}", "any value of that shape that was never handed out"},
           {"{forged.bob.http bearer, unsigned, alg NONE}", "a token made as the finding says"},
           {"{wrong.bob.login.password}", "any wrong password"},
           {"{sha256:bob.Key}", "made from the value of that name"},
           {"{session POST /login victim.sid}", "what that step of the story was handed out"},
           {"{bob.Key}", "the value of that name"}}) {
    CAPTURE(placeholder);
    const std::string line =
        diff::curl_line(exchange("GET", "/", {{"Authorization", "Bearer " + placeholder}}));
    CHECK(line.find(":?" + hint + "}") != std::string::npos);
    CHECK(arguments_of("exec 2>&1; " + line).find(hint) != std::string::npos);
    CHECK(arguments_of("exec 2>&1; " + line).find("<-i>") == std::string::npos);
  }
}

TEST_CASE("an answer to a digest challenge is good once: curl makes its own of the pair") {
  Exchange asked = exchange("GET",
                            "/vault",
                            {{"Authorization",
                              "Digest username=\"alice\", nonce=\"1b\", uri=\"/vault\", "
                              "response=\"{digest response}\""}});
  asked.credentials = {{"alice", "http digest"}};
  CHECK(diff::curl_line(asked) ==
        "curl -i --digest -u \"${ALICE_DIGEST:?user:password}\" http://127.0.0.1:8080/vault");
  asked.credentials.front().state = CredentialState::never_issued;
  CHECK(diff::curl_line(asked) ==
        "curl -i --digest -u \"${NEVER_ISSUED_ALICE_DIGEST:?user:any wrong password}\" "
        "http://127.0.0.1:8080/vault");
}

TEST_CASE("dot segments are sent as they were") {
  for (const char* path : {"/./vault", "/a/../vault", "/vault/.", "/%2e/vault", "/a/%2E./b?x=1"}) {
    CAPTURE(path);
    CHECK(diff::curl_line(exchange("GET", path)).find(" --path-as-is ") != std::string::npos);
  }
  for (const char* path : {"/vault", "/a.b/..c", "/vault?next=/../x", "/vault#/./x"}) {
    CAPTURE(path);
    CHECK(diff::curl_line(exchange("GET", path)).find("--path-as-is") == std::string::npos);
  }
}

TEST_CASE("a hostile body stays literal in a shell") {
  for (const std::string& body :
       {std::string("it's $(touch /tmp/sworn-was-here) `id` \"$HOME\" \\ ; rm -rf x & | > y"),
        std::string("{\"a\": \"{x}\", \"b\": {\"c\": \"$(id).\"}}"),
        std::string("line\nbreak'\n$(id)"),
        std::string("@/etc/passwd"),
        std::string("-o/tmp/x")}) {
    CAPTURE(body);
    CHECK(arguments_of(diff::curl_line(exchange("POST", "/x", {}, body))) ==
          "<-i><-X><POST><--data-raw><" + body + "><http://127.0.0.1:8080/x>");
  }
}

TEST_CASE("hostile methods, headers and paths stay literal in a shell") {
  CHECK(arguments_of(
            diff::curl_line(exchange("A$(id)", "/x?q=$(id)&r='`id`'", {{"X-A", "$(id) '`\""}}))) ==
        "<-i><-X><A$(id)><-H><X-A: $(id) '`\"><http://127.0.0.1:8080/x?q=$(id)&r='`id`'>");
}

TEST_CASE("a file that a body seems to name is not read, and brackets in a URL are no ranges") {
  const std::string line = diff::curl_line(exchange("POST", "/x?filter[a]=1", {}, "@/etc/passwd"));
  CHECK(line.find("--data-raw") != std::string::npos);
  CHECK(line.find(" -g ") != std::string::npos);
  CHECK(diff::curl_line(exchange("GET", "/x")).find(" -g") == std::string::npos);
}

TEST_CASE("what curl sends anyway is not repeated, and HEAD waits for no body") {
  CHECK(
      diff::curl_line(exchange(
          "HEAD",
          "/x",
          {{"Host", "h"}, {"User-Agent", "sworn"}, {"Accept", "*/*"}, {"Content-Length", "0"}})) ==
      "curl -i -I http://127.0.0.1:8080/x");
}

}  // namespace sworn::test
