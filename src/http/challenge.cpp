// SPDX-License-Identifier: Apache-2.0
#include "http/challenge.h"

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "http/header.h"

namespace sworn::http {
namespace {

bool is_token68_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~+/").find(c) != std::string_view::npos;
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Challenges read() {
    while (skip_separators()) {
      const std::string_view token = read_token();
      if (token.empty()) {
        skip_element();
      } else if (const std::size_t after = behind_blanks(); is_at(after, '=')) {
        at_ = after + 1;
        read_parameter(token);
      } else {
        read_scheme(token);
      }
    }
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_at(std::size_t place, char c) const {
    return place < text_.size() && text_[place] == c;
  }

  [[nodiscard]] bool is_element_end(std::size_t place) const {
    return place >= text_.size() || text_[place] == ',';
  }

  [[nodiscard]] std::size_t behind_blanks() const {
    std::size_t place = at_;
    while (is_at(place, ' ') || is_at(place, '\t')) ++place;
    return place;
  }

  /// False at the end of the text. Empty list elements are allowed (RFC 9110 §5.6.1).
  bool skip_separators() {
    bool has_comma = is_start_;
    is_start_ = false;
    for (; is_at(at_, ' ') || is_at(at_, '\t') || is_at(at_, ','); ++at_) {
      has_comma = has_comma || text_[at_] == ',';
    }
    if (at_ < text_.size() && !has_comma && !is_behind_scheme_) result_.is_well_formed = false;
    is_behind_scheme_ = false;
    return at_ < text_.size();
  }

  std::string_view read_token() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_token_character(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void skip_element() {
    result_.is_well_formed = false;
    while (!is_element_end(at_)) {
      if (text_[at_] == '"') {
        (void)read_quoted_string(text_, at_);
      } else {
        ++at_;
      }
    }
  }

  void read_scheme(std::string_view scheme) {
    result_.list.push_back({std::string(scheme), "", {}});
    if (is_element_end(behind_blanks())) return;
    if (behind_blanks() == at_) {
      skip_element();
      return;
    }
    at_ = behind_blanks();
    std::size_t end = at_;
    while (end < text_.size() && is_token68_character(text_[end])) ++end;
    while (end > at_ && is_at(end, '=')) ++end;
    std::size_t after = end;
    while (is_at(after, ' ') || is_at(after, '\t')) ++after;
    if (end > at_ && is_element_end(after)) {
      result_.list.back().token68 = text_.substr(at_, end - at_);
      at_ = after;
      return;
    }
    is_behind_scheme_ = true;
  }

  void read_parameter(std::string_view name) {
    at_ = behind_blanks();
    std::string value;
    if (is_at(at_, '"')) {
      const std::size_t begin = at_ + 1;
      const auto quoted = read_quoted_string(text_, at_);
      if (!quoted) result_.is_well_formed = false;
      value = quoted ? *quoted : std::string(text_.substr(begin));
    } else {
      const std::size_t begin = at_;
      while (!is_element_end(at_) && text_[at_] != ' ' && text_[at_] != '\t') ++at_;
      value = text_.substr(begin, at_ - begin);
      if (!is_token(value)) result_.is_well_formed = false;
    }
    if (result_.list.empty()) {
      result_.is_well_formed = false;
      return;
    }
    Challenge& challenge = result_.list.back();
    const std::string key = base::to_lower(name);
    // RFC 9110 §11.2: a parameter name occurs once in a challenge.
    if (challenge.parameter(key) || !challenge.token68.empty()) result_.is_well_formed = false;
    challenge.parameters.push_back({key, std::move(value)});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool is_start_ = true;
  bool is_behind_scheme_ = false;
  Challenges result_;
};

}  // namespace

std::optional<std::string_view> Challenge::parameter(std::string_view name) const {
  for (const AuthParameter& parameter : parameters) {
    if (parameter.name == name) return parameter.value;
  }
  return std::nullopt;
}

Challenges parse_challenges(std::string_view field) {
  Challenges result = Reader(field).read();
  if (result.list.empty()) result.is_well_formed = false;
  return result;
}

Challenges parse_challenges(const Headers& response) {
  Challenges result;
  for (const std::string_view field : all_headers(response, "WWW-Authenticate")) {
    Challenges one = parse_challenges(field);
    result.is_well_formed = result.is_well_formed && one.is_well_formed;
    std::move(one.list.begin(), one.list.end(), std::back_inserter(result.list));
  }
  return result;
}

}  // namespace sworn::http
