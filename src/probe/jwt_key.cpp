// SPDX-License-Identifier: Apache-2.0
#include "probe/jwt_key.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/encoder.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <map>
#include <memory>
#include <mutex>

#include "base/encoding.h"
#include "base/hash.h"
#include "document/json_writer.h"

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

struct Curve {
  std::string_view algorithm;
  std::string_view name;  ///< OpenSSL and JWK agree on it (RFC 7518 §6.2.1.1, RFC 8812 §3.1)
  int half;               ///< bytes of a coordinate, and of r and s
  const EVP_MD* hash;
};

/// By algorithm or by name.
std::optional<Curve> curve_of(std::string_view word) {
  const Curve curves[] = {{"ES256", "P-256", 32, EVP_sha256()},
                          {"ES384", "P-384", 48, EVP_sha384()},
                          {"ES512", "P-521", 66, EVP_sha512()},
                          {"ES256K", "secp256k1", 32, EVP_sha256()}};
  for (const Curve& curve : curves) {
    if (curve.algorithm == word || curve.name == word) {
      return curve;
    }
  }
  return std::nullopt;
}

bool is_edwards(std::string_view algorithm) {
  return algorithm == "EdDSA" || algorithm == "Ed25519";
}

bool is_rsa(std::string_view algorithm) {
  return (algorithm.starts_with("RS") || algorithm.starts_with("PS")) &&
         hash_named(algorithm.substr(2)) != nullptr;
}

/// The key that sign_with_fresh_key() uses; null for an unknown algorithm.
Key fresh_key_for(std::string_view algorithm) {
  if (is_rsa(algorithm)) return fresh_key("RSA");
  if (is_edwards(algorithm)) return fresh_key("ED25519");
  const auto curve = curve_of(algorithm);
  return curve && curve->algorithm == algorithm ? fresh_key(curve->name) : nullptr;
}

std::string number_of(const Key& key, const char* parameter, int length) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key.get(), parameter, &raw) != 1) {
    return "";
  }
  const std::unique_ptr<BIGNUM, decltype(&BN_free)> number(raw, BN_free);
  const int size = length > 0 ? length : BN_num_bytes(number.get());
  std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
  return BN_bn2binpad(number.get(), bytes.data(), size) == size
             ? std::string(bytes.begin(), bytes.end())
             : "";
}

Key key_from(const char* type, OSSL_PARAM_BLD* builder) {
  const std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)> parameters(
      OSSL_PARAM_BLD_to_param(builder), OSSL_PARAM_free);
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> context(
      EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* key = nullptr;
  if (parameters == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters.get()) != 1) {
    return nullptr;
  }
  return key_of(key);
}

std::string member_bytes(const document::Node& jwk, std::string_view name) {
  return base::from_base64(jwk.string_at(name)).value_or("");
}

Key rsa_key_of(const document::Node& jwk) {
  constexpr std::size_t longest = 2048;  // 16384 bits
  const std::string modulus = member_bytes(jwk, "n");
  const std::string exponent = member_bytes(jwk, "e");
  if (modulus.empty() || exponent.empty() || modulus.size() > longest || exponent.size() > 8) {
    return nullptr;
  }
  const auto number = [](const std::string& bytes) {
    return std::unique_ptr<BIGNUM, decltype(&BN_free)>(
        BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()),
                  nullptr),
        BN_free);
  };
  const auto n = number(modulus);
  const auto e = number(exponent);
  const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(
      OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1) {
    return nullptr;
  }
  return key_from("RSA", builder.get());
}

Key ec_key_of(const document::Node& jwk) {
  const auto curve = curve_of(jwk.string_at("crv"));
  const std::string x = member_bytes(jwk, "x");
  const std::string y = member_bytes(jwk, "y");
  if (!curve || curve->name != jwk.string_at("crv") ||
      x.size() != static_cast<std::size_t>(curve->half) || y.size() != x.size()) {
    return nullptr;
  }
  const std::string point = "\x04" + x + y;  // uncompressed, SEC 1 §2.3.3
  const std::string name(curve->name);
  const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(
      OSSL_PARAM_BLD_new(), OSSL_PARAM_BLD_free);
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_utf8_string(
          builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, name.c_str(), name.size()) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(
          builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1) {
    return nullptr;
  }
  return key_from("EC", builder.get());
}

Key key_of_jwk(const document::Node& jwk) {
  const std::string_view type = jwk.string_at("kty");
  if (type == "RSA") return rsa_key_of(jwk);
  if (type == "EC") return ec_key_of(jwk);
  if (type == "OKP" && jwk.string_at("crv") == "Ed25519") {
    const std::string x = member_bytes(jwk, "x");
    return key_of(EVP_PKEY_new_raw_public_key_ex(
        nullptr, "ED25519", nullptr, reinterpret_cast<const unsigned char*>(x.data()), x.size()));
  }
  return nullptr;
}

/// In that form and structure, as OpenSSL calls them; "" when the key has none such.
std::string encoded(const Key& key, const char* form, const char* structure) {
  const std::unique_ptr<OSSL_ENCODER_CTX, decltype(&OSSL_ENCODER_CTX_free)> context(
      OSSL_ENCODER_CTX_new_for_pkey(key.get(), EVP_PKEY_PUBLIC_KEY, form, structure, nullptr),
      OSSL_ENCODER_CTX_free);
  unsigned char* data = nullptr;
  std::size_t length = 0;
  if (context == nullptr || OSSL_ENCODER_to_data(context.get(), &data, &length) != 1) {
    return "";
  }
  std::string bytes(reinterpret_cast<const char*>(data), length);
  OPENSSL_free(data);
  return bytes;
}

}  // namespace

std::optional<std::string> sign_with_secret(std::string_view algorithm,
                                            std::string_view text,
                                            std::string_view secret) {
  if (algorithm == "HS256") return base::hmac(base::HashKind::sha256, secret, text);
  if (algorithm == "HS384") return base::hmac(base::HashKind::sha384, secret, text);
  if (algorithm == "HS512") return base::hmac(base::HashKind::sha512, secret, text);
  return std::nullopt;
}

std::optional<std::string> sign_with_fresh_key(std::string_view algorithm, std::string_view text) {
  const Key key = fresh_key_for(algorithm);
  if (key == nullptr) {
    return std::nullopt;
  }
  if (is_rsa(algorithm)) {
    return sign(key, hash_named(algorithm.substr(2)), algorithm.starts_with("PS"), text);
  }
  const auto curve = curve_of(algorithm);
  const auto der = sign(key, curve ? curve->hash : nullptr, false, text);
  return der && curve ? raw_signature(*der, curve->half) : der;
}

std::optional<std::string> fresh_key_as_jwk(std::string_view algorithm, std::string_view kid) {
  const Key key = fresh_key_for(algorithm);
  if (key == nullptr) {
    return std::nullopt;
  }
  document::JsonWriter jwk(0);
  jwk.begin_object();
  if (is_rsa(algorithm)) {
    jwk.member("kty", "RSA");
    jwk.member("n", base::to_base64url(number_of(key, OSSL_PKEY_PARAM_RSA_N, 0)));
    jwk.member("e", base::to_base64url(number_of(key, OSSL_PKEY_PARAM_RSA_E, 0)));
  } else if (const auto curve = curve_of(algorithm)) {
    jwk.member("kty", "EC").member("crv", curve->name);
    const auto coordinate = [&](const char* name) {
      return base::to_base64url(number_of(key, name, curve->half));
    };
    jwk.member("x", coordinate(OSSL_PKEY_PARAM_EC_PUB_X));
    jwk.member("y", coordinate(OSSL_PKEY_PARAM_EC_PUB_Y));
  } else {
    std::string x(32, '\0');
    std::size_t length = x.size();
    if (EVP_PKEY_get_raw_public_key(
            key.get(), reinterpret_cast<unsigned char*>(x.data()), &length) != 1) {
      return std::nullopt;
    }
    jwk.member("kty", "OKP").member("crv", "Ed25519").member("x", base::to_base64url(x));
  }
  jwk.member("use", "sig").member("alg", algorithm).member("kid", kid);
  jwk.end_object();
  return jwk.take();
}

std::optional<std::string> fresh_key_certificate(std::string_view algorithm) {
  const Key key = fresh_key_for(algorithm);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  if (key == nullptr || certificate == nullptr) {
    return std::nullopt;
  }
  constexpr long day = 86'400;
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const std::string common_name = "sworn";
  const bool is_filled =
      X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
      ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1) == 1 &&
      X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -day) != nullptr &&
      X509_gmtime_adj(X509_getm_notAfter(certificate.get()), day) != nullptr &&
      X509_NAME_add_entry_by_txt(name,
                                 "CN",
                                 MBSTRING_ASC,
                                 reinterpret_cast<const unsigned char*>(common_name.c_str()),
                                 -1,
                                 -1,
                                 0) == 1 &&
      X509_set_issuer_name(certificate.get(), name) == 1 &&
      X509_set_pubkey(certificate.get(), key.get()) == 1 &&
      X509_sign(certificate.get(), key.get(), is_edwards(algorithm) ? nullptr : EVP_sha256()) > 0;
  unsigned char* der = nullptr;
  const int length = is_filled ? i2d_X509(certificate.get(), &der) : 0;
  if (length <= 0) {
    return std::nullopt;
  }
  std::string text =
      base::to_base64({reinterpret_cast<const char*>(der), static_cast<std::size_t>(length)});
  OPENSSL_free(der);
  return text;
}

std::vector<KeyForm> forms_of_public_key(const document::Node& jwk) {
  std::vector<KeyForm> forms;
  const Key key = key_of_jwk(jwk);
  if (key == nullptr) {
    return forms;
  }
  const std::string pem = encoded(key, "PEM", "SubjectPublicKeyInfo");
  const auto add = [&](const char* name, std::string bytes) {
    if (!bytes.empty()) {
      forms.push_back({name, std::move(bytes)});
    }
  };
  add("PEM", pem);
  add("PEM without its last line break", pem.empty() ? "" : pem.substr(0, pem.size() - 1));
  add("DER", encoded(key, "DER", "SubjectPublicKeyInfo"));
  if (jwk.string_at("kty") == "RSA") {
    add("PKCS #1 PEM", encoded(key, "PEM", "type-specific"));
  }
  return forms;
}

}  // namespace sworn::probe
