// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// The names of the steps that stories are read by: what an interview calls a question, and what a
/// rule looks for.
namespace sworn::evidence::step {

/// Endings of the names of what a digest login costs besides: the answer of such a step is no
/// answer to the credential (RFC 7616 §3.3).
inline constexpr const char* for_challenge = " (for its challenge)";
inline constexpr const char* with_stale_nonce = " (with a stale nonce)";
/// The subject of an interview about a security scheme begins so; its name follows.
inline constexpr const char* scheme_subject = "scheme ";

[[nodiscard]] inline bool is_preliminary(std::string_view step) {
  return step.ends_with(for_challenge) || step.ends_with(with_stale_nonce);
}

inline constexpr const char* reads_metadata = "reads the metadata";
inline constexpr const char* obtains_token = "obtains a token";
inline constexpr const char* obtains_token_in_body = "obtains a token, the client in the body";
inline constexpr const char* begins_device_flow = "begins the device flow";
inline constexpr const char* polls = "polls for the token";
inline constexpr const char* asks_whether_alive = "asks whether its credential still works";

inline constexpr const char* token_again = "asks for a token";
inline constexpr const char* unknown_grant = "asks with an unknown grant type";
inline constexpr const char* token_by_get = "asks by GET";
inline constexpr const char* wrong_secret = "asks with a wrong client secret";
inline constexpr const char* token_after = "asks for a token again";

inline constexpr const char* logs_in = "logs in";
inline constexpr const char* login_with_nothing = "asks the login with nothing";
inline constexpr const char* login_never_issued = "asks the login with a never-issued credential";

inline constexpr const char* obtains = "obtains an identifier";
inline constexpr const char* asks_before = "asks before the login";
inline constexpr const char* logs_in_planted = "logs in with the planted identifier";
inline constexpr const char* asks_after = "asks after the login";
inline constexpr const char* asks_later = "asks five seconds later";
inline constexpr const char* asks_with_nothing = "asks with nothing";

inline constexpr const char* logs_in_over = "logs in over the live session";
inline constexpr const char* asks_with_first = "asks with the first identifier";

inline constexpr const char* visits = "visits";
inline constexpr const char* cookies_before = "asks with its cookies alone, before";
inline constexpr const char* with_credential = "asks with its credential";
inline constexpr const char* cookies_alone = "asks with its cookies alone";
inline constexpr const char* with_credential_again = "asks with its credential again";

inline constexpr const char* before_logout = "asks before the logout";
inline constexpr const char* logs_out = "logs out";
inline constexpr const char* after_logout = "asks after the logout";
inline constexpr const char* long_after_logout = "asks two seconds after the logout";
inline constexpr const char* after_new_login = "asks after a new login";
inline constexpr const char* logout_with_nothing = "asks the logout with nothing";

}  // namespace sworn::evidence::step
