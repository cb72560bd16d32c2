// SPDX-License-Identifier: Apache-2.0
#include "evidence/collection.h"

#include <doctest/doctest.h>

#include "spec/loader.h"

using namespace sworn;

namespace {

/// A shop whose collection and whose objects are spelled as given.
Contract shop(const std::string& collection, const std::string& object) {
  const std::string get = "{get: {responses: {}}}";
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n"
      "  " +
          collection +
          ": {get: {responses: {}}, post: {responses: {}}}\n"
          "  " +
          object +
          ": {get: {responses: {}}, delete: {responses: {}}}\n"
          "  /shops/{shop}/items/{itemId}/parts: " +
          get + "\n  /files/{name}.pdf: " + get + "\n  /{root}: " + get + "\n",
      "shop.yaml");
  REQUIRE(contract);
  return *contract;
}

}  // namespace

TEST_CASE("the operations about one kind of object are told by their paths, slash or not") {
  for (const std::string collection : {"/shops/{shop}/items", "/shops/{shop}/items/"}) {
    for (const std::string object :
         {"/shops/{shop}/items/{itemId}", "/shops/{shop}/items/{itemId}/"}) {
      const Contract contract = shop(collection, object);
      for (const std::string& key :
           {"GET " + object, std::string("GET /shops/{shop}/items/{itemId}/parts")}) {
        CAPTURE(key);
        const evidence::ObjectKin kin = evidence::kin_of(contract, *contract.operation(key));
        CHECK(kin.parameter == "itemId");
        REQUIRE(kin.creates != nullptr);
        REQUIRE(kin.reads != nullptr);
        CHECK(kin.creates->key() == "POST " + collection);
        CHECK(kin.lists->key() == "GET " + collection);
        CHECK(kin.reads->key() == "GET " + object);
      }
      const Operation& list = *contract.operation("GET " + collection);
      CHECK(evidence::listed_parameters(contract, list) == std::vector<std::string>{"itemId"});
      CHECK(evidence::operation_on_object(contract, "DELETE", list, "itemId") ==
            contract.operation("DELETE " + object));
      CHECK(evidence::ends_in_parameter(*contract.operation("GET " + object)));
      CHECK_FALSE(evidence::ends_in_parameter(list));
    }
  }
}

TEST_CASE("an object is named by a whole segment, also below the root") {
  const Contract contract = shop("/", "/{root}/");
  CHECK(evidence::kin_of(contract, *contract.operation("GET /files/{name}.pdf")).parameter.empty());
  const evidence::ObjectKin kin = evidence::kin_of(contract, *contract.operation("GET /{root}"));
  CHECK(kin.parameter == "root");
  CHECK(kin.creates == contract.operation("POST /"));
  CHECK(evidence::operation_on_object(contract, "DELETE", *kin.creates, "root") ==
        contract.operation("DELETE /{root}/"));
}

TEST_CASE("an operation that is spelled exactly so goes before one that differs by the slash") {
  const Contract contract = shop("/items", "/items/");
  CHECK(evidence::operation_on(contract, "GET", "/items/") == contract.operation("GET /items/"));
  CHECK(evidence::operation_on(contract, "GET", "/items") == contract.operation("GET /items"));
  CHECK(evidence::operation_on(contract, "POST", "/items/") == contract.operation("POST /items"));
  CHECK(evidence::operation_on(contract, "PUT", "/items") == nullptr);
}
