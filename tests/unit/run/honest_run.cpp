// SPDX-License-Identifier: Apache-2.0
#include "unit/run/honest_run.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/file.h"
#include "base/random.h"
#include "base/text.h"
#include "diff/schema_reading.h"
#include "probe/request_builder.h"
#include "spec/loader.h"
#include "spec/purpose.h"
#include "unit/diff/courtroom.h"

namespace sworn::test {
namespace {

constexpr const char* url = "http://127.0.0.1:8080";

bool is_handed_out(const Scheme& scheme) {
  return scheme.signature() == "http bearer" ||
         (scheme.kind == SchemeKind::api_key &&
          (scheme.place == Place::cookie || spec::is_token_name(scheme.parameter)));
}

Identity identity_of(const std::string& name, const Contract& contract, const HonestRun& how) {
  base::RandomStream random(how.seed, "credentials of " + name);
  const auto secret = [&] { return random.draw("0123456789abcdef", 32); };
  Identity identity;
  identity.name = name;
  identity.login = {{"username", name}, {"email", name + "@example.org"}, {"password", secret()}};
  for (const Scheme& scheme : contract.schemes) {
    if (!how.logs_in || !is_handed_out(scheme)) {
      Credential credential;
      if (scheme.signature() == "http basic") {
        credential.username = name;
        credential.password = secret();
      } else {
        credential.value = how.secret ? how.secret(name, scheme) : "";
        if (credential.value.empty()) {
          credential.value = secret();
        }
      }
      identity.credentials[scheme.name] = std::move(credential);
    }
  }
  return identity;
}

run::Checked hold_checked(const Contract& contract, const HonestRun& how) {
  Config config;
  config.identities = {identity_of("alice", contract, how), identity_of("bob", contract, how)};
  config.limits.requests = 1'000'000;
  if (how.configure) {
    how.configure(config);
  }
  // The server does not know this one.
  Config asking = config;
  if (how.expired_secret) {
    Identity gone;
    gone.name = "gone";
    gone.state = IdentityState::expired;
    for (const Scheme& scheme : contract.schemes) {
      if (const std::string secret = how.expired_secret(scheme); !secret.empty()) {
        gone.credentials[scheme.name].value = secret;
      }
    }
    asking.identities.push_back(std::move(gone));
  }
  run::CheckOptions options;
  options.url = url;
  options.seed = how.seed;
  options.writes = how.writes;
  options.include = how.include;
  options.rules = how.rules;
  options.shard = how.shard;
  const auto transport = probe::make_honest_transport(
      contract, config, probe::base_url_of(contract, url), how.seed, how.lie);
  const auto disguised = how.disguise ? how.disguise(*transport) : nullptr;
  run::Progress progress;
  auto checked = run::check_with(disguised ? *disguised : *transport,
                                 false,
                                 contract,
                                 asking,
                                 options,
                                 how.progress != nullptr ? *how.progress : progress,
                                 {});
  REQUIRE_MESSAGE(checked, checked.error().text());

  return std::move(*checked);
}

}  // namespace

HeldRun hold_whole(const std::string& file, const HonestRun& how) {
  // By its name alone, so that reports do not tell where the sources lie.
  const auto text = base::read_file(SWORN_SOURCE_DIR "/specs/" + file, std::size_t{1} << 20);
  REQUIRE_MESSAGE(text, file);
  const auto contract = spec::load_text(*text, file);
  REQUIRE_MESSAGE(contract, contract.error().text());
  return hold_whole(*contract, how);
}

HeldRun hold_whole(const Contract& contract, const HonestRun& how) {
  return {contract, hold_checked(contract, how)};
}

Report hold(const std::string& file, const HonestRun& how) {
  return without_times(hold_whole(file, how).checked.report);
}

Report hold(const Contract& contract, const HonestRun& how) {
  return without_times(hold_checked(contract, how).report);
}

Report without_times(Report report) {
  report.run.started_ms = 0;
  report.run.duration_ms = 0;
  for (Exchange& exchange : report.exchanges) {
    exchange.started_ms = 0;
    exchange.duration_ms = 0;
  }
  return report;
}

std::string told(const Report& report) {
  std::string text;
  for (const Finding& finding : report.findings) {
    text += finding.rule + " of " + finding.method + " " + finding.path + " (" +
            std::string(name_of(finding.confidence)) + "): " + finding.observed + "\n";
    for (const int id : finding.exchanges) {
      const auto exchange = std::ranges::find(report.exchanges, id, &Exchange::id);
      if (exchange == report.exchanges.end()) continue;
      text += "  " + std::to_string(id) + " " + exchange->conversation + ", " + exchange->step +
              ": " + exchange->request.method + " " + exchange->request.url;
      for (const CredentialUse& use : exchange->credentials) {
        text += " [" + use.holder + " " + use.signature + "]";
      }
      text += exchange->response ? " -> " + std::to_string(exchange->response->status) + " " +
                                       exchange->response->body.substr(0, 200)
                                 : " -> " + exchange->reason;
      text += "\n";
    }
  }
  return text;
}

std::vector<std::string> outcomes(const Report& report) {
  std::vector<std::string> lines;
  for (const OperationResult& one : report.operations) {
    lines.push_back(one.method + " " + one.path + " " + std::string(name_of(one.outcome)));
  }
  return lines;
}

namespace {

/// Whether a body is declared to which the generator finds no value: what contradicts itself, or is
/// beyond it.
bool declares_what_nobody_finds(const Contract& contract, const Operation& operation) {
  return std::ranges::any_of(operation.responses, [&](const ResponseDeclaration& response) {
    return std::ranges::any_of(response.content, [&](const MediaType& media) {
      return media.schema != nullptr &&
             !schema::generate(*media.schema, diff::response_context(contract), 1);
    });
  });
}

}  // namespace

std::vector<std::string> broken_promises(const Contract& contract, const Report& report) {
  std::vector<std::string> lines = findings(report);
  for (const Operation& operation : contract.operations) {
    const bool declares_success =
        std::ranges::any_of(operation.responses, [](const ResponseDeclaration& response) {
          return response.status.front() == '2' || response.status == "default";
        });
    constexpr std::array refusals{400, 401, 403, 404, 409, 422};
    const bool declares_refusal = std::ranges::any_of(
        refusals, [&](int status) { return operation.response_for(status) != nullptr; });
    if (operation.requirement.is_secured() && !declares_refusal) {
      std::erase(lines, "access-refusal-undeclared of " + operation.key());
    }
    if (operation.method == "GET" && spec::purpose_of(operation) == spec::Purpose::login) {
      std::erase(lines, "session-safe-method-login of " + operation.key());
    }
    if (!declares_success) {
      std::erase(lines, "response-status-undeclared of " + operation.key());
    }
    const std::string unsatisfied = "response-schema-mismatch of " + operation.key();
    if (std::ranges::find(lines, unsatisfied) != lines.end() &&
        declares_what_nobody_finds(contract, operation)) {
      std::erase(lines, unsatisfied);
    }
  }
  return lines;
}

}  // namespace sworn::test
