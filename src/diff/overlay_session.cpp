// SPDX-License-Identifier: Apache-2.0
#include "diff/overlay_session.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "diff/access/amending.h"
#include "evidence/session.h"
#include "http/header.h"
#include "spec/purpose.h"

namespace sworn::diff {
namespace {

constexpr std::string_view cookie_sign = "cookie ";

/// Whether what a finding names is this on the wire: by its signature, or as a scheme.
bool is_about(const Contract& contract, const Finding& finding, const std::string& signature) {
  const Scheme* const scheme = contract.scheme(finding.scheme);
  return finding.scheme == signature || (scheme != nullptr && scheme->signature() == signature);
}

/// Something graver than wording says that the session is not what it should be, on whichever
/// operation that showed (a logout, a refresh), or that an operation does not let in whom it should
/// or takes tokens that it should not. How the cookie is dressed is mended without another
/// contract.
bool is_doubted(const Contract& contract,
                const std::vector<const Operation*>& operations,
                const std::string& signature,
                const std::vector<Finding>& findings) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    const bool is_about_session =
        (finding.rule.starts_with("session-") && finding.rule != "session-cookie-attributes") ||
        finding.rule.starts_with("token-");
    const bool is_here = std::ranges::any_of(operations, [&](const Operation* operation) {
      return finding.method + " " + finding.path == operation->key();
    });
    return finding.severity <= Severity::medium &&
           ((is_here && (is_about_session || finding.rule.starts_with("access-"))) ||
            (is_about_session && is_about(contract, finding, signature)));
  });
}

bool asks_for(const Contract& contract, const Operation& operation, const std::string& signature) {
  return std::ranges::any_of(operation.requirement.any_of, [&](const Alternative& alternative) {
    return std::ranges::any_of(alternative.all_of, [&](const SchemeUse& use) {
      const Scheme* const scheme = contract.scheme(use.scheme);
      return scheme != nullptr && scheme->signature() == signature;
    });
  });
}

/// What the cookies of this document are called: by its signature each one that was given a name.
class CookieSchemes {
 public:
  explicit CookieSchemes(const Contract& contract) : contract_(contract) {}

  /// The only declared scheme that is this on the wire, else the one given before, else one under a
  /// name that is free. Nothing where several are declared that look alike.
  std::optional<Scheme> scheme_for(const std::string& signature) {
    const std::vector<const Scheme*> alike = schemes_like(contract_, signature);
    if (alike.size() > 1) return std::nullopt;
    if (!alike.empty()) return *alike.front();
    const auto [given, is_new] = given_.try_emplace(signature);
    if (is_new) given->second = new_scheme(signature);
    return given->second;
  }

 private:
  [[nodiscard]] bool is_taken(const std::string& name) const {
    return contract_.scheme(name) != nullptr ||
           std::ranges::any_of(given_, [&](const auto& one) { return one.second.name == name; });
  }

  [[nodiscard]] Scheme new_scheme(const std::string& signature) const {
    Scheme scheme;
    std::string name = "SessionCookie";
    for (int i = 2; is_taken(name); ++i) name = "SessionCookie" + std::to_string(i);
    scheme.name = std::move(name);
    scheme.kind = SchemeKind::api_key;
    scheme.place = Place::cookie;
    scheme.parameter = signature.substr(cookie_sign.size());
    return scheme;
  }

  const Contract& contract_;
  std::map<std::string, Scheme> given_;
};

}  // namespace

std::vector<Amended> session_amendments(const Contract& contract,
                                        const evidence::Facts& facts,
                                        const std::vector<Finding>& findings) {
  std::vector<Amended> amended;
  CookieSchemes cookies(contract);
  for (const Operation& login : contract.operations) {
    if (spec::purpose_of(login) != spec::Purpose::login) continue;
    const std::vector<evidence::Opening> openings = evidence::openings_of(facts, login.key());
    // Of two cookies it is not known which is the session and which stands for it.
    if (std::ranges::count_if(openings, [](const evidence::Opening& opening) {
          return opening.signature.starts_with(cookie_sign);
        }) != 1) {
      continue;
    }
    for (const evidence::Opening& opening : openings) {
      const Operation* const opened = contract.operation(opening.operation);
      if (!opening.signature.starts_with(cookie_sign) || opened == nullptr ||
          !opened->requirement.is_secured() ||
          is_doubted(contract, {&login, opened}, opening.signature, findings) ||
          asks_for(contract, *opened, opening.signature) ||
          !http::is_token(opening.signature.substr(cookie_sign.size()))) {
        continue;
      }
      const std::optional<Scheme> scheme = cookies.scheme_for(opening.signature);
      if (!scheme) continue;
      Amended one;
      one.operation = opened;
      one.amendment.alternatives.push_back(
          {.all_of = {{.scheme = scheme->name, .scopes = {}}}, .where = {}});
      if (scheme->node == nullptr) one.amendment.schemes.push_back(*scheme);
      one.why = "The " + opening.carrier + " that " + login.key() +
                " hands out opens this operation by itself.";
      amended.push_back(std::move(one));
    }
  }
  return amended;
}

}  // namespace sworn::diff
