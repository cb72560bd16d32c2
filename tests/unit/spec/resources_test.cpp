// SPDX-License-Identifier: Apache-2.0
#include "spec/resources.h"

#include <doctest/doctest.h>

#include <string>

#include "spec/files.h"
#include "unit/spec/spec_fixture.h"

using namespace spec_fixture;
using sworn::Contract;
using sworn::document::Node;

namespace {

/// The `title` of what the `$ref` at a pointer of the entry leads to; "" when nowhere.
std::string title_of(const Contract& contract, const std::string& pointer) {
  const Node* node = sworn::document::at_pointer(contract.files->root(), pointer);
  REQUIRE(node != nullptr);
  const Node* found = contract.files->resolve(*node, node->string_at("$ref"));
  return found == nullptr ? "" : std::string(found->string_at("title"));
}

}  // namespace

TEST_CASE("a document is known by its $self, and references resolve against it") {
  const Folder folder({{"api.yaml", R"(openapi: 3.2.0
$self: https://example.com/api/openapi
components:
  schemas:
    ByName: {$ref: 'https://example.com/api/parts#/components/schemas/P'}
    Relative: {$ref: 'parts#/components/schemas/P'}
    Beside: {$ref: 'b.yaml#/components/schemas/P'}
    Own: {$ref: 'https://example.com/api/openapi#/components/schemas/T'}
    Relative2: {$ref: 'openapi#/components/schemas/T'}
    T: {title: own}
)"},
                       {"b.yaml", R"(openapi: 3.2.0
$self: /api/parts
components: {schemas: {P: {title: part}}}
)"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  for (const char* name : {"Beside", "Own", "Relative2"}) {
    CAPTURE(name);
    CHECK_FALSE(title_of(contract, std::string("/components/schemas/") + name).empty());
  }
  CHECK(has(remarks(contract), "https://example.com/api/parts#"));

  // A relative `$self` resolves against where the document was retrieved from.
  const Folder named({{"api.yaml", R"(openapi: 3.2.0
$self: https://example.com/api/openapi
components:
  schemas:
    ByName: {$ref: 'https://example.com/api/parts#/components/schemas/P'}
    Beside: {$ref: 'b.yaml#/components/schemas/P'}
)"},
                      {"b.yaml", R"(openapi: 3.2.0
$self: https://example.com/api/parts
components: {schemas: {P: {title: part}}}
)"}});
  const Contract known = loaded_from(named / "api.yaml");
  CHECK(known.remarks.empty());
  CHECK(title_of(known, "/components/schemas/ByName") == "part");
}

TEST_CASE("$self means nothing before OpenAPI 3.2, and $id nothing before 3.1") {
  const std::string rest = R"(
components:
  schemas:
    A: {$ref: 'https://h/x#/components/schemas/T'}
    T: {title: t}
)";
  CHECK(loaded("openapi: 3.2.0\n$self: https://h/x" + rest).remarks.empty());
  CHECK(loaded("openapi: 3.1.0\n$self: https://h/x" + rest).remarks.size() == 1);
  const std::string schemas =
      "components: {schemas: {A: {$ref: 'https://h/t'}, T: {$id: "
      "'https://h/t', title: t}}}\n";
  CHECK(loaded("openapi: 3.1.0\n" + schemas).remarks.empty());
  CHECK(loaded("openapi: 3.0.0\n" + schemas).remarks.size() == 1);
}

TEST_CASE("a schema with an $id is the base of what it holds, and so are those within it") {
  const Contract contract = loaded(R"(openapi: 3.1.0
components:
  schemas:
    Outer:
      $id: https://h/outer/
      title: outer
      $defs:
        here: {title: here}
        pointer: {$ref: '#/$defs/here'}
        relative: {$ref: inner}
        inner:
          $id: inner
          title: inner
          $defs:
            deep: {title: deep}
            pointer: {$ref: '#/$defs/deep'}
            up: {$ref: ./}
            missing: {$ref: '#/$defs/here'}
    ByUri: {$ref: 'https://h/outer/inner#/$defs/deep'}
    ByPointer: {$ref: '#/components/schemas/Outer/$defs/inner'}
)");
  const std::string outer = "/components/schemas/Outer/$defs/";
  CHECK(title_of(contract, outer + "pointer") == "here");
  CHECK(title_of(contract, outer + "relative") == "inner");
  CHECK(title_of(contract, outer + "inner/$defs/pointer") == "deep");
  CHECK(title_of(contract, outer + "inner/$defs/up") == "outer");
  CHECK(title_of(contract, outer + "inner/$defs/missing").empty());
  CHECK(title_of(contract, "/components/schemas/ByUri") == "deep");
  CHECK(title_of(contract, "/components/schemas/ByPointer") == "inner");
  CHECK(contract.remarks.size() == 1);
}

TEST_CASE("an anchor belongs to its resource alone") {
  const Contract contract = loaded(R"(openapi: 3.1.0
components:
  schemas:
    A: {$anchor: x, title: outside}
    B:
      $id: urn:example:b
      $defs:
        one: {$anchor: x, title: inside}
        two: {$dynamicAnchor: y, title: dynamic}
        ref: {$ref: '#x'}
        dyn: {$ref: '#y'}
    Ref: {$ref: '#x'}
    Uri: {$ref: 'urn:example:b#x'}
    No: {$ref: '#y'}
    Data: {example: {$anchor: z}}
    None: {$ref: '#z'}
)");
  const std::string schemas = "/components/schemas/";
  CHECK(title_of(contract, schemas + "Ref") == "outside");
  CHECK(title_of(contract, schemas + "B/$defs/ref") == "inside");
  CHECK(title_of(contract, schemas + "B/$defs/dyn") == "dynamic");
  CHECK(title_of(contract, schemas + "Uri") == "inside");
  CHECK(title_of(contract, schemas + "No").empty());
  CHECK(title_of(contract, schemas + "None").empty());
  CHECK(contract.remarks.size() == 2);
}

TEST_CASE("a property that is called $id names no resource") {
  const Contract contract = loaded(R"(openapi: 3.1.0
components:
  schemas:
    A: {properties: {$id: {type: string}, $anchor: {type: string}}, title: a}
    R: {$ref: '#/components/schemas/A'}
)");
  CHECK(contract.remarks.empty());
  CHECK(title_of(contract, "/components/schemas/R") == "a");
}

TEST_CASE("a schema in a file of its own is known by its $id") {
  const Folder folder(
      {{"api.yaml", R"(openapi: 3.1.0
components:
  schemas:
    A: {$ref: schemas/a.json}
    B: {$ref: 'https://h/schemas/b'}
)"},
       {"schemas/a.json",
        R"({"$id": "https://h/schemas/a", "properties": {"b": {"$ref": "b.json"}}})"},
       {"schemas/b.json", R"({"$id": "https://h/schemas/b", "title": "b"})"}});
  const Contract contract = loaded_from(folder / "api.yaml");
  CHECK(remarks(contract).empty());
  CHECK(title_of(contract, "/components/schemas/B") == "b");
}

TEST_CASE("a URI that a document gives itself opens no file") {
  const Contract contract = loaded(R"(openapi: 3.1.0
components:
  schemas:
    A: {$id: 'file:///etc/', $defs: {p: {$ref: passwd}}}
)");
  CHECK(has(remarks(contract), "passwd"));
  CHECK(contract.remarks.size() == 1);
}
