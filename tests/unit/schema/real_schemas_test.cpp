// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "schema/schema.h"
#include "spec/files.h"
#include "spec/loader.h"
#include "unit/schema/schema_fixture.h"
#include "unit/spec/corpus.h"

namespace sworn::schema::test {
namespace {

/// Of the schemas of all documents, one in so many is looked at, to keep the suite quick.
constexpr std::size_t stride = 31;
/// Larger documents take longer to read than their few schemas here are worth.
constexpr std::uintmax_t largest_document = 150'000;

/// The Schema Objects below a node: what stands under `schema`, and the named ones.
void collect(const document::Node& node,
             bool holds_schemas,
             std::set<const document::Node*>& seen,
             std::vector<const document::Node*>& found) {
  if (!seen.insert(&node).second) return;
  for (const document::Node* const item : node.items()) collect(*item, false, seen, found);
  for (const document::Entry& entry : node.entries()) {
    if (entry.key == "example" || entry.key == "examples" || entry.key == "properties") continue;
    const bool is_schema = holds_schemas || entry.key == "schema";
    if (is_schema && entry.value->is_mapping()) found.push_back(entry.value);
    collect(*entry.value, entry.key == "schemas" || entry.key == "definitions", seen, found);
  }
}

Dialect dialect_of(const document::Node& root) {
  if (root.find("swagger") != nullptr) return Dialect::swagger_2_0;
  return root.string_at("openapi").starts_with("3.0") ? Dialect::openapi_3_0
                                                      : Dialect::draft_2020_12;
}

struct Tally {
  std::size_t schemas = 0;
  std::size_t made = 0;
  std::size_t broken = 0;
};

void check_file(const std::string& path, std::size_t& position, Tally& tally) {
  const auto contract = spec::load(path);
  if (!contract) return;
  const spec::Files& files = *contract->files;
  const document::Node& root = files.root();
  std::vector<const document::Node*> schemas;
  std::set<const document::Node*> seen;
  collect(root, false, seen, schemas);
  for (const document::Node* const schema : schemas) {
    if (++position % stride != 0) continue;
    for (const Direction direction : {Direction::request, Direction::response}) {
      CAPTURE(path);
      CAPTURE(schema->mark().line);
      Context context = in(dialect_of(root), direction);
      context.resolver = &files;
      ++tally.schemas;
      const auto valid = generate(*schema, context, position);
      if (!valid) continue;
      ++tally.made;
      CHECK(validate(*schema, parsed(*valid).root(), context).empty());
      const auto invalid = generate_invalid(*schema, context, position);
      if (!invalid) continue;
      ++tally.broken;
      CHECK_FALSE(validate(*schema, parsed(invalid->json).root(), context).empty());
    }
  }
}

}  // namespace

TEST_CASE("what is generated from schemas of real documents validates, or does not as asked") {
  const auto data = sworn::test::corpus_folder();
  if (!data) {
    MESSAGE("skipped: the real documents are not here (SWORN_SHARED_DATA)");
    return;
  }
  const sworn::test::Corpus corpus(*data / "specs.tar.xz");
  REQUIRE(corpus.is_whole());
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus.folder())) {
    const std::string ending = entry.path().extension().string();
    const bool is_text = ending == ".json" || ending == ".yaml" || ending == ".yml";
    if (entry.is_regular_file() && is_text && entry.file_size() < largest_document)
      paths.insert(entry.path());
  }
  Tally tally;
  std::size_t position = 0;
  for (const auto& path : paths) check_file(path.string(), position, tally);
  MESSAGE("schemas ", tally.schemas, ", valid made ", tally.made, ", invalid ", tally.broken);
  CHECK(tally.made * 100 > tally.schemas * 90);
  CHECK(tally.broken * 100 > tally.made * 80);
}

}  // namespace sworn::schema::test
