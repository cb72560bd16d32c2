// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

/// What a server keeps of each caller.
struct Profiles {
  std::mutex mutex;
  std::map<std::string, std::map<std::string, std::string>> of;  ///< by key, members as JSON
  std::set<std::string> members;                                 ///< all that were ever sent
  int writes = 0;
  int most_writes = 1000;  ///< later ones are refused
  bool takes_all = false;

  std::map<std::string, std::string>& profile(const std::string& key) {
    return of
        .try_emplace(key,
                     Members{{"bio", R"("before")"}, {"role", R"("user")"}, {"name", R"("n")"}})
        .first->second;
  }

  std::string text(const std::string& key) {
    document::JsonWriter writer(0);
    writer.begin_object();
    for (const auto& [name, json] : profile(key)) {
      writer.key(name).raw(json);
    }
    writer.end_object();
    return writer.take();
  }

  bool write(const std::string& key, const std::string& body) {
    const auto parsed = document::parse_json(body, "");
    if (!parsed || ++writes > most_writes) {
      return false;
    }
    for (const document::Entry& entry : parsed->root().entries()) {
      const std::string name(entry.key);
      members.insert(name);
      if (takes_all || name == "bio") {
        profile(key)[name] = document::to_json(*entry.value);
      }
    }
    return true;
  }

 private:
  using Members = std::map<std::string, std::string>;
};

Contract me() {
  const std::string profile =
      "{type: object, required: [bio, role], properties: {bio: {type: string}, role: {type: "
      "string}, name: {type: string}}}";
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\nsecurity: [{Key: []}]\n"
      "components: {securitySchemes: {Key: {type: apiKey, in: header, name: X-API-Key}}}\n"
      "paths:\n"
      "  /me:\n"
      "    get: {responses: {\"200\": {description: x, content: {application/json: {schema: " +
          profile +
          "}}}, \"401\": {description: x}}}\n"
          "    patch: {requestBody: {required: true, content: {application/json: {schema: {type: "
          "object, required: [bio], properties: {bio: {type: string}}}}}}, responses: {\"200\": "
          "{description: x, content: {application/json: {schema: " +
          profile + "}}}, \"400\": {description: x}, \"401\": {description: x}}}\n",
      "me.yaml");
  REQUIRE(contract);
  return *contract;
}

Report run_against(const std::shared_ptr<Profiles>& profiles) {
  return hold(me(),
              {.writes = true,
               .lie = [profiles](const Request& request,
                                 const Operation* operation,
                                 const Response& honest) -> std::optional<Response> {
                 if (operation == nullptr || honest.status != 200) return std::nullopt;
                 const std::lock_guard lock(profiles->mutex);
                 const std::string key = header_of(request, "X-API-Key");
                 if (request.method == "PATCH" && !profiles->write(key, request.body)) {
                   return json_answer(400, "{}");
                 }
                 return json_answer(200, profiles->text(key));
               },
               .configure = [](Config& config) { config.allow = {"PATCH /me"}; }});
}

bool covers(const Report& report, const std::string& text) {
  return std::ranges::any_of(report.coverage, [&](const std::string& line) {
    return line.find(text) != std::string::npos;
  });
}

}  // namespace

TEST_CASE("a role that the caller writes into its own profile is found, and put back") {
  const auto profiles = std::make_shared<Profiles>();
  profiles->takes_all = true;
  const Report report = run_against(profiles);
  CHECK_MESSAGE(
      findings(report) == std::vector<std::string>{"property-written-undeclared of PATCH /me"},
      told(report));
  REQUIRE_FALSE(report.findings.empty());
  CHECK(report.findings.front().severity == Severity::high);
  for (auto& [key, profile] : profiles->of) {
    CHECK(profile["role"] == R"("user")");
  }
  CHECK_MESSAGE(!covers(report, "put back"), base::join(report.coverage, "\n"));
  CHECK_FALSE(profiles->members.contains("name"));
}

TEST_CASE("a profile that takes what is declared is asked, breaks no promise and is as before") {
  const auto profiles = std::make_shared<Profiles>();
  const Report report = run_against(profiles);
  CHECK_MESSAGE(findings(report).empty(), told(report));
  CHECK(profiles->members.contains("role"));
  CHECK(std::ranges::count(report.exchanges, "reads what was put back", &Exchange::step) == 1);
}

TEST_CASE("a profile that could not be put back is told") {
  const auto profiles = std::make_shared<Profiles>();
  profiles->takes_all = true;
  const Report whole = run_against(profiles);
  const auto again = std::make_shared<Profiles>();
  again->takes_all = true;
  // In each round the last write is the one that puts back.
  again->most_writes = profiles->writes - 1;
  const Report report = run_against(again);
  CHECK_MESSAGE(covers(report, "PATCH /me did not put back what was there before"),
                base::join(report.coverage, "\n"));
}

}  // namespace sworn::test
