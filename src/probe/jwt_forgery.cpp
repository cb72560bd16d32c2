// SPDX-License-Identifier: Apache-2.0
#include "probe/jwt_forgery.h"

#include <algorithm>

#include "base/encoding.h"
#include "base/text.h"
#include "document/json_writer.h"
#include "document/node.h"
#include "evidence/forged.h"

namespace sworn::probe {
namespace {

namespace forged = evidence::forged;

std::string random_bytes(base::RandomStream& random, std::size_t length) {
  std::string bytes;
  while (bytes.size() < length) {
    bytes += static_cast<char>(static_cast<unsigned char>(random.below(256)));
  }
  return bytes;
}

/// What is no JSON object stays as it is.
std::string with_members(const std::string& json, const Members& members) {
  const auto parsed = document::parse_json(json, "jwt");
  if (!parsed || !parsed->root().is_mapping()) {
    return json;
  }
  document::JsonWriter writer(0);
  writer.begin_object();
  for (const document::Entry& entry : parsed->root().entries()) {
    if (std::ranges::none_of(members, [&](const auto& m) { return m.first == entry.key; })) {
      writer.key(entry.key).node(*entry.value);
    }
  }
  for (const auto& [name, value] : members) {
    if (!value.empty()) {
      writer.key(name).raw(value);
    }
  }
  writer.end_object();
  return writer.take();
}

std::string quoted(std::string_view text) {
  return document::quote_json(text);
}

/// The first two parts, as they are signed.
std::string signing_input(const std::string& header, const std::string& claims) {
  return base::to_base64url(header) + "." + base::to_base64url(claims);
}

std::string signed_credential(const Jws& token,
                              const std::string& input,
                              const std::string& signature) {
  return token.prefix + input + "." + base::to_base64url(signature);
}

Forged signed_by_hmac(const Jws& token,
                      const Members& header,
                      std::string_view secret,
                      std::string how) {
  Members changes = header;
  changes.emplace_back("alg", quoted("HS256"));
  const std::string input = signing_input(with_members(token.header, changes), token.claims);
  return {std::move(how),
          signed_credential(token, input, sign_with_secret("HS256", input, secret).value_or(""))};
}

/// The claim that is added to see whether anybody checks.
const Members marker{{"sworn", "true"}};

void add_asymmetric(std::vector<Forged>& all, const Jws& token, const std::string& kid) {
  const auto jwk = fresh_key_as_jwk(token.algorithm, kid);
  if (!jwk) {
    return;
  }
  const auto add = [&](const char* parameter, const std::string& value) {
    const Members header{{"kid", quoted(kid)}, {parameter, value}};
    const std::string input = signing_input(with_members(token.header, header), token.claims);
    if (const auto signature = sign_with_fresh_key(token.algorithm, input)) {
      all.push_back({std::string(forged::header_key) + parameter,
                     signed_credential(token, input, *signature)});
    }
  };
  add("jwk", *jwk);
  if (const auto certificate = fresh_key_certificate(token.algorithm)) {
    add("x5c", "[" + quoted(*certificate) + "]");
  }
  add("jku",
      quoted("data:application/json;base64," + base::to_base64("{\"keys\":[" + *jwk + "]}")));
}

}  // namespace

std::string Jws::with_signature(std::string_view raw) const {
  return prefix + encoded_header + "." + encoded_claims + "." + base::to_base64url(raw);
}

std::optional<Jws> read_jws(std::string_view credential) {
  const auto space = credential.rfind(' ');
  const std::size_t begin = space == std::string_view::npos ? 0 : space + 1;
  const auto parts = base::split(credential.substr(begin), '.');
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
  return Jws{std::string(credential.substr(0, begin)),
             *header,
             *claims,
             std::string(parts[0]),
             std::string(parts[1]),
             base::from_base64(parts[2]).value_or(""),
             std::string(parsed->root().string_at("alg"))};
}

std::optional<std::string> signed_by_nobody(std::string_view token, base::RandomStream& random) {
  const auto jws = read_jws(token);
  if (!jws) {
    return std::nullopt;
  }
  const std::string id = quoted(random.draw("0123456789abcdef", 32));
  const std::string text =
      jws->encoded_header + "." + base::to_base64url(with_members(jws->claims, {{"jti", id}}));
  if (base::equal_ignoring_case(jws->algorithm, "none")) {
    return jws->prefix + text + ".";
  }
  auto signature = sign_with_secret(jws->algorithm, text, random_bytes(random, 64));
  if (!signature) {
    signature = sign_with_fresh_key(jws->algorithm, text);
  }
  if (!signature) {
    signature = random_bytes(random, jws->signature.empty() ? 32 : jws->signature.size());
  }
  return signed_credential(*jws, text, *signature);
}

std::optional<Forged> with_flipped_signature(const Jws& token) {
  if (token.signature.empty()) {
    return std::nullopt;
  }
  std::string signature = token.signature;
  char& middle = signature[signature.size() / 2];
  middle = static_cast<char>(static_cast<unsigned char>(middle) ^ 0x10U);
  return Forged{forged::flipped, token.with_signature(signature)};
}

Forged without_signature(const Jws& token) {
  return {forged::stripped, token.with_signature("")};
}

Forged with_added_claim(const Jws& token, const Forged& forged) {
  const std::string claims = base::to_base64url(with_members(token.claims, marker));
  return {forged::claim_added,
          token.prefix + token.encoded_header + "." + claims +
              forged.credential.substr(forged.credential.rfind('.'))};
}

std::vector<Forged> without_algorithm(const Jws& token) {
  std::vector<Forged> all;
  // A token that is unsigned already has to differ from itself to prove anything.
  const std::string claims =
      token.signature.empty() ? with_members(token.claims, marker) : token.claims;
  for (const char* spelling : {"none", "None", "NONE", "nOnE"}) {
    const std::string header = with_members(token.header, {{"alg", quoted(spelling)}});
    all.push_back({std::string(forged::no_algorithm) + spelling,
                   signed_credential(token, signing_input(header, claims), "")});
  }
  return all;
}

std::vector<Forged> with_public_key_as_secret(const Jws& token, const std::vector<KeyForm>& forms) {
  std::vector<Forged> all;
  for (const KeyForm& form : forms) {
    all.push_back(
        signed_by_hmac(token, {}, form.bytes, std::string(forged::public_key) + form.name));
  }
  return all;
}

std::vector<Forged> with_own_key(const Jws& token, base::RandomStream& random) {
  std::vector<Forged> all;
  const std::string kid = "sworn-" + random.draw("0123456789abcdef", 16);
  const std::string secret = random_bytes(random, 32);
  if (sign_with_secret(token.algorithm, "", secret)) {
    document::JsonWriter jwk(0);
    jwk.begin_object().member("kty", "oct").member("k", base::to_base64url(secret));
    jwk.member("alg", "HS256").member("kid", kid).end_object();
    all.push_back(signed_by_hmac(token,
                                 {{"kid", quoted(kid)}, {"jwk", jwk.take()}},
                                 secret,
                                 std::string(forged::header_key) + "jwk"));
  } else {
    add_asymmetric(all, token, kid);
  }
  all.push_back(signed_by_hmac(token,
                               {{"kid", quoted("../../../../../../../../dev/null")}},
                               "",
                               std::string(forged::header_key) + "kid, a path to an empty file"));
  all.push_back(signed_by_hmac(token,
                               {{"kid", quoted(kid + "' UNION SELECT '" + kid + "'-- -")}},
                               kid,
                               std::string(forged::header_key) + "kid, a part of a query"));
  return all;
}

std::optional<Forged> signed_anew(const Jws& token,
                                  std::string_view secret,
                                  const Members& claims,
                                  const char* how) {
  Members changes = marker;
  changes.insert(changes.end(), claims.begin(), claims.end());
  const std::string input =
      token.encoded_header + "." + base::to_base64url(with_members(token.claims, changes));
  const auto signature = sign_with_secret(token.algorithm, input, secret);
  if (!signature) {
    return std::nullopt;
  }
  return Forged{how, signed_credential(token, input, *signature)};
}

}  // namespace sworn::probe
