// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "sworn/exchange.h"

namespace sworn::probe {

/// Every text of the request's JSON body, form or query that equals `from`, and the password of a
/// Basic header, becomes `to`.
void replace_value(Request& request, const std::string& from, const std::string& to);

/// Puts `value` into each member of the JSON body or field of the form whose name `is_meant`, which
/// is asked once for each; where there is none, a member `name` is added. A request without a body
/// gets a JSON one.
void set_member(Request& request,
                const std::function<bool(std::string_view name)>& is_meant,
                const std::string& name,
                const std::string& value);

}  // namespace sworn::probe
