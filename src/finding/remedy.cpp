// SPDX-License-Identifier: Apache-2.0
#include "finding/remedy.h"

#include <algorithm>

#include "base/text.h"
#include "finding/remedy_text.h"

namespace sworn::finding {
namespace {

constexpr std::string_view fence = "```";

/// Reads the lines of one page in their order; what is wrong with the first bad one is kept.
class PageReader {
 public:
  explicit PageReader(std::string_view name) { page_.name = name; }

  void take(std::string_view line) {
    ++line_;
    if (is_block_) {
      take_code(line);
    } else if (line.starts_with("# ") && page_.rules.empty()) {
      for (const std::string_view id : base::split(line.substr(2), ',')) {
        page_.rules.emplace_back(base::trim(id));
      }
    } else if (line.starts_with("## ") && heading_.empty()) {
      heading_ = line.substr(3);
    } else if (line.starts_with(fence)) {
      open_block(line.substr(fence.size()));
    } else if (!line.empty() && !line.starts_with("<!--")) {
      refuse("neither a heading nor an example");
    }
  }

  Result<RemedyPage> finish() {
    if (is_block_) refuse("the example is left open");
    if (!heading_.empty()) refuse("a heading without an example");
    if (page_.rules.empty()) refuse("no title that names the rules");
    if (!fault_.empty()) return Error{fault_, {page_.name + ".md", fault_line_, 0, ""}, ""};
    return page_;
  }

 private:
  void take_code(std::string_view line) {
    if (line == fence) {
      is_block_ = false;
      heading_.clear();
    } else {
      page_.examples.back().code += std::string(line) + "\n";
    }
  }

  void open_block(std::string_view language) {
    if (heading_.empty()) refuse("an example without a heading");
    if (language.empty()) refuse("an example without a language");
    page_.examples.push_back({heading_, std::string(language), ""});
    is_block_ = true;
  }

  void refuse(const char* what) {
    if (!fault_.empty()) return;
    fault_ = what;
    fault_line_ = line_;
  }

  RemedyPage page_;
  std::string heading_;
  bool is_block_ = false;
  int line_ = 0;
  std::string fault_;
  int fault_line_ = 0;
};

}  // namespace

Result<RemedyPage> read_remedy_page(std::string_view name, std::string_view text) {
  PageReader reader(name);
  for (const std::string_view line : base::split(text, '\n')) reader.take(line);
  return reader.finish();
}

const std::vector<RemedyPage>& remedy_pages() {
  static const std::vector<RemedyPage> pages = [] {
    std::vector<RemedyPage> read;
    for (const RemedyText& file : remedy_texts) {
      Result<RemedyPage> page = read_remedy_page(file.name, file.text);
      if (page) read.push_back(std::move(*page));
    }
    return read;
  }();
  return pages;
}

const RemedyPage* remedy_page_of(std::string_view rule) {
  for (const RemedyPage& page : remedy_pages()) {
    if (std::ranges::find(page.rules, rule) != page.rules.end()) return &page;
  }
  return nullptr;
}

}  // namespace sworn::finding
