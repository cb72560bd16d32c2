// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <deque>
#include <mutex>
#include <shared_mutex>
#include <string_view>
#include <unordered_map>

#include "document/node.h"
#include "schema/compiled.h"
#include "schema/schema.h"

namespace sworn::schema {

/// The compiled schemas of one set of documents in one dialect. Each is compiled when it is first
/// applied; references are pointers, so that recursive schemas are as cheap as others. Needs the
/// documents to outlive it. Thread-safe.
class CompiledSchemas {
 public:
  CompiledSchemas(const Resolver* resolver, Dialect dialect, bool asserts_formats);

  /// The same object for the same node; not complete yet.
  [[nodiscard]] const Compiled& at(const document::Node& schema);
  /// The schema, complete.
  const Compiled& complete(const Compiled& schema) {
    if (!schema.is_complete.load(std::memory_order_acquire)) compile(schema);
    return schema;
  }

  [[nodiscard]] const document::Node* resolve(const document::Node& from,
                                              std::string_view reference) const;
  [[nodiscard]] Dialect dialect() const { return dialect_; }

 private:
  friend class Compiler;
  void compile(const Compiled& schema);
  /// Needs the lock.
  Compiled& shell_of(const document::Node& schema);

  const Resolver* resolver_;
  Dialect dialect_;
  bool asserts_formats_;
  std::shared_mutex mutex_;
  std::deque<Compiled> schemas_;
  std::unordered_map<const document::Node*, Compiled*> by_node_;
};

/// What a Resolver keeps for its documents, by dialect and assertion of formats.
class Compilations {
 public:
  explicit Compilations(const Resolver* resolver);
  [[nodiscard]] CompiledSchemas& of(const Context& context);

  /// The compilations that the context's resolver keeps; needs a resolver.
  [[nodiscard]] static CompiledSchemas& kept_for(const Context& context);

 private:
  std::array<CompiledSchemas, 6> by_mode_;
};

}  // namespace sworn::schema
