// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.h"

#include <doctest/doctest.h>

#include "base/hash.h"

using namespace sworn::base;

TEST_CASE("base64 follows the vectors of RFC 4648") {
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64("\xFB\xFF") == "+/8=");
  CHECK(to_base64url("\xFB\xFF") == "-_8");
  CHECK(from_base64("Zm9vYmE=") == "fooba");
  CHECK(from_base64("Zm9vYmE") == "fooba");
  CHECK(from_base64("-_8") == "\xFB\xFF");
  CHECK(from_base64("+/8=") == "\xFB\xFF");
  CHECK(from_base64("") == "");
}

TEST_CASE("text that no base64 encoder wrote is refused") {
  CHECK_FALSE(from_base64("Z"));
  CHECK_FALSE(from_base64("Zg="));
  CHECK_FALSE(from_base64("Zg==="));
  CHECK_FALSE(from_base64("Z g="));
  CHECK_FALSE(from_base64("="));
  CHECK_FALSE(from_base64("Zm9v=Zm9"));
}

TEST_CASE("hexadecimal goes both ways and refuses half a byte") {
  CHECK(to_hex(std::string_view("\x00\xAF", 2)) == "00af");
  CHECK(from_hex("00Af") == std::string("\x00\xAF", 2));
  CHECK_FALSE(from_hex("0"));
  CHECK_FALSE(from_hex("0g"));
}

TEST_CASE("percent encoding leaves unreserved characters alone") {
  CHECK(percent_encode("aZ9-._~") == "aZ9-._~");
  CHECK(percent_encode("a b/c?\xC3\xA4") == "a%20b%2Fc%3F%C3%A4");
  CHECK(percent_encode("100%") == "100%25");
}

TEST_CASE("reserved expansion keeps reserved characters and triplets") {
  CHECK(percent_encode("/a?b=%20&c d%", true) == "/a?b=%20&c%20d%25");
  CHECK(percent_encode("%zz", true) == "%25zz");
  CHECK(percent_encode("%20") == "%2520");
}

TEST_CASE("a malformed triplet survives decoding") {
  CHECK(percent_decode("%41%zz%4") == "A%zz%4");
  CHECK(percent_decode("a+b") == "a+b");
  CHECK(percent_decode("a+b%2B", true) == "a b+");
  CHECK(percent_decode("%") == "%");
}

TEST_CASE("digests follow their published vectors") {
  CHECK(hex_digest(HashKind::md5, "") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(hex_digest(HashKind::sha1, "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex_digest(HashKind::sha256, "abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest(HashKind::sha384, "").size() == 48);
  CHECK(digest(HashKind::sha512, "").size() == 64);
}

TEST_CASE("HMAC follows RFC 4231 and takes an empty key") {
  CHECK(to_hex(hmac(HashKind::sha256, "Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(to_hex(hmac(HashKind::sha256, "", "")) ==
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}
