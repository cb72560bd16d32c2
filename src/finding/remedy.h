// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sworn/result.h"
#include "sworn/rule.h"

namespace sworn::finding {

/// How to mend what some rules find: a page of src/finding/remedies/. It is Markdown with the ids
/// of the rules as its title, and a heading and one fenced block for each framework.
struct RemedyPage {
  std::string name;  ///< of its file, without ".md"
  std::vector<std::string> rules;
  std::vector<RemedyExample> examples;
};

/// Reads a page. An Error names the line that is not as it should be: no title, an example without
/// a heading or a language, text beside the examples, a block that is left open.
[[nodiscard]] Result<RemedyPage> read_remedy_page(std::string_view name, std::string_view text);

/// Every page that this program holds, by name; a page that cannot be read is left out, which a
/// test forbids. Safe for use by several threads.
[[nodiscard]] const std::vector<RemedyPage>& remedy_pages();

/// The page of the rule, or null where the document and not the program is what has to change.
[[nodiscard]] const RemedyPage* remedy_page_of(std::string_view rule);

}  // namespace sworn::finding
