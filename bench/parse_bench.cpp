// SPDX-License-Identifier: Apache-2.0
// What the document tree costs beside the parser below it: sworn_bench_parse [--turns N] PATH...
// A folder counts as one: all its JSON and YAML files. Time is the processor's, the median of the
// turns; memory is bytes allocated for each byte of text.
#include <malloc.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <functional>
#include <new>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/file.h"
#include "document/node.h"

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::size_t held = 0;
std::size_t most_held = 0;

void* allocate(std::size_t size) {
  void* const memory = std::malloc(size);
  if (memory == nullptr) std::abort();
  held += ::malloc_usable_size(memory);
  most_held = std::max(most_held, held);
  return memory;
}

void release(void* memory) {
  if (memory != nullptr) held -= ::malloc_usable_size(memory);
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void operator delete(void* memory) noexcept {
  release(memory);
}
void operator delete[](void* memory) noexcept {
  release(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  release(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  release(memory);
}

namespace {

/// Takes every event and does nothing.
struct JsonSink {
  bool null() { return true; }
  bool boolean(bool) { return true; }
  bool number_integer(Json::number_integer_t) { return true; }
  bool number_unsigned(Json::number_unsigned_t) { return true; }
  bool number_float(Json::number_float_t, const Json::string_t&) { return true; }
  bool string(Json::string_t&) { return true; }
  bool binary(Json::binary_t&) { return true; }
  bool key(Json::string_t&) { return true; }
  bool start_object(std::size_t) { return true; }
  bool end_object() { return true; }
  bool start_array(std::size_t) { return true; }
  bool end_array() { return true; }
  bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }
};

class YamlSink final : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&,
                const std::string&,
                YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&,
                       const std::string&,
                       YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&,
                  const std::string&,
                  YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

struct Text {
  std::string name;
  std::string content;
  bool is_json = false;
};

struct Case {
  std::string name;
  std::vector<Text> texts;
  std::size_t bytes = 0;
};

void add(Case& into, const std::string& path) {
  const std::string extension = fs::path(path).extension();
  if (extension != ".json" && extension != ".yaml" && extension != ".yml") return;
  auto content = sworn::base::read_file(path, std::size_t{1} << 30U);
  if (!content) return;
  into.bytes += content->size();
  into.texts.push_back({path, std::move(*content), extension == ".json"});
}

Case read_case(const std::string& path) {
  Case out;
  out.name = path;
  if (!fs::is_directory(path)) {
    add(out, path);
    return out;
  }
  for (const auto& entry : fs::recursive_directory_iterator(path)) {
    if (entry.is_regular_file()) add(out, entry.path().string());
  }
  return out;
}

void scan(const Text& text) {
  if (text.is_json) {
    JsonSink sink;
    Json::sax_parse(text.content.begin(), text.content.end(), &sink);
    return;
  }
  YamlSink sink;
  std::istringstream stream(text.content);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(sink);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "%s: %s\n", text.name.c_str(), problem.what());
  }
}

void parse(const Text& text, std::vector<sworn::document::Document>& out) {
  auto document = text.is_json ? sworn::document::parse_json(text.content, text.name)
                               : sworn::document::parse_yaml(text.content, text.name);
  if (document) {
    out.push_back(std::move(*document));
  } else {
    std::fprintf(stderr, "%s\n", document.error().text().c_str());
  }
}

double median_milliseconds(int turns, const std::function<void()>& work) {
  std::vector<double> times;
  for (int turn = 0; turn < turns; ++turn) {
    const std::clock_t begin = std::clock();
    work();
    times.push_back(static_cast<double>(std::clock() - begin) * 1000.0 / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void measure(const Case& what, int turns) {
  const double bare = median_milliseconds(turns, [&] {
    for (const Text& text : what.texts) scan(text);
  });
  std::vector<sworn::document::Document> documents;
  std::size_t kept = 0;
  std::size_t peak = 0;
  const double whole = median_milliseconds(turns, [&] {
    documents.clear();
    documents.shrink_to_fit();
    const std::size_t before = held;
    most_held = held;
    for (const Text& text : what.texts) parse(text, documents);
    kept = held - before;
    peak = most_held - before;
  });
  const auto bytes = static_cast<double>(what.bytes);
  std::printf(
      "%-40s %9zu bytes  bare %8.2f ms  parsed %8.2f ms  ratio %5.2f  held %5.2f  peak %5.2f\n",
      what.name.c_str(),
      what.bytes,
      bare,
      whole,
      whole / bare,
      static_cast<double>(kept) / bytes,
      static_cast<double>(peak) / bytes);
}

}  // namespace

int main(int count, char** values) {
  int turns = 5;
  std::vector<std::string> paths;
  for (int i = 1; i < count; ++i) {
    const std::string value = values[i];
    if (value == "--turns" && i + 1 < count) {
      turns = std::max(1, std::atoi(values[++i]));
    } else {
      paths.push_back(value);
    }
  }
  if (paths.empty()) {
    std::fputs("usage: sworn_bench_parse [--turns N] PATH...\n", stderr);
    return 2;
  }
  for (const std::string& path : paths) measure(read_case(path), turns);
  return 0;
}
