// SPDX-License-Identifier: Apache-2.0
#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>

#include "base/encoding.h"

namespace sworn::base {
namespace {

const EVP_MD* algorithm(HashKind kind) {
  switch (kind) {
    case HashKind::md5:
      return EVP_md5();
    case HashKind::sha1:
      return EVP_sha1();
    case HashKind::sha256:
      return EVP_sha256();
    case HashKind::sha384:
      return EVP_sha384();
    case HashKind::sha512:
      return EVP_sha512();
    case HashKind::sha512_256:
      return EVP_sha512_256();
  }
  return EVP_sha256();
}

/// OpenSSL takes bytes as unsigned char; never null, which HMAC would read as "the last key".
const unsigned char* bytes_of(std::string_view text) {
  static constexpr unsigned char nothing = 0;
  return text.empty() ? &nothing : reinterpret_cast<const unsigned char*>(text.data());
}

std::string first(const std::array<unsigned char, EVP_MAX_MD_SIZE>& buffer, unsigned int size) {
  return {buffer.begin(), buffer.begin() + size};
}

}  // namespace

std::string digest(HashKind kind, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> buffer{};
  unsigned int size = 0;
  if (EVP_Digest(bytes_of(bytes), bytes.size(), buffer.data(), &size, algorithm(kind), nullptr) !=
      1) {
    return {};
  }
  return first(buffer, size);
}

std::string hex_digest(HashKind kind, std::string_view bytes) {
  return to_hex(digest(kind, bytes));
}

std::string hmac(HashKind kind, std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> buffer{};
  unsigned int size = 0;
  const unsigned char* done = HMAC(algorithm(kind),
                                   bytes_of(key),
                                   static_cast<int>(key.size()),
                                   bytes_of(bytes),
                                   bytes.size(),
                                   buffer.data(),
                                   &size);
  return done == nullptr ? std::string() : first(buffer, size);
}

}  // namespace sworn::base
