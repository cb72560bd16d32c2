// SPDX-License-Identifier: Apache-2.0
#include "document/json.h"

#include <nlohmann/json.hpp>
#include <string>

#include "base/text.h"
#include "document/builder.h"
#include "document/number.h"
#include "document/source.h"

namespace sworn::document {
namespace {

using Json = nlohmann::json;

bool is_number_part(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

/// Finds each token's place in step with the parser's events: the parser tells where it is only
/// after it has read on. What an event reports is well-formed, so skipping tokens needs no checks.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text), at_(bom_size(text)), line_start_(at_) {}

  /// Goes to the next token's start; to the end when there is none.
  Mark next() {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      if (c == '\n' || (c == '\r' && (at_ + 1 >= text_.size() || text_[at_ + 1] != '\n'))) {
        ++line_;
        line_start_ = at_ + 1;
      } else if (c != ' ' && c != '\t' && c != '\r' && c != ',' && c != ':') {
        break;
      }
    }
    return {line_, static_cast<std::uint32_t>(at_ - line_start_ + 1)};
  }

  void skip_bracket() { ++at_; }

  void skip_string() {
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    ++at_;
  }

  /// The literal's or number's characters.
  std::string_view skip_word() {
    const std::size_t start = at_;
    while (at_ < text_.size() &&
           (is_number_part(text_[at_]) || (text_[at_] >= 'a' && text_[at_] <= 'z'))) {
      ++at_;
    }
    return text_.substr(start, at_ - start);
  }

 private:
  std::string_view text_;
  std::size_t at_;
  std::size_t line_start_;
  std::uint32_t line_ = 1;
};

/// nlohmann's SAX events, passed on to a Builder with their places.
class Handler {
 public:
  Handler(std::string_view text, Builder& builder)
      : text_(text), cursor_(text), builder_(builder) {}

  bool null() { return word(Kind::null); }
  bool boolean(bool value) { return word(Kind::boolean, value); }
  bool number_integer(Json::number_integer_t) { return number(); }
  bool number_unsigned(Json::number_unsigned_t) { return number(); }
  bool number_float(Json::number_float_t, const Json::string_t&) { return number(); }

  bool string(Json::string_t& value) {
    const Mark mark = cursor_.next();
    cursor_.skip_string();
    return builder_.scalar(Kind::string, value, mark);
  }

  bool key(Json::string_t& value) {
    const Mark mark = cursor_.next();
    cursor_.skip_string();
    return builder_.key(value, mark);
  }

  bool start_object(std::size_t) {
    const Mark mark = cursor_.next();
    cursor_.skip_bracket();
    return builder_.begin_mapping(mark);
  }

  bool start_array(std::size_t) {
    const Mark mark = cursor_.next();
    cursor_.skip_bracket();
    return builder_.begin_sequence(mark);
  }

  bool end_object() { return end(); }
  bool end_array() { return end(); }
  bool binary(Json::binary_t&) { return false; }

  bool parse_error(std::size_t position, const std::string& token, const Json::exception& problem) {
    constexpr int number_overflow = 406;
    is_malformed_ = true;
    if (problem.id == number_overflow) {
      met_overflow_ = true;
      return builder_.fail("not valid JSON: malformed number", cursor_.next());
    }
    std::string_view message = problem.what();
    const std::size_t dash = message.find(" - ");
    if (dash != std::string_view::npos) message.remove_prefix(dash + 3);
    const std::size_t width = std::min(faulty_width(message, token), position);
    message = message.substr(0, message.find("; last read"));
    return builder_.fail("not valid JSON: " + base::printable(message),
                         mark_at(text_, position - width));
  }

  [[nodiscard]] bool met_overflow() const { return met_overflow_; }
  [[nodiscard]] bool is_malformed() const { return is_malformed_; }

 private:
  /// How far before the parser's position the offending characters begin. "unexpected" finds fault
  /// with a whole token, everything else with its last character. Only for strings and numbers is
  /// `token` that token alone.
  static std::size_t faulty_width(std::string_view message, const std::string& token) {
    if (message.starts_with("unexpected end of input")) return 0;
    if (message.starts_with("unexpected string") || message.starts_with("unexpected number")) {
      return token.size();
    }
    if (message.starts_with("unexpected false")) return 5;
    const bool is_word =
        message.starts_with("unexpected true") || message.starts_with("unexpected null");
    return is_word ? 4 : 1;
  }

  bool word(Kind kind, bool value = false) {
    const Mark mark = cursor_.next();
    return builder_.scalar(kind, cursor_.skip_word(), mark, value);
  }

  bool number() {
    const Mark mark = cursor_.next();
    const std::string_view text = cursor_.skip_word();
    const bool is_integer = text.find_first_of(".eE") == std::string_view::npos;
    return builder_.scalar(is_integer ? Kind::integer : Kind::number, text, mark);
  }

  bool end() {
    cursor_.next();
    cursor_.skip_bracket();
    return builder_.end();
  }

  std::string_view text_;
  Cursor cursor_;
  Builder& builder_;
  bool met_overflow_ = false;
  bool is_malformed_ = false;
};

/// The same text with every number that a double may not hold replaced by a zero of equal width.
std::string without_large_numbers(std::string_view text) {
  constexpr std::size_t safe_digits = 300;
  std::string out(text);
  bool is_in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') is_in_string = !is_in_string;
    if (is_in_string && c == '\\') ++i;
    if (is_in_string || !is_number_part(c)) continue;
    std::size_t end = i;
    while (end < text.size() && is_number_part(text[end])) ++end;
    const std::string_view number = text.substr(i, end - i);
    const bool may_overflow =
        number.size() > safe_digits || number.find_first_of("eE") != std::string_view::npos;
    if (may_overflow && is_json_number(number)) {
      out.replace(i, number.size(), number.size(), ' ');
      out[i] = '0';
    }
    i = end - 1;
  }
  return out;
}

struct Outcome {
  bool met_overflow = false;
  bool is_malformed = false;
};

/// Feeds the parser `read`, of which places and numbers are those of `text`.
Outcome run(std::string_view read, std::string_view text, Builder& builder) {
  Handler handler(text, builder);
  Json::sax_parse(read.begin(), read.end(), &handler);
  return {handler.met_overflow(), handler.is_malformed()};
}

}  // namespace

JsonReading read_json(std::string_view text,
                      const std::string& name,
                      std::uint16_t document_id,
                      const Limits& limits,
                      Strictness strictness) {
  if (auto refused = refuse_text(text, name, limits, Controls::allowed)) return {*refused, false};
  Builder builder(name, document_id, limits, strictness);
  const Outcome first = run(text, text, builder);
  if (!first.met_overflow) return {builder.finish(), first.is_malformed};
  // The parser insists on numbers that fit a double, RFC 8259 does not.
  Builder again(name, document_id, limits, strictness);
  const Outcome second = run(without_large_numbers(text), text, again);
  return {again.finish(), second.is_malformed};
}

Result<Document> parse_json(std::string_view text,
                            const std::string& name,
                            std::uint16_t document_id,
                            const Limits& limits,
                            Strictness strictness) {
  return read_json(text, name, document_id, limits, strictness).document;
}

}  // namespace sworn::document
