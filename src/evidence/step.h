// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The names of the steps that stories are read by: what an interview calls a question, and what a
/// rule looks for.
namespace sworn::evidence::step {

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
