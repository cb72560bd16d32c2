// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/property/rules.h"
#include "diff/response/reading.h"
#include "document/node.h"
#include "http/header.h"
#include "http/media_type.h"
#include "spec/property.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

const MediaType* declared_media(const ResponseDeclaration& declared, const Response& response) {
  const auto sent = http::find_header(response.headers, "Content-Type");
  const auto parsed = sent ? http::parse_media_type(*sent) : std::nullopt;
  std::vector<std::string> types;
  for (const MediaType& media : declared.content) {
    types.push_back(media.type);
  }
  const auto index = sent ? http::best_media_match(*sent, types) : std::nullopt;
  return index && parsed && http::is_json(*parsed) ? &declared.content[*index] : nullptr;
}

/// "********", "sk_****1234", "<hidden>", "(set)" tell nothing, nor does a flag of that name.
bool is_masked(const document::Node& value) {
  const std::string lower = base::to_lower(value.text());
  const bool says_so = std::ranges::any_of(
      std::initializer_list<std::string_view>{"hidden", "redacted", "masked", "***", "•••", "xxxx"},
      [&](std::string_view word) { return lower.find(word) != std::string::npos; });
  const bool is_bracketed = lower.size() > 2 && ((lower.front() == '(' && lower.back() == ')') ||
                                                 (lower.front() == '<' && lower.back() == '>') ||
                                                 (lower.front() == '[' && lower.back() == ']'));
  return value.kind() == document::Kind::boolean || says_so || is_bracketed ||
         lower.find_first_not_of("*x•. -#") == std::string::npos;
}

std::string name_in(const std::string& pointer) {
  return pointer.substr(pointer.rfind('/') + 1);
}

/// Positions in arrays become `*`, so that the place is the same in every run.
std::string place_of(const std::string& pointer) {
  std::string place;
  for (const std::string_view token : base::split(pointer, '/')) {
    const bool is_position =
        !token.empty() && token.find_first_not_of("0123456789") == std::string_view::npos;
    if (!token.empty()) {
      place.append("/").append(is_position ? "*" : token);
    }
  }
  return place;
}

/// What the baseline was answered, and owners who asked for an object of theirs.
GoodAnswers all_good_answers(const Case& c) {
  GoodAnswers good = good_answers(c);
  for (const Exchange* answer : c.facts.all()) {
    const bool is_about_own = answer->interview == "objects" || answer->interview == "properties";
    const bool is_good = !answer->credentials.empty() &&
                         std::ranges::all_of(answer->credentials, [](const CredentialUse& use) {
                           return use.state == CredentialState::good;
                         });
    if (is_about_own && is_good && answer->operation == c.operation.key() &&
        evidence::succeeded(*answer)) {
      good.answers.push_back(answer);
      good.verdict.reset();
    }
  }
  return good;
}

Verdict examine(const Case& c) {
  const GoodAnswers good = all_good_answers(c);
  if (good.verdict) {
    return *good.verdict;
  }
  bool any_compared = false;
  for (const Exchange* answer : good.answers) {
    const ResponseDeclaration* declared = c.operation.response_for(answer->status());
    const MediaType* media =
        declared != nullptr ? declared_media(*declared, *answer->response) : nullptr;
    const auto body = document::parse_json(answer->response->body, "");
    if (media == nullptr || media->schema == nullptr || !body) {
      continue;
    }
    any_compared = true;
    for (const std::string& pointer :
         spec::flagged_members(c.contract, media->schema, body->root(), "writeOnly")) {
      const document::Node* value = document::at_pointer(body->root(), pointer);
      if (value == nullptr || is_masked(*value)) {
        continue;
      }
      const std::string place = place_of(pointer);
      Verdict verdict = found_mismatch(place + " is returned",
                                       "The answer holds " + place +
                                           ", which is declared as writeOnly: it may be sent in a "
                                           "request and must not come back.",
                                       {answer});
      verdict.declared = place + " is writeOnly";
      verdict.detail = declared->status + " " + place;
      verdict.where = media->where;
      const std::string name = name_in(pointer);
      if (spec::is_password_name(name) || spec::is_token_name(name)) {
        verdict.severity = Severity::high;
      }
      return verdict;
    }
  }
  return any_compared ? match() : not_applicable("no declared answer has a JSON schema");
}

}  // namespace

const Rule property_write_only_returned{
    {.id = "property-write-only-returned",
     .title = "A writeOnly property comes back",
     .severity = Severity::medium,
     .category = Category::property_authorization,
     .cwe = 213,
     .owasp = "API3:2023",
     .basis = Basis::spec,
     .proof = Proof::answer,
     .promise = "A property that is declared as writeOnly is not sent in an answer.",
     .proof_text = "A good request's answer holds the property with a value, at a place where its "
                   "own schema declares it as writeOnly.",
     .looks_like = "null, an empty or masked text, a property of one of several choices, a "
                   "property of the same name that the answer's schema declares otherwise.",
     .remedy = "Leave the property out of what is sent. If it is meant to be read, take writeOnly "
               "away.",
     .references = {"OpenAPI 3.0 §4.7.24.1",
                    "JSON Schema 2020-12 §9.4",
                    "CWE-213",
                    "OWASP API3:2023",
                    "ASVS v5.0.0-8.2.3"}},
    "",
    examine};

}  // namespace sworn::diff
