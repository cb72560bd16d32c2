// SPDX-License-Identifier: Apache-2.0
#include "diff/catalogue.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "diff/review/rule.h"
#include "diff/rule.h"
#include "probe/interview.h"

namespace sworn::test {
namespace {

std::string with_underscores(std::string_view id) {
  std::string name(id);
  std::ranges::replace(name, '-', '_');
  return name;
}

bool is_kebab_case(std::string_view id) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !id.empty() && std::ranges::all_of(id, fits) && id.front() != '-' && id.back() != '-' &&
         id.find("--") == std::string_view::npos;
}

bool is_risk(std::string_view owasp) {
  if (!owasp.starts_with("API") || !owasp.ends_with(":2023")) return false;
  const std::string number(owasp.substr(3, owasp.size() - 8));
  return !number.empty() && number.find_first_not_of("0123456789") == std::string::npos &&
         std::stoi(number) >= 1 && std::stoi(number) <= 10;
}

}  // namespace

TEST_CASE("rule ids are unique and in kebab case") {
  std::set<std::string_view> seen;
  for (const RuleInfo* rule : diff::catalogue()) {
    CAPTURE(rule->id);
    CHECK(is_kebab_case(rule->id));
    CHECK(seen.insert(rule->id).second);
    CHECK(diff::info_named(rule->id) == rule);
  }
  CHECK(diff::info_named("no-such-rule") == nullptr);
  CHECK(diff::rule_named("no-such-rule") == nullptr);
}

TEST_CASE(
    "every rule has a file of its own in the folder of its family, and every such file is listed") {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(SWORN_SOURCE_DIR) / "src" / "diff";
  const std::set<std::string> families_elsewhere{"operation"};  // of the surface
  std::set<std::string> expected;
  for (const RuleInfo* rule : diff::catalogue()) {
    CAPTURE(rule->id);
    const std::string name = with_underscores(rule->id);
    const std::string family = name.substr(0, name.find('_'));
    const std::string home = families_elsewhere.contains(family) ? "surface" : family;
    CHECK(fs::exists(folder / home / (name + ".cpp")));
    expected.insert(home + "/" + name + ".cpp");
  }
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string path = fs::relative(entry.path(), folder).generic_string();
    const std::string family = path.substr(0, path.find('/'));
    const bool is_rule =
        path.ends_with(".cpp") &&
        (entry.path().stem().string().starts_with(family + "_") || family == "surface");
    if (is_rule) {
      CAPTURE(path);
      CHECK(expected.contains(path));
    }
  }
}

TEST_CASE(
    "every rule says what is promised, what proves it, what only looks like it and what to do") {
  for (const RuleInfo* rule : diff::catalogue()) {
    CAPTURE(rule->id);
    CHECK_FALSE(rule->title.empty());
    CHECK_FALSE(rule->title.ends_with('.'));
    for (const std::string_view text :
         {rule->promise, rule->proof_text, rule->looks_like, rule->remedy}) {
      CHECK(text.size() > 10);
      CHECK((text.ends_with('.') || text.ends_with(").")));
    }
    CHECK_FALSE(rule->references.empty());
  }
}

TEST_CASE("a rule yields to known rules that stand before it") {
  std::set<std::string_view> before;
  for (const RuleInfo* rule : diff::catalogue()) {
    for (const std::string_view stronger : rule->yields_to) {
      CAPTURE(rule->id);
      CAPTURE(stronger);
      CHECK(before.contains(stronger));
    }
    before.insert(rule->id);
  }
}

TEST_CASE("weaknesses are told by CWEs that may be mapped to and by risks of 2023") {
  const std::set<int> discouraged{16, 200, 284, 285, 287, 693};
  for (const RuleInfo* rule : diff::catalogue()) {
    CAPTURE(rule->id);
    CHECK(rule->cwe > 0);
    CHECK_FALSE(discouraged.contains(rule->cwe));
    CHECK(is_risk(rule->owasp));
  }
}

TEST_CASE(
    "a rule is found by its id, looks at something and, when reviewing, needs the text alone") {
  for (const diff::Rule& rule : diff::all_rules()) {
    CAPTURE(rule.info.id);
    CHECK(diff::rule_named(rule.info.id) == &rule);
    CHECK((rule.examine != nullptr));
    CHECK(rule.info.proof != Proof::text);
  }
  for (const diff::ReviewRule& rule : diff::review_rules()) {
    CAPTURE(rule.info.id);
    CHECK((rule.examine != nullptr));
    CHECK(rule.info.proof == Proof::text);
    CHECK(rule.info.id.starts_with("review-"));
  }
}

TEST_CASE("what selects no rule is refused as a selection, and what is no rule as a rule") {
  for (const std::string name : {"session", "session-id", "session-id-stable", "review"}) {
    CAPTURE(name);
    CHECK_FALSE(diff::refuse_selection({name}, {}));
    CHECK_FALSE(diff::refuse_selection({}, {name}));
  }
  for (const std::string name : {"", "sess", "session-", "sessions", "session-id-stable-x"}) {
    CAPTURE(name);
    CHECK(diff::refuse_selection({"access", name}, {}));
    CHECK(diff::refuse_selection({}, {name}));
  }
  CHECK_FALSE(diff::refuse_rule("session-id-stable", false));
  CHECK(diff::refuse_rule("session", false));
  const auto error = diff::refuse_rule("sesion", true);
  REQUIRE(error);
  CHECK(error->text() == "unknown rule 'sesion' (did you mean session?)");
}

TEST_CASE("rules are chosen by id or family, and left out likewise") {
  const RuleInfo& info = *diff::info_named("session-id-stable");
  CHECK(diff::is_selected(info, {}, {}));
  CHECK(diff::is_selected(info, {"access", "session"}, {}));
  CHECK(diff::is_selected(info, {"session-id-stable"}, {"session-id-unchanged"}));
  CHECK_FALSE(diff::is_selected(info, {"sess"}, {}));
  CHECK_FALSE(diff::is_selected(info, {"access"}, {}));
  CHECK_FALSE(diff::is_selected(info, {"session"}, {"session-id"}));
}

TEST_CASE(
    "a rule by contrast names the interview that is held again, others may name what they read") {
  for (const diff::Rule& rule : diff::all_rules()) {
    CAPTURE(rule.info.id);
    const auto interviews = probe::all_interviews();
    const bool is_held = std::ranges::any_of(
        interviews, [&](const probe::Interview& one) { return one.name == rule.interview; });
    CHECK(is_held != rule.interview.empty());
    if (rule.info.proof == Proof::contrast) CHECK(is_held);
  }
}

}  // namespace sworn::test
