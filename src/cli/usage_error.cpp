// SPDX-License-Identifier: Apache-2.0
#include "cli/usage_error.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace sworn::cli {
namespace {

std::string see_help(const CLI::App& app) {
  return app.get_parent() == nullptr ? "see sworn --help"
                                     : "see sworn " + app.get_name() + " --help";
}

Error unknown_option(const CLI::App& app, const std::string& text) {
  // What stands after '=' may be a secret.
  const std::string name = text.substr(0, text.find('='));
  std::vector<std::string> known;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& one : option->get_lnames()) known.push_back("--" + one);
  }
  const std::string near = base::nearest(name, known);
  return {"unknown option " + base::shorten(name, 60),
          {},
          near.empty() ? see_help(app) : "did you mean " + near + "?"};
}

}  // namespace

std::string message_of(const CLI::ParseError& error) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr) {
    const bool is_missing = text.find("missing") != std::string::npos;
    return text.substr(0, text.find(':')) +
           (is_missing ? ": a value is missing" : " is given more than once");
  }
  return text.substr(0, text.find('\n'));
}

std::optional<Error> refuse_extras(const CLI::App& program) {
  const std::vector<CLI::App*> chosen = program.get_subcommands();
  const CLI::App& app = chosen.empty() ? program : *chosen.back();
  const std::vector<std::string> extras = app.remaining();
  const auto option = std::ranges::find_if(
      extras, [](const std::string& text) { return text.size() > 1 && text.front() == '-'; });
  if (option != extras.end()) return unknown_option(app, *option);
  if (extras.empty()) return std::nullopt;
  const std::string shown = "'" + base::shorten(extras.front(), 60) + "'";
  if (!chosen.empty()) return Error{"unexpected argument " + shown, {}, see_help(app)};
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands({})) names.push_back(command->get_name());
  const std::string near = base::nearest(extras.front(), names);
  return Error{
      "unknown command " + shown,
      {},
      near.empty() ? "the commands are " + base::join(names, ", ") : "did you mean " + near + "?"};
}

}  // namespace sworn::cli
