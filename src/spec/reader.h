// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/node.h"
#include "spec/files.h"
#include "sworn/contract.h"

namespace sworn::spec {

/// What all parts of the loader share.
struct Reader {
  const Files& files;
  Contract& contract;

  /// The place of `key` below `parent`: where a reader of the document looks for it.
  [[nodiscard]] Location place_of(const document::Node& parent,
                                  std::string_view key,
                                  const std::string& parent_pointer) const;
  [[nodiscard]] bool is_swagger() const { return contract.version == SpecVersion::swagger_2_0; }
};

/// `securitySchemes` or `securityDefinitions` into contract.schemes.
void read_schemes(const Reader& reader, const document::Node* schemes, const std::string& pointer);

/// A `security` list; `parent` holds it. Undefined schemes become remarks.
[[nodiscard]] Requirement read_requirement(const Reader& reader,
                                           const document::Node& parent,
                                           const std::string& pointer,
                                           RequirementSource source);

/// The parameters of an operation and its path item, the operation's own winning (OpenAPI 3.1
/// §4.8.10). Of Swagger 2.0 those `in: body` are left to read_swagger_body.
[[nodiscard]] std::vector<Parameter> read_parameters(const Reader& reader,
                                                     const document::Node* path_item,
                                                     const document::Node* operation);

[[nodiscard]] std::optional<RequestBody> read_body(const Reader& reader,
                                                   const document::Node& operation);
[[nodiscard]] std::optional<RequestBody> read_swagger_body(const Reader& reader,
                                                           const document::Node* path_item,
                                                           const document::Node& operation);

[[nodiscard]] std::vector<ResponseDeclaration> read_responses(const Reader& reader,
                                                              const document::Node& operation,
                                                              const std::string& pointer);

/// Server URLs with their variables' defaults; empty when the node declares none.
[[nodiscard]] std::vector<Server> read_servers(const Reader& reader, const document::Node& node);
[[nodiscard]] std::vector<Server> read_swagger_servers(const Reader& reader,
                                                       const document::Node& root);

/// `pointer` with one more reference token.
[[nodiscard]] std::string below(const std::string& pointer, std::string_view token);

}  // namespace sworn::spec
