// SPDX-License-Identifier: Apache-2.0
// Times the validator on one response; prints "<what> <microseconds>", medians of rounds.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "base/file.h"
#include "document/node.h"
#include "schema/schema.h"

namespace {

using namespace sworn;

/// References within one document.
class Pointers : public schema::Resolver {
 public:
  explicit Pointers(const document::Node& root) : root_(root) {}
  [[nodiscard]] const document::Node* resolve(const document::Node& /*from*/,
                                              std::string_view reference) const override {
    return reference.starts_with('#') ? document::at_pointer(root_, reference.substr(1)) : nullptr;
  }

 private:
  const document::Node& root_;
};

template <typename Work>
double median(Work work) {
  constexpr int calls = 2000;
  std::vector<double> rounds(31);
  for (double& round : rounds) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) work();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    round = spent.count() / calls;
  }
  std::ranges::sort(rounds);
  return rounds[rounds.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  const std::string folder = argc > 1 ? argv[1] : "bench/response";
  const auto schema_text = base::read_file(folder + "/schema.json", 1U << 20U);
  const auto response = base::read_file(folder + "/response.json", 1U << 20U);
  if (!schema_text || !response) return 2;
  const auto schema = document::parse_json(*schema_text, "schema.json");
  const auto value = document::parse_json(*response, "response.json");
  if (!schema || !value) return 2;
  const Pointers pointers(schema->root());
  schema::Context context;
  context.dialect = schema::Dialect::draft_2020_12;
  context.resolver = &pointers;
  for (const auto& problem : schema::validate(schema->root(), value->root(), context)) {
    std::printf("%s %s\n", problem.instance_pointer.c_str(), problem.message.c_str());
    return 1;
  }
  std::size_t problems = 0;
  const auto validate = [&](const document::Node& node) {
    problems += schema::validate(schema->root(), node, context).size();
  };
  std::printf("sworn-validate %.2f\n", median([&] { validate(value->root()); }));
  std::printf("sworn-parse %.2f\n", median([&] {
                const auto parsed = document::parse_json(*response, "body");
                problems += parsed ? 0U : 1U;
              }));
  std::printf("sworn-parse-validate %.2f\n", median([&] {
                const auto parsed = document::parse_json(*response, "body");
                if (parsed) validate(parsed->root());
              }));
  return problems == 0 ? 0 : 1;
}
