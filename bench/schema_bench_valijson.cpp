// SPDX-License-Identifier: Apache-2.0
// Times nlohmann/json with valijson; built only where valijson is installed. It knows draft 7 at
// most:
// `$defs` is only a name to it, which pointers reach all the same.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path);
  return {std::istreambuf_iterator<char>(in), {}};
}

template <typename Work>
double median(Work work) {
  constexpr int calls = 200;
  std::vector<double> rounds(31);
  for (double& round : rounds) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < calls; ++i) work();
    const std::chrono::duration<double, std::micro> spent =
        std::chrono::steady_clock::now() - start;
    round = spent.count() / calls;
  }
  std::sort(rounds.begin(), rounds.end());
  return rounds[rounds.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  using valijson::adapters::NlohmannJsonAdapter;
  const std::string folder = argc > 1 ? argv[1] : "bench/response";
  const auto schema_json = nlohmann::json::parse(read(folder + "/schema.json"));
  const std::string text = read(folder + "/response.json");
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(NlohmannJsonAdapter(schema_json), schema);
  valijson::Validator validator;
  const auto value = nlohmann::json::parse(text);
  std::size_t valid = 0;
  std::printf("valijson-validate %.2f\n", median([&] {
                valid += validator.validate(schema, NlohmannJsonAdapter(value), nullptr);
              }));
  std::printf("valijson-parse-validate %.2f\n", median([&] {
                const auto parsed = nlohmann::json::parse(text);
                valid += validator.validate(schema, NlohmannJsonAdapter(parsed), nullptr);
              }));
  return valid > 0 ? 0 : 1;
}
