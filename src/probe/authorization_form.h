// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "evidence/session.h"
#include "probe/stage.h"

namespace sworn::probe {

/// The forms in which what `login` hands out at `place` is tried as `scheme`, such as "{value}" and
/// "Token {value}". An apiKey in the Authorization header leaves open which word stands before it;
/// a flow of the configuration may say it.
[[nodiscard]] std::vector<std::string> forms_of(const Scene& scene,
                                                const Operation& login,
                                                const CarrierPlace& place,
                                                const Scheme& scheme);

[[nodiscard]] std::string in_form(const std::string& form, const std::string& value);

/// The form in which the opening's value was let in.
[[nodiscard]] std::string form_of(const evidence::Facts& facts,
                                  const std::string& login,
                                  const evidence::Opening& opening);

/// What a value of `scheme` is without the form in which a flow of the configuration has it sent.
[[nodiscard]] std::string_view without_form(const Config& config,
                                            const std::string& scheme,
                                            std::string_view secret);

}  // namespace sworn::probe
