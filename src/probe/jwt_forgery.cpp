// SPDX-License-Identifier: Apache-2.0
#include "probe/jwt_forgery.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"

namespace sworn::probe {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;

Key key_of(EVP_PKEY* key) {
  return {key, EVP_PKEY_free};
}

/// One key pair per kind and process: an RSA key takes a second to make.
Key fresh_key(std::string_view kind) {
  static std::mutex mutex;
  static std::map<std::string, Key, std::less<>> keys;
  const std::lock_guard lock(mutex);
  if (const auto found = keys.find(kind); found != keys.end()) {
    return found->second;
  }
  Key key;
  if (kind == "RSA") {
    key = key_of(EVP_RSA_gen(2048U));
  } else if (kind == "ED25519") {
    key = key_of(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
  } else {
    key = key_of(EVP_EC_gen(std::string(kind).c_str()));
  }
  keys.emplace(kind, key);
  return key;
}

/// r and s, each as long as the curve's order (RFC 7518 §3.4); OpenSSL gives them in DER.
std::optional<std::string> raw_signature(const std::string& der, int half) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> parts(
      d2i_ECDSA_SIG(nullptr, &bytes, static_cast<long>(der.size())), ECDSA_SIG_free);
  if (parts == nullptr) {
    return std::nullopt;
  }
  std::vector<unsigned char> raw(static_cast<std::size_t>(half) * 2);
  if (BN_bn2binpad(ECDSA_SIG_get0_r(parts.get()), raw.data(), half) != half ||
      BN_bn2binpad(ECDSA_SIG_get0_s(parts.get()), raw.data() + half, half) != half) {
    return std::nullopt;
  }
  return std::string(raw.begin(), raw.end());
}

std::optional<std::string> sign(const Key& key,
                                const EVP_MD* hash,
                                bool is_pss,
                                std::string_view text) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(),
                                                                        EVP_MD_CTX_free);
  EVP_PKEY_CTX* parameters = nullptr;
  if (key == nullptr || context == nullptr ||
      EVP_DigestSignInit(context.get(), &parameters, hash, nullptr, key.get()) != 1) {
    return std::nullopt;
  }
  if (is_pss && (EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) != 1 ||
                 EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) != 1)) {
    return std::nullopt;
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t length = 0;
  if (EVP_DigestSign(context.get(), nullptr, &length, bytes, text.size()) != 1) {
    return std::nullopt;
  }
  std::vector<unsigned char> signature(length);
  if (EVP_DigestSign(context.get(), signature.data(), &length, bytes, text.size()) != 1) {
    return std::nullopt;
  }
  return std::string(signature.begin(), signature.begin() + static_cast<std::ptrdiff_t>(length));
}

const EVP_MD* hash_named(std::string_view bits) {
  if (bits == "256") return EVP_sha256();
  if (bits == "384") return EVP_sha384();
  if (bits == "512") return EVP_sha512();
  return nullptr;
}

std::string random_bytes(base::RandomStream& random, std::size_t length) {
  std::string bytes;
  while (bytes.size() < length) {
    bytes += static_cast<char>(static_cast<unsigned char>(random.below(256)));
  }
  return bytes;
}

std::optional<std::string> sign_hmac(std::string_view bits,
                                     std::string_view text,
                                     base::RandomStream& random) {
  const std::string key = random_bytes(random, 64);
  if (bits == "256") return base::hmac(base::HashKind::sha256, key, text);
  if (bits == "384") return base::hmac(base::HashKind::sha384, key, text);
  if (bits == "512") return base::hmac(base::HashKind::sha512, key, text);
  return std::nullopt;
}

std::optional<std::string> sign_ecdsa(std::string_view algorithm, std::string_view text) {
  struct Curve {
    std::string_view algorithm;
    std::string_view name;
    int half;
    const EVP_MD* hash;
  };
  const Curve curves[] = {{"ES256", "P-256", 32, EVP_sha256()},
                          {"ES384", "P-384", 48, EVP_sha384()},
                          {"ES512", "P-521", 66, EVP_sha512()},
                          {"ES256K", "secp256k1", 32, EVP_sha256()}};
  for (const Curve& curve : curves) {
    if (curve.algorithm == algorithm) {
      const auto der = sign(fresh_key(curve.name), curve.hash, false, text);
      return der ? raw_signature(*der, curve.half) : std::nullopt;
    }
  }
  return std::nullopt;
}

/// The signature of `text` by a key that no server knows; nothing for an unknown algorithm.
std::optional<std::string> signature_of(std::string_view algorithm,
                                        std::string_view text,
                                        base::RandomStream& random) {
  const std::string_view family = algorithm.substr(0, 2);
  const std::string_view bits = algorithm.size() > 2 ? algorithm.substr(2) : std::string_view();
  if (family == "HS") return sign_hmac(bits, text, random);
  if (family == "ES") return sign_ecdsa(algorithm, text);
  if (algorithm == "EdDSA" || algorithm == "Ed25519") {
    return sign(fresh_key("ED25519"), nullptr, false, text);
  }
  if ((family == "RS" || family == "PS") && hash_named(bits) != nullptr) {
    return sign(fresh_key("RSA"), hash_named(bits), family == "PS", text);
  }
  return std::nullopt;
}

/// The claims with another `jti`; what is no JSON object stays as it is.
std::string with_new_id(const std::string& claims, base::RandomStream& random) {
  const auto parsed = document::parse_json(claims, "jwt");
  if (!parsed || !parsed->root().is_mapping()) {
    return claims;
  }
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const document::Entry& entry : parsed->root().entries()) {
    if (entry.key != "jti") {
      writer.key(entry.key).node(*entry.value);
    }
  }
  writer.member("jti", random.draw("0123456789abcdef", 32));
  writer.end_object();
  return writer.take();
}

}  // namespace

std::optional<std::string> signed_by_nobody(std::string_view token, base::RandomStream& random) {
  const auto parts = base::split(token, '.');
  if (parts.size() != 3 || parts[0].empty() || parts[1].empty()) {
    return std::nullopt;
  }
  const auto header = base::from_base64(parts[0]);
  const auto claims = base::from_base64(parts[1]);
  if (!header || !claims) {
    return std::nullopt;
  }
  const auto parsed = document::parse_json(*header, "jwt");
  if (!parsed || parsed->root().string_at("alg").empty()) {
    return std::nullopt;
  }
  const std::string_view algorithm = parsed->root().string_at("alg");
  const std::string text =
      std::string(parts[0]) + "." + base::to_base64url(with_new_id(*claims, random));
  if (base::equal_ignoring_case(algorithm, "none")) {
    return text + ".";
  }
  const auto signature = signature_of(algorithm, text, random);
  const std::size_t length = base::from_base64(parts[2]).value_or("").size();
  return text + "." +
         base::to_base64url(signature ? *signature
                                      : random_bytes(random, length > 0 ? length : 32));
}

}  // namespace sworn::probe
