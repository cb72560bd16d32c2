// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdint>

#include "diff/object/rules.h"
#include "evidence/collection.h"
#include "evidence/object.h"

namespace sworn::diff {
namespace {

constexpr std::size_t fewest = 3;
constexpr std::uint64_t widest_gap = 10;  ///< others may create in between
constexpr std::size_t most_digits = 15;

/// Numbers among the identifiers, sorted, each once; nothing when one of them is none.
std::optional<std::vector<std::uint64_t>> numbers_of(const std::vector<std::string>& ids) {
  std::vector<std::uint64_t> numbers;
  for (const std::string& id : ids) {
    if (id.empty() || id.size() > most_digits ||
        id.find_first_not_of("0123456789") != std::string::npos) {
      return std::nullopt;
    }
    numbers.push_back(std::stoull(id));
  }
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

bool are_in_sequence(const std::vector<std::uint64_t>& numbers) {
  for (std::size_t i = 1; i < numbers.size(); ++i) {
    if (numbers[i] - numbers[i - 1] > widest_gap) {
      return false;
    }
  }
  return numbers.size() >= fewest;
}

Verdict judged(const std::vector<std::string>& ids,
               const std::string& parameter,
               const std::vector<const Exchange*>& proof) {
  const auto numbers = numbers_of(ids);
  if (!numbers) {
    return match();
  }
  if (!are_in_sequence(*numbers)) {
    return numbers->size() < fewest ? inconclusive("fewer than three identifiers are known")
                                    : match();
  }
  Verdict verdict = found_mismatch(
      parameter + " counts up",
      "The identifiers of these objects are small numbers one after another: whoever knows one "
      "knows the others, so that a single missing check gives all of them away.",
      proof);
  verdict.detail = parameter;
  verdict.decisive = proof.back();
  return verdict;
}

Verdict examine(const Case& c) {
  const auto parameters = evidence::listed_parameters(c.contract, c.operation);
  const bool creates = c.operation.method == "POST";
  if (parameters.empty() || (!creates && c.operation.method != "GET") ||
      (!creates && evidence::operation_on(c.contract, "POST", c.operation.path) != nullptr)) {
    return not_applicable("it neither creates nor lists objects");
  }
  const std::string& parameter = parameters.front();
  std::vector<std::string> ids;
  std::vector<const Exchange*> proof;
  for (const Exchange* exchange : c.facts.all()) {
    if (exchange->operation != c.operation.key() || !evidence::succeeded(*exchange)) {
      continue;
    }
    if (creates) {
      ids.push_back(evidence::id_in(*exchange->response, parameter));
    } else {
      ids = evidence::listed_ids(*exchange->response, parameter);
      proof.clear();
    }
    if (proof.size() < fewest) {
      proof.push_back(exchange);
    }
  }
  std::erase(ids, "");
  return ids.empty() ? inconclusive("no identifier is known") : judged(ids, parameter, proof);
}

}  // namespace

const Rule object_sequential_id{
    {.id = "object-sequential-id",
     .title = "Identifiers of objects count up",
     .severity = Severity::low,
     .category = Category::object_authorization,
     .cwe = 340,
     .owasp = "API1:2023",
     .basis = Basis::hardening,
     .proof = Proof::answer,
     .promise = "An identifier of an object does not tell those of others.",
     .proof_text = "Three identifiers or more that this run was given, by creating objects or, "
                   "where none can be created, in a list, are numbers at most ten apart.",
     .looks_like = "Random numbers, names, a list of one or two objects.",
     .remedy = "Hand out random identifiers (UUID version 4, RFC 9562 §5.4), and check all the "
               "same whose the object is.",
     .references = {"CWE-340", "OWASP API1:2023", "RFC 9562 §5.4"}},
    "",
    examine};

}  // namespace sworn::diff
