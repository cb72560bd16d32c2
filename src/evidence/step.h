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

inline constexpr const char* high_before = "asks with the high role";
inline constexpr const char* low_asks = "asks with the low role";
inline constexpr const char* high_after = "asks with the high role again";
inline constexpr const char* low_elsewhere = "asks what is open to the low role";

}  // namespace sworn::evidence::step
