// SPDX-License-Identifier: Apache-2.0
#include "unit/spec/corpus.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "base/file.h"
#include "document/node.h"
#include "spec/loader.h"

using sworn::Contract;
using sworn::Operation;
using sworn::document::Document;
using sworn::document::Node;

namespace {

struct Numbers {
  long operations = 0;
  long schemes = 0;
  long secured = 0;
  long optional = 0;
  long anonymous = 0;

  friend bool operator==(const Numbers&, const Numbers&) = default;

  [[nodiscard]] std::string text() const {
    std::string out;
    for (const long number : {operations, schemes, secured, optional, anonymous}) {
      out += std::to_string(number) + " ";
    }
    return out;
  }
};

long number_at(const Node& node, std::string_view key) {
  const Node* value = node.find(key);
  return value != nullptr ? value->as_integer().value_or(-1) : -1;
}

/// What a loader should report; nothing where it should refuse the document.
std::optional<Numbers> expected_of(const Node& entry) {
  if (entry.find("libyaml_parse_error") == nullptr) {
    if (entry.find("operations") == nullptr) return std::nullopt;
    return Numbers{number_at(entry, "operations"),
                   number_at(entry, "security_schemes"),
                   number_at(entry, "ops_secured"),
                   number_at(entry, "ops_optional"),
                   number_at(entry, "ops_anonymous")};
  }
  const Node* counted = entry.find("js_counter");
  if (counted == nullptr || counted->is_null()) return std::nullopt;
  return Numbers{number_at(*counted, "ops"),
                 number_at(*counted, "schemes"),
                 number_at(*counted, "sec"),
                 number_at(*counted, "opt"),
                 number_at(*counted, "anon")};
}

Numbers numbers_of(const Contract& contract) {
  Numbers numbers;
  numbers.operations = static_cast<long>(contract.operations.size());
  numbers.schemes = static_cast<long>(contract.schemes.size());
  for (const Operation& operation : contract.operations) {
    if (operation.requirement.is_secured()) {
      ++numbers.secured;
    } else if (operation.requirement.is_optional()) {
      ++numbers.optional;
    } else {
      ++numbers.anonymous;
    }
  }
  return numbers;
}

/// What a user would pass to read a document that declares no version that is known.
std::string assumed_for(std::string_view version) {
  static constexpr std::array<std::string_view, 4> known{"2.0", "3.0", "3.1", "3.2"};
  for (const std::string_view minor : known) {
    if (version.starts_with(minor)) return "";
  }
  return version.starts_with("3.") ? "3.2" : "2.0";
}

}  // namespace

TEST_CASE("each of the 169 real documents loads with the numbers that two counters agree on") {
  const auto data = sworn::test::corpus_folder();
  if (!data) {
    MESSAGE("skipped: the real documents are not here (SWORN_SHARED_DATA)");
    return;
  }
  const auto text = sworn::base::read_file((*data / "index.json").string(), 64 * 1024 * 1024);
  REQUIRE(text);
  const auto index = sworn::document::parse_json(*text, "index.json");
  REQUIRE(index);
  const sworn::test::Corpus corpus(*data / "specs.tar.xz");
  REQUIRE(corpus.is_whole());
  int count = 0;
  for (const Node* entry : index->root().find("documents")->items()) {
    const std::string path(entry->string_at("path"));
    const Node* declared = entry->find("version");
    const std::string_view version = declared != nullptr ? declared->text() : "";
    CAPTURE(path);
    ++count;
    sworn::spec::LoadOptions options;
    options.assume_version = assumed_for(version);
    const auto contract = sworn::spec::load(corpus / path, options);
    const auto expected = expected_of(*entry);
    if (!expected) {
      CHECK_FALSE(contract);
      continue;
    }
    const std::string refusal = contract ? "" : contract.error().text();
    CHECK(refusal == "");
    if (!contract) continue;
    CHECK(contract->openapi == version);
    CHECK(numbers_of(*contract).text() == expected->text());
    if (entry->find("webhook_operations") == nullptr) continue;
    CHECK(static_cast<long>(contract->webhooks.size()) == number_at(*entry, "webhook_operations"));
    CHECK(static_cast<long>(contract->callbacks.size()) ==
          number_at(*entry, "callback_operations"));
  }
  CHECK(count == 169);
}
