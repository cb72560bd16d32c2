// SPDX-License-Identifier: Apache-2.0
#include "evidence/seal.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/random.h"
#include "unit/evidence/seal_fixture.h"

namespace sworn::evidence::seal_test {

TEST_CASE("exchanges keep their order and are numbered from 1") {
  const Transcript t = seal({exchange("A"), exchange("B"), exchange("C")}, Vault());
  REQUIRE(t.exchanges.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) CHECK(t.exchanges[i].id == static_cast<int>(i) + 1);
  CHECK(t.exchanges[2].operation == "C");
}

TEST_CASE("sealing what is sealed changes nothing in it") {
  const Exchange e =
      with_response({{"Set-Cookie", "sid=" + token}}, "{\"token\":" + quote_json(key) + "}");
  const VaultWith vault(key, "alice.key");
  const Transcript once = seal({e}, vault);
  CHECK(once.exchanges[0].response->body == R"({"token":"{alice.key}"})");
  CHECK_FALSE(stands_in(key, once));
  CHECK_FALSE(stands_in(token, once));
}

TEST_CASE("no secret of the vault stands anywhere in a sealed transcript") {
  const std::string wide = "abcXYZ019-_.~ +/=\"\\<>&%:;,'{}@";
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    sworn::base::RandomStream random(seed, "seal");
    std::vector<std::string> secrets;
    Vault vault;
    for (int i = 0; i < 4; ++i) {
      // The last characters are letters: header fields are trimmed, and text parts meet in no
      // secret.
      std::string value = "s" + random.draw(wide, 8 + random.below(24)) + "e" + std::to_string(i);
      vault.add(value, "id" + std::to_string(i) + ".key");
      secrets.push_back(value);
    }
    const std::string user = "user" + std::to_string(seed);
    vault.add(user + ":" + secrets[0], "id0.basicAuth");
    std::vector<Exchange> exchanges;
    for (int i = 0; i < 6; ++i) {
      Exchange e = exchange("POST /login", "c" + std::to_string(i % 3));
      const auto text = [&] {
        const std::string& secret = secrets[random.below(secrets.size())];
        switch (random.below(6)) {
          case 0:
            return percent_encode(secret);
          case 1:
            return lower_triplets(percent_encode(secret));
          case 2: {
            std::string escaped;
            for (const char c : secret) {
              escaped += c == '<'                ? "\\u003c"
                         : c == '/'              ? "\\/"
                         : c == '"' || c == '\\' ? std::string("\\") + c
                                                 : std::string(1, c);
            }
            return escaped;
          }
          case 3:
            return to_base64(user + ":" + secrets[0]);
          case 4: {
            const std::string quoted = quote_json(secret);
            return quoted.substr(1, quoted.size() - 2);
          }
          default:
            return secret;
        }
      };
      e.request.url = "http://h/" + text() + "?a=" + text() + "&b=" + text();
      e.request.headers = {{"X-Key", text()},
                           {"Authorization", "Basic " + text()},
                           {"Cookie", "a=" + text() + "; b=" + text()}};
      e.request.body =
          random.below(2) == 0 ? "{\"k\":\"" + text() + "\"}" : "k=" + text() + "&l=" + text();
      e.response->headers = {{"Set-Cookie", "sid=" + text() + "; Path=/"},
                             {"Location", "/" + text()},
                             {"X-Session", text()}};
      e.response->body = random.below(2) == 0
                             ? "{\"token\":\"" + text() + "\",\"x\":[\"" + text() + "\"]}"
                             : "<p>" + text() + text();
      exchanges.push_back(e);
    }
    const std::string all = all_text(seal(exchanges, vault));
    for (const std::string& secret : secrets) {
      CAPTURE(seed);
      CAPTURE(secret);
      CHECK(all.find(secret) == std::string::npos);
      CHECK(all.find(percent_encode(secret)) == std::string::npos);
      CHECK(all.find(lower_triplets(percent_encode(secret))) == std::string::npos);
      CHECK(sworn::base::percent_decode(all).find(secret) == std::string::npos);
      CHECK(all.find(to_base64(user + ":" + secrets[0])) == std::string::npos);
    }
  }
}

}  // namespace sworn::evidence::seal_test
