// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <string>

#include "spec/files.h"
#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::Flaw;

TEST_CASE("a key that stands twice is a remark, of the entry and of what it refers to") {
  const Folder folder({{"api.yaml", "openapi: 3.0.0\npaths: {/a: {$ref: a.yaml}}\nx: 1\nx: 2\n"},
                       {"a.yaml", "get: {operationId: first, operationId: last}\n"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  REQUIRE(contract.remarks.size() == 2);
  CHECK(contract.remarks[0].flaw == Flaw::duplicate_key);
  CHECK(contract.remarks[0].what.where.text() == folder / "api.yaml:4:1");
  CHECK(contract.remarks[1].what.where.file == folder / "a.yaml");
  CHECK(contract.operations.at(0).operation_id == "last");
}

TEST_CASE("a text that is not UTF-8 throughout is read as far as it is") {
  const Contract contract =
      loaded("openapi: 3.0.0\ninfo: {title: Caf\xE9}\npaths: {/a: {get: {}}}\n");
  CHECK(keys(contract.operations) == "GET /a ");
  CHECK(contract.title == "Caf\uFFFD");
  REQUIRE(contract.remarks.size() == 1);
  CHECK(contract.remarks[0].flaw == Flaw::malformed);
  CHECK(has(contract.remarks[0].what.text(), "not UTF-8"));
}

TEST_CASE("a document that holds itself by an alias is read without that") {
  const Contract contract = loaded("openapi: 3.0.0\npaths: {}\nx: &x {y: *x}\n");
  REQUIRE(contract.remarks.size() == 1);
  CHECK(contract.remarks[0].flaw == Flaw::malformed);
}
