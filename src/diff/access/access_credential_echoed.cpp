// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "base/text.h"
#include "diff/access/rules.h"
#include "diff/rule.h"
#include "diff/schema_reading.h"
#include "document/node.h"

namespace sworn::diff {
namespace {

/// The placeholders of credentials that the request carried and nobody but its sender should read
/// again.
std::vector<std::string> carried_placeholders(const Case& c, const Exchange& exchange) {
  std::vector<std::string> placeholders;
  for (const CredentialUse& use : exchange.credentials) {
    if (!use.carrier.empty() || use.state == CredentialState::broken) {
      continue;
    }
    for (const Scheme& scheme : c.contract.schemes) {
      if (scheme.signature() == use.signature) {
        const std::string prefix =
            use.state == CredentialState::never_issued ? "{never-issued." : "{";
        placeholders.push_back(prefix + use.holder + "." + scheme.name);  // "…}" or "… 2}"
      }
    }
  }
  return placeholders;
}

bool holds_placeholder(std::string_view text, const std::string& start) {
  for (auto at = text.find(start); at != std::string_view::npos; at = text.find(start, at + 1)) {
    const char next = at + start.size() < text.size() ? text[at + start.size()] : '\0';
    if (next == '}' || next == ' ') {
      return true;
    }
  }
  return false;
}

/// The names of the JSON members that hold the value whole. False when it stands anywhere else as
/// well: within a longer text, or in a name.
bool only_whole(const document::Node& node,
                std::string_view name,
                const std::string& start,
                std::vector<std::string>& names) {
  if (node.is_string() && holds_placeholder(node.text(), start)) {
    const bool is_whole =
        node.text().starts_with(start) && node.text().find('}') == node.text().size() - 1;
    names.emplace_back(name);
    return is_whole;
  }
  const bool all_members = std::ranges::all_of(node.entries(), [&](const document::Entry& entry) {
    return !holds_placeholder(entry.key, start) &&
           only_whole(*entry.value, entry.key, start, names);
  });
  return all_members && std::ranges::all_of(node.items(), [&](const document::Node* item) {
           return only_whole(*item, name, start, names);
         });
}

/// Whether the document says that the answer has that header: an echo that is promised.
bool declares_header(const Case& c, const Exchange& exchange, const std::string& name) {
  const ResponseDeclaration* declared = c.operation.response_for(exchange.status());
  return declared != nullptr &&
         std::ranges::any_of(declared->headers, [&](const ResponseHeader& header) {
           return base::equal_ignoring_case(header.name, name);
         });
}

/// Whether the declared schema of the answer has a property of that name at all: an echo that is
/// promised.
bool declares_property(const Case& c, const Exchange& exchange, const std::string& name) {
  const ResponseDeclaration* declared = c.operation.response_for(exchange.status());
  if (declared == nullptr) {
    return false;
  }
  return std::ranges::any_of(declared->content, [&](const MediaType& media) {
    return media.schema != nullptr && has_property(c.contract, *media.schema, name);
  });
}

std::optional<std::string> place_of_echo(const Case& c,
                                         const Exchange& exchange,
                                         const std::string& start) {
  for (const Header& header : exchange.response->headers) {
    const bool may_hold_it = base::equal_ignoring_case(header.name, "Set-Cookie") ||
                             declares_header(c, exchange, header.name);
    if (!may_hold_it && holds_placeholder(header.value, start)) {
      return "the " + header.name + " header";
    }
  }
  if (!holds_placeholder(exchange.response->body, start)) {
    return std::nullopt;
  }
  if (const auto json = document::parse_json(exchange.response->body, "")) {
    std::vector<std::string> names;
    const bool is_whole = only_whole(json->root(), "", start, names);
    if (is_whole && !names.empty() && std::ranges::all_of(names, [&](const std::string& name) {
          return declares_property(c, exchange, name);
        })) {
      return std::nullopt;
    }
  }
  return "the body";
}

Verdict examine(const Case& c) {
  const std::string key = c.operation.key();
  bool any_asked = false;
  for (const Exchange* exchange : c.facts.all()) {
    if (exchange->operation != key || !exchange->response) {
      continue;
    }
    for (const std::string& start : carried_placeholders(c, *exchange)) {
      any_asked = true;
      if (const auto place = place_of_echo(c, *exchange, start)) {
        const bool is_real = !start.starts_with("{never-issued.");
        Verdict verdict = found_mismatch(
            "the credential in " + *place,
            std::string("The answer repeats the ") + (is_real ? "good" : "refused") +
                " credential in " + *place + ", where logs, caches and error pages keep it.",
            {exchange});
        verdict.declared = "an answer without it";
        verdict.detail = *place;
        return verdict;
      }
    }
  }
  if (c.facts.is_missing(c.operation)) {
    return not_applicable("the server knows no such route");
  }
  return any_asked ? match() : not_applicable("no credential was sent");
}

}  // namespace

const Rule access_credential_echoed{
    {.id = "access-credential-echoed",
     .title = "The answer repeats the credential",
     .severity = Severity::medium,
     .category = Category::data_exposure,
     .cwe = 522,
     .owasp = "API8:2023",
     .basis = Basis::standard,
     .proof = Proof::answer,
     .promise = "A secret that a caller sends is not sent back.",
     .proof_text =
         "A random credential, or the good one, is found again in the answer's headers or body.",
     .looks_like = "A property or header that the document declares, a masked or shortened form.",
     .remedy = "Answer with a fixed text; where the caller has to know which key failed, name its "
               "public prefix only.",
     .references = {"CWE-522", "ASVS v5.0.0-14.2.1"}},
    "",
    examine};

}  // namespace sworn::diff
