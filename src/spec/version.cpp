// SPDX-License-Identifier: Apache-2.0
#include "spec/version.h"

#include <array>

#include "base/text.h"

namespace sworn::spec {
namespace {

struct Known {
  std::string_view key;
  std::string_view minor;
  SpecVersion version;
};
constexpr std::array<Known, 4> all_known{{{"swagger", "2.0", SpecVersion::swagger_2_0},
                                          {"openapi", "3.0", SpecVersion::openapi_3_0},
                                          {"openapi", "3.1", SpecVersion::openapi_3_1},
                                          {"openapi", "3.2", SpecVersion::openapi_3_2}}};
constexpr std::string_view known_versions = "sworn reads Swagger 2.0, OpenAPI 3.0, 3.1 and 3.2";

const Known* known_by(std::string_view key, std::string_view text) {
  for (const Known& known : all_known) {
    const bool has_minor = text.starts_with(known.minor) &&
                           (text.size() == known.minor.size() || text[known.minor.size()] == '.');
    if (known.key == key && has_minor) return &known;
  }
  return nullptr;
}

Error unknown_version(const document::Document& document,
                      const document::Node& value,
                      std::string_view assumable) {
  std::string hint(known_versions);
  if (!assumable.empty()) {
    hint.append("; --assume-version ").append(assumable).append(" reads it as that");
  }
  return Error{"version '" + base::printable(base::shorten(value.text(), 40)) + "' is not known",
               document.locate(value.mark()),
               hint};
}

}  // namespace

Result<SpecVersion> read_version(const document::Document& document, std::string_view assumed) {
  const document::Node& root = document.root();
  if (!root.is_mapping()) {
    return Error{"this is not an OpenAPI document: its root is not an object",
                 document.locate(root.mark()),
                 "name the OpenAPI file of the API"};
  }
  const document::Node* swagger = root.find("swagger");
  const document::Node* openapi = root.find("openapi");
  const document::Node* old = root.find("swaggerVersion");
  if (swagger == nullptr && openapi == nullptr && old != nullptr) {
    return unknown_version(document, *old, "");
  }
  if (swagger == nullptr && openapi == nullptr) {
    return Error{
        "this is not an OpenAPI document: it has neither 'openapi' nor 'swagger' at its root",
        document.locate(root.mark()),
        "name the OpenAPI file of the API"};
  }
  if (swagger != nullptr && openapi != nullptr) {
    return Error{"both 'swagger' and 'openapi' stand at the root",
                 document.locate(root.mark_of("openapi")),
                 "keep one"};
  }
  const std::string_view key = swagger != nullptr ? "swagger" : "openapi";
  const document::Node& value = swagger != nullptr ? *swagger : *openapi;
  if (const Known* known = known_by(key, value.text())) return known->version;
  // The structure follows the key: what is under `swagger` can only be meant as 2.0.
  const bool is_assumable = swagger != nullptr || value.text().starts_with("3.");
  if (assumed.empty() || !is_assumable) {
    return unknown_version(
        document, value, is_assumable ? (swagger != nullptr ? "2.0" : "3.2") : "");
  }
  if (const Known* known = known_by(key, assumed)) return known->version;
  return Error{"'" + base::printable(base::shorten(assumed, 40)) + "' cannot be assumed of '" +
                   std::string(key) + "'",
               document.locate(value.mark()),
               std::string(known_versions)};
}

}  // namespace sworn::spec
