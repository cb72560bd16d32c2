// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "cli/option_value.h"

namespace sworn::cli {

inline CLI::Validator positive() {
  return {[](std::string& text) { return positive_fault(text); }, ""};
}
inline CLI::Validator whole(std::uint64_t least, std::uint64_t most) {
  return {[=](std::string& text) { return whole_fault(text, least, most); }, ""};
}
inline CLI::Validator one_of(std::vector<std::string> names) {
  // The description tells the completions what there is to choose from (command_reading.cpp).
  std::string all = base::join(names, " ");
  return {[names = std::move(names)](std::string& text) { return choice_fault(text, names); },
          std::move(all)};
}

/// A command under construction: options are added to the group that is open.
class Table {
 public:
  Table(CLI::App& app, std::string group) : app_(app), group_(std::move(group)) {}

  Table& group(std::string name) {
    group_ = std::move(name);
    return *this;
  }
  template <typename T>
  CLI::Option* value(const char* name, T& target, const char* shown, const char* text) {
    return app_.add_option(name, target, text)->option_text(shown)->group(group_);
  }
  void list(const char* name,
            std::vector<std::string>& target,
            const char* shown,
            const char* text) {
    // One value for each mention: the next word may be SPEC.
    app_.add_option(name, target, text)
        ->option_text(std::string(shown) + " ...")
        ->group(group_)
        ->allow_extra_args(false);
  }
  void flag(const char* name, bool& target, const char* text) {
    app_.add_flag(name, target, text)->group(group_);
  }

 private:
  CLI::App& app_;
  std::string group_;
};

}  // namespace sworn::cli
