// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "probe/building.h"
#include "probe/serialise.h"
#include "sworn/result.h"

namespace sworn::probe {

struct ChosenValue {
  ParameterValue value;
  bool is_guessed = false;  ///< made from the schema, or on purpose something that does not exist
};

/// The value of a parameter that has to be sent, from the sources that RequestBuilder names, in
/// their order. The Error names the parameter.
[[nodiscard]] Result<ChosenValue> choose_value(const Building& building,
                                               const Parameter& parameter);

/// Whether an optional parameter is sent: configured, or with a valid example.
[[nodiscard]] bool is_worth_sending(const Building& building, const Parameter& parameter);

/// The example of a schema or its stand-ins (default, enum, const) when it satisfies the schema;
/// else null.
[[nodiscard]] const document::Node* given_sample(const Building& building,
                                                 const document::Node* example,
                                                 const document::Node* schema);

}  // namespace sworn::probe
