// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/node.h"
#include "spec/files.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// What an identity's `login` holds for a field of a login operation: under the field's own name,
/// or under another name for the same thing ("user" for "username", "pwd" for "password"). A field
/// for an e-mail address takes no name without "@".
[[nodiscard]] std::optional<std::string> login_value(const Identity& identity,
                                                     std::string_view field);

/// A JSON object with its login fields filled from the identity, nested objects included. With
/// `drop_others`, what the schema does not require and the identity does not fill is left out: an
/// invented one-time code would spoil the login.
[[nodiscard]] std::string with_login_fields(const std::string& json,
                                            const document::Node* schema,
                                            const spec::Files& files,
                                            const Identity& identity,
                                            bool drop_others);

/// "{username}" and the like replaced by the identity's login fields.
[[nodiscard]] std::string fill_template(const std::string& text, const Identity& identity);

}  // namespace sworn::probe
