// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/node.h"
#include "evidence/token.h"
#include "probe/jwt_forgery.h"
#include "unit/diff/courtroom.h"
#include "unit/probe/token_sample.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

using Names = std::vector<std::string>;

const std::string profile = "GET /profile";
const std::string account = "GET /account";
const std::string strong = "d1f0a6b7c8e94352917a60b5c4d3e2f1";

/// RS256 tokens are signed with the key that this process makes for forgeries: which is which does
/// not matter to a server that knows its tokens by heart.
std::string token_of(const std::string& identity,
                     const Scheme& scheme,
                     const std::string& secret,
                     const std::string& more) {
  const std::string claims = R"({"sub":")" + identity + R"(","aud":")" + scheme.name +
                             R"(","iat":1795000000,"exp":4000000000)" + more + "}";
  if (scheme.name == "AccessToken") {
    return signed_token(R"({"alg":"RS256","kid":"main"})", claims, "RS256", "");
  }
  return hs256(claims, secret);
}

HonestRun with_tokens(const probe::Lie& lie, const std::string& secret = strong) {
  HonestRun run;
  run.include = {profile, account};
  run.secret = [secret](const std::string& identity, const Scheme& scheme) {
    return token_of(identity, scheme, secret, "");
  };
  run.lie = lie;
  return run;
}

Report token_report(const probe::Lie& lie, const std::string& secret = strong) {
  return hold("token.yaml", with_tokens(lie, secret));
}

/// Nothing where two stand beside each other.
std::optional<probe::Jws> carried(const Request& request) {
  const auto is_place = [](const Header& header) {
    return header.name == "Authorization" || header.name == "X-Access-Token";
  };
  if (std::ranges::count_if(request.headers, is_place) != 1) return std::nullopt;
  const std::string bearer = header_of(request, "Authorization");
  return probe::read_jws(bearer.empty() ? header_of(request, "X-Access-Token") : bearer);
}

std::string header_member(const probe::Jws& jws, const std::string& name) {
  return evidence::decode_token(jws.with_signature("").substr(jws.prefix.size()))->header[name];
}

bool is_by(const probe::Jws& jws, const std::string& secret) {
  return probe::sign_with_secret(
             jws.algorithm, jws.encoded_header + "." + jws.encoded_claims, secret) == jws.signature;
}

/// Whoever brings a token that is taken for good is let in.
probe::Lie taking(const std::string& operation,
                  const std::function<bool(const probe::Jws& bad, const probe::Jws& good)>& takes) {
  return letting_in(operation, [takes](const Request& refused, const Request& good) {
    const auto bad = carried(refused);
    const auto real = carried(good);
    return bad && real && bad->prefix == real->prefix && takes(*bad, *real);
  });
}

void check_alone(const Report& report, const std::string& rule, const std::string& operation) {
  CHECK_MESSAGE(findings(report) == Names{rule + " of " + operation}, told(report));
  const Finding* one = finding(report, rule, operation);
  REQUIRE(one != nullptr);
  CHECK(one->confidence == Confidence::confirmed);
}

void check_flap(const Report& report, const std::string& rule, const std::string& operation) {
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(std::ranges::any_of(report.inconclusive, [&](const Inconclusive& one) {
    return one.rule == rule && one.method + " " + one.path == operation;
  }));
}

}  // namespace

TEST_CASE("a server that keeps its promises is not accused for any token") {
  const Report report = token_report(nullptr);
  CHECK_MESSAGE(findings(report).empty(), told(report));
  const auto asked = std::ranges::count_if(report.exchanges, [](const Exchange& exchange) {
    return exchange.interview == "forgery" && exchange.response;
  });
  CHECK(asked > 20);
}

TEST_CASE("no token and no forged one is readable in a report") {
  const Report report = token_report(nullptr);
  for (const Exchange& exchange : report.exchanges) {
    for (const Header& header : exchange.request.headers) {
      CAPTURE(exchange.step);
      CHECK(header.value.find("eyJ") == std::string::npos);
    }
  }
}

TEST_CASE("a signature that is not looked at is found") {
  const probe::Lie lie = taking(profile, [](const probe::Jws& bad, const probe::Jws& good) {
    return bad.encoded_header == good.encoded_header && bad.encoded_claims == good.encoded_claims;
  });
  check_alone(token_report(lie), "token-signature-ignored", profile);
  check_flap(token_report(once(lie)), "token-signature-ignored", profile);
}

TEST_CASE("an algorithm none that passes is found, in whatever spelling") {
  for (const char* spelling : {"none", "nOnE"}) {
    const probe::Lie lie = taking(profile, [spelling](const probe::Jws& bad, const probe::Jws&) {
      return bad.algorithm == spelling && bad.signature.empty();
    });
    check_alone(token_report(lie), "token-none-algorithm", profile);
    check_flap(token_report(once(lie)), "token-none-algorithm", profile);
  }
}

TEST_CASE("a public key that is taken for a secret is found") {
  const std::string jwk = *probe::fresh_key_as_jwk("RS256", "main");
  const std::string pem =
      probe::forms_of_public_key(document::parse_json(jwk, "jwk")->root()).front().bytes;
  const probe::Lie publishes =
      answering("GET /.well-known/jwks.json", [jwk](const Request&, const Response&) {
        return json_answer(200, "{\"keys\":[" + jwk + "]}");
      });
  const probe::Lie confuses = taking(account, [pem](const probe::Jws& bad, const probe::Jws&) {
    return bad.algorithm == "HS256" && is_by(bad, pem);
  });
  check_alone(token_report(both(publishes, confuses)), "token-algorithm-confusion", account);
  check_flap(token_report(both(publishes, once(confuses))), "token-algorithm-confusion", account);
  CHECK(findings(token_report(publishes)).empty());
}

TEST_CASE("a key that the token brings or names is found") {
  const auto trusting = [](const std::string& operation, const std::string& parameter) {
    return taking(operation, [parameter](const probe::Jws& bad, const probe::Jws&) {
      return !header_member(bad, parameter).empty();
    });
  };
  for (const char* parameter : {"jwk", "x5c", "jku"}) {
    CAPTURE(parameter);
    const probe::Lie lie = trusting(account, parameter);
    check_alone(token_report(lie), "token-header-key-trusted", account);
    check_flap(token_report(once(lie)), "token-header-key-trusted", account);
  }
  check_alone(token_report(trusting(profile, "jwk")), "token-header-key-trusted", profile);
  const probe::Lie by_file = taking(profile, [](const probe::Jws& bad, const probe::Jws&) {
    return header_member(bad, "kid").ends_with("/dev/null") && is_by(bad, "");
  });
  check_alone(token_report(by_file), "token-header-key-trusted", profile);
}

TEST_CASE("a secret that everybody knows is found, and with it an end and an audience ignored") {
  const std::string weak = "changeme";
  const auto has_own_claims = [](const probe::Jws& bad, const probe::Jws& good, const char* name) {
    const auto claim = [&](const probe::Jws& jws) {
      return evidence::decode_token(jws.with_signature("x").substr(jws.prefix.size()))
          ->claims[name];
    };
    return claim(bad) == claim(good);
  };
  const auto verifying = [&](bool minds_end, bool minds_audience) {
    return taking(profile, [=](const probe::Jws& bad, const probe::Jws& good) {
      return bad.algorithm == "HS256" && is_by(bad, weak) &&
             (!minds_end || has_own_claims(bad, good, "exp")) &&
             (!minds_audience || has_own_claims(bad, good, "aud"));
    });
  };
  check_alone(token_report(verifying(true, true), weak), "token-weak-secret", profile);
  check_flap(token_report(once(verifying(true, true)), weak), "token-weak-secret", profile);
  CHECK(findings(token_report(verifying(false, true), weak)) ==
        Names{"token-expired-accepted of " + profile, "token-weak-secret of " + profile});
  CHECK(findings(token_report(verifying(true, false), weak)) ==
        Names{"token-audience-ignored of " + profile, "token-weak-secret of " + profile});
  // The secret is known, but the server looks its tokens up.
  CHECK(findings(token_report(nullptr, weak)).empty());
}

TEST_CASE("what a token says of itself is found without another request") {
  const auto holding = [](const std::string& more, const std::string& less) {
    HonestRun run = with_tokens(nullptr);
    run.secret = [=](const std::string& identity, const Scheme& scheme) {
      const std::string token =
          token_of(identity, scheme, strong, scheme.name == "SessionToken" ? more : "");
      const auto jws = probe::read_jws(token);
      return scheme.name == "SessionToken" ? hs256(base::replace_all(jws->claims, less, ""), strong)
                                           : token;
    };
    return hold("token.yaml", run);
  };
  check_alone(holding("", R"(,"exp":4000000000)"), "token-no-expiry", profile);
  check_alone(holding(R"(,"password":"correct horse")", "-"), "token-sensitive-claims", profile);
  CHECK(findings(holding(R"(,"password_set":true)", "-")).empty());
}

TEST_CASE("a token that an expired identity holds is tried, and found where it passes") {
  const auto run = [](bool takes) {
    HonestRun how =
        with_tokens(takes ? taking(profile,
                                   [](const probe::Jws& bad, const probe::Jws&) {
                                     return bad.claims.find("1700000000") != std::string::npos;
                                   })
                          : probe::Lie());
    how.expired_secret = [](const Scheme& scheme) {
      return scheme.name == "SessionToken" ? hs256(R"({"sub":"gone","exp":1700000000})", strong)
                                           : std::string();
    };
    return hold("token.yaml", how);
  };
  const Report lying = run(true);
  CHECK_MESSAGE(findings(lying) == Names{"access-revoked-credential of " + profile}, told(lying));
  const Finding* revoked = finding(lying, "access-revoked-credential", profile);
  REQUIRE(revoked != nullptr);
  CHECK(revoked->implies == Names{"token-expired-accepted"});
  const Report honest = run(false);
  CHECK_MESSAGE(findings(honest).empty(), told(honest));
  CHECK(std::ranges::none_of(honest.inconclusive, [](const Inconclusive& one) {
    return one.rule == "token-expired-accepted" && one.path == "/profile";
  }));
}

}  // namespace sworn::test
