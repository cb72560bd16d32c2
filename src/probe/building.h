// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "probe/learned.h"
#include "probe/request_builder.h"
#include "schema/schema.h"
#include "sworn/contract.h"
#include "sworn/identity.h"

namespace sworn::probe {

/// What the parts of one request are made from; lives as long as build() does.
struct Building {
  const Contract& contract;
  const Config& config;
  const Operation& operation;
  const Learned& learned;
  const BuildOptions& options;
  std::uint64_t seed;

  /// How schemas of the contract are read; direction request.
  [[nodiscard]] schema::Context schema_context() const;
  /// A seed for one part, equal in every run of equal seed.
  [[nodiscard]] std::uint64_t seed_of(std::string_view part) const;
  /// The identity's name, or "".
  [[nodiscard]] std::string identity_name() const;
  /// The flow that names this operation as its login, or null.
  [[nodiscard]] const FlowConfig* flow() const;
  /// Whether the identity's login fields belong into this request.
  [[nodiscard]] bool takes_login() const;
  /// What the configuration says of a parameter (or "body") here: operation before path.
  [[nodiscard]] const std::string* configured_here(const std::string& name) const;
};

[[nodiscard]] schema::Dialect dialect_of(const Contract& contract);

}  // namespace sworn::probe
