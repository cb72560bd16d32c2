// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diff/statement.h"
#include "sworn/contract.h"

namespace sworn::diff {

/// A scheme where a requirement names it.
struct Mention {
  const SchemeUse* use = nullptr;
  const Requirement* requirement = nullptr;
  const Operation* operation = nullptr;  ///< null: the requirement of the root
};

/// Every mention at the root and on the API's operations, that of the root once and not again for
/// each operation that inherits it. Pointers are into `contract`.
[[nodiscard]] std::vector<Mention> mentions_of(const Contract& contract);

/// Appends those of the operations' own requirements. Pointers are into `operations`.
void add_mentions_in(const std::vector<Operation>& operations, std::vector<Mention>& mentions);

/// Appends what is not told yet of the same operation, scheme and detail: two alternatives may name
/// one scheme. Statements of one operation have to follow one another.
void tell_once(Statement statement, std::vector<Statement>& statements);

/// Whether some requirement names the scheme, those of webhooks and callbacks included.
[[nodiscard]] bool is_required(const Contract& contract, const Scheme& scheme);

/// Whether some operation asks for a credential, needed or not.
[[nodiscard]] bool asks_for_credentials(const Contract& contract);

/// Whether the document leaves open what its operations need: the root is silent, no operation asks
/// for a credential, and where schemes are defined for operations, some operation is silent as
/// well. An empty list on one operation decides nothing for the others.
[[nodiscard]] bool leaves_security_open(const Contract& contract);

/// Whether some scheme is required by no webhook or callback, so that it is there for operations.
[[nodiscard]] bool has_scheme_for_operations(const Contract& contract);

/// The names in braces of a path template, without what frameworks add to them: `{path:.*}`,
/// `{+name}` and `{rest*}` are path, name and rest. Those behind "?" or "#" are of no path.
[[nodiscard]] std::vector<std::string> template_names(std::string_view path);

/// Whether an http or ws URL (RFC 9110 §4.2.1, RFC 6455 §3) leads to another machine: what stays on
/// the loopback is not heard by others (RFC 8252 §8.3).
[[nodiscard]] bool is_cleartext(std::string_view url);
/// The host of a URL in lower case, without port; "" when it has none.
[[nodiscard]] std::string host_of(std::string_view url);

/// A host that is no public one: an address of a private network (RFC 1918), a name without a dot,
/// a name that is reserved (RFC 6761, RFC 2606) or not filled in.
[[nodiscard]] bool is_private_host(const std::string& host);

/// The place of `key` in `node`.
[[nodiscard]] Location place_in(const Contract& contract,
                                const document::Node& node,
                                std::string_view key);

/// "a, b, c and 2 more": at most three are named.
[[nodiscard]] std::string some_of(const std::vector<std::string>& items);

}  // namespace sworn::diff
