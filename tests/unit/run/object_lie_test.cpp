// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

/// What a careless server keeps: whom it knows, what it gave, and what it was sent.
struct Memory {
  std::mutex mutex;
  std::set<std::string> keys;
  std::map<std::string, Response> given;
  std::map<std::string, std::string> written;

  /// The key is one that the honest server let in somewhere.
  bool knows(const Request& request, const Response& honest) {
    const std::string key = header_of(request, "X-API-Key");
    if (honest.status < 300 && !key.empty()) {
      keys.insert(key);
    }
    return keys.contains(key);
  }
};

using Tale = std::function<std::optional<Response>(
    Memory& memory, const Request& request, const std::string& operation, const Response& honest)>;

probe::Lie told_to_holders(Tale tale) {
  return [tale = std::move(tale), memory = std::make_shared<Memory>()](
             const Request& request,
             const Operation* operation,
             const Response& honest) -> std::optional<Response> {
    const std::lock_guard lock(memory->mutex);
    if (!memory->knows(request, honest) || operation == nullptr) {
      return std::nullopt;
    }
    return tale(*memory, request, operation->key(), honest);
  };
}

/// `json` with one member set.
std::string with(const std::string& json, const std::string& name, const std::string& value) {
  const auto parsed = document::parse_json(json, "");
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const document::Entry& entry : parsed->root().entries()) {
    if (entry.key != name) writer.key(entry.key).node(*entry.value);
  }
  writer.key(name).raw(value);
  writer.end_object();
  return writer.take();
}

std::string member(const std::string& json, const std::string& name) {
  const auto parsed = document::parse_json(json, "");
  const document::Node* node = parsed ? parsed->root().find(name) : nullptr;
  return node == nullptr ? "" : document::to_json(*node);
}

Report object_run(Tale tale,
                  std::function<void(Config&)> configure = nullptr,
                  std::vector<std::string> include = {}) {
  return hold("object.yaml",
              {.writes = true,
               .include = std::move(include),
               .lie = told_to_holders(std::move(tale)),
               .configure = std::move(configure)});
}

/// The same document, where each path ends in a slash.
Contract with_end_slashes() {
  const auto text = base::read_file(SWORN_SOURCE_DIR "/specs/object.yaml", std::size_t{1} << 20);
  REQUIRE(text);
  std::string slashed;
  for (const std::string_view line : base::split(*text, '\n')) {
    const bool is_path = line.starts_with("  /") && line.ends_with(':');
    slashed.append(is_path ? line.substr(0, line.size() - 1) : line)
        .append(is_path ? "/:\n" : "\n");
  }
  const auto contract = spec::load_text(slashed, "object.yaml");
  REQUIRE(contract);
  return *contract;
}

void check_alone(const Report& report, const std::string& rule, const std::string& operation) {
  std::string text = told(report);
  for (const Inconclusive& note : report.inconclusive) {
    text += note.rule + " of " + note.method + " " + note.path + ": " + note.reason + "\n";
  }
  CHECK_MESSAGE(findings(report) == std::vector<std::string>{rule + " of " + operation}, text);
}

}  // namespace

TEST_CASE("a server that tells the truth of objects breaks no promise, whatever it is asked") {
  const Report report =
      hold("object.yaml",
           {.writes = true, .configure = [](Config& config) {
              config.identities[0].role = "admin";
              config.identities[1].role = "user";
              config.identities[0].tenant = "acme";
              config.identities[1].tenant = "globex";
              config.identities[0].owns = {{"invoiceId", {"inv-7f3c1a"}}, {"tenantId", {"acme"}}};
              config.identities[1].owns = {{"tenantId", {"globex"}}};
            }});
  CHECK_MESSAGE(findings(report).empty(), told(report));
}

TEST_CASE("an object that is given to whoever holds a key is found") {
  check_alone(object_run([](Memory& memory,
                            const Request& request,
                            const std::string& operation,
                            const Response& honest) -> std::optional<Response> {
                if (operation != "GET /documents/{documentId}") return std::nullopt;
                if (honest.status == 200) memory.given[request.url] = honest;
                const auto found = memory.given.find(request.url);
                return found == memory.given.end() ? std::nullopt : std::optional(found->second);
              }),
              "object-cross-identity",
              "GET /documents/{documentId}");
}

TEST_CASE("an object that is listed to whoever holds a key is found") {
  check_alone(object_run(
                  [](Memory&, const Request&, const std::string& operation, const Response& honest)
                      -> std::optional<Response> {
                    if (operation != "GET /invoices" || honest.status != 200) return std::nullopt;
                    return json_answer(
                        200, R"({"items": [{"id": "inv-7f3c1a", "total": "118.20 EUR"}]})");
                  },
                  [](Config& config) {
                    config.identities[0].owns = {{"invoiceId", {"inv-7f3c1a"}}};
                  }),
              "object-cross-identity",
              "GET /invoices");
}

TEST_CASE("a change that whoever holds a key may make is found where the owner looks") {
  const auto changing = [](const std::string& note) -> Tale {
    return [note](Memory& memory,
                  const Request& request,
                  const std::string& operation,
                  const Response& honest) -> std::optional<Response> {
      if (operation == "PUT " + note) {
        memory.written[request.url] = member(request.body, "title");
        return json_answer(200, R"({"id": "x", "title": "x"})");
      }
      const auto found = memory.written.find(request.url);
      if (operation != "GET " + note || honest.status != 200 || found == memory.written.end()) {
        return std::nullopt;
      }
      return json_answer(200, with(honest.body, "title", found->second));
    };
  };
  check_alone(
      object_run(changing("/notes/{noteId}")), "object-cross-identity", "PUT /notes/{noteId}");
  const Report slashed = hold(
      with_end_slashes(), {.writes = true, .lie = told_to_holders(changing("/notes/{noteId}/"))});
  check_alone(slashed, "object-cross-identity", "PUT /notes/{noteId}/");
}

TEST_CASE("a success that changed nothing is no finding") {
  const Report report = object_run([](Memory&,
                                      const Request&,
                                      const std::string& operation,
                                      const Response&) -> std::optional<Response> {
    if (operation != "PUT /notes/{noteId}") return std::nullopt;
    return json_answer(200, R"({"id": "x", "title": "x"})");
  });
  CHECK_MESSAGE(findings(report).empty(), told(report));
}

TEST_CASE("a property that is taken over from any request is found") {
  check_alone(
      object_run(
          [](Memory& memory,
             const Request& request,
             const std::string& operation,
             const Response& honest) -> std::optional<Response> {
            const std::string key = header_of(request, "X-API-Key");
            if (operation == "POST /accounts" && honest.status == 201) {
              memory.written[key] = member(request.body, "createdBy");
            }
            if (operation != "GET /accounts/{accountId}" || honest.status != 200) {
              return std::nullopt;
            }
            const std::string& written = memory.written[key];
            return json_answer(
                200, with(honest.body, "createdBy", written.empty() ? "\"the server\"" : written));
          },
          nullptr,
          // Others who create at the same time would write into the same memory.
          {"POST /accounts", "GET /accounts/{accountId}"}),
      "property-written-undeclared",
      "POST /accounts");
}

TEST_CASE("a password that comes back is found") {
  const Report report = object_run([](Memory&,
                                      const Request&,
                                      const std::string& operation,
                                      const Response& honest) -> std::optional<Response> {
    if (operation != "GET /accounts/{accountId}" || honest.status != 200) return std::nullopt;
    return json_answer(200, with(honest.body, "password", "\"hunter22\""));
  });
  check_alone(report, "property-write-only-returned", "GET /accounts/{accountId}");
}

TEST_CASE("an admin's report that a user is given is found") {
  check_alone(object_run(
                  [](Memory& memory,
                     const Request& request,
                     const std::string& operation,
                     const Response& honest) -> std::optional<Response> {
                    if (operation != "GET /admin/report") return std::nullopt;
                    if (honest.status == 200) memory.given[request.url] = honest;
                    const auto found = memory.given.find(request.url);
                    return found == memory.given.end() ? std::nullopt
                                                       : std::optional(found->second);
                  },
                  [](Config& config) {
                    config.identities[0].role = "admin";
                    config.identities[1].role = "user";
                  }),
              "function-cross-role",
              "GET /admin/report");
}

}  // namespace sworn::test
