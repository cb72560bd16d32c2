// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/text.h"
#include "diff/object/reading.h"
#include "diff/property/rules.h"
#include "evidence/property.h"
#include "evidence/step.h"

namespace sworn::diff {
namespace {

namespace step = evidence::step;
using evidence::succeeded;

/// Names of properties by which a client would raise itself above others.
bool is_privilege(std::string_view name) {
  static constexpr std::string_view words[] = {
      "role",     "roles",     "admin",  "permission", "permissions", "privilege", "scope",
      "scopes",   "owner",     "tenant", "account",    "balance",     "credit",    "verified",
      "approved", "superuser", "staff",  "level",      "group",       "plan",      "paid"};
  return std::ranges::any_of(base::words_of(name), [](const std::string& word) {
    return std::ranges::find(words, word) != std::end(words);
  });
}

struct Written {
  const Exchange* write = nullptr;
  const Exchange* read = nullptr;
};

Written written(const evidence::Story& story,
                const std::string& conversation,
                const char* write,
                const char* read) {
  return {story.step(conversation, write), story.step(conversation, read)};
}

bool is_told(const Written& one) {
  return one.write != nullptr && one.read != nullptr && succeeded(*one.write) &&
         succeeded(*one.read);
}

/// One of few values may be there by chance, or because the object went on by itself: the usual
/// value has to come back, on a new object or written back, and then the other one once more.
struct Swing {
  Written back;
  Written more_again;

  [[nodiscard]] bool shows(const std::string& name,
                           const std::string& usual,
                           const std::string& value) const {
    return is_told(back) && is_told(more_again) &&
           evidence::member_of(*back.read->response, name) == usual &&
           evidence::holds_written(evidence::member_of(*more_again.read->response, name), value);
  }
};

Swing swing_of(const evidence::Story& story, const std::string& conversation, bool creates) {
  return {creates ? written(story, "plain again", step::writes_plain, step::reads_plain)
                  : written(story, conversation, step::writes_back, step::reads_back),
          written(story, conversation, step::writes_more_again, step::reads_more_again)};
}

/// Whether `PATCH /me` was let through and answers with what it does not take, while `GET /me` does
/// not say what of it was kept.
bool hides_what_it_keeps(const Case& c) {
  const bool is_standing = (c.operation.method == "PUT" || c.operation.method == "PATCH") &&
                           c.operation.path.find('{') == std::string::npos;
  const auto& good = c.facts.access(c.operation.key()).good;
  const bool was_let_through = std::ranges::any_of(good, [](const evidence::AccessCell& cell) {
    return std::ranges::any_of(cell.answers,
                               [](const Exchange* answer) { return succeeded(*answer); });
  });
  if (!is_standing || !was_let_through) {
    return false;
  }
  const Operation* reads = evidence::reader_of(c.contract, c.operation);
  const auto told = evidence::sealed_properties(c.contract, c.operation, c.operation);
  const auto read = reads == nullptr ? std::map<std::string, evidence::SealedProperty>()
                                     : evidence::sealed_properties(c.contract, c.operation, *reads);
  return std::ranges::any_of(told, [&](const auto& property) {
    return is_privilege(property.first) && !read.contains(property.first);
  });
}

Verdict examine(const Case& c) {
  const evidence::Story& story = c.facts.story("properties", c.operation.key());
  if (story.is_empty() && hides_what_it_keeps(c)) {
    return inconclusive("its answer tells more than it takes, and no GET at its path reads that");
  }
  if (story.is_empty()) {
    return not_applicable("it writes no object of this run that has more than it may write");
  }
  if (is_open(c, c.operation)) {
    return not_applicable("it is open to everybody");
  }
  const Written plain = written(story, "plain", step::writes_plain, step::reads_plain);
  if (!is_told(plain)) {
    return inconclusive("no object could be written as declared and read again");
  }
  const Operation* reads = evidence::reader_of(c.contract, c.operation);
  const auto sealed = reads == nullptr
                          ? std::map<std::string, evidence::SealedProperty>()
                          : evidence::sealed_properties(c.contract, c.operation, *reads);
  bool any_clear = false;
  bool any_unclear = false;
  std::optional<Verdict> found;  ///< what weighs most is told
  for (const Exchange* step : story.steps()) {
    if (step->step != step::writes_more) {
      continue;
    }
    const Written more = written(story, step->conversation, step::writes_more, step::reads_more);
    const bool is_refused =
        step->status() >= 400 && step->status() < 500 && !evidence::is_momentary(step->status());
    any_clear |= is_refused || is_told(more);
    any_unclear |= !is_refused && !is_told(more);
    if (!is_told(more)) {
      continue;
    }
    for (const auto& [name, value] :
         evidence::members_added(more.write->request, plain.write->request)) {
      const auto property = sealed.find(name);
      const std::string usual = evidence::member_of(*plain.read->response, name);
      if (property == sealed.end() || evidence::holds_written(usual, value) ||
          !evidence::holds_written(evidence::member_of(*more.read->response, name), value)) {
        continue;
      }
      const Swing swing = swing_of(story, step->conversation, c.operation.method == "POST");
      if (!evidence::is_made_up(property->second, value) && !swing.shows(name, usual, value)) {
        any_unclear = true;
        continue;
      }
      const std::string what =
          property->second.is_read_only ? "is readOnly" : "is not among what it takes";
      Verdict verdict = found_mismatch(
          name + " is written and read back",
          "The property " + name + " " + what +
              " in the request. Sent all the same, its value stands in the object when a new "
              "client reads it; an object that was written without it has another.",
          {plain.write, plain.read, more.write, more.read});
      for (const Written& more_proof : {swing.back, swing.more_again}) {
        if (is_told(more_proof)) {
          verdict.proof.insert(verdict.proof.end(), {more_proof.write, more_proof.read});
        }
      }
      verdict.declared = name + " " + what;
      verdict.detail = name;
      verdict.decisive = more.write;
      if (is_privilege(name)) {
        verdict.severity = Severity::high;
        return verdict;
      }
      if (!found) {
        found = std::move(verdict);
      }
    }
  }
  if (found) {
    return *found;
  }
  return any_unclear ? inconclusive("what was written beyond the declaration could not be read")
         : any_clear ? match()
                     : not_applicable("nothing was written beyond the declaration");
}

}  // namespace

const Rule property_written_undeclared{
    {.id = "property-written-undeclared",
     .title = "A property is written that the request does not declare",
     .severity = Severity::medium,
     .category = Category::property_authorization,
     .cwe = 915,
     .owasp = "API3:2023",
     .basis = Basis::spec,
     .proof = Proof::contrast,
     .promise =
         "A client sets the properties that the request declares, and none that is readOnly.",
     .proof_text = "An object that this run created, or a resource that is no object of a "
                   "collection and that `allow` names, such as /me, is written once as declared "
                   "and once with a "
                   "value for a property that only the answer has, or that is readOnly. A new "
                   "client reads that value back; the object without it has another. One of few "
                   "values has to go and come back once more.",
     .looks_like = "An echo in the answer to the write, a declared default, a state that changes "
                   "by itself, a property that another operation on the object takes, a request "
                   "that says that it takes further properties, a refusal of the whole request.",
     .remedy = "Copy the declared properties one by one into the object, never the whole body; set "
               "`additionalProperties: false`.",
     .references = {"OpenAPI 3.0 §4.7.24.1",
                    "CWE-915",
                    "OWASP API3:2023",
                    "ASVS v5.0.0-8.2.3",
                    "WSTG-INPV-20"},
     .yields_to = {"access-not-enforced",
                   "access-invalid-credential-accepted",
                   "access-shape-only-credential",
                   "token-signature-ignored"}},
    "properties",
    examine};

}  // namespace sworn::diff
