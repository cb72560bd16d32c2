// SPDX-License-Identifier: Apache-2.0
#include "probe/known_secret.h"

#include <string_view>
#include <vector>

#include "base/encoding.h"
#include "document/node.h"

namespace sworn::probe {
namespace {

struct Source {
  const char* where;
  std::vector<std::string_view> secrets;
};

const std::vector<Source>& sources() {
  static const std::vector<Source> all{
      {"an example of jwt.io",
       {"secret",
        "your-256-bit-secret",
        "your-384-bit-secret",
        "your-512-bit-secret",
        "a-string-secret-at-least-256-bits-long",
        "a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long"}},
      {"an example of a standard",
       // RFC 7515 appendix A.1, as base64url; RFC 7520 §3.5.
       {"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow",
        "hJtXIZ2uSN5kbQfbtTNWbpdmhkV8FJG-Onbc6mxCcYg"}},
      {"the documentation of a framework",
       {// FastAPI's tutorial
        "09d25e094faa6ca2556c818166b7a9563b93f7099f6f0f4caa6cf63b88e8d3e7",
        // Flask's and Flask-JWT-Extended's
        "dev",
        "super-secret",
        "super secret key",
        "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
        // express-session, Express and Passport tutorials
        "keyboard cat",
        "shhhhh",
        "shhhhhhared-secret",
        "jwtsecret",
        "jwt_secret",
        "jwt-secret",
        "JWT_SECRET",
        "JWT_SECRET_KEY",
        "SECRET",
        "SECRET_KEY",
        "APP_SECRET",
        "ACCESS_TOKEN_SECRET",
        // NestJS
        "secretKey",
        ("DO NOT USE THIS VALUE. INSTEAD, CREATE A COMPLEX SECRET AND KEEP IT SAFE OUTSIDE OF THE "
         "SOURCE CODE."),
        // go-jwt, echo, fiber, gin-jwt
        "AllYourBase",
        "my_secret_key",
        "secret key",
        // Supabase, PostgREST, Hasura
        "super-secret-jwt-token-with-at-least-32-characters-long",
        "reallyreallyreallyreallyverysafe",
        "3EK6FD+o0+c7tzBNVfjpMkNDi2yARAAKzQlk8O2IKoxQu4nF7EdAh8s3TwpHwrdWT6R",
        // Spring, Micronaut, JHipster
        "my-secret-token-to-change-in-production",
        "pleaseChangeThisSecretForANewOne",
        "mySecretKey",
        "javainuse",
        // ASP.NET Core
        "ThisIsMySecretKey",
        "this is my custom Secret key for authentication",
        ("THIS IS USED TO SIGN AND VERIFY JWT TOKENS, REPLACE IT WITH YOUR OWN SECRET, IT CAN BE "
         "ANY STRING"),
        // Django, Laravel, Lumen, Symfony
        "django-insecure",
        "ThisTokenIsNotSoSecretChangeIt",
        "SomeRandomString"}},
      {"a placeholder that was to be replaced",
       {"replace-with-secure-secret",
        "replace-me",
        "replace_me",
        "replaceme",
        "replace-this",
        "changeme",
        "change-me",
        "change_me",
        "changeit",
        "change-this",
        "change-this-secret",
        "change-me-in-production",
        "changeme-in-production",
        "please-change-me",
        "please-change-this-secret",
        "your-secret",
        "your_secret",
        "yoursecret",
        "your-secret-key",
        "your_secret_key",
        "your secret key",
        "yoursecretkey",
        "your-secret-key-here",
        "your-super-secret-key",
        "your-jwt-secret",
        "your_jwt_secret",
        "your-jwt-secret-key",
        "your_jwt_secret_key",
        "your-256-bit-secret-key",
        "your-very-secret-key",
        "insert-secret-here",
        "fallback-secret",
        "fallback_secret",
        "default-secret",
        "default_secret",
        "defaultsecret",
        "dev-secret",
        "dev_secret",
        "dev-secret-key",
        "dev-secret-change-me",
        "development",
        "development-secret",
        "insecure",
        "insecure-secret",
        "not-so-secret",
        "not-a-secret",
        "todo",
        "example",
        "example_key",
        "placeholder",
        "xxx"}},
      {"a list of common passwords",
       {"",
        "a",
        "123",
        "1234",
        "12345",
        "123456",
        "1234567",
        "12345678",
        "123456789",
        "1234567890",
        "0123456789",
        "00000000000000000000000000000000",
        "01234567890123456789012345678901",
        "12345678901234567890123456789012",
        "abc",
        "abc123",
        "abcdefghijklmnopqrstuvwxyz",
        "abcdefghijklmnopqrstuvwxyz123456",
        "admin",
        "admin123",
        "api",
        "app",
        "auth",
        "demo",
        "foobar",
        "hello",
        "helloworld",
        "key",
        "letmein",
        "mykey",
        "mysecret",
        "my-secret",
        "my_secret",
        "my-secret-key",
        "mysecretkey",
        "mysupersecret",
        "mysupersecretkey",
        "jwt",
        "jwtkey",
        "jwt-key",
        "jwt-secret-key",
        "jwt_secret_key",
        "passw0rd",
        "password",
        "password1",
        "password123",
        "private",
        "privatekey",
        "qwerty",
        "qwerty123",
        "random",
        "root",
        "s3cr3t",
        "s3cret",
        "salt",
        "secret-key",
        "secret_key",
        "secretkey",
        "secret1",
        "secret123",
        "secrettoken",
        "secret_token",
        "server",
        "session",
        "session-secret",
        "signingkey",
        "signing-key",
        "supersecret",
        "super_secret",
        "super-secret-key",
        "super_secret_key",
        "supersecretkey",
        "supersecretjwt",
        "test",
        "test123",
        "test-secret",
        "test_secret",
        "testing",
        "testsecret",
        "thisisasecret",
        "this-is-a-secret",
        "this is a secret",
        "thisismysecret",
        "token",
        "tokensecret",
        "topsecret",
        "top-secret",
        "top_secret",
        "verysecret",
        "very-secret",
        "verysecretkey"}}};
  return all;
}

bool is_signed_with(const Jws& token, std::string_view secret) {
  const auto signature =
      sign_with_secret(token.algorithm, token.encoded_header + "." + token.encoded_claims, secret);
  return signature && *signature == token.signature;
}

/// As it stands, as a file ends with it, and as the bytes that it is base64 of.
std::vector<std::string> readings_of(std::string_view secret) {
  std::vector<std::string> readings{std::string(secret), std::string(secret) + "\n"};
  if (auto bytes = base::from_base64(secret); bytes && !bytes->empty()) {
    readings.push_back(std::move(*bytes));
  }
  return readings;
}

void add_strings(const document::Node& node, std::vector<std::string>& strings) {
  constexpr std::size_t most = 200;
  if (strings.size() >= most) {
    return;
  }
  if (node.is_string() && !node.text().empty()) {
    strings.emplace_back(node.text());
  }
  for (const document::Entry& entry : node.entries()) {
    add_strings(*entry.value, strings);
  }
  for (const document::Node* item : node.items()) {
    add_strings(*item, strings);
  }
}

}  // namespace

std::optional<KnownSecret> known_secret_of(const Jws& token) {
  if (!sign_with_secret(token.algorithm, "", "")) {
    return std::nullopt;
  }
  for (const Source& source : sources()) {
    for (const std::string_view secret : source.secrets) {
      for (std::string& reading : readings_of(secret)) {
        if (is_signed_with(token, reading)) {
          return KnownSecret{std::move(reading), source.where};
        }
      }
    }
  }
  std::vector<std::string> told;
  for (const std::string& part : {token.header, token.claims}) {
    if (const auto json = document::parse_json(part, "jwt")) {
      add_strings(json->root(), told);
    }
  }
  for (std::string& secret : told) {
    if (is_signed_with(token, secret)) {
      return KnownSecret{std::move(secret), "the token itself"};
    }
  }
  return std::nullopt;
}

}  // namespace sworn::probe
