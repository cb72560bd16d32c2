// SPDX-License-Identifier: Apache-2.0
#include "evidence/object.h"

#include <doctest/doctest.h>

#include "spec/loader.h"

using namespace sworn;

namespace {

Contract shop() {
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\npaths:\n"
      "  /shops/{shop}/items/{itemId}: {get: {responses: {}}}\n",
      "shop.yaml");
  REQUIRE(contract);
  return *contract;
}

Response body(std::string text, Headers headers = {}) {
  return {200, "1.1", std::move(headers), std::move(text), false};
}

}  // namespace

TEST_CASE("path values are read from the end, decoded, whatever base the server has") {
  const Contract contract = shop();
  const Operation& item = *contract.operation("GET /shops/{shop}/items/{itemId}");
  const auto values = evidence::path_values(item, "http://h/api/v1/shops/a%2Fb/items/17?x=/y");
  CHECK(values == std::map<std::string, std::string>{{"shop", "a/b"}, {"itemId", "17"}});
  CHECK(evidence::path_values(item, "http://h").empty());
}

TEST_CASE("a query value is read and replaced wherever it stands") {
  CHECK(evidence::query_value("http://h/x?a=1&tenant=ac%20me", "tenant") == "ac me");
  CHECK_FALSE(evidence::query_value("http://h/x?tenants=1", "tenant"));
  CHECK_FALSE(evidence::query_value("http://h/tenant=1", "tenant"));
  CHECK(evidence::with_query_value("http://h/x?tenant=1&b=2&tenant=3", "tenant", "a&b") ==
        "http://h/x?b=2&tenant=a%26b");
  CHECK(evidence::with_query_value("http://h/x", "tenant", "1") == "http://h/x?tenant=1");
}

TEST_CASE("a number of few digits that counts something tells of no object") {
  const auto tells = [](const std::string& text, const char* id) {
    return evidence::tells_of(body(text), "itemId", id);
  };
  CHECK_FALSE(tells(R"({"total": 3, "items": []})", "3"));
  CHECK_FALSE(tells(R"({"items": [{"id": 4, "count": 3}]})", "3"));
  CHECK(tells(R"({"items": [{"item_id": 3, "id": "x"}]})", "3"));
  CHECK(tells(R"({"items": [{"id": 3}]})", "3"));
  CHECK(tells(R"({"items": ["/items/3"]})", "3"));
  CHECK(tells(R"({"latest": "0a1b2c3d"})", "0a1b2c3d"));
  CHECK(tells("no json, but 3", "3"));
}

TEST_CASE("an object has the name that its client gave it, unless the server says another") {
  const auto created = [](const std::string& sent, Response answer) {
    Exchange creation;
    creation.request.url = "http://h/v1/books?x=1";
    creation.request.body = sent;
    creation.response = std::move(answer);
    return evidence::created_id(creation, "book_title");
  };
  const std::string sent = R"({"bookTitle": "mine", "id": "5"})";
  CHECK(created(sent, body(R"({"status": "success"})")) == "mine");
  CHECK(created(sent, body(R"({"id": "17"})")) == "mine");
  CHECK(created(sent, body(R"({"book-title": "theirs"})")) == "theirs");
  CHECK(created(sent, body("", {{"Location", "https://api/v1/books/t%201"}})) == "t 1");
  CHECK(created(sent, body("", {{"Location", "https://api/v1/books/t%201/"}})) == "t 1");
  CHECK(created(sent, body("", {{"Location", "/v1/jobs/7"}})) == "mine");
  CHECK(created("no json", body(R"({"id": "17"})")) == "17");
  CHECK(created(R"({"title": "x"})", body("{}")).empty());
}

TEST_CASE("a Location below a collection that ends in a slash tells the key") {
  Exchange creation;
  creation.request.url = "http://h/v1/books/?x=1";
  creation.response = body("", {{"Location", "/v1/books/7/"}});
  CHECK(evidence::created_id(creation, "book_title") == "7");
  creation.response = body("", {{"Location", "/v1/jobs/7/"}});
  CHECK(evidence::created_id(creation, "book_title").empty());
}

TEST_CASE("an identifier of another object is not that of the one created") {
  const auto created = [](const std::string& sent, Response answer, const char* parameter) {
    Exchange creation;
    creation.request.url = "http://h/v1/users";
    creation.request.body = sent;
    creation.response = std::move(answer);
    return evidence::created_id(creation, parameter);
  };
  const std::string managed = R"({"id": "u100", "manager": {"userId": "boss"}})";
  CHECK(created("{}", body(managed), "userId") == "u100");
  CHECK(created("{}", body(managed), "userid") == "u100");
  CHECK(created("{}",
                body(R"({"manager": {"userId": "boss"}})", {{"Location", "/api/users/u100"}}),
                "userId") == "u100");
  CHECK(created("{}", body(R"({"user": {"user_id": "u100"}})"), "userId") == "u100");
  // A reply names what it replies to.
  CHECK(created(R"({"text": "x", "commentId": 1})", body(R"({"id": 100})"), "commentId") == "100");
  CHECK(created(R"({"text": "x", "commentId": 1})", body(R"({"ok": true})"), "commentId").empty());
  CHECK(created(R"({"commentId": "sworn-0a1b2c"})", body("{}"), "commentId") == "sworn-0a1b2c");
  CHECK(created("{}", body(R"({"status": "queued"})", {{"Location", "/v1/jobs/7"}}), "userId")
            .empty());
}

TEST_CASE("the key of a created object stands in its body or in its Location") {
  CHECK(evidence::id_in(body(R"({"name": "n", "itemId": 17, "id": "18"})"), "itemId") == "17");
  CHECK(evidence::id_in(body(R"({"name": "n", "id": "18"})"), "itemId") == "18");
  CHECK(evidence::id_in(body(R"({"data": {"id": "19"}})"), "itemId") == "19");
  CHECK(evidence::id_in(body("", {{"Location", "/items/20?x=1"}}), "itemId") == "20");
  CHECK(evidence::id_in(body("", {{"Location", "/items/20/"}}), "itemId") == "20");
  CHECK(evidence::id_in(body(R"({"id": {"no": 1}})"), "itemId").empty());
}

TEST_CASE("an answer mentions what any scalar or path in it is") {
  CHECK(evidence::mentions(body(R"([{"id": 17}])"), "17"));
  CHECK(evidence::mentions(body(R"({"href": "/items/17"})"), "17"));
  CHECK(evidence::mentions(body(R"({"href": "/items/17/"})"), "17"));
  CHECK(evidence::mentions(body(R"({"17": {}})"), "17"));
  CHECK(evidence::mentions(body("item 17 of 20"), "17"));
  CHECK_FALSE(evidence::mentions(body(R"([{"id": 170}, {"href": "/items/217"}])"), "17"));
}

TEST_CASE("an answer lists objects by their keys, and not by what else they hold") {
  const Response list = body(R"({"items": [{"itemId": "17", "id": "1"}, {"itemId": "18"}]})");
  CHECK(evidence::listed_ids(list, "itemId") == std::vector<std::string>{"17", "18"});
  CHECK(evidence::lists_object(list, "itemId", "18"));
  CHECK_FALSE(evidence::lists_object(list, "itemId", "1"));
  CHECK(evidence::lists_object(body(R"(["17"])"), "itemId", "17"));
  CHECK_FALSE(evidence::lists_object(body(R"({"id": "17"})"), "itemId", "17"));
  CHECK_FALSE(
      evidence::lists_object(body(R"([{"id": "1", "parts": [{"id": "17"}]}])"), "itemId", "17"));
}

TEST_CASE("what is owned at an operation goes before its path, and that before the bare name") {
  const Contract contract = shop();
  const Operation& item = *contract.operation("GET /shops/{shop}/items/{itemId}");
  using Values = std::map<std::string, std::vector<std::string>>;
  const Values bare{{"itemId", {"1"}}};
  CHECK(evidence::owned_values(bare, {}, item, "itemId") == std::vector<std::string>{"1"});
  std::map<std::string, Values> places{{item.path, {{"itemId", {"2"}}}}};
  CHECK(evidence::owned_values(bare, places, item, "itemId") == std::vector<std::string>{"2"});
  places[item.key()] = {{"itemId", {"3"}}};
  CHECK(evidence::owned_values(bare, places, item, "itemId") == std::vector<std::string>{"3"});
  CHECK(evidence::owned_values(bare, places, item, "shop").empty());
}

TEST_CASE("a deep answer is read to its bound") {
  std::string deep;
  for (int i = 0; i < 90; ++i) deep += "[";
  const std::string closed = deep + "17" + std::string(90, ']');
  CHECK_FALSE(evidence::lists_object(body(closed), "id", "18"));
  CHECK(evidence::scalars_of(closed).empty());
  CHECK(evidence::scalars_of("no json") == std::map<std::string, std::string>{{"", "no json"}});
}
