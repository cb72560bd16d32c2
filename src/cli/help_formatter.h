// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace sworn::cli {

/// Lays a help page out; the words are help_page()'s.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app,
                        std::string name,
                        CLI::AppFormatMode mode) const override;
  std::string make_group(std::string group,
                         bool is_positional,
                         std::vector<const CLI::Option*> options) const override;

 private:
  [[nodiscard]] std::string arguments_of(const CLI::App* app) const;
  [[nodiscard]] std::string groups_of(const CLI::App* app, CLI::AppFormatMode mode) const;
};

}  // namespace sworn::cli
