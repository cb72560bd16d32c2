// SPDX-License-Identifier: Apache-2.0
#include "document/splice.h"
#include "fuzz.h"
#include "spec/overlay.h"

namespace {

constexpr sworn::document::Limits limits{.bytes = 1 << 16, .depth = 100, .nodes = 10'000};

}  // namespace

// The input is a document, a line of seven dashes and another: the text of the first is changed
// until it says what the second says. Where the second is an overlay it is applied to the first
// besides. What comes out can be read.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  const std::string_view text = fuzz::text_of(data, size);
  constexpr std::string_view border = "\n-------\n";
  const std::size_t place = text.find(border);
  if (place == std::string_view::npos) return 0;
  const std::string_view source = text.substr(0, place + 1);
  const std::string_view other = text.substr(place + border.size());
  const auto before = document::parse(source, "a", 0, limits);
  const auto after = document::parse(other, "b", 0, limits);
  if (!before || !after) return 0;
  const document::Spliced spliced = document::splice(source, *before, after->root());
  const auto again = document::parse(spliced.text, "a");
  fuzz::must(again.has_value(), "what is written can be read");
  fuzz::must(document::equal(again->root(), after->root()), "and says what it should");
  const document::Spliced same = document::splice(source, *before, before->root());
  fuzz::must(same.text == source, "what does not change stays, byte for byte");

  if (const auto overlay = spec::read_overlay(other, "b")) {
    const auto overlaid = spec::apply_overlay(*overlay, source, *before);
    if (overlaid) {
      fuzz::must(document::parse(overlaid->text, "a").has_value(), "what is applied can be read");
    } else {
      fuzz::must(!overlaid.error().message.empty(), "an error says something");
    }
  }
  return 0;
}
