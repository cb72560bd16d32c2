// SPDX-License-Identifier: Apache-2.0
#include "document/json_writer.h"
#include "document/node.h"
#include "fuzz.h"
#include "tree.h"

namespace {

constexpr sworn::document::Limits limits{.bytes = 1 << 20, .depth = 200, .nodes = 100'000};

}  // namespace

// JSON that is read, written and read again says the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  const std::string_view text = fuzz::text_of(data, size);
  const auto document = document::parse_json(text, "fuzz.json", 0, limits);
  if (!document) {
    fuzz::must(!document.error().message.empty(), "an error says something");
    return 0;
  }
  fuzz::check_tree(*document, size);
  const auto again =
      document::parse_json(document::to_json(document->root()), "again.json", 0, limits);
  fuzz::must(again.has_value(), "what is written can be read");
  fuzz::must(document::equal(document->root(), again->root()), "what is written says the same");
  return 0;
}
