// SPDX-License-Identifier: Apache-2.0
#include "document/node.h"
#include "fuzz.h"
#include "tree.h"

namespace {

constexpr sworn::document::Limits limits{.bytes = 1 << 20, .depth = 200, .nodes = 100'000};

}  // namespace

// What is read strictly is read leniently as well, and says the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  using document::Strictness;
  const std::string_view text = fuzz::text_of(data, size);
  const auto lenient = document::parse_yaml(text, "fuzz.yaml", 0, limits, Strictness::lenient);
  const auto strict = document::parse_yaml(text, "fuzz.yaml", 0, limits, Strictness::strict);
  if (lenient) fuzz::check_tree(*lenient, size);
  if (strict) {
    fuzz::must(lenient.has_value(), "lenient reads what strict reads");
    fuzz::must(lenient->oddities().empty(), "strict reads nothing odd");
    fuzz::must(document::equal(strict->root(), lenient->root()), "both say the same");
  } else {
    fuzz::must(!strict.error().message.empty(), "an error says something");
    fuzz::must(!lenient || !lenient->oddities().empty(), "lenient says what it put up with");
  }
  return 0;
}
