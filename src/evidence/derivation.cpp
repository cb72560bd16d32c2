// SPDX-License-Identifier: Apache-2.0
#include "evidence/derivation.h"

#include <array>
#include <utility>

#include "base/encoding.h"
#include "base/hash.h"
#include "base/text.h"

namespace sworn::evidence {
namespace {

std::string without_padding(std::string text) {
  while (text.ends_with('=')) {
    text.pop_back();
  }
  return text;
}

}  // namespace

std::vector<Derivation> derivations_of(std::string_view secret) {
  std::vector<Derivation> forms;
  if (secret.size() < 12) {
    return forms;
  }
  const std::string base64 = base::to_base64(secret);
  forms.push_back({"base64", base64});
  if (without_padding(base64) != base64) {
    forms.push_back({"base64", without_padding(base64)});
  }
  if (const std::string url = base::to_base64url(secret); url != without_padding(base64)) {
    forms.push_back({"base64url", url});
  }
  forms.push_back({"hex", base::to_hex(secret)});
  forms.push_back({"hex", base::to_upper(base::to_hex(secret))});
  forms.push_back({"reversed", std::string(secret.rbegin(), secret.rend())});
  using base::HashKind;
  static constexpr std::array<std::pair<HashKind, const char*>, 5> hashes{
      {{HashKind::md5, "md5"},
       {HashKind::sha1, "sha1"},
       {HashKind::sha256, "sha256"},
       {HashKind::sha384, "sha384"},
       {HashKind::sha512, "sha512"}}};
  for (const auto& [kind, name] : hashes) {
    const std::string raw = base::digest(kind, secret);
    const std::string hex = base::to_hex(raw);
    forms.push_back({name, hex});
    forms.push_back({name, base::to_upper(hex)});
    forms.push_back({name, without_padding(base::to_base64(raw))});
    forms.push_back({name, base::to_base64url(raw)});
  }
  return forms;
}

}  // namespace sworn::evidence
