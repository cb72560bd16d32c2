// SPDX-License-Identifier: Apache-2.0
#include "cli/rule_page.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "diff/catalogue.h"
#include "finding/remedy.h"
#include "report/reference.h"
#include "report/text_layout.h"

namespace sworn::cli {
namespace {

constexpr std::size_t label_width = 12;
constexpr int most_width = 100;
constexpr std::size_t any_lines = 1000;

/// A label and its text, wrapped beside it; nothing for an empty text.
std::string field(std::string_view label, std::string_view text, int width) {
  std::string out;
  std::string before = report::pad(label, label_width);
  const auto room = static_cast<std::size_t>(std::clamp(width, 50, most_width)) - label_width;
  for (const std::string& line : report::wrap(text, room, any_lines)) {
    out += before + line + "\n";
    before = std::string(label_width, ' ');
  }
  return out;
}

std::string cwe_address(const RuleInfo& rule) {
  return report::reference_url("CWE-" + std::to_string(rule.cwe));
}

/// Not wrapped: code is copied.
std::string examples_of(const RuleInfo& rule) {
  const finding::RemedyPage* const page = finding::remedy_page_of(rule.id);
  if (page == nullptr) return "";
  std::string out;
  for (const RemedyExample& example : page->examples) {
    out += "\n" + example.framework + "\n";
    for (const std::string_view line : base::split(base::trim(example.code), '\n')) {
      out += line.empty() ? "\n" : "    " + std::string(line) + "\n";
    }
  }
  return out;
}

std::string joined(const std::vector<std::string_view>& texts) {
  return base::join(std::vector<std::string>(texts.begin(), texts.end()), ", ");
}

/// "session" of "session-fixation".
std::string_view family_of(const RuleInfo& rule) {
  return rule.id.substr(0, rule.id.find('-'));
}

/// Text that is no code keeps its letters in Markdown: `__Host-name` is no emphasis.
std::string escaped(std::string_view text) {
  std::string out;
  bool is_code = false;
  for (const char c : text) {
    is_code ^= c == '`';
    if (!is_code && std::string_view("\\*_<>[]|").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string paragraph(std::string_view label, std::string_view text) {
  return text.empty() ? "" : "**" + std::string(label) + "** " + escaped(text) + "\n\n";
}

std::string section_of(const RuleInfo& rule) {
  std::string out = "### " + std::string(rule.id) + "\n\n" + escaped(rule.title) + ".\n\n";
  out += std::string(name_of(rule.severity)) + " · " + std::string(name_of(rule.category));
  if (rule.cwe != 0) out += " · [CWE-" + std::to_string(rule.cwe) + "](" + cwe_address(rule) + ")";
  if (!rule.owasp.empty()) out += " · OWASP " + std::string(rule.owasp);
  out += " · basis: " + std::string(name_of(rule.basis));
  out += " · proof: " + std::string(name_of(rule.proof)) + "\n\n";
  out += paragraph("Promised:", rule.promise);
  out += paragraph("Proven by:", rule.proof_text);
  out += paragraph("Only looks like it:", rule.looks_like);
  out += paragraph("Remedy:", rule.remedy);
  if (const finding::RemedyPage* page = finding::remedy_page_of(rule.id)) {
    out += "**Mended** in Express, Flask, Fiber, Chi, Axum and plain HTTP: [" + page->name +
           ".md](../src/finding/remedies/" + page->name + ".md)\n\n";
  }
  out += paragraph("Yields to:", joined(rule.yields_to));
  out += paragraph("References:", joined(rule.references));
  return out;
}

}  // namespace

std::vector<const RuleInfo*> rules_by_family() {
  std::vector<const RuleInfo*> rules;
  const auto catalogue = diff::catalogue();
  for (auto rule = catalogue.begin(); rule != catalogue.end(); ++rule) {
    const auto is_kin = [&](const RuleInfo* other) {
      return family_of(*other) == family_of(**rule);
    };
    if (std::find_if(rule + 1, catalogue.end(), is_kin) == catalogue.end()) {
      std::ranges::copy_if(catalogue, std::back_inserter(rules), is_kin);
    }
  }
  return rules;
}

std::string rule_text(const RuleInfo& rule, int width) {
  std::string out = std::string(rule.id) + ": " + std::string(rule.title) + "\n\n";
  out += field("severity", name_of(rule.severity), width);
  out += field("category", name_of(rule.category), width);
  if (rule.cwe != 0) {
    out += field("cwe", "CWE-" + std::to_string(rule.cwe) + ", " + cwe_address(rule), width);
  }
  out += field("owasp", rule.owasp, width);
  out += field("basis", name_of(rule.basis), width);
  out += field("proof", name_of(rule.proof), width);
  out += "\n" + field("promised", rule.promise, width);
  out += "\n" + field("proven by", rule.proof_text, width);
  out += "\n" + field("looks like", rule.looks_like, width);
  out += "\n" + field("remedy", rule.remedy, width);
  if (!rule.yields_to.empty()) out += "\n" + field("yields to", joined(rule.yields_to), width);
  if (!rule.references.empty()) out += "\n";
  std::string_view label = "references";
  for (const std::string_view reference : rule.references) {
    out += field(label, reference, width);
    label = "";
  }
  return out + examples_of(rule);
}

std::string rules_markdown() {
  std::string out =
      "<!-- SPDX-License-Identifier: Apache-2.0 -->\n"
      "<!-- Made by \"sworn rules --markdown\": change the declarations, not this page. -->\n"
      "# Rules\n\n"
      "What a rule promises, how a mismatch is proven, what only looks like it and how to mend it; "
      "`sworn explain ID` prints the same with its examples.\n\n";
  const auto rules = rules_by_family();
  std::string_view family;
  for (const RuleInfo* rule : rules) {
    if (family_of(*rule) != family) {
      family = family_of(*rule);
      out += "- " + std::string(family) + ":";
    } else {
      out.back() = ',';
    }
    out += " [" + std::string(rule->id) + "](#" + std::string(rule->id) + ")\n";
  }
  family = "";
  for (const RuleInfo* rule : rules) {
    if (family_of(*rule) != family) {
      family = family_of(*rule);
      out += "\n## " + std::string(family) + "\n\n";
    }
    out += section_of(*rule);
  }
  out.pop_back();
  return out;
}

}  // namespace sworn::cli
