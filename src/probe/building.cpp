// SPDX-License-Identifier: Apache-2.0
#include "probe/building.h"

#include <algorithm>

#include "base/random.h"
#include "spec/files.h"
#include "spec/purpose.h"

namespace sworn::probe {

schema::Dialect dialect_of(const Contract& contract) {
  switch (contract.version) {
    case SpecVersion::swagger_2_0:
      return schema::Dialect::swagger_2_0;
    case SpecVersion::openapi_3_0:
      return schema::Dialect::openapi_3_0;
    case SpecVersion::openapi_3_1:
    case SpecVersion::openapi_3_2:
      break;
  }
  return schema::Dialect::draft_2020_12;
}

schema::Context Building::schema_context() const {
  schema::Context context;
  context.dialect = dialect_of(contract);
  context.direction = schema::Direction::request;
  context.resolver = contract.files.get();
  return context;
}

std::uint64_t Building::seed_of(std::string_view part) const {
  return base::hash_of(std::to_string(seed) + " " + operation.key() + " " + std::string(part));
}

std::string Building::identity_name() const {
  return options.identity == nullptr ? "" : options.identity->name;
}

const FlowConfig* Building::flow() const {
  const auto found = std::ranges::find(config.flows, operation.key(), &FlowConfig::request);
  return found == config.flows.end() ? nullptr : &*found;
}

bool Building::takes_login() const {
  // A step-up takes the password once more, a registration for the first time.
  const spec::Purpose purpose = spec::purpose_of(operation);
  return options.with_login_fields && options.identity != nullptr &&
         !options.identity->login.empty() &&
         (purpose == spec::Purpose::login || purpose == spec::Purpose::step_up ||
          purpose == spec::Purpose::registration);
}

const std::string* Building::configured_here(const std::string& name) const {
  for (const std::string& key : {operation.key(), operation.path}) {
    if (const auto place = config.values_at.find(key); place != config.values_at.end()) {
      if (const auto value = place->second.find(name); value != place->second.end()) {
        return &value->second;
      }
    }
  }
  return nullptr;
}

}  // namespace sworn::probe
