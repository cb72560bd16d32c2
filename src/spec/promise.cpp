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

using Words = std::vector<std::string>;

/// The sentences of a text, each as its words in lower case; a comma is a word, too.
std::vector<Words> sentences_of(std::string_view text) {
  std::vector<Words> sentences(1);
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) sentences.back().push_back(base::to_lower(word));
    word.clear();
  };
  // The apostrophe of typesetters.
  for (const char c : base::replace_all(std::string(text), "\u2019", "'")) {
    if (std::string_view(".;!?").find(c) != std::string_view::npos) {
      end_word();
      sentences.emplace_back();
    } else if (std::string_view(",:()").find(c) != std::string_view::npos) {
      end_word();
      sentences.back().emplace_back(",");
    } else if (std::string_view(" \t\r\n-_*`'\"/").find(c) != std::string_view::npos) {
      end_word();
    } else {
      word += c;
    }
  }
  end_word();
  return sentences;
}

using WordList = std::initializer_list<std::string_view>;

bool is_any(std::string_view word, WordList wanted) {
  return std::ranges::find(wanted, word) != wanted.end();
}

bool has_any(const Words& words, WordList wanted) {
  return std::ranges::any_of(words, [&](const std::string& word) { return is_any(word, wanted); });
}

/// Whether the sentence denies something, or says it of some cases only.
bool is_qualified(const Words& words) {
  // "isn't", "won't" and the like.
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "t" && words[i - 1].ends_with('n')) return true;
  }
  return has_any(words,
                 {"not",
                  "never",
                  "no",
                  "cannot",
                  "neither",
                  "nor",
                  "without",
                  "may",
                  "might",
                  "can",
                  "could",
                  "should",
                  "would",
                  "if",
                  "when",
                  "unless",
                  "optionally"});
}

/// Whether the program itself is named at `i`, and not something that it has or is part of.
bool names_program(const Words& words, std::size_t i) {
  const auto word = [&](std::size_t place) {
    return place < words.size() ? std::string_view(words[place]) : std::string_view();
  };
  if (word(i) == "user" && word(i + 1) == "agent") return true;
  if (is_any(word(i), {"fingerprint", "useragent"})) return true;
  const std::string_view next = word(i + 1) == "s" ? word(i + 2) : word(i + 1);
  return word(i) == "browser" && !is_any(next,
                                         {"session",
                                          "sessions",
                                          "lifetime",
                                          "client",
                                          "clients",
                                          "tab",
                                          "window",
                                          "process",
                                          "storage",
                                          "cookie",
                                          "cookies"});
}

/// "bound to the user's browser", "ties the token to the user agent": what is bound to stands
/// within four words, and neither a comma before it nor an "of" (the lifetime of the browser).
bool binds_to_program(const Words& words, std::size_t verb) {
  const bool is_active = is_any(words[verb], {"binds", "ties"});
  if (!is_active && !is_any(words[verb], {"bound", "tied", "pinned", "locked"})) return false;
  std::size_t to = verb + 1;
  const std::size_t last = is_active ? verb + 4 : verb + 1;
  while (to < words.size() && to <= last && !is_any(words[to], {"to", "with", ","})) ++to;
  if (to >= words.size() || to > last || words[to] == ",") return false;
  for (std::size_t i = to + 1; i < words.size() && i <= to + 4 && !is_any(words[i], {",", "of"});
       ++i) {
    if (names_program(words, i)) return true;
  }
  return false;
}

bool promises_binding(const Words& words) {
  if (is_qualified(words) ||
      !has_any(words, {"session", "sessions", "token", "tokens", "cookie", "cookies", "it"})) {
    return false;
  }
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (binds_to_program(words, i)) return true;
  }
  return false;
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
