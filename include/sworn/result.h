// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace sworn {

/// A place in an input file. `line` and `column` count from 1 (columns in bytes); 0 means unknown.
/// `pointer` is the JSON Pointer (RFC 6901) of the node within its document, or empty.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
  std::string pointer;

  /// "file:line:column", as far as known.
  [[nodiscard]] std::string text() const;

  friend bool operator==(const Location&, const Location&) = default;
};

/// Why an input was refused, in words that its owner can act on: one sentence, no trailing dot, no
/// secret. `hint` is the remedy, or empty.
struct Error {
  std::string message;
  Location where;
  std::string hint;

  /// "file:line:column: message (hint)", on one line.
  [[nodiscard]] std::string text() const;
};

/// A value or the Error that stood in its way; the member names follow std::expected (C++23).
/// Reading the half that is not there is undefined, as in std::expected.
template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] T& value() & { return known(std::get_if<0>(&state_)); }
  [[nodiscard]] const T& value() const& { return known(std::get_if<0>(&state_)); }
  [[nodiscard]] T&& value() && { return std::move(known(std::get_if<0>(&state_))); }
  [[nodiscard]] T& operator*() & { return value(); }
  [[nodiscard]] const T& operator*() const& { return value(); }
  [[nodiscard]] T&& operator*() && { return std::move(*this).value(); }
  [[nodiscard]] T* operator->() { return &value(); }
  [[nodiscard]] const T* operator->() const { return &value(); }

  [[nodiscard]] Error& error() { return known(std::get_if<1>(&state_)); }
  [[nodiscard]] const Error& error() const { return known(std::get_if<1>(&state_)); }

 private:
  /// The caller has asked has_value(): tells the compiler so, which else warns of a null pointer.
  template <typename U>
  static U& known(U* half) {
    if (half == nullptr) __builtin_unreachable();
    return *half;
  }

  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }

  [[nodiscard]] Error& error() { return *error_; }
  [[nodiscard]] const Error& error() const { return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace sworn
