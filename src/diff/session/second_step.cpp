// SPDX-License-Identifier: Apache-2.0
#include "diff/session/second_step.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "document/node.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

/// Names of factors and challenges, as members, values and paths have them.
bool is_about_a_factor(std::string_view text) {
  static constexpr std::array<std::string_view, 14> words{"mfa",
                                                          "2fa",
                                                          "twofactor",
                                                          "secondfactor",
                                                          "multifactor",
                                                          "otp",
                                                          "totp",
                                                          "webauthn",
                                                          "passkey",
                                                          "challenge",
                                                          "stepup",
                                                          "verificationcode",
                                                          "passcode",
                                                          "onetimepassword"};
  const auto all = base::words_of(text);
  const std::string joined = base::join(all, "");
  return std::ranges::any_of(words, [&](std::string_view word) {
    const bool is_long = word.size() > 5;
    return is_long ? joined.find(word) != std::string::npos
                   : joined == word || std::ranges::find(all, word) != all.end();
  });
}

bool speaks_of_a_factor(const document::Node& node, int depth) {
  constexpr std::size_t longest_word = 40;
  if (node.is_string()) {
    return node.text().size() <= longest_word && is_about_a_factor(node.text());
  }
  return depth < 4 && (std::ranges::any_of(node.entries(),
                                           [&](const document::Entry& entry) {
                                             return is_about_a_factor(entry.key) ||
                                                    speaks_of_a_factor(*entry.value, depth + 1);
                                           }) ||
                       std::ranges::any_of(node.items(), [&](const document::Node* item) {
                         return speaks_of_a_factor(*item, depth + 1);
                       }));
}

bool is_next_step(const Operation& first, const Operation& operation) {
  if (operation.key() == first.key() || (operation.method != "POST" && operation.method != "PUT")) {
    return false;
  }
  const spec::Purpose purpose = spec::purpose_of(operation);
  if (purpose == spec::Purpose::logout || purpose == spec::Purpose::refresh ||
      purpose == spec::Purpose::registration) {
    return false;
  }
  const auto segments = base::split(operation.path, '/');
  const bool is_below = operation.path.starts_with(first.path + "/");
  return is_below || std::ranges::any_of(segments, is_about_a_factor);
}

}  // namespace

std::string second_step_of(const Case& c, const Exchange& login) {
  const auto json = login.response ? document::parse_json(login.response->body, "")
                                   : Result<document::Document>(Error{});
  if (json && speaks_of_a_factor(json->root(), 0)) {
    return "its answer";
  }
  const auto next = std::ranges::find_if(c.contract.operations, [&](const Operation& operation) {
    return is_next_step(c.operation, operation);
  });
  return next == c.contract.operations.end() ? "" : next->key();
}

}  // namespace sworn::diff
