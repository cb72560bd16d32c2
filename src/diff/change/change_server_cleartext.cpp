// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <set>

#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "diff/change/server_reading.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

struct Origin {
  std::string text;
  Location where;
  bool is_default = false;  ///< not only one of a variable's choices
};

/// Origins that a credential reaches in clear, by what http and ws share. Swagger 2.0 without
/// `schemes` means the scheme that the document was got by, which it does not tell.
std::map<std::string, Origin> cleartext_origins(const Contract& contract) {
  std::map<std::string, Origin> origins;
  if (contract.version == SpecVersion::swagger_2_0 &&
      (contract.files == nullptr || contract.files->root().find("schemes") == nullptr)) {
    return origins;
  }
  std::set<const document::Node*> seen;
  for (const Operation& operation : contract.operations) {
    // Who may show a credential sends it there too.
    if (!operation.requirement.is_secured() && !operation.requirement.is_optional()) {
      continue;
    }
    for (const Server& server : operation.servers) {
      if (server.node != nullptr && !seen.insert(server.node).second) {
        continue;
      }
      for (const Address& address : addresses_of(server)) {
        if (address.url.scheme == "http" && !address.url.is_loopback()) {
          const Origin one{address.origin, server.where, address.is_default};
          Origin& known = origins.emplace(address.url.origin(), one).first->second;
          if (one.is_default && !known.is_default) known = one;
        }
      }
    }
  }
  return origins;
}

std::vector<Change> examine(const Changes& changes) {
  const auto before = cleartext_origins(changes.before);
  const bool had_default =
      std::ranges::any_of(before, [](const auto& one) { return one.second.is_default; });
  std::vector<Change> found;
  for (const auto& [key, origin] : cleartext_origins(changes.after)) {
    const auto old = before.find(key);
    if (old != before.end() && (old->second.is_default || !origin.is_default)) {
      continue;
    }
    Change& change = found.emplace_back();
    change.statement.where = origin.where;
    change.statement.declared = before.empty()        ? "no server without TLS"
                                : old == before.end() ? "not this server"
                                                      : "one choice of a variable";
    change.statement.observed = origin.text;
    change.statement.explanation =
        origin.is_default ? "Operations that take credentials have a new server without TLS."
                          : "Operations that take credentials have a server that a variable's "
                            "choice now leaves without TLS.";
    change.statement.detail = origin.text;
    // Who had one already lets credentials travel in clear as before.
    const Severity severity = origin.is_default && !had_default ? Severity::high : Severity::low;
    change.owner = {severity, "credentials can be read on their way"};
    change.clients = {severity, "their credentials can be read on their way"};
  }
  return found;
}

}  // namespace

const ChangeRule change_server_cleartext{
    {.id = "change-server-cleartext",
     .title = "A server without TLS was added",
     .severity = Severity::high,
     .category = Category::encryption,
     .cwe = 319,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::text,
     .promise = "Credentials travel over TLS only.",
     .proof_text = "An operation that takes credentials has an http or ws server in the new "
                   "document that no such operation had in the old one, or may choose one by a "
                   "variable.",
     .looks_like = "A server on the loopback interface, for development.",
     .remedy = "Declare the https URL.",
     .references = {"RFC 6750 §5.3", "RFC 7617 §4"}},
    examine};

}  // namespace sworn::diff
