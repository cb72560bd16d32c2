// SPDX-License-Identifier: Apache-2.0
#include "evidence/har.h"
#include "fuzz.h"

// A recording that is read, written and read again is the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sworn;
  const auto recording = evidence::read_har(fuzz::text_of(data, size), "fuzz.har");
  if (!recording) {
    fuzz::must(!recording.error().message.empty(), "an error says something");
    return 0;
  }
  const std::string text = evidence::write_har(*recording);
  const auto again = evidence::read_har(text, "again.har");
  fuzz::must(again.has_value(), "what is written can be read");
  fuzz::must(evidence::write_har(*again) == text, "what is written says the same");
  return 0;
}
