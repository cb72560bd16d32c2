// SPDX-License-Identifier: Apache-2.0
#pragma once

/// The steps of the `forgery` story: how the interview calls what it did to a token, and by what
/// the rules find the answers. A name that ends in a space or comma goes on.
namespace sworn::evidence::forged {

inline constexpr const char* good = "asks with the token";
inline constexpr const char* good_again = "asks with the token again";
inline constexpr const char* nothing = "asks without the token";
inline constexpr const char* never_issued = "asks with a token signed by nobody";

/// What every step below begins with; the rest is CredentialUse::how.
inline constexpr const char* asks = "asks with a token ";
inline constexpr const char* flipped = "with its signature flipped";
inline constexpr const char* stripped = "without its signature";
inline constexpr const char* claim_added = "with a claim added, its signature as bad";
inline constexpr const char* no_algorithm = "unsigned, alg ";
inline constexpr const char* public_key = "signed with the published key as a secret, ";
inline constexpr const char* header_key = "signed with a key of its own, named by ";
inline constexpr const char* known_secret = "signed anew with the known secret";
inline constexpr const char* expired = "signed anew and past its end";
inline constexpr const char* other_audience = "signed anew for another audience";
inline constexpr const char* past_its_end = "that an expired identity holds";
inline constexpr const char* of_other_audience = "issued for another audience";

inline constexpr const char* key_set = "asks for the key set";

}  // namespace sworn::evidence::forged
