// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/text.h"
#include "unit/diff/courtroom.h"

namespace sworn::test {

inline const std::string item = "GET /items/{itemId}";
inline const std::string item_parts = "GET /items/{itemId}/parts";
inline const std::string items = "GET /items";
inline const std::string new_item = "POST /items";
inline const std::string put_item = "PUT /items/{itemId}";
inline const std::string delete_item = "DELETE /items/{itemId}";

inline const std::string not_there = R"(404 {"error": "not found"})";
inline const std::string alices_item = R"(200 {"id": "17", "label": "of alice"})";
inline const std::string alices_list = R"(200 {"items": [{"id": "17"}]})";
inline const std::string bobs_list = R"(200 {"items": [{"id": "18"}]})";

/// Every template parameter in the URLs of a story is 17, but where a step speaks of what does not
/// exist.
inline void number_objects(Courtroom& court) {
  for (Exchange& exchange : court.transcript.exchanges) {
    const bool is_absent = exchange.step.find("does not exist") != std::string::npos;
    const bool is_beside = exchange.conversation == "owner of another" ||
                           exchange.step == "changes the owner's object with nothing";
    exchange.request.url = base::replace_all(exchange.request.url,
                                             "{itemId}",
                                             is_absent   ? "999"
                                             : is_beside ? "27"
                                                         : "17");
  }
}

/// alice and bob with a key each. At /me they are told who they are: they are two.
inline Courtroom two_tenants(const std::string& me_of_bob = R"(200 {"name": "bob"})") {
  const std::string ok = "{responses: {\"200\": {description: x}, \"401\": {description: x}}}";
  Courtroom court(document_with("  /me: {get: " + ok + "}\n  /items:\n    get: " + ok +
                                "\n    post: " + ok + "\n  /items/{itemId}:\n    get: " + ok +
                                "\n    put: " + ok + "\n    delete: " + ok +
                                "\n  /items/{itemId}/parts: {get: " + ok + "}\n"));
  court.transcript.settings.identities.push_back(
      {"bob", {"ApiKeyAuth"}, {}, "", "", IdentityState::active});
  court.asked("GET /me",
              "alice+ApiKeyAuth | 200 {\"name\": \"alice\"}\nbob+ApiKeyAuth | " + me_of_bob +
                  "\n- | 401 {}\nalice!ApiKeyAuth | 401 {}\nalice?ApiKeyAuth | 401 {}\n- | 401 {}\n"
                  "alice+ApiKeyAuth | 200 {\"name\": \"alice\"}");
  return court;
}

}  // namespace sworn::test
