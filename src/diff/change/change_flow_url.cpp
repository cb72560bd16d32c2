// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/url.h"
#include "diff/change/flow_reading.h"
#include "diff/change/reading.h"
#include "diff/change/rules.h"

namespace sworn::diff {
namespace {

struct Field {
  std::string_view name;
  std::string Flow::*url;
};
constexpr std::array<Field, 4> flow_fields{
    {{"authorizationUrl", &Flow::authorization_url},
     {"tokenUrl", &Flow::token_url},
     {"deviceAuthorizationUrl", &Flow::device_authorization_url},
     {"refreshUrl", &Flow::refresh_url}}};

/// One URL of a scheme in both documents.
struct UrlPair {
  std::string field;
  std::vector<std::string> before;  ///< schemes that became one may have several
  std::string after;
  const Scheme* scheme;
  Location where;
};

void rate(Change& change, const std::string& before, const std::string& after) {
  const auto old = base::parse_url(before);
  const auto now = base::parse_url(after);
  const bool is_known = old && now;
  if (is_known && old->scheme == "https" && now->scheme == "http" && !now->is_loopback()) {
    change.owner = {Severity::high, "codes, tokens and client secrets travel in clear"};
    change.clients = {Severity::high, "their secrets can be read on their way"};
  } else if (is_known && old->host != now->host) {
    change.owner = {Severity::medium,
                    "clients hand their secrets to another host: make sure that it is yours"};
    change.clients = {Severity::medium, "they have to ask another host"};
  } else {
    change.owner = {Severity::info, "it protects no less"};
    change.clients = {Severity::medium, "they get no token once the old URL is gone"};
  }
}

void compare_url(const Changes& changes, const UrlPair& pair, std::vector<Change>& found) {
  const std::string now = normal_url(pair.after, changes.after);
  std::vector<std::string> old;
  for (const std::string& url : pair.before) {
    if (!url.empty()) old.push_back(normal_url(url, changes.before));
  }
  if (pair.after.empty() || old.empty() || std::ranges::find(old, now) != old.end()) {
    return;
  }
  Change& change = found.emplace_back();
  change.statement.where = pair.where;
  change.statement.scheme = pair.scheme->name;
  change.statement.declared = pair.field + " " + old.front();
  change.statement.observed = pair.field + " " + now;
  change.statement.detail = pair.field;
  change.statement.explanation = "Clients get their tokens elsewhere.";
  rate(change, old.front(), now);
}

void compare_flows(const Changes& changes, const SchemeClass& schemes, std::vector<Change>& found) {
  const Flows before = flows_of(schemes.before);
  for (const auto& [kind, flows] : flows_of(schemes.after)) {
    const auto old = before.find(kind);
    if (old == before.end()) {
      continue;
    }
    for (const FlowOf& now : flows) {
      for (const Field& field : flow_fields) {
        UrlPair pair{kind + " " + std::string(field.name),
                     {},
                     now.flow->*field.url,
                     now.scheme,
                     now.flow->where};
        for (const FlowOf& one : old->second) {
          pair.before.push_back(one.flow->*field.url);
        }
        compare_url(changes, pair, found);
      }
    }
  }
}

std::vector<Change> examine(const Changes& changes) {
  std::vector<Change> found;
  for (const SchemeClass& schemes : changes.schemes.classes()) {
    if (!schemes.is_in_both()) {
      continue;
    }
    compare_flows(changes, schemes, found);
    const Scheme& old = *schemes.before.front();
    const Scheme& now = *schemes.after.front();
    compare_url(
        changes,
        {"openIdConnectUrl", {old.open_id_connect_url}, now.open_id_connect_url, &now, now.where},
        found);
    compare_url(
        changes,
        {"oauth2MetadataUrl", {old.oauth2_metadata_url}, now.oauth2_metadata_url, &now, now.where},
        found);
  }
  return found;
}

}  // namespace

const ChangeRule change_flow_url{
    {.id = "change-flow-url",
     .title = "Clients get their tokens at another URL",
     .severity = Severity::high,
     .category = Category::authentication,
     .cwe = 522,
     .owasp = "API2:2023",
     .basis = Basis::spec,
     .proof = Proof::text,
     .promise = "A URL of an OAuth flow or of OpenID Connect stays what it is.",
     .proof_text =
         "Both documents declare the URL for the same scheme and flow, and the two differ "
         "once relative ones are resolved.",
     .looks_like = "A relative URL that was written out, or another case of the host.",
     .remedy = "Check that the new host is yours and speaks TLS; keep the old URL alive until the "
               "clients have changed.",
     .references = {"OpenAPI 3.1 §4.8.29", "RFC 6749 §3.1", "RFC 6749 §3.2"}},
    examine};

}  // namespace sworn::diff
