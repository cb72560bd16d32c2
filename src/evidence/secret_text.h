// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sworn::evidence {

/// A value and the name that it stands under: of a member, a field, a parameter, or "bearer" and
/// "jwt" where it has none.
struct NamedSecret {
  std::string name;
  std::string value;
};

/// Names whose values nobody else may see: those that hand out a session or token (refresh, reset
/// and ID tokens too), keys and passwords.
[[nodiscard]] bool is_secret_name(std::string_view name);

/// Whether a value under such a name is one, and no word about it ("required", "invalid_token").
[[nodiscard]] bool reads_random(std::string_view value);

/// Where a text stands: in a URL `code` is a credential as well (RFC 6749 §4.1.2).
enum class TextKind { prose, url };

/// What reads as a secret in a text that no parser takes whole, be it cut, HTML, a form, a URL or
/// prose: JSON Web Tokens, what follows `Bearer `, and what stands beside the name of a secret
/// (`token=x`, `"token": "x"`, `name="token" value="x"`). In the order of the text, decoded.
[[nodiscard]] std::vector<NamedSecret> secrets_in_text(std::string_view text, TextKind kind);

/// What reads as a secret in the body of a request or an answer: in JSON of any depth by the names
/// of its members, else as in any text.
[[nodiscard]] std::vector<NamedSecret> secrets_in_body(std::string_view body);

}  // namespace sworn::evidence
