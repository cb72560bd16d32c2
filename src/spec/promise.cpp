// SPDX-License-Identifier: Apache-2.0
#include "spec/promise.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "document/node.h"
#include "spec/files.h"

namespace sworn::spec {
namespace {

/// The sentences of a text, each as its words in lower case.
std::vector<std::vector<std::string>> sentences_of(std::string_view text) {
  std::vector<std::vector<std::string>> sentences(1);
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) sentences.back().push_back(base::to_lower(word));
    word.clear();
  };
  for (const char c : text) {
    if (std::string_view(".;!?").find(c) != std::string_view::npos) {
      end_word();
      sentences.emplace_back();
    } else if (std::string_view(" \t\r\n,:()-_*`'\"/").find(c) != std::string_view::npos) {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  return sentences;
}

bool has_any(const std::vector<std::string>& words,
             std::initializer_list<std::string_view> wanted) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return std::ranges::find(wanted, word) != wanted.end();
  });
}

bool promises_binding(const std::vector<std::string>& words) {
  bool names_program = has_any(words, {"browser", "fingerprint", "useragent"});
  for (std::size_t i = 1; i < words.size(); ++i) {
    names_program |= words[i] == "agent" && words[i - 1] == "user";
  }
  return names_program && has_any(words, {"bound", "tied", "pinned", "locked", "binds", "ties"}) &&
         has_any(words, {"session", "sessions", "token", "tokens", "cookie", "cookies", "it"}) &&
         !has_any(words,
                  {"not",
                   "never",
                   "no",
                   "without",
                   "isn",
                   "aren",
                   "may",
                   "might",
                   "can",
                   "could",
                   "should",
                   "unless",
                   "optionally"});
}

std::optional<Location> promise_in(const Contract& contract, const document::Node* holder) {
  const document::Node* text = holder != nullptr ? holder->find("description") : nullptr;
  if (text == nullptr || !text->is_string() ||
      !std::ranges::any_of(sentences_of(text->text()), promises_binding)) {
    return std::nullopt;
  }
  return contract.files->locate(*text, text->mark());
}

}  // namespace

std::optional<Location> client_binding(const Contract& contract, const Operation& login) {
  if (contract.files == nullptr) {
    return std::nullopt;
  }
  std::vector<const document::Node*> holders{login.node};
  for (const Scheme& scheme : contract.schemes) {
    holders.push_back(scheme.node);
  }
  holders.push_back(contract.files->root().find("info"));
  for (const document::Node* holder : holders) {
    if (auto where = promise_in(contract, holder)) {
      return where;
    }
  }
  return std::nullopt;
}

}  // namespace sworn::spec
