// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "base/text.h"
#include "base/url.h"
#include "diff/flow/reading.h"
#include "diff/flow/rules.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;

std::string without_slash(std::string text) {
  while (text.ends_with('/')) text.pop_back();
  return text;
}

/// The issuer that a metadata URL belongs to: what stands before the suffix of OpenID Connect
/// Discovery 1.0 §4, or around the infix of RFC 8414 §3.1; "" for a URL of another form.
std::string issuer_of(const std::string& url) {
  constexpr std::string_view suffix = "/.well-known/openid-configuration";
  constexpr std::string_view infix = "/.well-known/oauth-authorization-server";
  if (url.ends_with(suffix)) {
    return url.substr(0, url.size() - suffix.size());
  }
  const auto place = url.find(infix);
  return place == std::string::npos ? "" : url.substr(0, place) + url.substr(place + infix.size());
}

/// Whether `told` is `declared`, as the document writes it or as it was mapped to the target.
bool is_place(const std::string& told, const std::string& declared, const std::string& target) {
  if (without_slash(told) == without_slash(declared)) {
    return true;
  }
  const auto one = base::parse_url(told);
  const auto other = base::parse_url(declared);
  const auto own = base::parse_url(target);
  const std::string path = other ? other->path : declared;
  const bool is_known_host = one && ((own && one->origin() == own->origin()) ||
                                     (other && one->origin() == other->origin()));
  return is_known_host && (without_slash(one->path) == without_slash(path) ||
                           (!other && one->path.ends_with("/" + declared)));
}

std::vector<std::string> complaints_of(const Case& c,
                                       const Scheme& scheme,
                                       const evidence::Metadata& metadata,
                                       const std::string& asked_url) {
  std::vector<std::string> complaints;
  const bool is_oidc = scheme.kind == SchemeKind::open_id_connect;
  const std::string declared = is_oidc ? scheme.open_id_connect_url : scheme.oauth2_metadata_url;
  const std::string& target = c.transcript.run.url;
  if (metadata.issuer.empty()) {
    complaints.emplace_back("metadata without issuer");
  } else if (const std::string issuer = issuer_of(declared);
             !issuer_of(asked_url).empty() && !is_place(metadata.issuer, issuer, target) &&
             without_slash(metadata.issuer) != without_slash(issuer_of(asked_url))) {
    complaints.emplace_back("metadata of another issuer than its URL belongs to");
  }
  if (is_oidc) {
    // OpenID Connect Discovery 1.0 §3.
    for (const char* required : {"authorization_endpoint",
                                 "jwks_uri",
                                 "response_types_supported",
                                 "subject_types_supported",
                                 "id_token_signing_alg_values_supported"}) {
      if (!metadata.members.contains(required)) {
        complaints.push_back("metadata without " + std::string(required));
      }
    }
  }
  std::set<std::string> unknown_scopes;
  for (const Flow& flow : scheme.flows) {
    if (!flow.token_url.empty() && !metadata.token_endpoint.empty() &&
        !is_place(metadata.token_endpoint, flow.token_url, target)) {
      complaints.push_back("another token endpoint than that of the flow " + flow.kind);
    }
    const std::string grant = evidence::grant_type_of(flow.kind);
    if (metadata.grant_types && !grant.empty() &&
        std::ranges::find(*metadata.grant_types, grant) == metadata.grant_types->end()) {
      complaints.push_back("the flow " + flow.kind + " is not among the grants that are supported");
    }
    for (const auto& [name, text] : flow.scopes) {
      if (metadata.scopes && std::ranges::find(*metadata.scopes, name) == metadata.scopes->end()) {
        unknown_scopes.insert(name);
      }
    }
  }
  for (const std::string& scope : unknown_scopes) {
    complaints.push_back("the scope " + base::printable(base::shorten(scope, 60)) +
                         " is not among those that are supported");
  }
  return complaints;
}

Verdict examine(const Case& c) {
  const Scheme* scheme = token_scheme_of(c);
  if (scheme == nullptr) {
    return not_applicable("it is no scheme with a token endpoint");
  }
  const Exchange* answer = c.facts.story("flow", step::scheme_subject + scheme->name)
                               .step("nobody", step::reads_metadata);
  if (answer == nullptr || answer->failure == Failure::not_asked) {
    return not_applicable(answer == nullptr ? "the document names no metadata" : answer->reason);
  }
  const auto metadata = evidence::read_metadata(*answer);
  if (!metadata) {
    return inconclusive("the metadata could not be read");
  }
  const auto complaints = complaints_of(c, *scheme, *metadata, answer->request.url);
  if (complaints.empty()) {
    return match();
  }
  Verdict verdict = found_mismatch(base::join(complaints, "; "),
                                   "What the authorization server says of itself and what the "
                                   "document says of it are not the same.",
                                   {answer});
  verdict.declared = "the flows and metadata URL of " + scheme->name;
  verdict.scheme = scheme->name;
  return verdict;
}

}  // namespace

const Rule flow_metadata_mismatch{
    {.id = "flow-metadata-mismatch",
     .title = "The authorization server's metadata contradict the document",
     .severity = Severity::low,
     .category = Category::contract,
     .cwe = 1059,
     .owasp = "API9:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "Issuer, token endpoint, flows and scopes of the metadata are those that the "
                "document declares.",
     .proof_text = "The metadata at the declared URL name another issuer or token endpoint, or "
                   "lists of grants and scopes that lack what is declared.",
     .looks_like = "The same place under the target's own name; lists that are absent, which say "
                   "nothing.",
     .remedy = "Declare what the server supports, or correct its metadata.",
     .references = {"RFC 8414 §3.3", "OpenID Connect Discovery 1.0 §4.3", "OpenAPI 3.2 §4.27"},
     .yields_to = {"flow-unreachable"}},
    "flow",
    examine};

}  // namespace sworn::diff
