// SPDX-License-Identifier: Apache-2.0
#include "probe/path_variant.h"

#include <doctest/doctest.h>

namespace sworn::probe {
namespace {

std::vector<std::string> urls(const std::string& url, const std::string& path_template) {
  std::vector<std::string> all;
  for (const PathVariant& variant : path_variants(url, path_template)) {
    all.push_back(variant.url);
  }
  return all;
}

}  // namespace

TEST_CASE("a path is spelt in every way that a gate may not recognise") {
  CHECK(urls("http://h/v1/items?page=2", "/items") ==
        std::vector<std::string>{"http://h/v1/items/?page=2",
                                 "http://h//v1/items?page=2",
                                 "http://h/./v1/items?page=2",
                                 "http://h/%2e/v1/items?page=2",
                                 "http://h/v1/items;x?page=2",
                                 "http://h/v1/Items?page=2",
                                 "http://h/v1/%69tems?page=2"});
}

TEST_CASE("the letter that changes is one of the template, never one of a value") {
  const auto spelt = urls("http://h/items/abc", "/items/{id}");
  CHECK(spelt[5] == "http://h/Items/abc");
  CHECK(spelt[6] == "http://h/%69tems/abc");
  CHECK(urls("http://h/abc", "/{id}").size() == 5);
}

TEST_CASE("a trailing slash is taken away where there is one, and the root has no other spelling") {
  CHECK(urls("http://h/items/", "/items/").front() == "http://h/items");
  CHECK(urls("http://h/", "/").empty());
  CHECK(urls("http://h", "/").empty());
}

}  // namespace sworn::probe
