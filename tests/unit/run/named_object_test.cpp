// SPDX-License-Identifier: Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "document/json_writer.h"
#include "document/node.h"
#include "spec/loader.h"
#include "unit/diff/courtroom.h"
#include "unit/run/honest_run.h"
#include "unit/run/lie.h"

namespace sworn::test {
namespace {

/// A shelf of books that their owners name; the answer to a creation tells no name.
struct Shelf {
  bool is_common = false;  ///< everybody reads any book
  bool lists_all = false;  ///< everybody is listed any book, without its secret
  bool lists_nothing = false;
  bool keeps_spaces = false;  ///< each reads books of that name of its own

  struct Book {
    std::string owner;
    std::string title;
    std::string secret;
  };
  std::mutex mutex;
  std::map<std::string, Book> books;

  Response answer(const Request& request) {
    const std::lock_guard lock(mutex);
    const std::string who = header_of(request, "X-API-Key");
    if (who != key_of("alice") && who != key_of("bob")) {
      return json_answer(401, R"({"error": "who?"})");
    }
    if (request.url.ends_with("/me")) {
      return json_answer(200, R"({"key": ")" + who + "\"}");
    }
    const auto place = request.url.find("/books");
    if (place == std::string::npos) {
      return json_answer(404, R"({"error": "none"})");
    }
    const std::string path = request.url.substr(place);
    if (path.starts_with("/books/")) {
      return read(who, path.substr(7));
    }
    return request.method == "POST" ? create(who, request.body) : list(who);
  }

  static std::string key_of(const std::string& identity) { return "0123456789abcdef-" + identity; }

 private:
  Response create(const std::string& who, const std::string& body) {
    const auto json = document::parse_json(body, "");
    const std::string title(json ? json->root().string_at("book_title") : "");
    const std::string place = keeps_spaces ? who + title : title;
    if (title.empty() || books.contains(place)) {
      return json_answer(400, R"({"error": "there is one"})");
    }
    books[place] = {who, title, std::string(json->root().string_at("secret"))};
    return json_answer(200, R"({"status": "added"})");
  }

  Response read(const std::string& who, const std::string& title) {
    const auto found = books.find(keeps_spaces ? who + title : title);
    if (found == books.end() || (found->second.owner != who && !is_common)) {
      return json_answer(404, R"({"error": "none"})");
    }
    document::JsonWriter writer(0);
    writer.begin_object().member("title", found->second.title);
    writer.member("secret", found->second.secret).member("pages", "three hundred").end_object();
    return json_answer(200, writer.take());
  }

  Response list(const std::string& who) {
    document::JsonWriter writer(0);
    writer.begin_array();
    for (const auto& [place, book] : books) {
      if (!lists_nothing && (lists_all || book.owner == who)) {
        writer.begin_object().member("title", book.title).end_object();
      }
    }
    writer.end_array();
    return json_answer(200, writer.take());
  }
};

/// Asks the shelf, whatever the honest server would have said.
class Shop : public Transport {
 public:
  explicit Shop(Shelf& shelf) : shelf_(shelf) {}
  std::unique_ptr<Channel> open(Connection) override { return std::make_unique<Counter>(shelf_); }

 private:
  class Counter : public Channel {
   public:
    explicit Counter(Shelf& shelf) : shelf_(shelf) {}
    Delivery send(const Request& request) override {
      Delivery delivery;
      delivery.sent = request;
      delivery.response = shelf_.answer(request);
      return delivery;
    }

   private:
    Shelf& shelf_;
  };
  Shelf& shelf_;
};

const std::string book = "GET /books/{book_title}";

Contract contract_of_shelf() {
  const auto contract = spec::load_text(
      "openapi: 3.1.0\ninfo: {title: x, version: \"1\"}\nsecurity: [{Key: []}]\n"
      "components: {securitySchemes: {Key: {type: apiKey, in: header, name: X-API-Key}}}\n"
      "paths:\n  /me: {get: {responses: {\"200\": {description: x}}}}\n  /books:\n    get: "
      "{responses: {\"200\": {description: x}}}\n"
      "    post:\n      requestBody: {content: {application/json: {schema: {type: object, "
      "properties: {book_title: {type: string, example: dune}, secret: {type: string, example: "
      "the spice of it}}, required: [book_title, secret]}}}}\n"
      "      responses: {\"200\": {description: x}}\n"
      "  /books/{book_title}:\n    get:\n      parameters: [{name: book_title, in: path, required: "
      "true, schema: {type: string}}]\n      responses: {\"200\": {description: x}}\n",
      "shelf.yaml");
  REQUIRE(contract);
  return *contract;
}

/// What the rule says of the book.
std::string found_on(Shelf& shelf, const std::string& tenant_of_bob = "globex") {
  const Report report = hold(
      contract_of_shelf(),
      {.writes = true,
       .rules = {"object-cross-identity"},
       .secret = [](const std::string& identity, const Scheme&) { return Shelf::key_of(identity); },
       .configure =
           [&](Config& config) {
             config.identities[0].tenant = "acme";
             config.identities[1].tenant = tenant_of_bob;
           },
       .disguise = [&](Transport&) { return std::make_unique<Shop>(shelf); }});
  const Finding* found = finding(report, "object-cross-identity", book);
  return found == nullptr ? "nothing" : std::string(name_of(found->severity));
}

}  // namespace

TEST_CASE("a book that its owner named and that everybody reads is found") {
  Shelf shelf;
  shelf.is_common = true;
  CHECK(found_on(shelf) == "high");
}

TEST_CASE("a book that its owner alone reads is none, whoever else has one of that name") {
  Shelf owned;
  CHECK(found_on(owned) == "nothing");
  Shelf spaces;
  spaces.keeps_spaces = true;
  CHECK(found_on(spaces) == "nothing");
}

TEST_CASE("a book that was there before the run is not taken for one that the run created") {
  Shelf shelf;
  shelf.is_common = true;
  shelf.books["dune"] = {"somebody", "dune", "old"};
  CHECK(found_on(shelf) == "high");
  CHECK(std::ranges::count_if(shelf.books, [](const auto& one) {
          return one.second.title.starts_with("sworn-");
        }) > 0);
}

TEST_CASE("a shelf that lists nobody anything does not say whose the books are") {
  Shelf shelf;
  shelf.is_common = true;
  shelf.lists_nothing = true;
  CHECK(found_on(shelf) == "info");
}

TEST_CASE("a book that is listed to all is shared, but for the secret that was put into it") {
  Shelf shelf;
  shelf.is_common = true;
  shelf.lists_all = true;
  CHECK(found_on(shelf) == "high");
  Shelf team;
  team.is_common = true;
  team.lists_all = true;
  CHECK(found_on(team, "") == "nothing");
}

}  // namespace sworn::test
