// SPDX-License-Identifier: Apache-2.0
#include <map>

#include "base/url.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"
#include "spec/files.h"

namespace sworn::diff {
namespace {

/// Origins that a credential reaches in clear. Swagger 2.0 without `schemes` means the scheme that
/// the document was got by, which it does not tell.
std::map<std::string, Location> cleartext_origins(const Contract& contract) {
  std::map<std::string, Location> origins;
  if (contract.version == SpecVersion::swagger_2_0 &&
      (contract.files == nullptr || contract.files->root().find("schemes") == nullptr)) {
    return origins;
  }
  for (const Operation& operation : contract.operations) {
    if (!operation.requirement.is_secured()) {
      continue;
    }
    for (const Server& server : operation.servers) {
      const auto url = base::parse_url(server.url);
      if (url && url->scheme == "http" && !url->is_loopback()) {
        origins.emplace(url->origin(), server.where);
      }
    }
  }
  return origins;
}

std::vector<Change> examine(const Changes& changes) {
  const auto before = cleartext_origins(changes.before);
  std::vector<Change> found;
  for (const auto& [origin, where] : cleartext_origins(changes.after)) {
    if (before.contains(origin)) {
      continue;
    }
    Change& change = found.emplace_back();
    change.statement.where = where;
    change.statement.declared = before.empty() ? "no server without TLS" : "not this server";
    change.statement.observed = origin;
    change.statement.explanation = "Secured operations have a new server without TLS.";
    change.statement.detail = origin;
    // Who had one already lets credentials travel in clear as before.
    const Severity severity = before.empty() ? Severity::high : Severity::low;
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
     .proof_text = "A secured operation has an http server in the new document that no secured "
                   "operation had in the old one.",
     .looks_like = "A server on the loopback interface, for development.",
     .remedy = "Declare the https URL.",
     .references = {"RFC 6750 §5.3", "RFC 7617 §4"}},
    examine};

}  // namespace sworn::diff
