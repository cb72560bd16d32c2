// SPDX-License-Identifier: Apache-2.0
#include "schema/compiled_schemas.h"

#include <memory>

#include "schema/compiler.h"

namespace sworn::schema {

CompiledSchemas::CompiledSchemas(const Resolver* resolver, Dialect dialect, bool asserts_formats)
    : resolver_(resolver), dialect_(dialect), asserts_formats_(asserts_formats) {}

const document::Node* CompiledSchemas::resolve(const document::Node& from,
                                               std::string_view reference) const {
  return resolver_ == nullptr ? nullptr : resolver_->resolve(from, reference);
}

const Compiled& CompiledSchemas::at(const document::Node& schema) {
  {
    const std::shared_lock lock(mutex_);
    if (const auto found = by_node_.find(&schema); found != by_node_.end()) return *found->second;
  }
  const std::unique_lock lock(mutex_);
  return shell_of(schema);
}

Compiled& CompiledSchemas::shell_of(const document::Node& schema) {
  Compiled*& known = by_node_[&schema];
  if (known == nullptr) known = &schemas_.emplace_back(schema);
  return *known;
}

void CompiledSchemas::compile(const Compiled& schema) {
  const std::unique_lock lock(mutex_);
  if (schema.is_complete.load(std::memory_order_relaxed)) return;
  Compiled& target = *by_node_.at(schema.source);
  Compiler(*this, target).run();
  target.is_complete.store(true, std::memory_order_release);
}

Compilations::Compilations(const Resolver* resolver)
    : by_mode_{{{resolver, Dialect::swagger_2_0, false},
                {resolver, Dialect::swagger_2_0, true},
                {resolver, Dialect::openapi_3_0, false},
                {resolver, Dialect::openapi_3_0, true},
                {resolver, Dialect::draft_2020_12, false},
                {resolver, Dialect::draft_2020_12, true}}} {}

CompiledSchemas& Compilations::of(const Context& context) {
  const auto dialect = static_cast<std::size_t>(context.dialect);
  return by_mode_.at(2 * dialect + static_cast<std::size_t>(context.assert_formats));
}

CompiledSchemas& Compilations::kept_for(const Context& context) {
  return context.resolver->compilations_->of(context);
}

Resolver::Resolver() : compilations_(std::make_unique<Compilations>(this)) {}
Resolver::~Resolver() = default;

}  // namespace sworn::schema
