// SPDX-License-Identifier: Apache-2.0
#include "cli/manual.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "cli/help.h"
#include "sworn/version.h"

namespace sworn::cli {
namespace {

constexpr std::string_view examples_title = "Examples:\n";
constexpr std::string_view exit_codes_title = "Exit codes:\n";

struct Variable {
  std::string_view names;
  std::string_view meaning;
};

constexpr Variable environment[] = {
    {"NO_COLOR", "if set and not empty, no colour is used"},
    {"CLICOLOR, TERM", "if 0 and dumb, no colour is used"},
    {"CLICOLOR_FORCE, FORCE_COLOR", "if set and not 0, colour is used off a terminal as well"},
    {"CI", "if set, progress is told in plain lines on a terminal, too"},
    {"GITHUB_OUTPUT, GITHUB_STEP_SUMMARY",
     "the files that the report of the format github adds to"},
    {"GITHUB_WORKSPACE, CI_PROJECT_DIR, WORKSPACE",
     "the checkout that paths in reports for machines are relative to"},
    {"SOURCE_DATE_EPOCH",
     "seconds since 1970, the time of a review or comparison in the format gitlab instead of now"},
};

/// One line of text: a backslash begins an escape, a hyphen would be typeset, and a dot or an
/// apostrophe at the beginning would be a request (groff(7)).
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else if (c == '\'') {
      out += "\\(aq";
    } else {
      out += c;
    }
  }
  return out.starts_with('.') ? "\\&" + out : out;
}

/// Lines as they are, without empty ones around them.
std::string preformatted(std::string_view text) {
  std::string out = ".nf\n";
  text.remove_prefix(std::min(text.find_first_not_of('\n'), text.size()));
  text = text.substr(0, text.find_last_not_of('\n') + 1);
  for (const std::string_view line : base::split(text, '\n')) {
    out += line.empty() ? ".sp\n" : roff(line) + "\n";
  }
  return out + ".fi\n";
}

std::string paragraph(std::string_view text) {
  std::string out = ".PP\n";
  for (const std::string_view line : base::split(text, '\n')) out += roff(line) + "\n";
  return out;
}

std::string option_list(const CommandEntry& command) {
  std::string out;
  std::string group;
  for (const OptionEntry& option : command.options) {
    if (option.group != group) {
      group = option.group;
      out += ".PP\n.I " + roff(group) + "\n";
    }
    out += ".TP\n\\fB" + roff(base::join(option.names, ", ")) + "\\fR";
    if (!option.value.empty()) out += " \\fI" + roff(option.value) + "\\fR";
    out += "\n" + roff(option.about) + (option.is_repeatable ? "; may be repeated" : "") + "\n";
  }
  return out;
}

/// The examples of a help page, and behind them its exit codes.
struct Footer {
  std::string_view examples;
  std::string_view exit_codes;
};

Footer footer_of(const HelpPage& page) {
  std::string_view text = page.footer;
  if (text.starts_with(examples_title)) text.remove_prefix(examples_title.size());
  const std::size_t codes = text.find(exit_codes_title);
  if (codes == std::string_view::npos) return {text, ""};
  return {text.substr(0, codes), text.substr(codes + exit_codes_title.size())};
}

std::string section_of(const CommandEntry& command) {
  const HelpPage page = help_page(command.name);
  std::string out = ".SS " + roff(command.name) + "\n.nf\n\\fB" + roff(page.usage) + "\\fR\n.fi\n";
  out += paragraph(page.description) + option_list(command);
  const Footer footer = footer_of(page);
  if (!footer.examples.empty()) out += ".PP\n" + preformatted(footer.examples);
  // What is said of check stands for all that say the same.
  if (!footer.exit_codes.empty() && footer.exit_codes != footer_of(help_page("check")).exit_codes) {
    out += ".PP\nExit status:\n" + preformatted(footer.exit_codes);
  }
  return out;
}

}  // namespace

std::string manual_page(std::span<const CommandEntry> table) {
  const HelpPage program = help_page("");
  const HelpPage check = help_page("check");
  std::string out = ".\\\" SPDX-License-Identifier: Apache-2.0\n.TH SWORN 1 \"\" \"sworn " +
                    roff(version) + "\" \"User Commands\"\n.SH NAME\n";
  out += "sworn \\- cross\\-examine a running API against its OpenAPI document\n";
  out += ".SH SYNOPSIS\n.nf\n";
  for (const CommandEntry& command : table) {
    if (!command.name.empty()) out += "\\fB" + roff(help_page(command.name).usage) + "\\fR\n";
  }
  out += ".fi\n.SH DESCRIPTION\n" + roff(program.description) + "\n.SH COMMANDS\n";
  std::string options;
  for (const CommandEntry& command : table) {
    if (command.name.empty()) {
      options = option_list(command);
    } else {
      out += section_of(command);
    }
  }
  // A heading begins a paragraph by itself.
  constexpr std::string_view break_of_group = ".PP\n";
  const bool begins_with_break = options.starts_with(break_of_group);
  out += ".SH OPTIONS\n" + options.substr(begins_with_break ? break_of_group.size() : 0);
  out += ".SH EXIT STATUS\n" + preformatted(footer_of(check).exit_codes);
  out += ".SH ENVIRONMENT\n";
  for (const auto& [names, meaning] : environment) {
    out += ".TP\n.B " + roff(names) + "\n" + roff(meaning) + "\n";
  }
  out += ".SH FILES\n.TP\n.I sworn.yaml\nthe configuration, read from the working directory\n";
  return out + ".SH EXAMPLES\n" + preformatted(footer_of(program).examples);
}

}  // namespace sworn::cli
