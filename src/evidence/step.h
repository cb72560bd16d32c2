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

inline constexpr const char* registers = "registers an account";
inline constexpr const char* registers_no_more = "registers no account";
inline constexpr const char* logs_in_wrongly = "logs in with a wrong password";
inline constexpr const char* removes_account = "removes the account";
inline constexpr const char* removes_created = "removes what this run created";
inline constexpr const char* leaves_created = "leaves what this run created";

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
inline constexpr const char* logs_in_over_later = "logs in over the live session, later";
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
inline constexpr const char* logs_in_nearer = "logs in where it is nearer to the logout";
inline constexpr const char* after_new_login = "asks after a new login";
inline constexpr const char* logout_with_nothing = "asks the logout with nothing";

inline constexpr const char* creates = "creates an object";
inline constexpr const char* lists = "lists objects";
inline constexpr const char* lists_again = "lists objects again";
inline constexpr const char* asks_own = "asks for its own object";
inline constexpr const char* asks_own_again = "asks for its own object again";
inline constexpr const char* asks_own_changed = "asks for its own object after the change";
inline constexpr const char* asks_theirs = "asks for the owner's object";
inline constexpr const char* asks_absent = "asks for an object that does not exist";
inline constexpr const char* changes_theirs = "changes the owner's object";
inline constexpr const char* changes_absent = "changes an object that does not exist";
inline constexpr const char* changes_with_nothing = "changes the owner's object with nothing";

inline constexpr const char* writes_plain = "writes what is declared";
inline constexpr const char* writes_more = "writes more than is declared";
inline constexpr const char* reads_plain = "reads what was written";
inline constexpr const char* reads_more = "reads what was written beyond it";
inline constexpr const char* writes_back = "writes the usual values back";
inline constexpr const char* reads_back = "reads what was written back";
inline constexpr const char* writes_more_again = "writes more than is declared again";
inline constexpr const char* reads_more_again = "reads what was written beyond it again";

inline constexpr const char* high_before = "asks with the high role";
inline constexpr const char* low_asks = "asks with the low role";
inline constexpr const char* high_after = "asks with the high role again";
inline constexpr const char* low_elsewhere = "asks what is open to the low role";
inline constexpr const char* with_session = "asks with its session";

inline constexpr const char* with_own = "asks with its own credentials";
inline constexpr const char* with_own_again = "asks with its own credentials again";
inline constexpr const char* with_own_afterwards = "asks with its own credentials afterwards";
inline constexpr const char* session_alone = "asks with its session alone";
inline constexpr const char* invented_beside_key = "asks with an invented session beside its key";
inline constexpr const char* made_up_beside_session =
    "asks with a never-issued key beside its session";
inline constexpr const char* with_others_key = "asks with its session and the other's key";
inline constexpr const char* with_others_key_swapped =
    "asks with the other's key and its session, in that order";

inline constexpr const char* in_query = "asks with the identifier in the query";
inline constexpr const char* in_path = "asks with the identifier in a path parameter";
inline constexpr const char* with_session_again = "asks with its session again";

inline constexpr const char* with_session_twice = "asks with its session a second time";
inline constexpr const char* from_another_program = "asks from another program";

inline constexpr const char* fails_to_log_in = "fails to log in with the identifier";
inline constexpr const char* asks_after_failure = "asks after the failed login";

inline constexpr const char* refreshes = "refreshes";
inline constexpr const char* with_refreshed = "asks with what the refresh handed out";
inline constexpr const char* refreshes_again = "refreshes with the old refresh token";
inline constexpr const char* with_reused = "asks with what the old refresh token gave";
inline constexpr const char* refreshes_later = "refreshes with the old refresh token, later";
inline constexpr const char* refreshes_invented = "refreshes with an invented refresh token";

inline constexpr const char* before_step_up = "asks before the step-up";
inline constexpr const char* steps_up = "steps up";
inline constexpr const char* after_step_up = "asks after the step-up";
inline constexpr const char* old_after_step_up = "asks with the old identifier";
inline constexpr const char* old_long_after_step_up = "asks with the old identifier, later";

inline constexpr const char* before_revocation = "asks before the revocation";
inline constexpr const char* revokes = "revokes its credential";
inline constexpr const char* after_revocation = "asks after the revocation";
inline constexpr const char* long_after_revocation = "asks long after the revocation";
inline constexpr const char* login_after_revocation = "logs in after the revocation";

inline constexpr const char* writes_marker = "writes a marker into its session";
inline constexpr const char* reads_marker = "reads what its session holds";

inline constexpr const char* before_end = "asks before the session's end";
inline constexpr const char* after_end = "asks after the session's end";

}  // namespace sworn::evidence::step
