// SPDX-License-Identifier: Apache-2.0
#include "document/node.h"
#include "fuzz.h"
#include "schema/schema.h"

namespace {

using namespace sworn;

constexpr document::Limits limits{.bytes = 1 << 16, .depth = 100, .nodes = 5'000};

/// References within the one document.
class Own : public schema::Resolver {
 public:
  explicit Own(const document::Node& root) : root_(root) {}
  [[nodiscard]] const document::Node* resolve(const document::Node&,
                                              std::string_view reference) const override {
    return reference.starts_with('#') ? document::at_pointer(root_, reference.substr(1)) : nullptr;
  }

 private:
  const document::Node& root_;
};

}  // namespace

// Of {"schema": …, "instance": …}: judging ends, says the same twice, and what is generated
// validates.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto document = document::parse_json(fuzz::text_of(data, size), "fuzz.json", 0, limits);
  if (!document) return 0;
  const document::Node* given = document->root().find("schema");
  const document::Node* instance = document->root().find("instance");
  if (given == nullptr || instance == nullptr) return 0;
  const Own resolver(*given);
  for (const auto dialect : {schema::Dialect::openapi_3_0, schema::Dialect::draft_2020_12}) {
    const schema::Context context{.dialect = dialect, .resolver = &resolver};
    const auto problems = schema::validate(*given, *instance, context);
    fuzz::must(problems.size() == schema::validate(*given, *instance, context).size(),
               "two judgements are equal");
    const auto made = schema::generate(*given, context, 1);
    if (!made) continue;
    const auto value = document::parse_json(*made, "made.json");
    fuzz::must(value.has_value(), "what is generated is JSON");
    fuzz::must(schema::validate(*given, value->root(), context).empty(),
               "what is generated validates");
  }
  return 0;
}
