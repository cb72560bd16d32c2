// SPDX-License-Identifier: Apache-2.0
#include "base/certificate.h"

#include "base/file.h"
#include "base/text.h"
#include "config/config.h"
#include "document/source.h"

namespace sworn::config {
namespace {

constexpr std::size_t most_bytes = std::size_t{1024} * 1024;

std::string field_of(const Credential& credential, const std::string& name) {
  const auto found = credential.fields.find(name);
  return found == credential.fields.end() ? std::string() : found->second;
}

Result<std::string> read_pem(const Credential& credential, const std::string& field) {
  const std::string file = field_of(credential, field);
  if (file.empty()) {
    return std::string();
  }
  Result<std::string> text = base::read_file(file, most_bytes);
  if (!text) {
    return Error{"the file of `" + field + "` cannot be read: " + base::printable(file),
                 credential.where,
                 "name a PEM file, relative to the folder of the configuration"};
  }
  return text->substr(document::bom_size(*text));
}

}  // namespace

Result<void> load_certificates(Config& config) {
  for (Identity& identity : config.identities) {
    for (auto& [scheme, credential] : identity.credentials) {
      if (field_of(credential, "cert").empty()) {
        continue;
      }
      const Result<std::string> certificate = read_pem(credential, "cert");
      if (!certificate) return certificate.error();
      const Result<std::string> key = read_pem(credential, "key");
      if (!key) return key.error();
      Result<std::string> both =
          base::client_certificate(*certificate, *key, field_of(credential, "passphrase"));
      if (!both) {
        Error error = both.error();
        error.message = "the client certificate of " + identity.name + ": " + error.message;
        error.where = credential.where;
        return error;
      }
      credential.value = std::move(*both);
    }
  }
  return {};
}

}  // namespace sworn::config
