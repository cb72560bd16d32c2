// SPDX-License-Identifier: Apache-2.0
#include "base/certificate.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <vector>

namespace sworn::base {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, Free>;
using Certificate = std::unique_ptr<X509, Free>;
using Key = std::unique_ptr<EVP_PKEY, Free>;

Bio reading(const std::string& text) {
  return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

std::string written(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return size > 0 ? std::string(data, static_cast<std::size_t>(size)) : std::string();
}

/// Never asks the terminal: without a passphrase an encrypted key cannot be read.
int give_passphrase(char* buffer, int size, int /*writes*/, void* passphrase) {
  const auto& text = *static_cast<const std::string*>(passphrase);
  if (text.empty() || text.size() > static_cast<std::size_t>(size)) return -1;
  text.copy(buffer, text.size());
  return static_cast<int>(text.size());
}

std::vector<Certificate> chain_in(const std::string& text) {
  std::vector<Certificate> chain;
  const Bio bio = reading(text);
  while (X509* one = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    chain.emplace_back(one);
  }
  return chain;
}

std::string as_pem(const std::vector<Certificate>& chain, const Key& key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  for (const Certificate& certificate : chain) {
    PEM_write_bio_X509(bio.get(), certificate.get());
  }
  PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  return written(bio);
}

void copy_extension(const X509* from, X509* to, int kind) {
  const int place = X509_get_ext_by_NID(from, kind, -1);
  if (place >= 0) {
    X509_add_ext(to, X509_get_ext(from, place), -1);
  }
}

}  // namespace

Result<std::string> client_certificate(const std::string& certificate,
                                       const std::string& key,
                                       const std::string& passphrase) {
  const std::vector<Certificate> chain = chain_in(certificate);
  if (chain.empty()) {
    return Error{"no certificate in PEM stands there", {}, ""};
  }
  std::string secret = passphrase;
  const Bio bio = reading(key.empty() ? certificate : key);
  const Key private_key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, &secret));
  if (!private_key) {
    return Error{"its private key cannot be read",
                 {},
                 "a PEM file is expected, with `passphrase` where it is encrypted"};
  }
  if (X509_check_private_key(chain.front().get(), private_key.get()) != 1) {
    return Error{"certificate and private key do not belong together", {}, ""};
  }
  return as_pem(chain, private_key);
}

namespace {

/// Fills in what every certificate has, signs it with a fresh key and writes both; "" where that
/// fails.
std::string signed_by_itself(Certificate made) {
  const Key key(EVP_EC_gen("P-256"));
  if (!made || !key) {
    return {};
  }
  constexpr long one_day = 24L * 3600;
  X509_set_version(made.get(), X509_VERSION_3);
  X509_set_issuer_name(made.get(), X509_get_subject_name(made.get()));
  X509_gmtime_adj(X509_getm_notBefore(made.get()), -one_day);
  X509_gmtime_adj(X509_getm_notAfter(made.get()), one_day);
  X509_set_pubkey(made.get(), key.get());
  if (X509_sign(made.get(), key.get(), EVP_sha256()) == 0) {
    return {};
  }
  std::vector<Certificate> alone;
  alone.push_back(std::move(made));
  return as_pem(alone, key);
}

}  // namespace

std::string self_signed_like(const std::string& model) {
  const std::vector<Certificate> chain = chain_in(model);
  Certificate made(X509_new());
  if (chain.empty() || !made) {
    return {};
  }
  X509* real = chain.front().get();
  X509_set_serialNumber(made.get(), X509_get_serialNumber(real));
  X509_set_subject_name(made.get(), X509_get_subject_name(real));
  for (const int kind : {NID_subject_alt_name, NID_key_usage, NID_ext_key_usage}) {
    copy_extension(real, made.get(), kind);
  }
  return signed_by_itself(std::move(made));
}

std::string self_signed_stranger() {
  Certificate made(X509_new());
  if (!made) {
    return {};
  }
  const auto* name = reinterpret_cast<const unsigned char*>("sworn stranger");
  ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
  X509_NAME_add_entry_by_txt(
      X509_get_subject_name(made.get()), "CN", MBSTRING_ASC, name, -1, -1, 0);
  return signed_by_itself(std::move(made));
}

}  // namespace sworn::base
