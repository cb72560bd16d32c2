// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sworn::schema {

/// An ECMA-262 pattern (with `u` semantics) as PCRE2 reads it. `\s` gets ECMAScript's set of white
/// space, surrogate pairs become one character and long property names short ones; the rest stays.
[[nodiscard]] std::string to_pcre2(std::string_view pattern);

/// Whether the pattern uses what PCRE2 or Python know and ECMA-262 does not: `(?P<n>`, `(?#`,
/// `(?i)`, `\A`.
[[nodiscard]] bool has_foreign_syntax(std::string_view pattern);

/// A compiled pattern; safe to use from several threads at once.
class Pattern {
 public:
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  /// The pattern from the cache, compiled at first need; null when it does not compile.
  /// Thread-safe.
  [[nodiscard]] static std::shared_ptr<const Pattern> of(std::string_view pattern);

  /// Whether the pattern occurs in `text`; nothing when a limit was hit or `text` is not UTF-8.
  [[nodiscard]] std::optional<bool> occurs_in(std::string_view text) const;

 private:
  struct Code;
  explicit Pattern(std::unique_ptr<Code> code);
  [[nodiscard]] static std::shared_ptr<const Pattern> compile(std::string_view pattern);

  std::unique_ptr<Code> code_;
};

}  // namespace sworn::schema
