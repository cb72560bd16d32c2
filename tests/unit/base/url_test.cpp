// SPDX-License-Identifier: Apache-2.0
#include "base/url.h"

#include <doctest/doctest.h>

#include <utility>

using namespace sworn::base;

namespace {

std::string resolved(std::string_view base, std::string_view reference) {
  const auto url = parse_url(base);
  REQUIRE(url);
  const auto result = resolve_url(*url, reference);
  return result ? result->text() : "error";
}

std::string fault(std::string_view text) {
  const auto url = parse_url(text);
  return url ? "none: " + url->text() : url.error().message;
}

bool blames(std::string_view text, std::string_view what) {
  return fault(text).find(what) != std::string::npos;
}

}  // namespace

TEST_CASE("a URL is taken apart into its parts") {
  const auto url = parse_url("HTTPS://API.Example.com:8443/v1/items?x=1&y=a/b?c");
  REQUIRE(url);
  CHECK(url->scheme == "https");
  CHECK(url->host == "api.example.com");
  CHECK(url->port == 8443);
  CHECK(url->path == "/v1/items");
  CHECK(url->query == "x=1&y=a/b?c");
  CHECK(url->origin() == "https://api.example.com:8443");
  CHECK(url->text() == "https://api.example.com:8443/v1/items?x=1&y=a/b?c");
}

TEST_CASE("the scheme's own port is not part of the origin") {
  CHECK(parse_url("http://a:80")->origin() == "http://a");
  CHECK(parse_url("http://a:")->port == 80);
  CHECK(parse_url("https://a:443/")->origin() == "https://a");
  CHECK(parse_url("https://a:80")->origin() == "https://a:80");
  CHECK(parse_url("http://a")->path.empty());
  CHECK(parse_url("http://a?q")->query == "q");
  CHECK(parse_url("http://[2001:DB8::1]:81/x")->origin() == "http://[2001:db8::1]:81");
  CHECK(parse_url("http://a/?filter[name]=x")->query == "filter[name]=x");
}

TEST_CASE("an unusable URL is refused with its fault named") {
  CHECK(blames("", "does not begin with http"));
  CHECK(blames("example.com/x", "does not begin with http"));
  CHECK(blames("localhost:8080/x", "does not begin with http"));
  CHECK(blames("ftp://a", "neither http nor https"));
  CHECK(blames("http:/a", "names no host"));
  CHECK(blames("http://", "names no host"));
  CHECK(blames("http:///x", "names no host"));
  CHECK(blames("http://:80", "names no host"));
  CHECK(blames("http://a:0", "between 1 and 65535"));
  CHECK(blames("http://a:65536", "between 1 and 65535"));
  CHECK(blames("http://a:8x", "no port number"));
  CHECK(blames("http://a:-1", "no port number"));
  CHECK(blames("http://a/b c", "a space"));
  CHECK(blames("http://a b/", "a space"));
  CHECK(blames("http://a/\n", "control character"));
  CHECK(blames("http://a/\xC3\xA4", "not ASCII"));
  CHECK(blames("http://a/{id}", "the character '{'"));
  CHECK(blames("http://a\\b", "the character '\\'"));
  CHECK(blames("http://a/%zz", "two hexadecimal digits"));
  CHECK(blames("http://a/#top", "a fragment"));
  CHECK(blames("http://[::1", "IPv6"));
  CHECK(blames("http://[nonsense]/", "IPv6"));
  CHECK(blames("http://[::1]x/", "IPv6"));
}

TEST_CASE("an error about a URL repeats no password and no query") {
  CHECK(blames("http://me:s3cret@a/", "user information"));
  CHECK_FALSE(blames("http://me:s3cret@a/", "s3cret"));
  CHECK_FALSE(blames("http://a b/?api_key=s3cret", "s3cret"));
}

TEST_CASE("only the machine itself is loopback") {
  CHECK(parse_url("http://localhost:1")->is_loopback());
  CHECK(parse_url("http://127.8.9.1")->is_loopback());
  CHECK(parse_url("http://[::1]/")->is_loopback());
  CHECK(parse_url("http://[0:0:0:0:0:0:0:1]/")->is_loopback());
  CHECK_FALSE(parse_url("http://127.0.0.1.example.com")->is_loopback());
  CHECK_FALSE(parse_url("http://localhost.example.com")->is_loopback());
  CHECK_FALSE(parse_url("http://128.0.0.1")->is_loopback());
  CHECK_FALSE(parse_url("http://[::2]/")->is_loopback());
}

TEST_CASE("references resolve as in RFC 3986 §5.4") {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {"#s", "http://a/b/c/d;p?q"},
      {"g#s", "http://a/b/c/g"},
      {"g?y#s", "http://a/b/c/g?y"},
      {";x", "http://a/b/c/;x"},
      {"g;x", "http://a/b/c/g;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"../../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {".g", "http://a/b/c/.g"},
      {"g..", "http://a/b/c/g.."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
      {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {"g;x=1/../y", "http://a/b/c/y"},
      {"g?y/./x", "http://a/b/c/g?y/./x"},
      {"g?y/../x", "http://a/b/c/g?y/../x"},
      {"https://h/../x", "https://h/x"},
      {"g:h", "error"},
      {"http:g", "error"},
      {"a b", "error"},
  };
  for (const auto& [reference, wanted] : table) {
    CAPTURE(reference);
    CHECK(resolved("http://a/b/c/d;p?q", reference) == wanted);
  }
  CHECK(resolved("http://a", "g") == "http://a/g");
  CHECK(resolved("http://a:8080/x", "/y") == "http://a:8080/y");
}

TEST_CASE("joined paths have exactly one slash between them") {
  CHECK(join_paths("/v1", "/items") == "/v1/items");
  CHECK(join_paths("/v1/", "/items") == "/v1/items");
  CHECK(join_paths("/v1", "items") == "/v1/items");
  CHECK(join_paths("", "/items") == "/items");
  CHECK(join_paths("/v1", "") == "/v1");
  CHECK(join_paths("/", "/") == "/");
}
