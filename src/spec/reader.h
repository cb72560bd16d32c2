// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "spec/files.h"
#include "spec/remarks.h"
#include "sworn/contract.h"

namespace sworn::spec {

/// What all parts of the loader share.
struct Reader {
  const Files& files;
  Contract& contract;
  Remarks& remarks;

  /// The place of `key` below `parent`: where a reader of the document looks for it.
  [[nodiscard]] Location place_of(const document::Node& parent,
                                  std::string_view key,
                                  const std::string& parent_pointer) const;
  [[nodiscard]] bool is_swagger() const { return contract.version == SpecVersion::swagger_2_0; }
  [[nodiscard]] bool is_at_least(SpecVersion version) const { return contract.version >= version; }

  /// A remark that something is of a wrong type and left out: "'tags' is not a list".
  void malformed(std::string message, Location where, std::string hint = "") const;

  /// The list or map under `key`, references followed; null where there is none. What is neither
  /// null nor of that kind is a remark.
  [[nodiscard]] const document::Node* list_at(const document::Node& parent,
                                              std::string_view key) const;
  [[nodiscard]] const document::Node* map_at(const document::Node& parent,
                                             std::string_view key) const;
  /// `node`, references followed, when it is a mapping; else null, with a remark that names `what`
  /// unless a reference is to blame, which has a remark already.
  [[nodiscard]] const document::Node* object(const document::Node* node,
                                             std::string_view what) const;
};

/// A path item and what its `$ref` leads to: the fields of all of them count, the first one's
/// before the next one's (OpenAPI 3.1 §4.8.9).
using PathItem = std::vector<const document::Node*>;

/// `paths` and `webhooks` into the contract, with the callbacks of their operations.
void read_operations(const Reader& reader, const document::Node& root);

/// `securitySchemes` or `securityDefinitions` into contract.schemes.
void read_schemes(const Reader& reader, const document::Node* schemes, const std::string& pointer);

/// One Security Scheme Object; nothing when it is none.
[[nodiscard]] std::optional<Scheme> read_scheme(const Reader& reader,
                                                std::string name,
                                                const document::Node& declaration,
                                                Location where);

/// A `security` list; `parent` holds it. Undefined schemes become remarks. Schemes that are named
/// by URI (OpenAPI 3.2 §4.30) are added to the contract.
[[nodiscard]] Requirement read_requirement(const Reader& reader,
                                           const document::Node& parent,
                                           const std::string& pointer,
                                           RequirementSource source);

/// The parameters of an operation and its path item, the operation's own winning (OpenAPI 3.1
/// §4.8.10). Of Swagger 2.0 those `in: body` are left to read_swagger_body.
[[nodiscard]] std::vector<Parameter> read_parameters(const Reader& reader,
                                                     const PathItem& path_item,
                                                     const document::Node& operation);

/// The first example that a parameter or media type gives (OpenAPI 3.1 §4.8.12.2), or null.
[[nodiscard]] const document::Node* first_example(const Reader& reader, const document::Node& node);

[[nodiscard]] std::optional<RequestBody> read_body(const Reader& reader,
                                                   const document::Node& operation);
[[nodiscard]] std::optional<RequestBody> read_swagger_body(const Reader& reader,
                                                           const PathItem& path_item,
                                                           const document::Node& operation);

[[nodiscard]] std::vector<ResponseDeclaration> read_responses(const Reader& reader,
                                                              const document::Node& operation,
                                                              const std::string& pointer);

/// Server URLs with their variables' defaults, relative ones of a document from a URL resolved
/// against that; empty when the node declares none.
[[nodiscard]] std::vector<Server> read_servers(const Reader& reader, const document::Node& node);
/// Where a document that names no server is served (OpenAPI 3.1 §4.8.1).
[[nodiscard]] Server default_server(const Reader& reader);
[[nodiscard]] std::vector<Server> read_swagger_servers(const Reader& reader,
                                                       const document::Node& root);
/// Those of an operation that has `schemes` of its own (Swagger 2.0 §Operation Object).
[[nodiscard]] std::vector<Server> read_swagger_servers_of(const Reader& reader,
                                                          const document::Node& operation);

/// `pointer` with one more reference token.
[[nodiscard]] std::string below(const std::string& pointer, std::string_view token);

}  // namespace sworn::spec
