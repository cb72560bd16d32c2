// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "spec/reader.h"
#include "spec/uri.h"

namespace sworn::spec {
namespace {

/// The scheme that a key names, by the name of a component or else by URI (OpenAPI 3.2 §4.30);
/// what it is called in the contract, or "" when there is none.
std::string name_of_scheme(const Reader& reader,
                           const document::Node& requirement,
                           std::string_view key) {
  std::vector<Scheme>& schemes = reader.contract.schemes;
  const Scheme* known = reader.contract.scheme(key);
  if (known != nullptr && known->is_component) return std::string(key);
  if (!reader.is_at_least(SpecVersion::openapi_3_2) ||
      key.find_first_of("/#:") == std::string_view::npos) {
    return "";
  }
  const document::Node* found = reader.files.resolve(requirement, key);
  const document::Node* node = reader.files.follow(found);
  if (node == nullptr || node->string_at("type").empty()) return "";
  if (const auto same = std::ranges::find(schemes, node, &Scheme::node); same != schemes.end()) {
    return same->name;
  }
  // The same relative text in two documents names two schemes.
  std::string name = known == nullptr ? std::string(key)
                                      : resolve_uri(reader.files.uri_of(requirement), key) + "#" +
                                            std::string(take_apart(key).fragment);
  auto scheme =
      read_scheme(reader, std::move(name), *found, reader.files.locate(*node, node->mark()));
  if (!scheme) return "";
  scheme->is_component = false;
  const auto place = std::ranges::lower_bound(schemes, scheme->name, {}, &Scheme::name);
  return schemes.insert(place, std::move(*scheme))->name;
}

SchemeUse read_use(const Reader& reader,
                   const document::Node& requirement,
                   std::string_view key,
                   Location where) {
  SchemeUse use;
  use.scheme = name_of_scheme(reader, requirement, key);
  use.is_defined = !use.scheme.empty();
  use.where = std::move(where);
  if (!use.is_defined) {
    use.scheme = key;
    reader.remarks.add(Flaw::undefined_scheme,
                       {"security scheme '" + base::printable(base::shorten(key, 200)) +
                            "' is required here and defined nowhere",
                        use.where,
                        reader.is_swagger() ? "define it under securityDefinitions"
                                            : "define it under components.securitySchemes"});
  }
  return use;
}

}  // namespace

Requirement read_requirement(const Reader& reader,
                             const document::Node& parent,
                             const std::string& pointer,
                             RequirementSource source) {
  Requirement requirement;
  const document::Node* list = reader.list_at(parent, "security");
  if (list == nullptr) {
    if (const document::Node* given = parent.find("security");
        given != nullptr && given->is_null()) {
      reader.malformed("'security' is null, which says nothing",
                       reader.place_of(parent, "security", pointer),
                       "write [] where no credential is needed, else leave it out");
    }
    return requirement;
  }
  requirement.source = source;
  requirement.where = reader.place_of(parent, "security", pointer);
  const std::string list_pointer = below(pointer, "security");
  int index = 0;
  for (const document::Node* item : list->items()) {
    const std::string here = below(list_pointer, std::to_string(index++));
    Alternative alternative;
    alternative.where = reader.files.locate(*item, item->mark(), here);
    if (!item->is_mapping()) {
      // Not anonymous access, which is an empty object. A scheme's bare name is meant as that.
      reader.malformed("a security requirement is not an object",
                       alternative.where,
                       "write it as {SchemeName: []}");
      if (!item->is_string() || reader.contract.scheme(item->text()) == nullptr) continue;
      alternative.all_of.push_back(read_use(reader, *item, item->text(), alternative.where));
    }
    for (const document::Entry& entry : item->entries()) {
      SchemeUse use = read_use(reader,
                               *item,
                               entry.key,
                               reader.files.locate(*item, entry.key_mark, below(here, entry.key)));
      for (const document::Node* scope : entry.value->items()) {
        use.scopes.emplace_back(scope->text());
      }
      alternative.all_of.push_back(std::move(use));
    }
    requirement.any_of.push_back(std::move(alternative));
  }
  if (requirement.any_of.empty() && !list->items().empty()) {
    requirement.source = RequirementSource::absent;  // nothing in it can be read
  }
  return requirement;
}

}  // namespace sworn::spec
