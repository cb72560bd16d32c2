// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

/// The names of conversations and steps by which the stories of the access family are read.
namespace sworn::evidence::access_step {

inline constexpr const char* insider = "insider";    ///< holds a good credential
inline constexpr const char* outsider = "outsider";  ///< holds none

// The controls of every story: the same request before and after.
inline constexpr const char* good = "good";
inline constexpr const char* good_again = "good again";
inline constexpr const char* none = "none";
inline constexpr const char* none_again = "none again";

// Guessing at a login.
inline constexpr const char* guess = "guess ";
inline constexpr const char* good_at_last = "good at last";

// The same secret elsewhere.
inline constexpr const char* elsewhere = "everywhere else";
/// How the signature of a credential begins that stood in many places at once.
inline constexpr const char* many_places = "undeclared places";
[[nodiscard]] inline std::string in_place(const std::string& place) {
  return "in " + place;
}
[[nodiscard]] inline std::string never_issued_in(const std::string& place) {
  return "never-issued in " + place;
}

inline constexpr const char* in_small_letters = "scheme in small letters";

/// An account's name with a password that is not its own.
inline constexpr const char* another_password = "another password";

// Around the gate.
struct Override {
  const char* step;
  const char* sent;   ///< the method on the wire
  const char* meant;  ///< that a header names instead
};
inline constexpr Override overrides[] = {{"OPTIONS meant as GET", "OPTIONS", "GET"},
                                         {"GET meant as OPTIONS", "GET", "OPTIONS"},
                                         {"POST meant as GET", "POST", "GET"}};
inline constexpr const char* head_good = "HEAD good";
inline constexpr const char* head_none = "HEAD none";
inline constexpr const char* head_invented = "HEAD of an invented path";
[[nodiscard]] inline std::string of_invented(const std::string& step) {
  return step + " of an invented path";
}

}  // namespace sworn::evidence::access_step
