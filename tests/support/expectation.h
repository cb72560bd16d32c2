// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

namespace sworn::test {

/// How the JSON report of a run differs from what expected.json says of a variant ("vulnerable",
/// "fixed"), a line each; empty when every planted weakness is found, by itself or in what a
/// finding on its operation implies, and nothing else of medium severity or higher.
[[nodiscard]] std::vector<std::string> differences(const std::string& report,
                                                   const std::string& expected,
                                                   const std::string& variant);

/// A fixture, as sworn is pointed at it: a document, keys and nothing else.
struct Setup {
  std::string spec;                                ///< below the source folder
  std::map<std::string, std::string> environment;  ///< of the server
  std::vector<std::string> credentials;            ///< values of --auth
};

/// Fresh random keys, passwords and signatures for "demo", "flask", "chi", "fiber", "express" or
/// "axum"; nothing in `spec` for any other name.
[[nodiscard]] Setup setup_of(const std::string& fixture);

/// Starts both variants of fixtures/NAME ("vulnerable", "lookalike"), a server at `server`, each
/// with fresh secrets in the variables that fixtures/NAME/sworn.yaml reads, and checks them with
/// specs/NAME.yaml and that configuration. A line for each difference from
/// fixtures/NAME/expected.json, for a wrong exit code, and for a secret that stands in an output.
[[nodiscard]] std::vector<std::string> differences_of_family(
    const std::string& name,
    const std::string& server,
    const std::vector<std::string>& options = {});

/// A fresh value for each variable that a configuration reads as `${NAME}`.
[[nodiscard]] std::map<std::string, std::string> secrets_read_by(const std::string& config);

[[nodiscard]] std::string read_text(const std::string& path);

}  // namespace sworn::test
