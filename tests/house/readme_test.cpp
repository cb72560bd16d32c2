// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "cli/cli.h"
#include "cli/rule_page.h"
#include "config/config.h"
#include "diff/assembly.h"
#include "diff/catalogue.h"
#include "probe/interview.h"
#include "run/check.h"

namespace {

namespace fs = std::filesystem;
using sworn::base::split;
using sworn::base::trim;

const fs::path root = SWORN_SOURCE_DIR;

using Row = std::vector<std::string>;

std::string text_of(const fs::path& file) {
  const auto text = sworn::base::read_file(file.string(), std::size_t{16} * 1024 * 1024);
  REQUIRE_MESSAGE(text, file.string());
  return *text;
}

std::vector<fs::path> documents() {
  return {root / "README.md", root / "ARCHITECTURE.md", root / "CONTRIBUTING.md"};
}

/// What stands between <!-- name --> and <!-- /name -->.
std::string section(const fs::path& file, const std::string& name) {
  const std::string text = text_of(file);
  const std::size_t begin = text.find("<!-- " + name + " -->");
  const std::size_t end = text.find("<!-- /" + name + " -->");
  REQUIRE_MESSAGE(begin != std::string::npos, name);
  REQUIRE_MESSAGE(end != std::string::npos, name);
  return text.substr(begin, end - begin);
}

/// The rows of the table in `text`, without its head; code marks are taken off the cells.
std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  for (const std::string_view line : split(text, '\n')) {
    if (!line.starts_with('|')) continue;
    Row row;
    const std::vector<std::string_view> cells = split(line, '|');
    for (std::size_t i = 1; i + 1 < cells.size(); ++i) {
      row.push_back(sworn::base::replace_all(std::string(trim(cells[i])), "`", ""));
    }
    rows.push_back(std::move(row));
  }
  REQUIRE(rows.size() > 2);
  rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
}

/// A line for each row, so that a failure shows which differ.
std::string text_of(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) text += sworn::base::join(row, " | ") + "\n";
  return text;
}

struct Block {
  std::string language;
  std::string text;
};

/// The fenced blocks of a document.
std::vector<Block> blocks_of(const std::string& text) {
  std::vector<Block> blocks;
  bool is_open = false;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view mark = trim(line);
    if (mark.starts_with("```")) {
      is_open = !is_open;
      if (is_open) blocks.push_back({std::string(mark.substr(3)), ""});
    } else if (is_open) {
      blocks.back().text += std::string(line) + "\n";
    }
  }
  CHECK_MESSAGE(!is_open, "a fence is left open");
  return blocks;
}

/// What stands between single backticks, outside of the blocks.
std::vector<std::string> spans_of(const std::string& text) {
  std::vector<std::string> spans;
  bool is_block = false;
  for (const std::string_view line : split(text, '\n')) {
    if (trim(line).starts_with("```")) is_block = !is_block;
    if (is_block || trim(line).starts_with("```")) continue;
    const std::vector<std::string_view> pieces = split(line, '`');
    for (std::size_t i = 1; i < pieces.size(); i += 2) spans.emplace_back(pieces[i]);
  }
  return spans;
}

/// Every command and code span of a document as words; a backslash continues a line.
std::vector<std::vector<std::string>> sentences_of(const std::string& document) {
  std::vector<std::string> lines = spans_of(document);
  for (const Block& block : blocks_of(document)) {
    if (block.language == "text") continue;  // output
    const std::string text = sworn::base::replace_all(block.text, "\\\n", " ");
    for (const std::string_view line : split(text, '\n')) lines.emplace_back(line);
  }
  std::vector<std::vector<std::string>> sentences;
  for (const std::string& line : lines) {
    std::istringstream words(line.substr(0, line.find(" #")));
    sentences.emplace_back();
    for (std::string word; words >> word;) sentences.back().push_back(word);
  }
  return sentences;
}

bool is_sworn(const std::string& word) {
  return word == "sworn" || word.ends_with("/sworn");
}

bool is_command_name(const std::string& word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string help_of(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  std::ostringstream err;
  REQUIRE(sworn::cli::run(arguments, {.out = out, .err = err, .environment = {}}) == 0);
  return out.str();
}

/// The options that a help page lists: lines such as "  -v, --verbose   every operation".
std::set<std::string> options_of(const std::string& help) {
  std::set<std::string> options;
  for (const std::string_view line : split(help, '\n')) {
    if (!line.starts_with("  -")) continue;
    std::istringstream words{std::string(line)};
    for (std::string word; words >> word && word.starts_with('-');) {
      options.insert(word.ends_with(',') ? word.substr(0, word.size() - 1) : word);
    }
  }
  return options;
}

/// Options by command; "" has those of all.
std::map<std::string, std::set<std::string>> known_options() {
  std::map<std::string, std::set<std::string>> known;
  const std::string help = help_of({"--help"});
  known[""] = options_of(help);
  const std::size_t commands = help.find("\nCommands:\n");
  REQUIRE(commands != std::string::npos);
  const std::string list =
      help.substr(commands + 11, help.find("\n\n", commands + 1) - commands - 11);
  for (const std::string_view line : split(list, '\n')) {
    const std::string_view row = trim(line);
    const std::string command(row.substr(0, row.find(' ')));
    known[command] = options_of(help_of({command, "--help"}));
    known[""].insert(known[command].begin(), known[command].end());
  }
  REQUIRE(known.size() > 4);
  REQUIRE(known["check"].contains("--url"));
  return known;
}

}  // namespace

TEST_CASE("the README's rule table equals the catalogue") {
  std::vector<Row> expected;
  for (const sworn::RuleInfo* rule : sworn::cli::rules_by_family()) {
    expected.push_back({std::string(rule->id),
                        std::string(sworn::name_of(rule->severity)),
                        std::string(rule->title)});
  }
  CHECK(text_of(rows_of(section(root / "README.md", "rules"))) == text_of(expected));
}

TEST_CASE("the README's exit codes equal those of src/cli/exit_code.h") {
  const std::string header = text_of(root / "src" / "cli" / "exit_code.h");
  const std::size_t begin = header.find("enum class ExitCode {");
  REQUIRE(begin != std::string::npos);
  const std::string body = header.substr(begin, header.find("};", begin) - begin);
  std::vector<Row> expected;
  for (const std::string_view line : split(body, '\n')) {
    const std::size_t equals = line.find(" = ");
    if (equals == std::string_view::npos) continue;
    const std::string_view rest = line.substr(equals + 3);
    expected.push_back({std::string(rest.substr(0, rest.find_first_not_of("0123456789")))});
  }
  std::vector<Row> documented = rows_of(section(root / "README.md", "exit codes"));
  for (Row& row : documented) row.resize(1);
  CHECK(expected.size() > 5);
  CHECK(text_of(documented) == text_of(expected));
}

TEST_CASE("the README's score weights are those that a score is made with") {
  using sworn::Severity;
  std::vector<Row> expected;
  for (const Severity severity :
       {Severity::critical, Severity::high, Severity::medium, Severity::low, Severity::info}) {
    sworn::FindingGroup group;
    group.severity = severity;
    const int weight = 100 - sworn::diff::score_of({group}).value;
    expected.push_back({std::string(sworn::name_of(severity)), std::to_string(weight)});
  }
  CHECK(text_of(rows_of(section(root / "README.md", "weights"))) == text_of(expected));
}

TEST_CASE("the README's grades are those that a score is given") {
  sworn::FindingGroup low;
  low.severity = sworn::Severity::low;
  std::map<std::string, int> least;  // the lowest score of each grade; a low costs one point
  std::vector<sworn::FindingGroup> groups;
  for (int score = 100; score >= 0; --score) {
    const sworn::diff::Score given = sworn::diff::score_of(groups);
    REQUIRE(given.value == score);
    least[given.grade] = score;
    groups.push_back(low);
  }
  REQUIRE(least.size() == 5);
  const auto from = [&](const char* grade) { return std::to_string(least.at(grade)); };
  const std::string sentence = "A is " + from("A") + " and more, B " + from("B") + ", C " +
                               from("C") + ", D " + from("D") + ", F less.";
  CHECK_MESSAGE(text_of(root / "README.md").find(sentence) != std::string::npos, sentence);
}

TEST_CASE("every option and command of sworn that the documents name exists") {
  const auto known = known_options();
  std::size_t seen = 0;
  for (const fs::path& file : documents()) {
    CAPTURE(file.filename().string());
    for (const std::vector<std::string>& words : sentences_of(text_of(file))) {
      CAPTURE(sworn::base::join(words, " "));
      auto word = std::ranges::find_if(words, is_sworn);
      std::string command;
      if (word == words.end()) {
        // An option that stands alone is one of sworn; others belong to the program before them.
        if (words.empty() || !words.front().starts_with('-') || words.front().size() < 2 ||
            words.front() == "---" || file.filename() != "README.md") {
          continue;
        }
        word = words.begin();
      } else if (++word != words.end() && is_command_name(*word)) {
        command = *word;
        REQUIRE_MESSAGE(known.contains(command), command);
      }
      for (; word != words.end() && *word != "|" && *word != "||" && *word != "&&"; ++word) {
        if (!word->starts_with('-') || word->size() < 2) continue;
        const std::string option = word->substr(0, word->find_first_of("=;,)"));
        CAPTURE(option);
        CHECK(known.at(command).contains(option));
        ++seen;
      }
    }
  }
  CHECK(seen > 20);
}

TEST_CASE("the README's sworn.yaml is one that sworn reads") {
  std::size_t seen = 0;
  for (const Block& block : blocks_of(text_of(root / "README.md"))) {
    if (block.language != "yaml" || block.text.find("version: 1\n") == std::string::npos) continue;
    const auto config = sworn::config::parse(
        block.text, "README.md", [](const std::string&) { return std::string("value"); });
    REQUIRE_MESSAGE(config, config.error().text());
    CHECK_FALSE(config->identities.empty());
    ++seen;
  }
  CHECK(seen > 0);
}

TEST_CASE("the interview table of ARCHITECTURE.md equals the interviews") {
  std::vector<Row> expected;
  for (const sworn::probe::Interview& interview : sworn::probe::all_interviews()) {
    expected.push_back({std::string(interview.name),
                        sworn::run::phase_names[static_cast<std::size_t>(interview.phase)],
                        std::string(interview.about),
                        std::to_string(interview.most_requests)});
  }
  CHECK(text_of(rows_of(section(root / "ARCHITECTURE.md", "interviews"))) == text_of(expected));
}

TEST_CASE("every file that the documents link to is there") {
  std::size_t seen = 0;
  for (const fs::path& file : documents()) {
    const std::string text = text_of(file);
    for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
      const std::string target = text.substr(at + 2, text.find(')', at) - at - 2);
      if (target.starts_with("http") || target.starts_with('#')) continue;
      CAPTURE(file.filename().string());
      CAPTURE(target);
      CHECK(fs::exists(root / target.substr(0, target.find('#'))));
      ++seen;
    }
  }
  CHECK(seen > 0);
}
