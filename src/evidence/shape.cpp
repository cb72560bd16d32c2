// SPDX-License-Identifier: Apache-2.0
#include "evidence/shape.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "base/text.h"
#include "document/node.h"
#include "http/header.h"
#include "http/media_type.h"

namespace sworn::evidence {
namespace {

bool alike_values(const document::Node& a, const document::Node& b, int depth) {
  if (a.is_null() || b.is_null() || depth > 40) {
    return true;
  }
  if (a.is_mapping() && b.is_mapping()) {
    return a.entries().size() == b.entries().size() &&
           std::ranges::all_of(a.entries(), [&](const document::Entry& entry) {
             const document::Node* other = b.find(entry.key);
             return other != nullptr && alike_values(*entry.value, *other, depth + 1);
           });
  }
  if (a.is_sequence() && b.is_sequence()) {
    return a.items().empty() || b.items().empty() ||
           alike_values(*a.items().front(), *b.items().front(), depth + 1);
  }
  return a.kind() == b.kind() || (a.is_number() && b.is_number());
}

/// Members by which an answer says of itself how it went; a message is for people, and differs
/// among them.
bool is_outcome_name(std::string_view name) {
  static constexpr std::array<std::string_view, 20> names{
      "success",    "issuccess", "ok",     "code",          "statuscode", "errno",   "errcode",
      "errorcode",  "error",     "errors", "err",           "ret",        "retcode", "result",
      "resultcode", "status",    "failed", "authenticated", "authorized", "loggedin"};
  return std::ranges::find(names, base::join(base::words_of(name), "")) != names.end();
}

Fullness fullness_of(const document::Node& answer, const document::Node& good, int depth) {
  if (answer.is_null() && !good.is_null()) {
    return Fullness::other_outcome;
  }
  Fullness least = Fullness::equal;
  for (const document::Entry& entry : good.entries()) {
    const document::Node* other = answer.find(entry.key);
    if (other == nullptr || depth > 40) {
      continue;
    }
    const bool is_scalar = !entry.value->is_mapping() && !entry.value->is_sequence();
    if (depth < 2 && is_scalar && is_outcome_name(entry.key) &&
        !document::equal(*entry.value, *other)) {
      return Fullness::other_outcome;
    }
    least = std::max(least, fullness_of(*other, *entry.value, depth + 1));
  }
  if (good.is_sequence() && !good.items().empty()) {
    if (answer.items().empty()) {
      return std::max(least, Fullness::emptier);
    }
    least = std::max(least, fullness_of(*answer.items().front(), *good.items().front(), depth + 1));
  }
  return least;
}

/// Strings of four characters and more, and numbers, that stand at the same place in both.
int equal_values(const document::Node& a, const document::Node& b, int depth) {
  if (depth > 40) {
    return 0;
  }
  int count = 0;
  for (const document::Entry& entry : a.entries()) {
    const document::Node* other = b.find(entry.key);
    if (other != nullptr && !is_outcome_name(entry.key)) {
      count += equal_values(*entry.value, *other, depth + 1);
    }
  }
  for (std::size_t i = 0; i < std::min(a.items().size(), b.items().size()); ++i) {
    count += equal_values(*a.items()[i], *b.items()[i], depth + 1);
  }
  const bool is_telling = (a.is_string() && a.text().size() >= 4) || a.is_number();
  return count + (is_telling && document::equal(a, b) ? 1 : 0);
}

/// A word of letters and digits that is too long and too mixed to be language: an identifier, a
/// hash, a time.
bool is_identifier(std::string_view word) {
  const auto digits =
      std::ranges::count_if(word, [](unsigned char c) { return std::isdigit(c) != 0; });
  return word.size() >= 8 && digits >= 2;
}

/// Text without what changes from one equal request to the next.
std::string masked(std::string_view text, const std::string& path) {
  std::string whole(text.substr(0, 100'000));
  if (path.size() > 1) {
    whole = base::replace_all(std::move(whole), path, "{path}");
  }
  std::string out;
  std::size_t begin = 0;
  const auto is_word = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
  };
  while (begin < whole.size()) {
    if (!is_word(whole[begin])) {
      out += whole[begin++];
      continue;
    }
    std::size_t end = begin;
    while (end < whole.size() && is_word(whole[end])) {
      ++end;
    }
    const std::string_view word = std::string_view(whole).substr(begin, end - begin);
    if (is_identifier(word)) {
      out += '*';
    } else {
      for (const char c : word) {
        if (std::isdigit(static_cast<unsigned char>(c)) == 0) {
          out += c;
        } else if (!out.ends_with('#')) {
          out += '#';
        }
      }
    }
    begin = end;
  }
  return out;
}

/// The path of a URL as it was sent. Not parsed, since a placeholder may stand in a sealed one.
std::string path_of(const Exchange& exchange) {
  const std::string_view url = exchange.request.url;
  const std::size_t scheme = url.find("://");
  const std::size_t begin = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (begin == std::string_view::npos) {
    return "";
  }
  return std::string(url.substr(begin, url.find_first_of("?#", begin) - begin));
}

}  // namespace

bool alike(const Exchange& a, const Exchange& b) {
  if (!a.response || !b.response || a.response->status != b.response->status) {
    return false;
  }
  const std::string& body_a = a.response->body;
  const std::string& body_b = b.response->body;
  if (body_a == body_b) {
    return true;
  }
  const auto json_a = document::parse_json(body_a, "");
  const auto json_b = document::parse_json(body_b, "");
  if (json_a && json_b) {
    return alike_values(json_a->root(), json_b->root(), 0);
  }
  if (json_a.has_value() != json_b.has_value()) {
    return false;
  }
  return masked(body_a, path_of(a)) == masked(body_b, path_of(b));
}

bool alike_in_words(const Exchange& a, const Exchange& b) {
  return alike(a, b) &&
         masked(a.response->body, path_of(a)) == masked(b.response->body, path_of(b));
}

Fullness fullness(const Exchange& answer, const Exchange& good) {
  const auto own = document::parse_json(answer.response->body, "");
  const auto full = document::parse_json(good.response->body, "");
  return own && full ? fullness_of(own->root(), full->root(), 0) : Fullness::equal;
}

bool tells_the_same(const Exchange& refusal, const Exchange& good) {
  const auto own = document::parse_json(refusal.response->body, "");
  const auto full = document::parse_json(good.response->body, "");
  return own && full && alike_values(own->root(), full->root(), 0) &&
         fullness_of(own->root(), full->root(), 0) == Fullness::equal &&
         equal_values(own->root(), full->root(), 0) >= 2;
}

}  // namespace sworn::evidence
