// SPDX-License-Identifier: Apache-2.0
#include "spec/uri.h"

#include <doctest/doctest.h>

#include <string>

using sworn::spec::path_of_uri;
using sworn::spec::resolve_uri;
using sworn::spec::uri_of_path;

TEST_CASE("references resolve as RFC 3986 §5.4 lists them") {
  struct Case {
    const char* reference;
    const char* expected;
  };
  for (const Case& c : {Case{"g:h", "g:h"},
                        {"g", "http://a/b/c/g"},
                        {"./g", "http://a/b/c/g"},
                        {"g/", "http://a/b/c/g/"},
                        {"/g", "http://a/g"},
                        {"//g", "http://g"},
                        {"?y", "http://a/b/c/d;p?y"},
                        {"g?y", "http://a/b/c/g?y"},
                        {";x", "http://a/b/c/;x"},
                        {"", "http://a/b/c/d;p?q"},
                        {".", "http://a/b/c/"},
                        {"..", "http://a/b/"},
                        {"../g", "http://a/b/g"},
                        {"../../g", "http://a/g"},
                        {"../../../g", "http://a/g"},
                        {"/../g", "http://a/g"},
                        {"g;x=1/../y", "http://a/b/c/y"},
                        {"g?y/../x", "http://a/b/c/g?y/../x"},
                        {"g#s", "http://a/b/c/g"},
                        {"HTTP://A/x", "http://a/x"}}) {
    CAPTURE(c.reference);
    CHECK(resolve_uri("http://a/b/c/d;p?q", c.reference) == c.expected);
  }
  CHECK(resolve_uri("http://a", "g") == "http://a/g");
  CHECK(resolve_uri("file:///d/api.yaml", "a b.yaml") == "file:///d/a%20b.yaml");
  CHECK(resolve_uri("file:///d/api.yaml", "a%20b.yaml") == "file:///d/a%20b.yaml");
  CHECK(resolve_uri("urn:x:y", "") == "urn:x:y");
}

TEST_CASE("a path survives being a file URI, and other URIs name no path") {
  for (const std::string path : {"/", "/a/b.yaml", "/a b/100%.yaml", "/ü/#x?y", "/a//b"}) {
    CAPTURE(path);
    CHECK(path_of_uri(uri_of_path(path)) == path);
  }
  CHECK(path_of_uri("file:/a") == "/a");
  CHECK(path_of_uri("file://localhost/a") == "/a");
  for (const char* uri : {"http://h/a", "file://h/a", "file:a", "file:///a%00b", "/a", ""}) {
    CAPTURE(uri);
    CHECK_FALSE(path_of_uri(uri));
  }
}
