// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "sworn/result.h"

namespace sworn::schema {

/// How the keywords of a Schema Object are read.
enum class Dialect {
  swagger_2_0,   ///< a subset of draft 4 (Swagger 2.0 §Schema Object)
  openapi_3_0,   ///< Wright-00 subset with `nullable` (OpenAPI 3.0 §4.7.24)
  draft_2020_12  ///< JSON Schema 2020-12 with the OpenAPI 3.1 base vocabulary
};

/// In which direction the instance travels: `readOnly` properties are not required of a request,
/// `writeOnly` ones not of a response (OpenAPI 3.0 §4.7.24.1).
enum class Direction { request, response };

class Compilations;

/// Finds what a `$ref` (or `$dynamicRef`) means. Implemented by the spec loader. It also keeps the
/// schemas that were compiled in its contexts, so whatever schema is checked or made values of with
/// it must live, unchanged, as long as it does; only values may come and go.
class Resolver {
 public:
  Resolver();
  virtual ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  /// The node that `reference`, standing in `from`, points to; null when there is none.
  [[nodiscard]] virtual const document::Node* resolve(const document::Node& from,
                                                      std::string_view reference) const = 0;

 private:
  friend class Compilations;
  std::unique_ptr<Compilations> compilations_;
};

struct Context {
  Dialect dialect = Dialect::openapi_3_0;
  Direction direction = Direction::response;
  const Resolver* resolver = nullptr;
  /// Whether `format` is checked at all; formats that are not known never fail.
  bool assert_formats = true;
};

/// One reason why an instance does not satisfy a schema. Texts name places and expectations, never
/// a value of the instance, since that may come from a server.
struct Problem {
  std::string instance_pointer;  ///< RFC 6901, "" is the whole instance
  std::string keyword;           ///< the keyword that failed: "type", "required", ...
  std::string message;           ///< "expected integer, got string"
};

/// Checks `instance` against `schema`; empty when it is satisfied. At most `most` problems, in
/// document order; of `anyOf`/`oneOf` one problem that names the branches' count. Recursion,
/// patterns (PCRE2 with match limits) and `$ref` loops are bounded: what could not be decided is no
/// problem. The schema is compiled at its first use and kept by the context's resolver; without a
/// resolver it is compiled for this call. Several threads may do this at once.
[[nodiscard]] std::vector<Problem> validate(const document::Node& schema,
                                            const document::Node& instance,
                                            const Context& context,
                                            std::size_t most = 20);

/// A valid instance as JSON text, the same for the same seed. Prefers `const`,
/// `example`/`examples`, `default`, `enum`, in that order, where they satisfy the schema; then
/// makes one from the keywords (types, formats, bounds, patterns as far as a bounded search
/// reaches). Optional properties are left out below depth 2 so that recursive schemas end. The law:
/// what it returns validates; where it finds nothing valid it returns an Error that says what stood
/// in the way.
[[nodiscard]] Result<std::string> generate(const document::Node& schema,
                                           const Context& context,
                                           std::uint64_t seed);

/// A value that does not satisfy a schema, by one change of one that does.
struct InvalidValue {
  std::string json;
  std::string instance_pointer;  ///< where validate() finds the problem, RFC 6901
  std::string keyword;           ///< the keyword that it breaks
};

/// A minimally invalid instance, the same for the same seed; other seeds break other keywords. The
/// law: it does not validate, and it differs from generate() with the same seed in one place: one
/// value is another, or one member or item is gone or added. A change that breaks one keyword is
/// preferred over one that breaks several. An Error where nothing valid can be made, or where no
/// change made it invalid, as for a schema that allows everything.
[[nodiscard]] Result<InvalidValue> generate_invalid(const document::Node& schema,
                                                    const Context& context,
                                                    std::uint64_t seed);

/// Whether `text` matches an ECMA-262 pattern, unanchored; nothing when the pattern does not
/// compile or a limit was hit.
[[nodiscard]] std::optional<bool> matches(std::string_view pattern, std::string_view text);

}  // namespace sworn::schema
